//! The first account, by the holder of the one-time link.

use crate::api;
use crate::components::field::TextField;
use crate::components::heading::PageHeading;
use crate::components::new_password::{NewPassword, NewPasswordFields};
use crate::components::notice::{Notice, Tone};
use crate::i18n::{t_string, tu_string, use_i18n};
use crate::routes;
use crate::state::account::{Who, use_account};
use crate::texts::{I18n, trouble};
use ::api::Setup;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::components::A;
use leptos_router::hooks::use_navigate;

/// Name and password of the account that may do everything.
#[component]
pub fn FirstAccount() -> impl IntoView {
    let i18n = use_i18n();
    let account = use_account();
    let navigate = use_navigate();
    // Behind the '#', the secret reaches no log; it is read once.
    let token = StoredValue::new(routes::secret_of_address());
    let has_token = token.with_value(|token| !token.is_empty());
    Effect::new(move || {
        if let Who::Somebody(_) = account.who() {
            navigate(routes::HOME, NavigateOptions { replace: true, ..NavigateOptions::default() });
        }
    });
    let text = move |key: fn(I18n) -> String| Signal::derive(move || key(i18n));
    let already = move || matches!(account.who(), Who::Nobody { setup_open: false });
    view! {
        <PageHeading text=text(|i18n| t_string!(i18n, account.first_title).to_string()) />
        <Show
            when=move || !already()
            fallback=move || {
                view! {
                    <Notice>
                        <p>{tu_string!(i18n, account.first_done)}</p>
                    </Notice>
                    <p>
                        <A href=routes::SIGN_IN>{tu_string!(i18n, account.sign_in)}</A>
                    </p>
                }
            }
        >
            {if has_token {
                view! { <AccountForm token=token /> }.into_any()
            } else {
                view! {
                    <Notice tone=Tone::Warning>
                        <p>{tu_string!(i18n, account.first_no_token)}</p>
                    </Notice>
                }
                .into_any()
            }}
        </Show>
    }
}

/// Name and password, sent with the secret of the link.
#[component]
fn AccountForm(token: StoredValue<String>) -> impl IntoView {
    let i18n = use_i18n();
    let account = use_account();
    let name = RwSignal::new(String::new());
    let tried = RwSignal::new(false);
    let new = NewPassword::new(tried);
    let failure = RwSignal::new(String::new());
    let working = RwSignal::new(false);
    let name_error = Signal::derive(move || {
        let missing = tried.get() && name.with(|name| name.trim().is_empty());
        if missing { t_string!(i18n, account.name_missing).to_string() } else { String::new() }
    });
    let on_submit = move |event: SubmitEvent| {
        event.prevent_default();
        tried.set(true);
        let named = name_error.with_untracked(String::is_empty);
        if working.get_untracked() || !named || !new.is_right() {
            return;
        }
        working.set(true);
        let setup = Setup {
            token: token.get_value(),
            name: name.get_untracked(),
            password: new.password.get_untracked(),
        };
        leptos::task::spawn_local(async move {
            match api::set_up(&setup).await {
                Ok(session) => account.set(session),
                Err(error) => failure.set(trouble(i18n, &error)),
            }
            working.set(false);
        });
    };
    let text = move |key: fn(I18n) -> String| Signal::derive(move || key(i18n));
    view! {
        <p>{tu_string!(i18n, account.first_intro)}</p>
        <form class="form card" on:submit=on_submit novalidate>
            <Show when=move || failure.with(|failure| !failure.is_empty())>
                <Notice tone=Tone::Error>
                    <p>{failure}</p>
                </Notice>
            </Show>
            <TextField
                id="nom"
                label=text(|i18n| t_string!(i18n, account.name).to_string())
                help=text(|i18n| t_string!(i18n, account.name_help).to_string())
                autocomplete="username"
                value=name
                error=name_error
            />
            <NewPasswordFields typed=new />
            <p class="field-help">{tu_string!(i18n, frame.required)}</p>
            <button type="submit" class="button button-main" prop:disabled=working>
                {move || if working.get() { tu_string!(i18n, account.working).into_any() } else { tu_string!(i18n, account.create).into_any() }}
            </button>
        </form>
    }
}
