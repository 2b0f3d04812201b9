//! The data-processing sheet, to be printed for the register.

use crate::api;
use crate::i18n::{t, t_string, tu_string, use_i18n};
use crate::state::account::use_account;
use leptos::prelude::*;

/// The sheet; filled in for an establishment that the reader may see.
#[component]
pub fn Sheet() -> impl IntoView {
    let i18n = use_i18n();
    let account = use_account();
    let chosen = RwSignal::new(String::new());
    let all = LocalResource::new(move || {
        let signed_in = account.account().is_some();
        async move {
            if signed_in { api::establishments().await.unwrap_or_default() } else { Vec::new() }
        }
    });
    let name = move || match chosen.get() {
        empty if empty.is_empty() => t_string!(i18n, privacy.sheet_any).to_string(),
        name => name,
    };
    let options = move || {
        let option = |one: ::api::Establishment| {
            let name = format!("{} ({})", one.name, one.uai);
            view! { <option value=name.clone()>{name.clone()}</option> }
        };
        all.get().unwrap_or_default().into_iter().map(option).collect_view()
    };
    let any = move || all.get().is_some_and(|all| !all.is_empty());
    view! {
        <section class="card" aria-labelledby="fiche">
            <h2 id="fiche">{tu_string!(i18n, privacy.sheet)}</h2>
            <p>{tu_string!(i18n, privacy.sheet_about)}</p>
            <Show when=any>
                <div class="field">
                    <label for="fiche-etablissement">{tu_string!(i18n, privacy.sheet_establishment)}</label>
                    <select
                        id="fiche-etablissement"
                        on:change:target=move |event| chosen.set(event.target().value())
                    >
                        <option value="">{tu_string!(i18n, privacy.sheet_any)}</option>
                        {options}
                    </select>
                </div>
            </Show>
            <dl class="sheet">
                <dt>{tu_string!(i18n, privacy.sheet_who)}</dt>
                <dd>{t!(i18n, privacy.sheet_who_value, name = name)}</dd>
                <dt>{tu_string!(i18n, privacy.sheet_processor)}</dt>
                <dd>{tu_string!(i18n, privacy.sheet_processor_value)}</dd>
                <dt>{tu_string!(i18n, privacy.sheet_purpose)}</dt>
                <dd>{tu_string!(i18n, privacy.sheet_purpose_value)}</dd>
                <dt>{tu_string!(i18n, privacy.sheet_basis)}</dt>
                <dd>{tu_string!(i18n, privacy.sheet_basis_value)}</dd>
                <dt>{tu_string!(i18n, privacy.sheet_data)}</dt>
                <dd>{tu_string!(i18n, privacy.sheet_data_value)}</dd>
                <dt>{tu_string!(i18n, privacy.sheet_people)}</dt>
                <dd>{tu_string!(i18n, privacy.sheet_people_value)}</dd>
                <dt>{tu_string!(i18n, privacy.sheet_recipients)}</dt>
                <dd>{tu_string!(i18n, privacy.sheet_recipients_value)}</dd>
                <dt>{tu_string!(i18n, privacy.sheet_time)}</dt>
                <dd>{tu_string!(i18n, privacy.sheet_time_value)}</dd>
                <dt>{tu_string!(i18n, privacy.sheet_security)}</dt>
                <dd>{tu_string!(i18n, privacy.sheet_security_value)}</dd>
                <dt>{tu_string!(i18n, privacy.sheet_contact)}</dt>
                <dd>{tu_string!(i18n, privacy.sheet_contact_value)}</dd>
            </dl>
            <button type="button" class="button" on:click=|_| { let _ = window().print(); }>
                {tu_string!(i18n, privacy.print)}
            </button>
        </section>
    }
}
