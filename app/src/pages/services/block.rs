//! Bloc Pronote.

use super::block_preview::BlockPreview;
use super::fields::{Line, Tick};
use crate::i18n::{t_string, tu_string, use_i18n};
use crate::texts::I18n;
use crate::wire;
use ::api::{EstablishmentDetails, Service};
use domain::service::{PronoteAddress, settings as rules};
use leptos::prelude::*;

/// The block of the portal's home page.
#[component]
pub fn BlockPart(
    /// The service.
    typed: RwSignal<Service>,
    /// The establishment and its settings.
    details: StoredValue<EstablishmentDetails>,
) -> impl IntoView {
    let i18n = use_i18n();
    let text = |make: fn(I18n) -> String| Signal::derive(move || make(i18n));
    let generation = details.with_value(|details| wire::generation(details.settings.generation));
    let advised = Memo::new(move |_| {
        let address = typed.with(|typed| PronoteAddress::parse(&typed.url));
        let address =
            address.ok().and_then(|(pronote, _)| rules::block_cas_url(&pronote, generation));
        address.unwrap_or_default()
    });
    let shown = move || match advised.get() {
        empty if empty.is_empty() => t_string!(i18n, services.block_empty).to_string(),
        address => address,
    };
    view! {
        <section class="card" aria-labelledby="bloc">
            <h2 id="bloc">{tu_string!(i18n, services.form_block)}</h2>
            <div class="form">
                <Tick
                    id="bloc-affiche"
                    label=text(|i18n| t_string!(i18n, services.block_shown).to_string())
                    help=text(|i18n| t_string!(i18n, services.block_about).to_string())
                    of=typed
                    get=|typed: &Service| typed.block.shown
                    set=|typed, shown| typed.block.shown = shown
                />
                <Line
                    id="bloc-version"
                    label=text(|i18n| t_string!(i18n, services.block_version).to_string())
                    of=typed
                    get=|typed: &Service| typed.block.version.clone()
                    set=|typed, text| typed.block.version = text
                />
                <Line
                    id="bloc-url"
                    label=text(|i18n| t_string!(i18n, services.block_cas_url).to_string())
                    help=text(|i18n| t_string!(i18n, services.block_cas_url_help).to_string())
                    of=typed
                    get=|typed: &Service| typed.block.cas_url.clone()
                    set=|typed, text| typed.block.cas_url = text
                />
                <p>
                    <code>{shown}</code> " "
                    <button
                        type="button"
                        class="button button-quiet"
                        on:click=move |_| {
                            typed.update(|typed| typed.block.cas_url = advised.get_untracked());
                        }
                    >
                        {tu_string!(i18n, services.block_fill)}
                    </button>
                </p>
                <p class="field-help">{tu_string!(i18n, services.block_help)}</p>
            </div>
            <BlockPreview />
        </section>
    }
}
