//! What is set about a CAS server: its name, where it may ask, from where, where it is told of changes.

use crate::i18n::{t_string, tu_string, use_i18n};
use ::api::{CasClient, Establishment, NewCasClient};
use leptos::prelude::*;
use std::collections::BTreeSet;

/// What is chosen.
#[derive(Clone, Copy)]
pub struct Chosen {
    name: RwSignal<String>,
    everywhere: RwSignal<bool>,
    establishments: RwSignal<BTreeSet<String>>,
    networks: RwSignal<String>,
    refresh_url: RwSignal<String>,
}

impl Chosen {
    /// Begins with what a CAS server has, or with nothing.
    pub fn new(client: Option<&CasClient>) -> Self {
        let limits = client.and_then(|client| client.establishments.clone());
        let networks = client.map(|client| client.networks.join("\n"));
        let refresh_url = client.and_then(|client| client.refresh_url.clone());
        Self {
            name: RwSignal::new(client.map(|client| client.name.clone()).unwrap_or_default()),
            everywhere: RwSignal::new(limits.is_none()),
            establishments: RwSignal::new(limits.into_iter().flatten().collect()),
            networks: RwSignal::new(networks.unwrap_or_default()),
            refresh_url: RwSignal::new(refresh_url.unwrap_or_default()),
        }
    }

    /// What is chosen now.
    pub fn get(self) -> NewCasClient {
        let establishments = (!self.everywhere.get_untracked())
            .then(|| self.establishments.get_untracked().into_iter().collect());
        let networks = self.networks.get_untracked();
        let refresh_url = self.refresh_url.get_untracked();
        NewCasClient {
            name: self.name.get_untracked(),
            establishments,
            networks: networks.split_whitespace().map(str::to_owned).collect(),
            refresh_url: (!refresh_url.trim().is_empty()).then_some(refresh_url),
        }
    }
}

/// The choice.
#[component]
pub fn SettingsFields(
    /// Begins the fields' identifiers, which are unique within the page.
    prefix: String,
    /// What is chosen.
    chosen: Chosen,
    /// Where it may be let in.
    establishments: StoredValue<Vec<Establishment>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let id = |name: &str| format!("{prefix}-{name}");
    let help = |name: &str| format!("{prefix}-{name}-aide");
    let prefix = StoredValue::new(prefix.clone());
    let box_of = move |one: Establishment| {
        let uai = StoredValue::new(one.uai.clone());
        let id = format!("{}-{}", prefix.get_value(), one.uai);
        let choose = move |checked: bool| {
            chosen.establishments.update(|all| {
                if checked {
                    all.insert(uai.get_value())
                } else {
                    all.remove(&uai.get_value())
                };
            });
        };
        view! {
            <div class="choice">
                <input
                    type="checkbox"
                    id=id.clone()
                    prop:checked=move || chosen.establishments.with(|all| all.contains(&uai.get_value()))
                    on:change:target=move |event| choose(event.target().checked())
                />
                <label for=id>{one.name} " " <code>{one.uai}</code></label>
            </div>
        }
    };
    view! {
        <div class="field">
            <label for=id("nom")>{tu_string!(i18n, cas.name)} <span aria-hidden="true">" *"</span></label>
            <p class="field-help" id=help("nom")>{tu_string!(i18n, cas.name_help)}</p>
            <input
                id=id("nom")
                type="text"
                autocomplete="off"
                required
                aria-describedby=help("nom")
                prop:value=chosen.name
                on:input:target=move |event| chosen.name.set(event.target().value())
            />
        </div>
        <div class="choice">
            <input
                type="checkbox"
                id=id("tout")
                aria-describedby=help("tout")
                prop:checked=chosen.everywhere
                on:change:target=move |event| chosen.everywhere.set(event.target().checked())
            />
            <label for=id("tout")>{tu_string!(i18n, cas.everywhere)}</label>
            <p class="field-help" id=help("tout")>{tu_string!(i18n, cas.everywhere_help)}</p>
        </div>
        <Show when=move || !chosen.everywhere.get()>
            <fieldset class="field rights" aria-label=move || t_string!(i18n, cas.establishments)>
                {establishments.get_value().into_iter().map(box_of).collect_view()}
                {establishments
                    .with_value(Vec::is_empty)
                    .then(|| view! { <p class="quiet">{tu_string!(i18n, accounts.no_establishment)}</p> })}
            </fieldset>
        </Show>
        <div class="field">
            <label for=id("adresses")>{tu_string!(i18n, cas.networks)}</label>
            <p class="field-help" id=help("adresses")>{tu_string!(i18n, cas.networks_help)}</p>
            <textarea
                id=id("adresses")
                rows="3"
                aria-describedby=help("adresses")
                prop:value=chosen.networks
                on:input:target=move |event| chosen.networks.set(event.target().value())
            />
        </div>
        <div class="field">
            <label for=id("rafraichir")>{tu_string!(i18n, cas.refresh)}</label>
            <p class="field-help" id=help("rafraichir")>{tu_string!(i18n, cas.refresh_help)}</p>
            <input
                id=id("rafraichir")
                type="url"
                autocomplete="off"
                aria-describedby=help("rafraichir")
                prop:value=chosen.refresh_url
                on:input:target=move |event| chosen.refresh_url.set(event.target().value())
            />
        </div>
    }
}
