//! The counts that were read last, for when the server cannot be reached: they stay in this browser
//! until somebody signs out. Numbers and dates alone: no name, no identifier.

use ::api::{Category, Mode, Status};
use domain::service::health::Health;
use leptos::prelude::window;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Where they are kept.
const PLACE: &str = "raccord.etat";

/// How an establishment stood when it was read last.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Known {
    /// When it was read, UTC, RFC 3339.
    pub read_at: String,
    /// How it stood.
    pub health: Health,
    /// How many mappings were stored.
    pub stock: u32,
    /// The same, per category.
    pub by_category: Vec<(Category, u32)>,
    /// When the last import was, and in which mode.
    pub last_import: Option<(String, Mode)>,
}

impl Known {
    /// What is kept of a status.
    pub fn of(status: &Status, health: Health) -> Self {
        let last = status.last_import.as_ref();
        Self {
            read_at: String::from(js_sys::Date::new_0().to_iso_string()),
            health,
            stock: status.establishment.stock,
            by_category: status.stock_by_category.clone(),
            last_import: last.map(|import| (import.started_at.clone(), import.mode)),
        }
    }
}

/// Keeps what was read of an establishment.
pub fn remember(uai: &str, known: Known) {
    let mut all = all();
    all.insert(uai.to_owned(), known);
    if let (Some(storage), Ok(text)) = (storage(), serde_json::to_string(&all)) {
        // A browser that keeps nothing shows nothing without network.
        let _ = storage.set_item(PLACE, &text);
    }
}

/// What is kept, by UAI.
pub fn all() -> BTreeMap<String, Known> {
    let text = storage().and_then(|storage| storage.get_item(PLACE).ok().flatten());
    // What another version of the page kept is of no use to this one.
    text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default()
}

/// Forgets all: somebody has signed out.
pub fn forget() {
    if let Some(storage) = storage() {
        let _ = storage.remove_item(PLACE);
    }
}

fn storage() -> Option<web_sys::Storage> {
    window().local_storage().ok().flatten()
}
