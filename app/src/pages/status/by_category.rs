//! Recognised and not recognised, per category: a table, and a bar for each that says the same.

use crate::i18n::{t_string, tu_string, use_i18n};
use crate::texts;
use crate::wire;
use ::api::{Category as WireCategory, Import, Mode, Step};
use leptos::prelude::*;

/// The six categories.
#[component]
pub fn ByCategory(
    /// Stored mappings.
    counts: Vec<(WireCategory, u32)>,
    /// The newest imports, the last one first.
    imports: Vec<Import>,
) -> impl IntoView {
    let i18n = use_i18n();
    let row = move |(category, count): (WireCategory, u32)| {
        let missed = last_step(&imports, category).map(not_recognised);
        let share = missed.map(|missed| percent(count, missed));
        view! {
            <tr>
                <th scope="row">{texts::category(i18n, wire::category(category))}</th>
                <td class="number">{texts::thousands(count)}</td>
                <td class="number">
                    {match missed {
                        Some(missed) => texts::thousands(missed).into_any(),
                        None => view! {
                            <span class="quiet">{tu_string!(i18n, status.unknown)}</span>
                        }
                        .into_any(),
                    }}
                </td>
                <td>
                    {share.map(|share| view! {
                        <svg
                            class="bar"
                            viewBox="0 0 100 10"
                            preserveAspectRatio="none"
                            role="img"
                            aria-label=move || t_string!(i18n, status.share, percent = share).to_string()
                        >
                            <rect class="bar-ground" width="100" height="10" />
                            <rect class="bar-share" width=share height="10" />
                        </svg>
                    })}
                </td>
            </tr>
        }
    };
    view! {
        <section class="card" aria-labelledby="par-categorie">
            <h2 id="par-categorie">{tu_string!(i18n, status.by_category)}</h2>
            <table class="plain-table" aria-labelledby="par-categorie">
                <thead>
                    <tr>
                        <th scope="col">{tu_string!(i18n, status.category)}</th>
                        <th scope="col" class="number">
                            {tu_string!(i18n, status.recognised)}
                        </th>
                        <th scope="col" class="number">
                            {tu_string!(i18n, status.not_recognised)}
                        </th>
                        <td />
                    </tr>
                </thead>
                <tbody>{counts.into_iter().map(row).collect_view()}</tbody>
            </table>
        </section>
    }
}

/// The last validation of a category: of a complete import, since a partial one knows of newcomers
/// alone; of any, where there was no complete one.
pub fn last_step(imports: &[Import], category: WireCategory) -> Option<&Step> {
    let of = |complete: bool| {
        let standing = imports.iter().filter(move |import| {
            import.undone.is_none() && (!complete || import.mode == Mode::Complete)
        });
        let mut steps = standing.flat_map(|import| &import.steps);
        steps.find(|step| step.category == category)
    };
    of(true).or_else(|| of(false))
}

/// Accounts of a step that have no pair.
pub fn not_recognised(step: &Step) -> u32 {
    step.report.refused + step.report.to_review + step.report.undecided
}

fn percent(recognised: u32, missed: u32) -> u32 {
    let all = recognised.saturating_add(missed);
    recognised.saturating_mul(100).checked_div(all).unwrap_or(100)
}
