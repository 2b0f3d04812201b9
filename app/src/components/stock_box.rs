//! The portal's own box: how many identifiers are imported, and when.

use crate::components::cas_counts::CasCounts;
use crate::i18n::{t, tu_string, use_i18n};
use crate::texts;
use crate::wire;
use ::api::Import;
use leptos::prelude::*;

/// "N identifiant(s) Pronote importé(s). Dernier import fait le : …".
#[component]
pub fn StockBox(
    /// How many mappings are stored.
    stock: u32,
    /// The import of the last validated step.
    last: Option<Import>,
) -> impl IntoView {
    let i18n = use_i18n();
    let last = match last {
        None => view! { <p>{tu_string!(i18n, status.never)}</p> }.into_any(),
        Some(import) => {
            let at = import.steps.iter().map(|step| step.validated_at.as_str()).max();
            let date = texts::day_and_time(at.unwrap_or(&import.started_at));
            let mode = texts::mode(i18n, wire::mode(import.mode));
            let newest = import.steps.iter().max_by_key(|step| step.validated_at.as_str());
            let by = newest.map_or(import.started_by.clone(), |step| step.validated_by.clone());
            view! {
                <p>{t!(i18n, status.last, date = date, mode = mode)}</p>
                <p class="quiet">{t!(i18n, status.last_by, name = by)}</p>
                {import
                    .cas_ids
                    .map(|counts| {
                        view! {
                            <h3>{tu_string!(i18n, import.cas.title)}</h3>
                            <CasCounts counts=counts />
                        }
                    })}
            }
            .into_any()
        }
    };
    view! {
        <section class="card stock" aria-labelledby="stock-title">
            <h2 id="stock-title">{tu_string!(i18n, status.heading)}</h2>
            <p class="stock-count">{t!(i18n, status.stock, count = stock)}</p>
            {last}
        </section>
    }
}
