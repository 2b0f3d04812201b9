//! Sign in.

use crate::api;
use crate::components::field::TextField;
use crate::components::heading::PageHeading;
use crate::components::notice::{Notice, Tone};
use crate::i18n::{t, t_string, use_i18n};
use crate::routes;
use crate::state::account::{Who, use_account};
use crate::texts::trouble;
use ::api::SignIn as Credentials;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};

/// Name and password; afterwards, the screen that was asked for.
#[component]
pub fn SignIn() -> impl IntoView {
    let i18n = use_i18n();
    let account = use_account();
    let query = use_query_map();
    let navigate = use_navigate();
    let name = RwSignal::new(String::new());
    let password = RwSignal::new(String::new());
    let failure = RwSignal::new(String::new());
    let working = RwSignal::new(false);
    Effect::new(move || {
        if let Who::Somebody(_) = account.who() {
            // Only within this site: an address that leads elsewhere is not followed.
            let after = query.with_untracked(|query| query.get("suite"));
            let after = after.filter(|path| path.starts_with('/') && !path.starts_with("//"));
            let back = NavigateOptions { replace: true, ..NavigateOptions::default() };
            navigate(after.as_deref().unwrap_or(routes::HOME), back);
        }
    });
    let on_submit = move |event: SubmitEvent| {
        event.prevent_default();
        if working.get_untracked() {
            return;
        }
        working.set(true);
        let credentials = Credentials {
            name: name.get_untracked(),
            password: password.get_untracked(),
            second: None,
        };
        leptos::task::spawn_local(async move {
            match api::sign_in(&credentials).await {
                Ok(session) => account.set(session),
                Err(error) => failure.set(trouble(i18n, &error)),
            }
            working.set(false);
        });
    };
    let text = move |key: fn(crate::texts::I18n) -> String| Signal::derive(move || key(i18n));
    let setup_open = move || matches!(account.who(), Who::Nobody { setup_open: true });
    view! {
        <PageHeading text=text(|i18n| t_string!(i18n, account.sign_in_title).to_string()) />
        <Show
            when=setup_open
            fallback=move || view! { <p>{t!(i18n, account.sign_in_intro)}</p> }
        >
            <Notice>
                <p>{t!(i18n, account.setup_open)}</p>
            </Notice>
        </Show>
        <form class="form card" on:submit=on_submit>
            <Show when=move || failure.with(|failure| !failure.is_empty())>
                <Notice tone=Tone::Error>
                    <p>{failure}</p>
                </Notice>
            </Show>
            <TextField
                id="nom"
                label=text(|i18n| t_string!(i18n, account.name).to_string())
                autocomplete="username"
                value=name
            />
            <TextField
                id="mot-de-passe"
                label=text(|i18n| t_string!(i18n, account.password).to_string())
                kind="password"
                autocomplete="current-password"
                value=password
            />
            <p class="field-help">{t!(i18n, frame.required)}</p>
            <button type="submit" class="button button-main" prop:disabled=working>
                {move || if working.get() { t!(i18n, account.working).into_any() } else { t!(i18n, account.sign_in).into_any() }}
            </button>
        </form>
    }
}
