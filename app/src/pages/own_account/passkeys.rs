//! Passkeys.

use crate::api::accounts;
use crate::components::field::TextField;
use crate::components::loaded::{Failure, told};
use crate::components::password_gate::PasswordGate;
use crate::i18n::{t, t_string, tu_string, use_i18n};
use crate::passkey;
use crate::texts;
use ::api::{ConfirmPassword, NewPasskey, Passkey};
use leptos::prelude::*;

/// Those there are, and one more.
#[component]
pub fn Passkeys(
    /// Whether this address can have any.
    possible: bool,
    /// Those there are.
    passkeys: Vec<Passkey>,
    /// Called when that has changed, with recovery codes to be kept.
    changed: Callback<Vec<String>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let rows = passkeys.into_iter().map(|one| view! { <Row passkey=one changed=changed /> });
    let rows: Vec<_> = rows.collect();
    view! {
        <h3>{tu_string!(i18n, own.passkeys)}</h3>
        <p>{tu_string!(i18n, own.passkeys_intro)}</p>
        {(!rows.is_empty()).then(|| view! { <ul class="plain-list">{rows}</ul> })}
        {if possible {
            view! { <Add changed=changed /> }.into_any()
        } else {
            view! { <p class="quiet">{tu_string!(i18n, own.passkeys_impossible)}</p> }.into_any()
        }}
    }
}

#[component]
fn Add(changed: Callback<Vec<String>>) -> impl IntoView {
    let i18n = use_i18n();
    let name = RwSignal::new(String::new());
    let failure = RwSignal::new(String::new());
    let working = RwSignal::new(false);
    let add = move |password: String| {
        working.set(true);
        leptos::task::spawn_local(async move {
            if let Some(codes) = make(i18n, failure, password, name.get_untracked()).await {
                changed.run(codes);
            }
            working.try_set(false);
        });
    };
    let act = Signal::derive(move || t_string!(i18n, own.passkey_add).to_string());
    let label = Signal::derive(move || t_string!(i18n, own.passkey_name).to_string());
    let help = Signal::derive(move || t_string!(i18n, own.passkey_name_help).to_string());
    view! {
        <Failure text=failure />
        <div class="form">
            <TextField id="cle-nom" label=label help=help value=name />
        </div>
        <PasswordGate id="cle-ajouter" act=act on_password=add working=working />
    }
}

/// Asks the server, then the browser, then tells the server; the recovery codes to be kept.
async fn make(
    i18n: crate::texts::I18n,
    failure: RwSignal<String>,
    password: String,
    name: String,
) -> Option<Vec<String>> {
    let asked = accounts::ask_for_passkey(&ConfirmPassword { password }).await;
    let asked = told(i18n, failure, asked)?;
    let Some(credential) = passkey::ask(passkey::Ask::Create, &asked.options).await else {
        failure.try_set(t_string!(i18n, own.passkey_refused).to_string());
        return None;
    };
    let passkey = NewPasskey { challenge: asked.id, name, credential };
    told(i18n, failure, accounts::add_passkey(&passkey).await).map(|made| made.codes)
}

#[component]
fn Row(passkey: Passkey, changed: Callback<Vec<String>>) -> impl IntoView {
    let i18n = use_i18n();
    let failure = RwSignal::new(String::new());
    let working = RwSignal::new(false);
    let id = StoredValue::new(passkey.id);
    let remove = move |password: String| {
        working.set(true);
        leptos::task::spawn_local(async move {
            let removed =
                accounts::remove_passkey(&id.get_value(), &ConfirmPassword { password }).await;
            if told(i18n, failure, removed).is_some() {
                changed.run(Vec::new());
            }
            working.try_set(false);
        });
    };
    let made = texts::day_and_time(&passkey.created_at);
    let used = passkey.used_at.as_deref().map(texts::day_and_time);
    let act = {
        let name = passkey.name.clone();
        Signal::derive(move || t_string!(i18n, own.passkey_remove, name = name.clone()).to_string())
    };
    view! {
        <li>
            <p>
                <strong>{passkey.name}</strong>
                <span class="row-details">
                    {t!(i18n, own.passkey_made, date = made)} " "
                    {match used {
                        Some(date) => t!(i18n, own.passkey_used, date = date).into_any(),
                        None => tu_string!(i18n, own.passkey_unused).into_any(),
                    }}
                </span>
            </p>
            <Failure text=failure />
            <PasswordGate id="cle-retirer" act=act on_password=remove working=working />
        </li>
    }
}
