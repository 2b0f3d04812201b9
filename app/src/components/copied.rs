//! A value to be pasted elsewhere, with the button that copies it.

use crate::files;
use crate::i18n::{t_string, tu_string, use_i18n};
use leptos::prelude::*;

/// A name and its value, one click from the clipboard.
#[component]
pub fn Copied(
    /// What it is, as the screen calls it where it goes.
    #[prop(into)]
    name: Signal<String>,
    /// The value.
    #[prop(into)]
    value: Signal<String>,
) -> impl IntoView {
    view! {
        <div class="copied">
            <span class="copied-name">{name}</span>
            <code>{value}</code>
            <CopyButton name=name value=value />
        </div>
    }
}

/// The button alone, beside a value that is shown otherwise.
#[component]
pub fn CopyButton(
    /// What it copies.
    #[prop(into)]
    name: Signal<String>,
    /// The value.
    #[prop(into)]
    value: Signal<String>,
) -> impl IntoView {
    let i18n = use_i18n();
    let told = RwSignal::new(String::new());
    let copy = move |_| {
        leptos::task::spawn_local(async move {
            let done = files::copy(&value.get_untracked()).await;
            told.try_set(if done {
                t_string!(i18n, cas.copied).to_string()
            } else {
                t_string!(i18n, cas.not_copied).to_string()
            });
        });
    };
    view! {
        <button
            type="button"
            class="button button-quiet"
            aria-label=move || t_string!(i18n, cas.copy_of, name = name.get()).to_string()
            on:click=copy
        >
            {tu_string!(i18n, cas.copy)}
        </button>
        <span role="status">{told}</span>
    }
}
