//! An address that leads nowhere.

use crate::components::heading::PageHeading;
use crate::i18n::{t_string, tu_string, use_i18n};
use crate::routes;
use leptos::prelude::*;
use leptos_router::components::A;

/// Says so, and leads back.
#[component]
pub fn NotFound() -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <PageHeading text=Signal::derive(move || t_string!(i18n, frame.not_found_title).to_string()) />
        <p>{tu_string!(i18n, frame.not_found)}</p>
        <p>
            <A href=routes::HOME>{tu_string!(i18n, frame.home)}</A>
        </p>
    }
}
