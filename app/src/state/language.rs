//! The language of the page: French, or the one that was chosen on this computer.

use crate::i18n::Locale;
use crate::texts::I18n;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// The cookie that remembers the choice. It says nothing about anybody.
const COOKIE: &str = "langue";

/// A year, in seconds: as long as a browser keeps it at most.
const KEPT_FOR: u32 = 31_536_000;

/// Takes the language up that was chosen before; French otherwise, whatever the browser speaks: the
/// portal's own words are French.
pub fn remember(i18n: I18n) {
    let cookies = page().and_then(|page| page.cookie().ok()).unwrap_or_default();
    let chosen = cookies.split("; ").find_map(|cookie| cookie.strip_prefix(&format!("{COOKIE}=")));
    i18n.set_locale(if chosen == Some("en") { Locale::en } else { Locale::fr });
}

/// Changes to the other language.
pub fn change(i18n: I18n) {
    let (locale, code) = match i18n.get_locale_untracked() {
        Locale::fr => (Locale::en, "en"),
        Locale::en => (Locale::fr, "fr"),
    };
    i18n.set_locale(locale);
    if let Some(page) = page() {
        let cookie = format!("{COOKIE}={code}; Path=/; Max-Age={KEPT_FOR}; SameSite=Strict");
        // A browser that keeps no cookie asks again next time.
        let _ = page.set_cookie(&cookie);
    }
}

fn page() -> Option<web_sys::HtmlDocument> {
    document().dyn_into().ok()
}
