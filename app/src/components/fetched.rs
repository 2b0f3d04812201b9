//! A screen whose code is fetched when it is first shown.

use crate::components::heading::{Navigation, PageHeading};
use crate::components::notice::{Notice, Tone};
use crate::i18n::{t_string, tu_string, use_i18n};
use crate::parts::Screen;
use futures_util::FutureExt as _;
use leptos::prelude::*;
use std::time::Duration;

/// Shows the screen as soon as its code is there. A browser that was offline can try again.
#[component]
pub fn Fetched(
    /// The screen.
    screen: Screen,
    /// Its heading is there already.
    #[prop(optional)]
    has_heading: bool,
) -> impl IntoView {
    let i18n = use_i18n();
    let state = RwSignal::new(State::Waits);
    let fetch = move || {
        // Somebody may have left before it was even asked for.
        state.try_set(State::Waits);
        // What is there already is drawn at once.
        if let Some(outcome) = screen.fetch().now_or_never() {
            state.try_set(outcome.into());
            return;
        }
        leptos::task::spawn_local(async move {
            let outcome = screen.fetch().await;
            // Somebody who left meanwhile waits for it no more.
            state.try_set(outcome.into());
        });
    };
    let navigation: Navigation = expect_context();
    // A slow line carries first what is read first: the heading is painted, then the rest is asked for. What
    // nobody sees is never painted.
    if has_heading && navigation.is_first_screen() && !document().hidden() {
        request_animation_frame(move || set_timeout(fetch, Duration::ZERO));
    } else {
        fetch();
    }
    move || {
        let drawn = match state.get() {
            State::Waits => return waits().into_any(),
            State::Here => screen.draw(),
            State::Failed => None,
        };
        drawn.unwrap_or_else(|| {
            let title = move || t_string!(i18n, frame.not_fetched_title).to_string();
            let heading = || view! { <PageHeading text=Signal::derive(title) /> };
            view! {
                {(!has_heading).then(heading)}
                <Notice tone=Tone::Error>
                    <p>{tu_string!(i18n, frame.not_fetched)}</p>
                    <button type="button" class="button" on:click=move |_| fetch()>
                        {tu_string!(i18n, frame.retry)}
                    </button>
                </Notice>
            }
            .into_any()
        })
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Waits,
    Here,
    Failed,
}

impl<E> From<Result<(), E>> for State {
    fn from(outcome: Result<(), E>) -> Self {
        if outcome.is_ok() { Self::Here } else { Self::Failed }
    }
}

fn waits() -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <p class="loading" aria-live="polite" aria-atomic="true">
            {tu_string!(i18n, frame.loading)}
        </p>
    }
}
