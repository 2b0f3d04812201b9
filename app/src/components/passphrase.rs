//! A passphrase that is typed: shown or hidden, never kept.

use crate::i18n::{tu_string, use_i18n};
use leptos::prelude::*;

/// The field.
#[component]
pub fn Passphrase(
    /// Identifies it within the page.
    id: &'static str,
    /// What it is for.
    #[prop(into)]
    label: Signal<String>,
    /// What is typed.
    value: RwSignal<String>,
    /// What is wrong with it; empty for nothing.
    #[prop(into)]
    error: Signal<String>,
) -> impl IntoView {
    let i18n = use_i18n();
    let shown = RwSignal::new(false);
    let error_id = format!("{id}-erreur");
    let described = error_id.clone();
    let shown_id = format!("{id}-visible");
    view! {
        <div class="field">
            <label for=id>{label}</label>
            <input
                id=id
                type=move || if shown.get() { "text" } else { "password" }
                autocomplete="off"
                spellcheck="false"
                aria-describedby=described
                aria-invalid=move || error.with(|error| (!error.is_empty()).then_some("true"))
                prop:value=value
                on:input:target=move |event| value.set(event.target().value())
            />
            <p class="field-error" aria-live="assertive" aria-atomic="true" id=error_id>
                {error}
            </p>
            <p class="choice">
                <input
                    type="checkbox"
                    id=shown_id.clone()
                    prop:checked=shown
                    on:change:target=move |event| shown.set(event.target().checked())
                />
                <label for=shown_id>{tu_string!(i18n, step.passphrase_show)}</label>
            </p>
        </div>
    }
}
