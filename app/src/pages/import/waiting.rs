//! Files that cannot be read before the administrator answers.

use super::layout::UnknownTable;
use super::sealed::SealedFile;
use crate::i18n::{tu_string, use_i18n};
use crate::state::import::use_import;
use ::engine::{Need, WaitingView};
use leptos::prelude::*;

/// The files that wait; nothing when none does.
#[component]
pub fn Waiting() -> impl IntoView {
    let i18n = use_i18n();
    let import = use_import();
    let waiting = Memo::new(move |_| {
        import
            .overview
            .with(|view| view.as_ref().map(|view| view.waiting.clone()).unwrap_or_default())
    });
    let problem = move |number: u32| {
        Signal::derive(move || {
            waiting.with(|all| all.iter().find(|file| file.number == number)?.problem.clone())
        })
    };
    let card = move |file: WaitingView| {
        match file.need {
        Need::Key(container) => view! {
            <SealedFile number=file.number name=file.name container=*container problem=problem(file.number) />
        }
        .into_any(),
        Need::Layout(sketch) => view! {
            <UnknownTable number=file.number name=file.name sketch=*sketch problem=problem(file.number) />
        }
        .into_any(),
    }
    };
    view! {
        <Show when=move || waiting.with(|all| !all.is_empty())>
            <section aria-labelledby="en-attente">
                <h2 id="en-attente">{tu_string!(i18n, import.waiting_title)}</h2>
                <For each=move || waiting.get() key=|file| file.number children=card />
            </section>
        </Show>
    }
}
