//! A new password, typed twice.

use crate::components::field::TextField;
use crate::i18n::{t_string, use_i18n};
use crate::texts::I18n;
use leptos::prelude::*;

/// Characters of the shortest password that the server takes.
const SHORTEST: usize = 12;

/// What is typed, and whether it can be sent.
#[derive(Clone, Copy)]
pub struct NewPassword {
    /// The password.
    pub password: RwSignal<String>,
    again: RwSignal<String>,
    tried: RwSignal<bool>,
}

impl NewPassword {
    /// Nothing typed yet. `tried` tells whether the form was sent once: errors show from then on.
    pub fn new(tried: RwSignal<bool>) -> Self {
        Self { password: RwSignal::new(String::new()), again: RwSignal::new(String::new()), tried }
    }

    /// Whether both are the same and long enough.
    pub fn is_right(self) -> bool {
        let long = self.password.with_untracked(|p| p.chars().count() >= SHORTEST);
        long && self.password.get_untracked() == self.again.get_untracked()
    }

    /// Forgets what was typed.
    pub fn clear(self) {
        self.password.set(String::new());
        self.again.set(String::new());
    }
}

/// Both fields.
#[component]
pub fn NewPasswordFields(
    /// What is typed.
    typed: NewPassword,
) -> impl IntoView {
    let i18n = use_i18n();
    let NewPassword { password, again, tried } = typed;
    let password_error = Signal::derive(move || {
        let short = password.with(|password| password.chars().count() < SHORTEST);
        if tried.get() && short {
            t_string!(i18n, account.password_short).to_string()
        } else {
            String::new()
        }
    });
    let again_error = Signal::derive(move || {
        if tried.get() && password.get() != again.get() {
            t_string!(i18n, account.password_mismatch).to_string()
        } else {
            String::new()
        }
    });
    let text = move |key: fn(I18n) -> String| Signal::derive(move || key(i18n));
    view! {
        <TextField
            id="mot-de-passe"
            label=text(|i18n| t_string!(i18n, account.password).to_string())
            help=text(|i18n| t_string!(i18n, account.password_help).to_string())
            kind="password"
            autocomplete="new-password"
            value=password
            error=password_error
        />
        <TextField
            id="mot-de-passe-encore"
            label=text(|i18n| t_string!(i18n, account.password_again).to_string())
            kind="password"
            autocomplete="new-password"
            value=again
            error=again_error
        />
    }
}
