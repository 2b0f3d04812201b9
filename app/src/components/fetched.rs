//! A screen whose code is fetched when it is first shown.

use crate::components::heading::PageHeading;
use crate::components::notice::{Notice, Tone};
use crate::i18n::{t_string, tu_string, use_i18n};
use crate::parts::Fetching;
use leptos::prelude::*;

/// Shows the screen as soon as its code is there. A browser that was offline can try again.
#[component]
pub fn Fetched(
    /// Fetches the code and draws the screen.
    screen: fn() -> Fetching,
) -> impl IntoView {
    let i18n = use_i18n();
    let tries = RwSignal::new(0_u32);
    let draw = move || {
        tries.track();
        Suspend::new(async move {
            match screen().await {
                Ok(screen) => screen,
                Err(_) => view! {
                    <PageHeading text=Signal::derive(move || {
                        t_string!(i18n, frame.not_fetched_title).to_string()
                    }) />
                    <Notice tone=Tone::Error>
                        <p>{tu_string!(i18n, frame.not_fetched)}</p>
                        <button
                            type="button"
                            class="button"
                            on:click=move |_| tries.update(|tries| *tries += 1)
                        >
                            {tu_string!(i18n, frame.retry)}
                        </button>
                    </Notice>
                }
                .into_any(),
            }
        })
    };
    view! {
        <Suspense fallback=move || {
            view! {
                <p class="loading" aria-live="polite" aria-atomic="true">
                    {tu_string!(i18n, frame.loading)}
                </p>
            }
        }>{draw}</Suspense>
    }
}
