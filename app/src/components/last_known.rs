//! What was known of an establishment when its page was read last, while the server cannot be reached.

use crate::i18n::{t, tu_string, use_i18n};
use crate::state::known::{self, Known};
use crate::texts;
use crate::wire;
use leptos::prelude::*;
use leptos_router::hooks::use_location;

/// The counts kept of the establishment whose status is asked for; of all, on the list of
/// establishments; nothing on other screens.
#[component]
pub fn LastKnown() -> impl IntoView {
    let path = use_location().pathname;
    move || {
        let path = path.get();
        let asked = path.trim_matches('/').to_ascii_uppercase();
        let is_shown = |uai: &str| asked.is_empty() || asked == format!("E/{uai}");
        let kept = known::all().into_iter().filter(|(uai, _)| is_shown(uai));
        kept.map(|(uai, known)| view! { <One uai=uai known=known /> }).collect_view()
    }
}

#[component]
fn One(uai: String, known: Known) -> impl IntoView {
    let i18n = use_i18n();
    let id = format!("connu-{uai}");
    let (heading, table_of) = (id.clone(), id.clone());
    let date = texts::day_and_time(&known.read_at);
    let last = known.last_import.map(|(at, mode)| {
        let (date, mode) = (texts::day_and_time(&at), texts::mode(i18n, wire::mode(mode)));
        view! { <p>{t!(i18n, status.last, date = date, mode = mode)}</p> }
    });
    let row = move |(category, count)| {
        view! {
            <tr>
                <th scope="row">{texts::category(i18n, wire::category(category))}</th>
                <td class="number">{texts::thousands(count)}</td>
            </tr>
        }
    };
    view! {
        <section class="card stock" aria-labelledby=id>
            <h2 id=heading>{t!(i18n, status.offline_title, uai = uai)}</h2>
            <p>{t!(i18n, status.offline, date = date, word = texts::health(i18n, known.health))}</p>
            <p class="stock-count">{t!(i18n, status.stock, count = known.stock)}</p>
            {last}
            <table class="plain-table" aria-labelledby=table_of>
                <thead>
                    <tr>
                        <th scope="col">{tu_string!(i18n, status.category)}</th>
                        <th scope="col" class="number">
                            {tu_string!(i18n, status.recognised)}
                        </th>
                    </tr>
                </thead>
                <tbody>{known.by_category.into_iter().map(row).collect_view()}</tbody>
            </table>
        </section>
    }
}
