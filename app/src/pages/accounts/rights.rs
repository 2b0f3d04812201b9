//! What an account may do: everything, or something in each establishment.

use crate::i18n::{t_string, tu_string, use_i18n};
use ::api::{Establishment, Right, Rights, Role};
use leptos::prelude::*;
use std::collections::BTreeMap;

/// What is chosen.
#[derive(Clone, Copy)]
pub struct ChosenRights {
    everything: RwSignal<bool>,
    by_uai: RwSignal<BTreeMap<String, Right>>,
}

impl ChosenRights {
    /// Begins with what an account has.
    pub fn new(rights: &Rights) -> Self {
        Self {
            everything: RwSignal::new(rights.role == Role::Superadmin),
            by_uai: RwSignal::new(rights.rights.iter().cloned().collect()),
        }
    }

    /// What is chosen now.
    pub fn get(self) -> Rights {
        if self.everything.get_untracked() {
            return Rights { role: Role::Superadmin, rights: Vec::new() };
        }
        let by_uai = self.by_uai.get_untracked();
        Rights { role: Role::Member, rights: by_uai.into_iter().collect() }
    }
}

/// The choice.
#[component]
pub fn RightsFields(
    /// Begins the fields' identifiers, which are unique within the page.
    prefix: String,
    /// What is chosen.
    chosen: ChosenRights,
    /// Where rights can be given.
    establishments: StoredValue<Vec<Establishment>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let ChosenRights { everything, by_uai } = chosen;
    let all_id = format!("{prefix}-tout");
    let row = {
        let prefix = prefix.clone();
        move |one: Establishment| {
            let uai = StoredValue::new(one.uai.clone());
            let id = format!("{prefix}-{}", one.uai);
            let right = move || by_uai.with(|map| map.get(&uai.get_value()).copied());
            let choose = move |value: String| {
                by_uai.update(|map| {
                    match value.as_str() {
                        "admin" => map.insert(uai.get_value(), Right::Admin),
                        "reader" => map.insert(uai.get_value(), Right::Reader),
                        _ => map.remove(&uai.get_value()),
                    };
                });
            };
            view! {
                <div class="right">
                    <label for=id.clone()>{one.name} " " <code>{one.uai}</code></label>
                    <select id=id on:change:target=move |event| choose(event.target().value())>
                        <option value="" selected=move || right().is_none()>
                            {tu_string!(i18n, accounts.right_none)}
                        </option>
                        <option value="reader" selected=move || right() == Some(Right::Reader)>
                            {tu_string!(i18n, accounts.right_reader)}
                        </option>
                        <option value="admin" selected=move || right() == Some(Right::Admin)>
                            {tu_string!(i18n, accounts.right_admin)}
                        </option>
                    </select>
                </div>
            }
        }
    };
    view! {
        <div class="choice">
            <input
                type="checkbox"
                id=all_id.clone()
                prop:checked=everything
                on:change:target=move |event| everything.set(event.target().checked())
            />
            <label for=all_id.clone()>{tu_string!(i18n, accounts.right_all)}</label>
            <p class="field-help">{tu_string!(i18n, accounts.right_all_help)}</p>
        </div>
        <Show when=move || !everything.get()>
            <fieldset class="field rights" aria-label=move || t_string!(i18n, accounts.rights)>
                {establishments.get_value().into_iter().map(row.clone()).collect_view()}
                {establishments
                    .with_value(Vec::is_empty)
                    .then(|| view! { <p class="quiet">{tu_string!(i18n, accounts.no_establishment)}</p> })}
            </fieldset>
        </Show>
    }
}
