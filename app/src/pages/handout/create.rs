//! How a user who is missing is made in the portal.

use crate::i18n::{tu_string, use_i18n};
use leptos::prelude::*;

/// The steps.
#[component]
pub fn Create() -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <section aria-labelledby="creer" class="no-print">
            <h2 id="creer">{tu_string!(i18n, handout.create.title)}</h2>
            <ol>
                <li>{tu_string!(i18n, handout.create.step_1)}</li>
                <li>{tu_string!(i18n, handout.create.step_2)}</li>
                <li>{tu_string!(i18n, handout.create.step_3)}</li>
                <li>{tu_string!(i18n, handout.create.step_4)}</li>
                <li>{tu_string!(i18n, handout.create.step_5)}</li>
            </ol>
        </section>
    }
}
