//! The establishment has changed its portal: what happens to the identifiers, and what is to be done.

use crate::i18n::{tu_string, use_i18n};
use crate::state::import::use_import;
use domain::reconciliation::Portal;
use leptos::prelude::*;

/// Explains the change, once a person has told it.
#[component]
pub fn PortalChange() -> impl IntoView {
    let i18n = use_i18n();
    let import = use_import();
    let same = move |_| {
        leptos::task::spawn_local(async move { import.change_portal(Portal::Same).await });
    };
    view! {
        <Show when=move || import.portal() == Portal::Changed>
            <section class="card" aria-labelledby="changement-portail">
                <h2 id="changement-portail">{tu_string!(i18n, import.portal.title)}</h2>
                <p>{tu_string!(i18n, import.portal.intro)}</p>
                <ol>
                    <li>{tu_string!(i18n, import.portal.step_new)}</li>
                    <li>{tu_string!(i18n, import.portal.step_former)}</li>
                    <li>{tu_string!(i18n, import.portal.step_link)}</li>
                    <li>{tu_string!(i18n, import.portal.step_pronote)}</li>
                    <li>{tu_string!(i18n, import.portal.step_users)}</li>
                </ol>
                <button type="button" class="button" on:click=same>
                    {tu_string!(i18n, import.portal.take_back)}
                </button>
            </section>
        </Show>
    }
}
