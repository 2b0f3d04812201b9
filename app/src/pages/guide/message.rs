//! The message that tells users of the new direct address.

use crate::files;
use crate::i18n::{t_string, tu_string, use_i18n};
use leptos::prelude::*;

/// A ready-made message, to be sent by the establishment's own means.
#[component]
pub fn MessageToUsers(
    /// PRONOTE without the portal.
    direct: String,
) -> impl IntoView {
    let i18n = use_i18n();
    let told = RwSignal::new(String::new());
    let text =
        Memo::new(move |_| t_string!(i18n, guide.message, direct = direct.clone()).to_string());
    let copy = move |_| {
        leptos::task::spawn_local(async move {
            let done = files::copy(&text.get_untracked()).await;
            told.try_set(if done {
                t_string!(i18n, cas.copied).to_string()
            } else {
                t_string!(i18n, cas.not_copied).to_string()
            });
        });
    };
    view! {
        <section class="card" aria-labelledby="message">
            <h2 id="message">{tu_string!(i18n, guide.message_title)}</h2>
            <p class="message">{text}</p>
            <button type="button" class="button" on:click=copy>
                {tu_string!(i18n, guide.message_copy)}
            </button>
            <span role="status">{told}</span>
        </section>
    }
}
