//! A new password.

use crate::api::accounts;
use crate::components::field::TextField;
use crate::components::loaded::{Failure, told};
use crate::components::new_password::{NewPassword, NewPasswordFields};
use crate::components::notice::{Notice, Tone};
use crate::i18n::{t_string, tu_string, use_i18n};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

/// The present password, and the new one twice.
#[component]
pub fn ChangePassword() -> impl IntoView {
    let i18n = use_i18n();
    let current = RwSignal::new(String::new());
    let tried = RwSignal::new(false);
    let new = NewPassword::new(tried);
    let failure = RwSignal::new(String::new());
    let working = RwSignal::new(false);
    let done = RwSignal::new(false);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        tried.set(true);
        done.set(false);
        if working.get_untracked() || !new.is_right() {
            return;
        }
        working.set(true);
        let change = ::api::ChangePassword {
            current: current.get_untracked(),
            new: new.password.get_untracked(),
        };
        leptos::task::spawn_local(async move {
            if told(i18n, failure, accounts::change_password(&change).await).is_some() {
                tried.set(false);
                current.set(String::new());
                new.clear();
                done.set(true);
            }
            working.set(false);
        });
    };
    let label = Signal::derive(move || t_string!(i18n, own.current_password).to_string());
    view! {
        <section class="card" aria-labelledby="changer-mot-de-passe">
            <h2 id="changer-mot-de-passe">{tu_string!(i18n, own.password_title)}</h2>
            <p>{tu_string!(i18n, own.password_intro)}</p>
            <form class="form" on:submit=submit novalidate>
                <Failure text=failure />
                <Show when=move || done.get()>
                    <Notice tone=Tone::Success>
                        <p>{tu_string!(i18n, own.password_changed)}</p>
                    </Notice>
                </Show>
                <TextField
                    id="mot-de-passe-actuel"
                    label=label
                    kind="password"
                    autocomplete="current-password"
                    value=current
                />
                <NewPasswordFields typed=new />
                <p class="field-help">{tu_string!(i18n, frame.required)}</p>
                <button type="submit" class="button button-main" prop:disabled=working>
                    {tu_string!(i18n, own.password_change)}
                </button>
            </form>
        </section>
    }
}
