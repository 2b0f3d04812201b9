//! What a screen shows while it asks the server, when the server refuses, and when it has answered.

use crate::api::{Outcome, Trouble};
use crate::components::notice::{Notice, Tone};
use crate::i18n::{tu_string, use_i18n};
use crate::texts::trouble;
use leptos::prelude::*;

/// Shows an answer of the server, once it is there.
pub fn loaded<T, V>(
    answer: LocalResource<Outcome<T>>,
    show: impl Fn(T) -> V + Send + 'static,
) -> impl IntoView
where
    T: Clone + 'static,
    V: IntoView + 'static,
{
    let i18n = use_i18n();
    move || {
        match answer.get() {
        None => view! { <p class="loading" aria-live="polite" aria-atomic="true">{tu_string!(i18n, frame.loading)}</p> }.into_any(),
        Some(Err(error)) => view! {
            <Notice tone=Tone::Error>
                <p>{trouble(i18n, &error)}</p>
                <button type="button" class="button" on:click=move |_| answer.refetch()>
                    {tu_string!(i18n, frame.retry)}
                </button>
            </Notice>
        }
        .into_any(),
        Some(Ok(value)) => show(value).into_any(),
    }
    }
}

/// What did not work, above what is to be tried again. Nothing while the text is empty.
#[component]
pub fn Failure(
    /// The sentence.
    text: RwSignal<String>,
) -> impl IntoView {
    view! {
        <Show when=move || text.with(|text| !text.is_empty())>
            <Notice tone=Tone::Error>
                <p>{text}</p>
            </Notice>
        </Show>
    }
}

/// Tells a failure, or clears what was told; answers what came.
pub fn told<T>(
    i18n: crate::texts::I18n,
    text: RwSignal<String>,
    outcome: Result<T, Trouble>,
) -> Option<T> {
    let (value, sentence) = match outcome {
        Ok(value) => (Some(value), String::new()),
        Err(error) => (None, trouble(i18n, &error)),
    };
    text.try_set(sentence);
    value
}
