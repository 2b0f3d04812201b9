//! One of the two lists of a step: those recognised, or those not.

use crate::components::account_facts::full_name;
use crate::components::pager::{PAGE, Pager};
use crate::i18n::{t, t_string, use_i18n};
use crate::routes;
use crate::state::import::use_import;
use crate::texts::{self, I18n};
use ::engine::{ListKind, PartnerView, RowView, RowsQuery, RowsView};
use domain::category::Category;
use domain::reconciliation::Decision;
use leptos::prelude::*;

/// A list with its filter and its pages.
#[component]
pub fn RowList(
    /// The establishment.
    #[prop(into)]
    uai: Signal<String>,
    /// The step.
    category: Category,
    /// Which list.
    list: ListKind,
    /// The row whose panel is open.
    #[prop(into)]
    open_row: Signal<Option<u32>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let import = use_import();
    let filter = RwSignal::new(String::new());
    let offset = RwSignal::new(0_u32);
    let rows = RwSignal::new(None::<RowsView>);
    Effect::new(move || {
        import.overview.track();
        let query =
            RowsQuery { category, list, filter: filter.get(), offset: offset.get(), limit: PAGE };
        leptos::task::spawn_local(async move {
            let answer = import.rows(query.clone()).await;
            let still = filter.try_get_untracked().is_some_and(|filter| filter == query.filter)
                && offset.try_get_untracked() == Some(query.offset);
            if still && let Some(answer) = answer {
                // A page that no longer exists: its last rows were decided.
                if answer.rows.is_empty() && query.offset > 0 {
                    offset.set(query.offset.saturating_sub(PAGE));
                } else {
                    rows.try_set(Some(answer));
                }
            }
        });
    });
    let counts = move || import.step(category).map(|step| step.counts).unwrap_or_default();
    let title = Signal::derive(move || match list {
        ListKind::Recognised => texts::counts::recognised(i18n, category, counts().recognised()),
        ListKind::Unrecognised => {
            texts::counts::unrecognised(i18n, category, counts().unrecognised())
        }
    });
    let suggested = move || {
        let suggested = import.step(category).map_or(0, |step| step.suggested);
        (list == ListKind::Unrecognised && suggested > 0).then(
            || view! { <p class="quiet">{t!(i18n, step.suggested, count = move || suggested)}</p> },
        )
    };
    let id = match list {
        ListKind::Recognised => "reconnus",
        ListKind::Unrecognised => "non-reconnus",
    };
    let total =
        Signal::derive(move || rows.with(|rows| rows.as_ref().map_or(0, |rows| rows.total)));
    let nobody = move || {
        let whole = match list {
            ListKind::Recognised => counts().recognised(),
            ListKind::Unrecognised => counts().unrecognised(),
        };
        match (whole, list) {
            (0, ListKind::Recognised) => t!(i18n, step.none_recognised).into_any(),
            (0, ListKind::Unrecognised) => t!(i18n, step.none_unrecognised).into_any(),
            _ => t!(i18n, step.filter_none).into_any(),
        }
    };
    view! {
        <section class="rows" aria-labelledby=id>
            <h2 id=id>{title}</h2>
            {suggested}
            <label class="rows-filter">
                <span>{t!(i18n, step.filter)}</span>
                <input
                    type="search"
                    autocomplete="off"
                    spellcheck="false"
                    prop:value=filter
                    on:input:target=move |event| {
                        offset.set(0);
                        filter.set(event.target().value());
                    }
                />
            </label>
            <Show when=move || { total.get() > 0 } fallback=move || view! { <p>{nobody}</p> }>
                <table class="rows-table">
                    <thead>
                        <tr>
                            <th scope="col">{head(i18n, list)}</th>
                            <th scope="col">{t!(i18n, step.col_birth_date)}</th>
                            <th scope="col">{t!(i18n, step.col_pronote_id)}</th>
                            <th scope="col">{t!(i18n, step.col_account)}</th>
                        </tr>
                    </thead>
                    <tbody>
                        <For
                            each=move || rows.with(|rows| rows.as_ref().map(|rows| rows.rows.clone()).unwrap_or_default())
                            key=Clone::clone
                            let:row
                        >
                            <Row uai=uai category=category row=row open_row=open_row />
                        </For>
                    </tbody>
                </table>
            </Show>
            <Pager offset=offset total=total list=title />
        </section>
    }
}

#[component]
fn Row(
    uai: Signal<String>,
    category: Category,
    row: RowView,
    open_row: Signal<Option<u32>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let number = row.row;
    let name = format!("{} {}", row.last_name, row.first_name).trim().to_owned();
    let is_open = move || open_row.get() == Some(number);
    let href = move || routes::row(&uai.get(), category, number);
    let recognised = row.decision.is_recognised();
    let rest = if recognised {
        t_string!(i18n, step.see_label, name = name.clone()).to_string()
    } else {
        t_string!(i18n, step.browse_label, name = name.clone()).to_string()
    };
    let link =
        if recognised { partner(i18n, &row) } else { t_string!(i18n, step.browse).to_string() };
    let state = state(i18n, &row);
    let details = texts::list(row.class.iter().cloned().chain(row.children.iter().cloned()));
    view! {
        <tr class:row-open=is_open aria-current=move || is_open().then_some("true")>
            <th scope="row">
                <span class="row-name">{name}</span>
                <span class="row-details">{details}</span>
            </th>
            <td data-label=move || t_string!(i18n, step.col_birth_date)>
                {row.birth_date.map(|date| date.to_string())}
            </td>
            <td data-label=move || t_string!(i18n, step.col_pronote_id)>
                <code>{row.pronote_id}</code>
            </td>
            <td data-label=move || t_string!(i18n, step.col_account)>
                // A plain link: the router would call each of them the current page.
                <a href=href class="row-link" data-noscroll="">
                    {link}
                    <span class="visually-hidden">" " {rest}</span>
                </a>
                <span class="row-details">{state}</span>
            </td>
        </tr>
    }
}

fn head(i18n: I18n, list: ListKind) -> String {
    match list {
        ListKind::Recognised => t_string!(i18n, step.col_recognised).to_string(),
        ListKind::Unrecognised => t_string!(i18n, step.col_unrecognised).to_string(),
    }
}

fn partner(i18n: I18n, row: &RowView) -> String {
    match &row.partner {
        Some(PartnerView::Account(account)) => {
            format!("{} ({})", full_name(account), account.identifier)
        }
        Some(PartnerView::Absent(key)) => {
            t_string!(i18n, step.absent, key = key.clone()).to_string()
        }
        None => String::new(),
    }
}

fn state(i18n: I18n, row: &RowView) -> String {
    match row.decision {
        Decision::Undecided if row.candidates == 0 => t_string!(i18n, step.no_proposal).to_string(),
        Decision::Undecided => {
            let count = row.candidates;
            t_string!(i18n, step.proposals, count = count).to_string()
        }
        decision => texts::decision(i18n, decision),
    }
}
