//! A labelled field of a form.

use leptos::prelude::*;

/// A text field with its label, its help and its error.
#[component]
pub fn TextField(
    /// Identifies it within the page.
    id: &'static str,
    /// What is to be typed.
    #[prop(into)]
    label: Signal<String>,
    /// How to type it.
    #[prop(optional, into)]
    help: Option<Signal<String>>,
    /// `text` by default.
    #[prop(default = "text")]
    kind: &'static str,
    /// What the browser may fill in.
    #[prop(default = "off")]
    autocomplete: &'static str,
    /// What is typed.
    value: RwSignal<String>,
    /// What is wrong with it; empty for nothing.
    #[prop(optional, into)]
    error: Signal<String>,
) -> impl IntoView {
    let (help_id, error_id) = (format!("{id}-help"), format!("{id}-error"));
    let described = {
        let (help_id, error_id) = (help_id.clone(), error_id.clone());
        move || {
            let mut ids = Vec::new();
            if help.is_some() {
                ids.push(help_id.clone());
            }
            if error.with(|error| !error.is_empty()) {
                ids.push(error_id.clone());
            }
            ids.join(" ")
        }
    };
    let invalid = move || error.with(|error| (!error.is_empty()).then_some("true"));
    view! {
        <div class="field">
            <label for=id>{label} <span aria-hidden="true">" *"</span></label>
            {help.map(|help| view! { <p class="field-help" id=help_id>{help}</p> })}
            <input
                id=id
                name=id
                type=kind
                autocomplete=autocomplete
                required
                aria-describedby=described
                aria-invalid=invalid
                prop:value=value
                on:input:target=move |event| value.set(event.target().value())
            />
            <p class="field-error" aria-live="assertive" aria-atomic="true" id=error_id>
                {error}
            </p>
        </div>
    }
}
