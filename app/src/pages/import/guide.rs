//! How to obtain each file, by generation of the software that makes it.

use crate::i18n::{tu_string, use_i18n};
use leptos::prelude::*;

/// The guide, closed until somebody wants it.
#[component]
pub fn Guide() -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <details class="guide">
            <summary>{tu_string!(i18n, import.guide.title)}</summary>
            <p>{tu_string!(i18n, import.guide.mode_complete)}</p>
            <h3>{tu_string!(i18n, import.guide.pronote)}</h3>
            <p>{tu_string!(i18n, import.guide.pronote_intro)}</p>
            <dl>
                <dt>{tu_string!(i18n, import.guide.recent)}</dt>
                <dd>{tu_string!(i18n, import.guide.recent_how)}</dd>
                <dt>{tu_string!(i18n, import.guide.middle)}</dt>
                <dd>{tu_string!(i18n, import.guide.middle_how)}</dd>
                <dt>{tu_string!(i18n, import.guide.old)}</dt>
                <dd>{tu_string!(i18n, import.guide.old_how)}</dd>
            </dl>
            <p>{tu_string!(i18n, import.guide.file)}</p>
            <h3>{tu_string!(i18n, import.guide.lists)}</h3>
            <p>{tu_string!(i18n, import.sealed.lists_how)}</p>
            <h3>{tu_string!(i18n, import.guide.edt)}</h3>
            <p>{tu_string!(i18n, import.guide.edt_how)}</p>
            <h3>{tu_string!(i18n, import.guide.ent)}</h3>
            <p>{tu_string!(i18n, import.guide.ent_how)}</p>
        </details>
    }
}
