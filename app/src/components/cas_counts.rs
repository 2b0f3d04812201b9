//! How many accounts PRONOTE has linked to the portal, how many carry a former portal's identifier,
//! how many none: as counted in the files of an import, then as stored with it.

use crate::i18n::{t, use_i18n};
use ::api::CasIdCounts;
use leptos::prelude::*;

/// The three counts.
#[component]
pub fn CasCounts(
    /// Numbers of accounts.
    counts: CasIdCounts,
) -> impl IntoView {
    let i18n = use_i18n();
    let CasIdCounts { linked, former, none } = counts;
    view! {
        <ul class="file-counts">
            <li>{t!(i18n, import.cas.linked, count = move || linked)}</li>
            {(former > 0)
                .then(|| view! { <li>{t!(i18n, import.cas.former, count = move || former)}</li> })}
            <li>{t!(i18n, import.cas.none, count = move || none)}</li>
        </ul>
    }
}
