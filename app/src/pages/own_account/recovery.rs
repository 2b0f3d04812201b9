//! Recovery codes.

use crate::api::accounts;
use crate::components::loaded::{Failure, told};
use crate::components::notice::{Notice, Tone};
use crate::components::password_gate::PasswordGate;
use crate::i18n::{t, t_string, tu_string, use_i18n};
use ::api::ConfirmPassword;
use leptos::prelude::*;

/// How many are left, and new ones.
#[component]
pub fn RecoveryCodes(
    /// How many are left.
    left: u32,
    /// Called with new ones.
    changed: Callback<Vec<String>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let failure = RwSignal::new(String::new());
    let working = RwSignal::new(false);
    let make = move |password: String| {
        working.set(true);
        leptos::task::spawn_local(async move {
            let made = accounts::make_recovery_codes(&ConfirmPassword { password }).await;
            if let Some(made) = told(i18n, failure, made) {
                changed.run(made.codes);
            }
            working.try_set(false);
        });
    };
    let label = Signal::derive(move || t_string!(i18n, own.codes_make).to_string());
    view! {
        <h3>{tu_string!(i18n, own.codes)}</h3>
        <p>{t!(i18n, own.codes_left, count = left)}</p>
        <Failure text=failure />
        <PasswordGate id="codes-nouveaux" act=label on_password=make working=working />
    }
}

/// New codes, to be kept somewhere else than here: they are told once.
#[component]
pub fn CodesToKeep(
    /// The codes; nothing is shown without.
    codes: RwSignal<Vec<String>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let list = move || {
        let codes = codes.get().into_iter();
        codes.map(|code| view! { <li><code>{code}</code></li> }).collect_view()
    };
    view! {
        <Show when=move || codes.with(|codes| !codes.is_empty())>
            <Notice tone=Tone::Warning>
                <h2>{tu_string!(i18n, own.codes_new)}</h2>
                <p>{tu_string!(i18n, own.codes_keep)}</p>
                <ul class="codes">{list}</ul>
                <button type="button" class="button button-main" on:click=move |_| codes.set(Vec::new())>
                    {tu_string!(i18n, own.codes_kept)}
                </button>
            </Notice>
        </Show>
    }
}
