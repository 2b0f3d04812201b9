//! What stands above the files of an import. It comes with the first load: a phone shows it while the code
//! that reads files is on its way.

use crate::components::heading::PageHeading;
use crate::components::path::{Above, Path};
use crate::i18n::{t_string, tu_string, use_i18n};
use crate::routes;
use crate::state::import::{ImportState, use_import};
use leptos::prelude::*;

/// Where one is, and what is about to happen.
#[component]
pub fn ImportHeading() -> impl IntoView {
    let i18n = use_i18n();
    let import = use_import();
    let uai = routes::uai();
    let title = Signal::derive(move || t_string!(i18n, import.title).to_string());
    let place = Signal::derive(move || establishment_name(import));
    let above = Signal::derive(move || vec![status_above(import, &uai.get())]);
    view! {
        <Path above=above here=title />
        <PageHeading text=title above=place place=place />
        <p>{tu_string!(i18n, import.lead)}</p>
    }
}

/// "Collège des Essais (0990001N)".
pub fn establishment_name(import: ImportState) -> String {
    import.establishment.with(|open| {
        open.as_ref().map(|open| format!("{} ({})", open.name, open.uai)).unwrap_or_default()
    })
}

/// The status of the establishment, as a place above a screen of its import.
pub fn status_above(import: ImportState, uai: &str) -> Above {
    let name = establishment_name(import);
    let name = if name.is_empty() { uai.to_owned() } else { name };
    Above { href: routes::status(uai), name }
}
