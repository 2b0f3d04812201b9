//! What leaves this browser and what does not, with the means to check it.

mod network;
mod seal;
mod sheet;

use crate::components::heading::PageHeading;
use crate::i18n::{t_string, tu_string, use_i18n};
use leptos::prelude::*;
use network::NetworkLog;
use seal::Seal;
use sheet::Sheet;

/// The proof of privacy; for everybody.
#[component]
pub fn Privacy() -> impl IntoView {
    let i18n = use_i18n();
    let title = Signal::derive(move || t_string!(i18n, privacy.title).to_string());
    view! {
        <PageHeading text=title />
        <p>{tu_string!(i18n, privacy.intro)}</p>
        <div class="columns">
            <section class="card" aria-labelledby="reste">
                <h2 id="reste">{tu_string!(i18n, privacy.stays)}</h2>
                <ul>
                    <li>{tu_string!(i18n, privacy.stays_1)}</li>
                    <li>{tu_string!(i18n, privacy.stays_2)}</li>
                    <li>{tu_string!(i18n, privacy.stays_3)}</li>
                    <li>{tu_string!(i18n, privacy.stays_4)}</li>
                </ul>
            </section>
            <section class="card" aria-labelledby="sort">
                <h2 id="sort">{tu_string!(i18n, privacy.leaves)}</h2>
                <ul>
                    <li>{tu_string!(i18n, privacy.leaves_1)}</li>
                    <li>{tu_string!(i18n, privacy.leaves_2)}</li>
                    <li>{tu_string!(i18n, privacy.leaves_3)}</li>
                </ul>
            </section>
        </div>
        <NetworkLog />
        <Seal />
        <section class="card" aria-labelledby="verifier">
            <h2 id="verifier">{tu_string!(i18n, privacy.check)}</h2>
            <ol>
                <li>{tu_string!(i18n, privacy.check_1)}</li>
                <li>{tu_string!(i18n, privacy.check_2)}</li>
                <li>{tu_string!(i18n, privacy.check_3)}</li>
            </ol>
        </section>
        <Sheet />
    }
}
