//! The audit trail: of an establishment, or of the whole server.

use crate::api::history;
use crate::components::heading::PageHeading;
use crate::components::loaded::loaded;
use crate::components::pager::{PAGE, Pager};
use crate::components::path::{Above, Path};
use crate::i18n::{t_string, tu_string, use_i18n};
use crate::routes;
use crate::state::schools::school_name;
use crate::texts::{self, I18n};
use ::api::{AuditEntry, Page};
use leptos::prelude::*;

/// What was done in an establishment.
#[component]
pub fn EstablishmentAudit() -> impl IntoView {
    let uai = routes::uai();
    let school = school_name(uai);
    let of = Signal::derive(move || Some(uai.get()));
    let above = Signal::derive(move || {
        let uai = uai.get();
        vec![Above { href: routes::status(&uai), name: school.get() }]
    });
    view! { <Audit of=of above=above school=school /> }
}

/// What was done everywhere, for superadmins.
#[component]
pub fn WholeAudit() -> impl IntoView {
    let nowhere = Signal::stored(String::new());
    view! { <Audit of=Signal::stored(None) above=Signal::stored(Vec::new()) school=nowhere /> }
}

#[component]
fn Audit(
    of: Signal<Option<String>>,
    above: Signal<Vec<Above>>,
    school: Signal<String>,
) -> impl IntoView {
    let i18n = use_i18n();
    let offset = RwSignal::new(0);
    let page = LocalResource::new(move || {
        let (uai, offset) = (of.get(), offset.get());
        async move { history::audit(uai.as_deref(), offset, PAGE).await }
    });
    let title = Signal::derive(move || t_string!(i18n, audit.title).to_string());
    let total = Signal::derive(move || match page.get() {
        Some(Ok(page)) => page.total,
        _ => 0,
    });
    view! {
        <Path above=above here=title />
        <PageHeading text=title above=school place=school />
        <p>{tu_string!(i18n, audit.intro)}</p>
        {loaded(page, move |page: Page<AuditEntry>| table(i18n, page.items))}
        <Pager offset=offset total=total list=title />
    }
}

fn table(i18n: I18n, entries: Vec<AuditEntry>) -> impl IntoView {
    let row = move |entry: AuditEntry| {
        let details = texts::audit::details(i18n, &entry);
        view! {
            <tr>
                <th scope="row">{texts::day_and_time(&entry.at)}</th>
                <td data-label=t_string!(i18n, audit.by).to_string()>
                    {entry.by.clone().unwrap_or_else(|| t_string!(i18n, audit.operator).to_string())}
                </td>
                <td data-label=t_string!(i18n, audit.act).to_string()>
                    {texts::audit::action(i18n, entry.action)}
                    <span class="row-details">{details}</span>
                </td>
                <td data-label=t_string!(i18n, audit.number).to_string()>
                    {entry.number} " " <code>{entry.hash.chars().take(8).collect::<String>()}</code>
                </td>
            </tr>
        }
    };
    view! {
        <table class="rows-table" aria-label=t_string!(i18n, audit.title).to_string()>
            <thead>
                <tr>
                    <th scope="col">{tu_string!(i18n, audit.at)}</th>
                    <th scope="col">{tu_string!(i18n, audit.by)}</th>
                    <th scope="col">{tu_string!(i18n, audit.act)}</th>
                    <th scope="col">{tu_string!(i18n, audit.number)}</th>
                </tr>
            </thead>
            <tbody>{entries.into_iter().map(row).collect_view()}</tbody>
        </table>
    }
}
