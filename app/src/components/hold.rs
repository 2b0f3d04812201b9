//! A step that would remove or change too much is held until a person types how many mappings it
//! concerns.

use crate::components::notice::{Notice, Tone};
use crate::i18n::{t, t_string, tu_string, use_i18n};
use domain::reconciliation::Hold;
use leptos::prelude::*;

/// Why the step is held, and the field that frees it.
#[component]
pub fn HoldNotice(
    /// Identifies the field within the page.
    id: String,
    /// Why.
    hold: Hold,
    /// What is typed.
    typed: RwSignal<String>,
) -> impl IntoView {
    let i18n = use_i18n();
    let number = hold.typed;
    let removed = hold.removed.map(|percent| {
        view! { <p>{t!(i18n, sending.hold_removed, percent = percent)}</p> }
    });
    let changed = hold.changed.map(|percent| {
        view! { <p>{t!(i18n, sending.hold_changed, percent = percent)}</p> }
    });
    let label = t_string!(i18n, sending.hold_type, number = number).to_string();
    view! {
        <Notice tone=Tone::Warning>
            <p>
                <strong>{tu_string!(i18n, sending.hold_title)}</strong>
            </p>
            {removed}
            {changed}
            <p>{tu_string!(i18n, sending.hold_check)}</p>
            <p class="field">
                <label for=id.clone()>{label}</label>
                <input
                    id=id.clone()
                    type="text"
                    inputmode="numeric"
                    autocomplete="off"
                    prop:value=typed
                    on:input:target=move |event| typed.set(event.target().value())
                />
            </p>
        </Notice>
    }
}

/// Whether a step may go on.
pub fn is_free(hold: Option<Hold>, typed: &str) -> bool {
    hold.is_none_or(|hold| typed.trim() == hold.typed.to_string())
}
