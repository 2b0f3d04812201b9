//! One's own account: password, second factor, sessions.

mod passkeys;
mod password;
mod recovery;
mod sessions;
mod totp;

use crate::api::accounts;
use crate::components::heading::PageHeading;
use crate::components::loaded::loaded;
use crate::components::notice::{Notice, Tone};
use crate::components::path::Path;
use crate::i18n::{t_string, tu_string, use_i18n};
use crate::state::account::use_account;
use leptos::prelude::*;
use passkeys::Passkeys;
use password::ChangePassword;
use recovery::{CodesToKeep, RecoveryCodes};
use sessions::Sessions;
use totp::Totp;

/// The account of whoever is signed in.
#[component]
pub fn OwnAccount() -> impl IntoView {
    let i18n = use_i18n();
    let account = use_account();
    let factors = LocalResource::new(accounts::second_factor);
    // Shown until its reader says that they are kept: the server tells them once.
    let codes = RwSignal::new(Vec::<String>::new());
    let changed = Callback::new(move |new: Vec<String>| {
        if !new.is_empty() {
            codes.set(new);
        }
        factors.refetch();
        account.ask();
    });
    let title = Signal::derive(move || t_string!(i18n, own.title).to_string());
    let name = Signal::derive(move || account.account().map(|who| who.name).unwrap_or_default());
    view! {
        <Path above=Vec::new() here=title />
        <PageHeading text=title above=name />
        <Show when=move || account.lacks_second_factor()>
            <Notice tone=Tone::Warning>
                <p>{tu_string!(i18n, own.second_factor_missing)}</p>
            </Notice>
        </Show>
        <CodesToKeep codes=codes />
        <section class="card" aria-labelledby="second-facteur">
            <h2 id="second-facteur">{tu_string!(i18n, own.second_factor)}</h2>
            <p>{tu_string!(i18n, own.second_factor_intro)}</p>
            {loaded(
                factors,
                move |factors| {
                    let any = factors.totp || !factors.passkeys.is_empty();
                    let left = factors.recovery_codes;
                    view! {
                        <Totp active=factors.totp changed=changed />
                        <Passkeys
                            possible=factors.passkeys_possible
                            passkeys=factors.passkeys
                            changed=changed
                        />
                        {any.then(|| view! { <RecoveryCodes left=left changed=changed /> })}
                    }
                },
            )}
        </section>
        <ChangePassword />
        <Sessions />
    }
}
