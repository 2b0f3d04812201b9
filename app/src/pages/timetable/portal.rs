//! What the portal does with the export, and how to check that it did.

use crate::i18n::{tu_string, use_i18n};
use leptos::prelude::*;

/// The explanation.
#[component]
pub fn Portal() -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <section aria-labelledby="portail" class="no-print">
            <h2 id="portail">{tu_string!(i18n, timetable.portal.title)}</h2>
            <h3>{tu_string!(i18n, timetable.portal.how_title)}</h3>
            <ol>
                <li>{tu_string!(i18n, timetable.portal.how_1)}</li>
                <li>{tu_string!(i18n, timetable.portal.how_2)}</li>
                <li>{tu_string!(i18n, timetable.portal.how_3)}</li>
            </ol>
            <h3>{tu_string!(i18n, timetable.portal.effects_title)}</h3>
            <p>{tu_string!(i18n, timetable.portal.effects)}</p>
            <h3>{tu_string!(i18n, timetable.portal.check_title)}</h3>
            <p>{tu_string!(i18n, timetable.portal.check)}</p>
            <h3>{tu_string!(i18n, timetable.portal.unknown_title)}</h3>
            <p>{tu_string!(i18n, timetable.portal.unknown)}</p>
        </section>
    }
}
