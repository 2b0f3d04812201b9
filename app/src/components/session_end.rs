//! A session that is not used ends: told in time, and put off by a button.

use super::notice::{Notice, Tone};
use crate::api::{self, heard};
use crate::i18n::{t_string, tu_string, use_i18n};
use crate::routes;
use crate::state::account::use_account;
use crate::texts::{time_of_day, trouble};
use js_sys::Date;
use leptos::prelude::*;
use std::time::Duration;

/// Told so long before the end. The RGAA (13.1) asks for twenty seconds; somebody who decides about
/// hundreds of accounts looks up more rarely.
const WARNING: Duration = Duration::from_mins(10);

/// How often the clock is looked at.
const LOOK: Duration = Duration::from_secs(15);

/// How near the end is.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Near {
    /// It comes at this time, in milliseconds since 1970.
    Soon(f64),
    /// It has come.
    Over,
}

/// Nothing, most of the time.
#[component]
pub fn SessionEnd() -> impl IntoView {
    let i18n = use_i18n();
    let account = use_account();
    let near = RwSignal::new(None);
    let failure = RwSignal::new(String::new());
    let look = move || {
        let limit = account.idle_limit();
        let seen = limit.and_then(|limit| near_end(heard::last(), limit, Date::now()));
        if near.get_untracked() != seen {
            failure.set(String::new());
            near.set(seen);
        }
    };
    set_interval(look, LOOK);
    let stay = move |_| {
        leptos::task::spawn_local(async move {
            match api::session().await {
                // Somebody else, or nobody: what is on the screen stays, and the next act tells.
                Ok(session) if session.account.is_none() => near.set(Some(Near::Over)),
                Ok(session) => {
                    account.set(session);
                    near.set(None);
                }
                Err(error) => failure.set(trouble(i18n, &error)),
            }
        });
    };
    let told = move || match near.get() {
        None => ().into_any(),
        Some(Near::Soon(at)) => view! {
            <Notice tone=Tone::Warning>
                <p>{t_string!(i18n, frame.session_ends, time = time_of_day(at))}</p>
                <button type="button" class="button" on:click=stay>
                    {tu_string!(i18n, frame.session_stay)}
                </button>
                <Show when=move || failure.with(|told| !told.is_empty())>
                    <p>{failure}</p>
                </Show>
            </Notice>
        }
        .into_any(),
        Some(Near::Over) => view! {
            <Notice tone=Tone::Warning>
                <p>{tu_string!(i18n, frame.session_over)}</p>
                <a class="button" href=routes::SIGN_IN target="_blank">
                    {tu_string!(i18n, frame.session_elsewhere)}
                </a>
            </Notice>
        }
        .into_any(),
    };
    view! { <div class="session-end">{told}</div> }
}

/// Whether to tell, and what: `last` and `now` in milliseconds since 1970.
fn near_end(last: f64, limit: Duration, now: f64) -> Option<Near> {
    let milliseconds = |duration: Duration| duration.as_secs_f64() * 1e3;
    let end = last + milliseconds(limit);
    if now >= end {
        Some(Near::Over)
    } else if now >= end - milliseconds(WARNING) {
        Some(Near::Soon(end))
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    #[wasm_bindgen_test]
    fn the_end_is_told_ten_minutes_before() {
        let limit = Duration::from_hours(2);
        let minutes = |minutes: f64| minutes * 60e3;
        let at = |now: f64| near_end(1e12, limit, 1e12 + minutes(now));
        assert_eq!(at(0.0), None);
        assert_eq!(at(109.9), None);
        assert_eq!(at(110.0), Some(Near::Soon(1e12 + minutes(120.0))));
        assert_eq!(at(120.0), Some(Near::Over));
    }
}
