//! The engine's policy, tried live.

use crate::i18n::{tu_string, use_i18n};
use crate::state::import::use_import;
use ::engine::{Answer, Request};
use leptos::prelude::*;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Tried {
    NotYet,
    Refused,
    Open,
    Silent,
}

/// A button that has the engine try to send something.
#[component]
pub fn Seal() -> impl IntoView {
    let i18n = use_i18n();
    let import = use_import();
    let tried = RwSignal::new(Tried::NotYet);
    let attempt = move |_| {
        leptos::task::spawn_local(async move {
            let origin = window().location().origin().unwrap_or_default();
            let request = Request::Attempt { address: format!("{origin}/healthz") };
            tried.try_set(match import.engine.ask(request).await {
                Ok(Answer::Attempt { refused: true }) => Tried::Refused,
                Ok(Answer::Attempt { refused: false }) => Tried::Open,
                _ => Tried::Silent,
            });
        });
    };
    view! {
        <section class="card" aria-labelledby="scelle">
            <h2 id="scelle">{tu_string!(i18n, privacy.seal)}</h2>
            <p>{tu_string!(i18n, privacy.seal_about)}</p>
            <button type="button" class="button" on:click=attempt>
                {tu_string!(i18n, privacy.seal_try)}
            </button>
            <p role="status">
                {move || match tried.get() {
                    Tried::NotYet => ().into_any(),
                    Tried::Refused => tu_string!(i18n, privacy.seal_refused).into_any(),
                    Tried::Open => view! {
                        <span class="field-error">{tu_string!(i18n, privacy.seal_open)}</span>
                    }
                    .into_any(),
                    Tried::Silent => tu_string!(i18n, privacy.seal_silent).into_any(),
                }}
            </p>
        </section>
    }
}
