//! What is different since the last import: who stays, arrives, leaves, has another identifier or
//! several. The names are those of the files that are open here.

use crate::i18n::{t, t_string, tu_string, use_i18n};
use crate::texts;
use ::engine::SinceView;
use leptos::prelude::*;

/// Names of one list that are on the screen; the others are counted.
const SHOWN: usize = 200;

/// A table of numbers, and the names behind them.
#[component]
pub fn Since(
    /// Each step.
    since: Vec<SinceView>,
) -> impl IntoView {
    let i18n = use_i18n();
    let row = |one: &SinceView| {
        let cells = [
            (t_string!(i18n, report.since.stays), one.stays as usize),
            (t_string!(i18n, report.since.arrives), one.arrives.len()),
            (t_string!(i18n, report.since.leaves), one.leaves.len()),
            (t_string!(i18n, report.since.renumbered), one.renumbered.len()),
            (t_string!(i18n, report.since.several), one.several.len()),
        ];
        let cells = cells.map(|(label, count)| {
            let count = texts::thousands(u32::try_from(count).unwrap_or(u32::MAX));
            view! { <td data-label=label>{count}</td> }
        });
        view! {
            <tr>
                <th scope="row">{texts::category(i18n, one.category)}</th>
                {cells.into_iter().collect_view()}
            </tr>
        }
    };
    let rows = since.iter().map(row).collect_view();
    let names = since.into_iter().flat_map(|one| {
        let of = texts::category(i18n, one.category);
        let renumbered =
            one.renumbered.into_iter().map(|[name, from, to]| format!("{name} : {from} → {to}"));
        let several = one
            .several
            .into_iter()
            .map(|(name, ids)| format!("{name} : {}", texts::list(ids.into_iter())));
        [
            (t_string!(i18n, report.since.arrives), one.arrives),
            (t_string!(i18n, report.since.leaves), one.leaves),
            (t_string!(i18n, report.since.renumbered), renumbered.collect()),
            (t_string!(i18n, report.since.several), several.collect()),
        ]
        .map(|(what, names)| view! { <Names title=format!("{of} – {what}") names=names /> })
    });
    let names = names.collect_view();
    view! {
        <section aria-labelledby="depuis">
            <h2 id="depuis">{tu_string!(i18n, report.since.title)}</h2>
            <p>{tu_string!(i18n, report.since.intro)}</p>
            <table class="rows-table report" aria-labelledby="depuis">
                <thead>
                    <tr>
                        <th scope="col">{tu_string!(i18n, report.category)}</th>
                        <th scope="col">{tu_string!(i18n, report.since.stays)}</th>
                        <th scope="col">{tu_string!(i18n, report.since.arrives)}</th>
                        <th scope="col">{tu_string!(i18n, report.since.leaves)}</th>
                        <th scope="col">{tu_string!(i18n, report.since.renumbered)}</th>
                        <th scope="col">{tu_string!(i18n, report.since.several)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
            {names}
        </section>
    }
}

/// Who is behind a number.
#[component]
fn Names(title: String, names: Vec<String>) -> impl IntoView {
    let i18n = use_i18n();
    let total = names.len();
    (total > 0).then(|| {
        let lines = names.into_iter().take(SHOWN).map(|name| view! { <li>{name}</li> });
        let lines = lines.collect_view();
        view! {
            <details>
                <summary>{title} " (" {total} ")"</summary>
                {(total > SHOWN)
                    .then(|| view! { <p class="quiet">{t!(i18n, report.shown_first, count = SHOWN)}</p> })}
                <ul>{lines}</ul>
            </details>
        }
    })
}
