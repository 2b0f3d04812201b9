//! The accessibility statement, after the official French model.

use crate::api;
use crate::components::heading::PageHeading;
use crate::i18n::{t_string, tu_string, use_i18n};
use ::api::About;
use leptos::prelude::*;

/// The statement; for everybody.
#[component]
pub fn Accessibility() -> impl IntoView {
    let i18n = use_i18n();
    let title = Signal::derive(move || t_string!(i18n, accessibility.heading).to_string());
    // What the operator says of themselves; without it, or without the server, the model's own words.
    let about = RwSignal::new(About::default());
    leptos::task::spawn_local(async move {
        if let Ok(told) = api::about().await {
            about.try_set(told);
        }
    });
    let commitment = move || {
        let publisher = about.with(|about| about.publisher.clone());
        let somebody = || t_string!(i18n, accessibility.somebody).to_string();
        let address = window().location().origin().unwrap_or_default();
        let publisher = publisher.unwrap_or_else(somebody);
        t_string!(i18n, accessibility.commitment, publisher = publisher, address = address)
    };
    let contact = move || match about.with(|about| about.contact.clone()) {
        Some(contact) => t_string!(i18n, accessibility.contact_publisher, contact = contact),
        None => t_string!(i18n, accessibility.contact_about).to_string(),
    };
    view! {
        <PageHeading text=title />
        <p>{commitment}</p>
        <h2>{tu_string!(i18n, accessibility.state)}</h2>
        <p>{tu_string!(i18n, accessibility.state_about)}</p>
        <h3>{tu_string!(i18n, accessibility.results)}</h3>
        <p>{tu_string!(i18n, accessibility.results_about)}</p>
        <h2>{tu_string!(i18n, accessibility.missing)}</h2>
        <ul>
            <li>{tu_string!(i18n, accessibility.missing_1)}</li>
        </ul>
        <p>{tu_string!(i18n, accessibility.exempt)}</p>
        <h2>{tu_string!(i18n, accessibility.made)}</h2>
        <p>{tu_string!(i18n, accessibility.made_about)}</p>
        <p>{tu_string!(i18n, accessibility.environment)}</p>
        <p>{tu_string!(i18n, accessibility.pages)}</p>
        <h3>{tu_string!(i18n, accessibility.tested)}</h3>
        <ul>
            <li>{tu_string!(i18n, accessibility.tested_1)}</li>
            <li>{tu_string!(i18n, accessibility.tested_2)}</li>
            <li>{tu_string!(i18n, accessibility.tested_3)}</li>
        </ul>
        <h2>{tu_string!(i18n, accessibility.contact)}</h2>
        <p>{contact}</p>
        <h2>{tu_string!(i18n, accessibility.remedy)}</h2>
        <p>{tu_string!(i18n, accessibility.remedy_about)}</p>
    }
}
