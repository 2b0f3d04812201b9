//! A one-time link, to be handed over.

use crate::components::copied::CopyButton;
use crate::components::notice::{Notice, Tone};
use crate::i18n::{t, t_string, tu_string, use_i18n};
use crate::texts;
use ::api::NewLink;
use leptos::prelude::*;

/// The link that was just made; nothing is shown without one.
#[component]
pub fn LinkToHandOver(
    /// The link.
    link: RwSignal<Option<NewLink>>,
) -> impl IntoView {
    let i18n = use_i18n();
    move || {
        link.get().map(|new| {
            let until = texts::day_and_time(&new.invitation.expires_at);
            let address = new.link;
            let to_copy = Signal::stored(address.clone());
            let name = Signal::derive(move || t_string!(i18n, accounts.link).to_string());
            let is_password = new.invitation.account.clone();
            view! {
                <Notice tone=Tone::Success>
                    <h2>{tu_string!(i18n, accounts.link_title)}</h2>
                    <p>
                        {match is_password {
                            Some(name) => {
                                t!(i18n, accounts.link_password, name = name, until = until).into_any()
                            }
                            None => t!(i18n, accounts.link_account, until = until).into_any(),
                        }}
                    </p>
                    <div class="field">
                        <label for="lien">{tu_string!(i18n, accounts.link)}</label>
                        <input id="lien" type="text" readonly prop:value=address />
                    </div>
                    <CopyButton name=name value=to_copy />
                    <button
                        type="button"
                        class="button button-main"
                        aria-label=move || t_string!(i18n, accounts.link_done_label)
                        on:click=move |_| link.set(None)
                    >
                        {tu_string!(i18n, accounts.link_done)}
                    </button>
                </Notice>
            }
        })
    }
}
