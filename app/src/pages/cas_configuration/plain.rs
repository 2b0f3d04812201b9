//! Files for a portal whose CAS cannot ask Raccord: written here, from what is stored and, for the logins,
//! from the accounts file that is open in this tab. Nothing of them goes anywhere.

use crate::api;
use crate::components::loaded::loaded;
use crate::files;
use crate::i18n::{t, tu_string, use_i18n};
use crate::state::import::use_import;
use crate::texts;
use ::api::CasKey;
use domain::files::columns::Column;
use domain::reconciliation::release::{self, ID_PRONOTE, Released};
use leptos::prelude::*;
use serde_json::json;

/// The branch that stands in the field until the administrator writes theirs.
const BASE: &str = "ou=people,dc=exemple,dc=fr";

/// What can be written.
#[derive(Clone)]
struct Ready {
    accounts: Vec<Released>,
    /// Stored identifiers of accounts whose login is not known here.
    unknown: usize,
    cas_key: CasKey,
    /// Whether an accounts file is open.
    has_directory: bool,
}

/// The files.
#[component]
pub fn PlainFiles(
    /// The establishment.
    uai: Memo<String>,
) -> impl IntoView {
    let i18n = use_i18n();
    let import = use_import();
    let ready = LocalResource::new(move || {
        let uai = uai.get();
        async move {
            let cas_key = api::status(&uai).await?.establishment.cas_key;
            let (_, stock) = api::mappings(&uai).await?;
            let stored = stock.len();
            let has_directory = import.is_for(&uai) && import.has_files();
            let accounts = import.released(&uai, cas_key, stock).await;
            let with_login = accounts.iter().filter(|account| account.login.is_some()).count();
            Ok::<_, api::Trouble>(Ready {
                unknown: stored - with_login,
                accounts,
                cas_key,
                has_directory,
            })
        }
    });
    view! {
        <section class="card" aria-labelledby="fichiers-simples">
            <h2 id="fichiers-simples">{tu_string!(i18n, cas.plain_title)}</h2>
            <p>{tu_string!(i18n, cas.plain_intro)}</p>
            {loaded(ready, move |ready: Ready| view! { <Written ready=ready /> })}
        </section>
    }
}

#[component]
fn Written(ready: Ready) -> impl IntoView {
    let i18n = use_i18n();
    let Ready { accounts, unknown, cas_key, has_directory } = ready;
    let count = accounts.len();
    if count == 0 {
        return if unknown > 0 && cas_key == CasKey::Login {
            view! { <p>{tu_string!(i18n, cas.plain_files)}</p> }.into_any()
        } else {
            view! { <p>{tu_string!(i18n, cas.plain_none)}</p> }.into_any()
        };
    }
    let accounts = StoredValue::new(accounts);
    let base = RwSignal::new(BASE.to_owned());
    let save = move |name: &str, kind: &str, text: String| {
        files::download(name, kind, text.as_bytes());
    };
    let csv = move |_| {
        let heading = [Column::EntId, Column::Login].map(|column| texts::column(i18n, column));
        save("idpronote.csv", "text/csv", accounts.with_value(|all| release::csv(all, heading)));
    };
    let json = move |_| {
        save("idpronote.json", "application/json", accounts.with_value(|all| json_of(all)));
    };
    let ldif = move |_| {
        let text = accounts.with_value(|all| release::ldif(all, &base.get_untracked()));
        save("idpronote.ldif", "text/plain", text);
    };
    view! {
        <p>
            {t!(i18n, cas.plain_ready, count = move || count)} " "
            {(has_directory && unknown > 0)
                .then(|| t!(i18n, cas.plain_unknown, count = move || unknown))}
            {(!has_directory).then_some(t!(i18n, cas.plain_login))}
        </p>
        <div class="field">
            <label for="branche">{tu_string!(i18n, cas.plain_base)}</label>
            <input
                id="branche"
                type="text"
                autocomplete="off"
                prop:value=base
                on:input:target=move |event| base.set(event.target().value())
            />
        </div>
        <p class="buttons">
            <button type="button" class="button" on:click=csv>
                {tu_string!(i18n, cas.plain_csv)}
            </button>
            <button type="button" class="button" on:click=json>
                {tu_string!(i18n, cas.plain_json)}
            </button>
            <button type="button" class="button" on:click=ldif>
                {tu_string!(i18n, cas.plain_ldif)}
            </button>
        </p>
    }
    .into_any()
}

/// A list of objects; what is not known is `null`.
fn json_of(accounts: &[Released]) -> String {
    let one = |account: &Released| {
        json!({
            "ent_id": account.ent_id,
            "login": account.login,
            ID_PRONOTE: account.pronote_id,
            "category": account.category.code(),
        })
    };
    serde_json::to_string_pretty(&accounts.iter().map(one).collect::<Vec<_>>()).unwrap_or_default()
}
