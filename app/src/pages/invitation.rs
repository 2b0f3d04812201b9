//! What is behind a one-time link: a new account, or a new password.

use crate::api::accounts;
use crate::components::field::TextField;
use crate::components::heading::PageHeading;
use crate::components::loaded::{Failure, loaded, told};
use crate::components::new_password::{NewPassword, NewPasswordFields};
use crate::components::notice::{Notice, Tone};
use crate::i18n::{t, t_string, tu_string, use_i18n};
use crate::routes;
use crate::state::account::use_account;
use ::api::{AcceptInvitation, InvitationOffer};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::components::A;
use leptos_router::hooks::use_navigate;

/// Whoever was handed a link.
#[component]
pub fn Invitation() -> impl IntoView {
    let i18n = use_i18n();
    // Behind the '#', the secret reaches no log; it is read once.
    let token = StoredValue::new(routes::secret_of_address());
    let offer = LocalResource::new(move || {
        let token = token.get_value();
        async move { accounts::look_at_invitation(&token).await }
    });
    let title = Signal::derive(move || t_string!(i18n, account.invitation_title).to_string());
    view! {
        <PageHeading text=title />
        {loaded(offer, move |offer| view! { <Form token=token offer=offer /> })}
    }
}

#[component]
fn Form(token: StoredValue<String>, offer: InvitationOffer) -> impl IntoView {
    let i18n = use_i18n();
    let account = use_account();
    let navigate = use_navigate();
    let name = RwSignal::new(String::new());
    let tried = RwSignal::new(false);
    let new = NewPassword::new(tried);
    let failure = RwSignal::new(String::new());
    let working = RwSignal::new(false);
    let done = RwSignal::new(false);
    let is_new = offer.account.is_none();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        tried.set(true);
        let named = !is_new || name.with_untracked(|name| !name.trim().is_empty());
        if working.get_untracked() || !new.is_right() || !named {
            return;
        }
        working.set(true);
        let accept = AcceptInvitation {
            token: token.get_value(),
            name: name.get_untracked(),
            password: new.password.get_untracked(),
        };
        let navigate = navigate.clone();
        leptos::task::spawn_local(async move {
            let accepted = accounts::accept_invitation(&accept).await;
            if let Some(session) = told(i18n, failure, accepted) {
                let is_signed_in = session.account.is_some();
                account.set(session);
                if is_signed_in {
                    navigate(routes::HOME, NavigateOptions::default());
                } else {
                    done.try_set(true);
                }
            }
            working.try_set(false);
        });
    };
    let name_error = Signal::derive(move || {
        let missing = tried.get() && name.with(|name| name.trim().is_empty());
        if missing { t_string!(i18n, account.name_missing).to_string() } else { String::new() }
    });
    let label = Signal::derive(move || t_string!(i18n, account.name).to_string());
    let help = Signal::derive(move || t_string!(i18n, account.name_help).to_string());
    let submit = StoredValue::new_local(submit);
    let intro = offer.account;
    view! {
        <Show
            when=move || !done.get()
            fallback=move || {
                view! {
                    <Notice tone=Tone::Success>
                        <p>{tu_string!(i18n, account.invitation_done)}</p>
                    </Notice>
                    <p>
                        <A href=routes::SIGN_IN>{tu_string!(i18n, account.sign_in)}</A>
                    </p>
                }
            }
        >
            <p>
                {match intro.clone() {
                    Some(name) => t!(i18n, account.invitation_password, name = name).into_any(),
                    None => tu_string!(i18n, account.invitation_intro).into_any(),
                }}
            </p>
            <form class="form card" on:submit=move |event| submit.with_value(|submit| submit(event)) novalidate>
                <Failure text=failure />
                <Show when=move || is_new>
                    <TextField
                        id="nom"
                        label=label
                        help=help
                        autocomplete="username"
                        value=name
                        error=name_error
                    />
                </Show>
                <NewPasswordFields typed=new />
                <p class="field-help">{tu_string!(i18n, frame.required)}</p>
                <button type="submit" class="button button-main" prop:disabled=working>
                    {if is_new {
                        tu_string!(i18n, account.create).into_any()
                    } else {
                        tu_string!(i18n, account.invitation_set).into_any()
                    }}
                </button>
            </form>
        </Show>
    }
}
