//! The names of establishments, for paths and titles: an address holds the UAI alone.

use crate::api::services;
use leptos::prelude::*;
use std::collections::HashMap;

/// The names that were told so far, by UAI.
#[derive(Clone, Copy)]
pub struct Schools {
    names: RwSignal<HashMap<String, String>>,
}

impl Schools {
    /// Made once, at the root of the page.
    pub fn new() -> Self {
        Self { names: RwSignal::new(HashMap::new()) }
    }

    /// Notes a name.
    pub fn learn(self, uai: &str, name: &str) {
        if self.names.with_untracked(|names| names.get(uai).is_none_or(|known| known != name)) {
            self.names.update(|names| {
                names.insert(uai.to_owned(), name.to_owned());
            });
        }
    }
}

/// "Collège des Essais (0990001N)"; the UAI alone until the server has told the name.
pub fn school_name(uai: Memo<String>) -> Signal<String> {
    let schools: Schools = expect_context();
    Effect::new(move || {
        let uai = uai.get();
        if schools.names.with_untracked(|names| names.contains_key(&uai)) {
            return;
        }
        leptos::task::spawn_local(async move {
            // Without an answer the UAI is name enough.
            if let Ok(details) = services::details(&uai).await {
                schools.learn(&uai, &details.establishment.name);
            }
        });
    });
    Signal::derive(move || {
        let uai = uai.get();
        schools.names.with(|names| match names.get(&uai) {
            Some(name) => format!("{name} ({uai})"),
            None => uai,
        })
    })
}
