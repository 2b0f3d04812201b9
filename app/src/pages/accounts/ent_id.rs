//! By what the portal names an account's holder, where one can sign in through the portal.

use crate::api::accounts;
use crate::components::loaded::{Failure, told};
use crate::i18n::{tu_string, use_i18n};
use crate::state::account::use_account;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

/// A field, and what saves it.
#[component]
pub fn EntId(
    /// Number of the account.
    id: StoredValue<String>,
    /// Its ENT id so far; empty when it has none.
    ent_id: StoredValue<String>,
    /// Called when it has changed.
    changed: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let account = use_account();
    let typed = RwSignal::new(ent_id.get_value());
    let failure = RwSignal::new(String::new());
    let save = move |event: SubmitEvent| {
        event.prevent_default();
        leptos::task::spawn_local(async move {
            let saved = accounts::change_ent_id(&id.get_value(), &typed.get_untracked()).await;
            if told(i18n, failure, saved).is_some() {
                changed.run(());
            }
        });
    };
    // Several accounts can be open at a time.
    let field = StoredValue::new(format!("ent-{}", id.get_value()));
    let help = StoredValue::new(format!("ent-{}-help", id.get_value()));
    view! {
        <Show when=move || account.has_portal()>
            <form class="form" on:submit=save>
                <Failure text=failure />
                <div class="field">
                    <label for=field.get_value()>{tu_string!(i18n, accounts.ent_id)}</label>
                    <p class="field-help" id=help.get_value()>{tu_string!(i18n, accounts.ent_id_help)}</p>
                    <input
                        id=field.get_value()
                        type="text"
                        autocomplete="off"
                        aria-describedby=help.get_value()
                        prop:value=typed
                        on:input:target=move |event| typed.set(event.target().value())
                    />
                </div>
                <button type="submit" class="button">
                    {tu_string!(i18n, accounts.ent_id_save)}
                </button>
            </form>
        </Show>
    }
}
