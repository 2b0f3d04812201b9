//! The authenticator application.

use crate::api::accounts;
use crate::components::field::TextField;
use crate::components::loaded::{Failure, told};
use crate::components::password_gate::PasswordGate;
use crate::i18n::{t_string, tu_string, use_i18n};
use ::api::{ConfirmPassword, ConfirmTotp, TotpOffer};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

/// Adds the application, or takes it away.
#[component]
pub fn Totp(
    /// Whether codes are asked for.
    active: bool,
    /// Called when that has changed, with recovery codes to be kept.
    changed: Callback<Vec<String>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let failure = RwSignal::new(String::new());
    let working = RwSignal::new(false);
    let offer = RwSignal::new(None::<TotpOffer>);
    let add = move |password: String| {
        working.set(true);
        leptos::task::spawn_local(async move {
            let offered = accounts::offer_totp(&ConfirmPassword { password }).await;
            if let Some(offered) = told(i18n, failure, offered) {
                offer.set(Some(offered));
            }
            working.set(false);
        });
    };
    let remove = move |password: String| {
        working.set(true);
        leptos::task::spawn_local(async move {
            let removed = accounts::remove_totp(&ConfirmPassword { password }).await;
            if told(i18n, failure, removed).is_some() {
                changed.run(Vec::new());
            }
            working.try_set(false);
        });
    };
    let add_label = Signal::derive(move || t_string!(i18n, own.totp_add).to_string());
    let remove_label = Signal::derive(move || t_string!(i18n, own.totp_remove).to_string());
    view! {
        <h3>{tu_string!(i18n, own.totp)}</h3>
        <Failure text=failure />
        {if active {
            view! {
                <p>{tu_string!(i18n, own.totp_active)}</p>
                <PasswordGate id="totp-retirer" act=remove_label on_password=remove working=working />
            }
            .into_any()
        } else {
            view! {
                <p>{tu_string!(i18n, own.totp_intro)}</p>
                {move || match offer.get() {
                    Some(offer) => view! { <Offer offer=offer changed=changed /> }.into_any(),
                    None => {
                        view! {
                            <PasswordGate
                                id="totp-ajouter"
                                act=add_label
                                on_password=add
                                working=working
                            />
                        }
                        .into_any()
                    }
                }}
            }
            .into_any()
        }}
    }
}

/// The secret to be scanned or typed, and its first code.
#[component]
fn Offer(offer: TotpOffer, changed: Callback<Vec<String>>) -> impl IntoView {
    let i18n = use_i18n();
    let code = RwSignal::new(String::new());
    let failure = RwSignal::new(String::new());
    let working = RwSignal::new(false);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if working.get_untracked() {
            return;
        }
        working.set(true);
        let first = ConfirmTotp { code: code.get_untracked() };
        leptos::task::spawn_local(async move {
            if let Some(made) = told(i18n, failure, accounts::confirm_totp(&first).await) {
                changed.run(made.codes);
            }
            working.try_set(false);
        });
    };
    let label = Signal::derive(move || t_string!(i18n, own.totp_code).to_string());
    let help = Signal::derive(move || t_string!(i18n, own.totp_code_help).to_string());
    let picture = format!("data:image/svg+xml;base64,{}", offer.picture);
    view! {
        <ol class="steps-to-do">
            <li>
                <p>{tu_string!(i18n, own.totp_scan)}</p>
                <img
                    class="qr"
                    src=picture
                    width="220"
                    height="220"
                    alt=move || t_string!(i18n, own.totp_picture)
                />
                <p>{tu_string!(i18n, own.totp_type)} " " <code class="secret">{offer.secret}</code></p>
            </li>
            <li>
                <form class="form" on:submit=submit>
                    <Failure text=failure />
                    <TextField
                        id="totp-code"
                        label=label
                        help=help
                        autocomplete="one-time-code"
                        value=code
                    />
                    <button type="submit" class="button button-main" prop:disabled=working>
                        {tu_string!(i18n, own.totp_confirm)}
                    </button>
                </form>
            </li>
        </ol>
    }
}
