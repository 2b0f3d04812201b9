//! An act that asks for the password once more: a button first, then the field.

use crate::components::field::TextField;
use crate::i18n::{t_string, tu_string, use_i18n};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

/// The button, and behind it the password.
#[component]
pub fn PasswordGate(
    /// Identifies the field within the page.
    id: &'static str,
    /// What the act is, on the button.
    #[prop(into)]
    act: Signal<String>,
    /// Called with the password.
    #[prop(into)]
    on_password: Callback<String>,
    /// Whether the act is under way.
    #[prop(into)]
    working: Signal<bool>,
) -> impl IntoView {
    let i18n = use_i18n();
    let open = RwSignal::new(false);
    let password = RwSignal::new(String::new());
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if !working.get_untracked() {
            on_password.run(password.get_untracked());
            password.set(String::new());
        }
    };
    let label = Signal::derive(move || t_string!(i18n, own.current_password).to_string());
    view! {
        <Show
            when=move || open.get()
            fallback=move || {
                view! {
                    <button type="button" class="button" on:click=move |_| open.set(true)>
                        {act}
                    </button>
                }
            }
        >
            <form class="form" on:submit=submit>
                <TextField
                    id=id
                    label=label
                    kind="password"
                    autocomplete="current-password"
                    value=password
                />
                <p class="buttons">
                    <button type="submit" class="button button-main" prop:disabled=working>
                        {act}
                    </button>
                    <button type="button" class="button" on:click=move |_| open.set(false)>
                        {tu_string!(i18n, frame.cancel)}
                    </button>
                </p>
            </form>
        </Show>
    }
}
