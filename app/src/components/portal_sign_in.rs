//! The way through the portal: its link, and what went wrong on the way back.

use super::notice::{Notice, Tone};
use crate::i18n::{t_string, tu_string, use_i18n};
use crate::routes;
use crate::state::account::use_account;
use crate::texts::I18n;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// Nothing, where the server knows of no portal.
#[component]
pub fn PortalSignIn() -> impl IntoView {
    let i18n = use_i18n();
    let account = use_account();
    let query = use_query_map();
    let failure = move || {
        let end = query.with(|query| query.get("portail"))?;
        failure_of(i18n, &end)
    };
    view! {
        {move || failure().map(|text| view! { <Notice tone=Tone::Warning><p>{text}</p></Notice> })}
        <Show when=move || account.has_portal()>
            <div class="card form">
                <p>
                    // The server answers with an address of the portal, not with a page of ours.
                    <a class="button button-main" href=routes::PORTAL_SIGN_IN rel="external">
                        {tu_string!(i18n, account.portal)}
                    </a>
                </p>
                <p class="field-help">{tu_string!(i18n, account.portal_help)}</p>
            </div>
        </Show>
    }
}

/// How the server says that it did not work, in the address of the sign-in page.
fn failure_of(i18n: I18n, end: &str) -> Option<String> {
    let text = match end {
        "refus" => t_string!(i18n, account.portal_refused),
        "injoignable" => t_string!(i18n, account.portal_unreachable),
        "inconnu" => t_string!(i18n, account.portal_unknown),
        _ => return None,
    };
    Some(text.to_string())
}
