//! A secret, to be written into a CAS server.

use crate::components::copied::CopyButton;
use crate::components::notice::{Notice, Tone};
use crate::i18n::{t, t_string, tu_string, use_i18n};
use ::api::NewCasSecret;
use leptos::prelude::*;

/// The secret that was just made; nothing is shown without one.
#[component]
pub fn SecretToWrite(
    /// The secret.
    secret: RwSignal<Option<NewCasSecret>>,
) -> impl IntoView {
    let i18n = use_i18n();
    move || {
        secret.get().map(|new| {
            let name = new.client.name.clone();
            let to_copy = [Signal::stored(new.client.id.clone()), Signal::stored(new.secret.clone())];
            let number = Signal::derive(move || t_string!(i18n, cas.number).to_string());
            let secret_name = Signal::derive(move || t_string!(i18n, cas.secret).to_string());
            view! {
                <Notice tone=Tone::Success>
                    <h2>{t!(i18n, cas.secret_title, name = name)}</h2>
                    <p>{tu_string!(i18n, cas.secret_about)}</p>
                    <div class="field">
                        <label for="numero">{tu_string!(i18n, cas.number)}</label>
                        <p class="field-help" id="numero-aide">{tu_string!(i18n, cas.number_help)}</p>
                        <input
                            id="numero"
                            type="text"
                            readonly
                            aria-describedby="numero-aide"
                            prop:value=new.client.id
                        />
                        <CopyButton name=number value=to_copy[0] />
                    </div>
                    <div class="field">
                        <label for="secret">{tu_string!(i18n, cas.secret)}</label>
                        <input id="secret" type="text" readonly prop:value=new.secret />
                        <CopyButton name=secret_name value=to_copy[1] />
                    </div>
                    <button
                        type="button"
                        class="button button-main"
                        aria-label=move || t_string!(i18n, cas.secret_done_label)
                        on:click=move |_| secret.set(None)
                    >
                        {tu_string!(i18n, cas.secret_done)}
                    </button>
                </Notice>
            }
        })
    }
}
