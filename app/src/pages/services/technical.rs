//! Paramètres techniques: every address that follows from the settings, to be copied.

use crate::components::copied::Copied;
use crate::i18n::{t_string, tu_string, use_i18n};
use crate::wire;
use ::api::{EstablishmentDetails, Service, Sso};
use domain::service::{CasAddress, PronoteAddress};
use leptos::prelude::*;

/// The computed addresses, and what CAS sends.
#[component]
pub fn TechnicalPart(
    /// The service.
    typed: RwSignal<Service>,
    /// The establishment and its settings.
    details: StoredValue<EstablishmentDetails>,
) -> impl IntoView {
    let i18n = use_i18n();
    let generation = details.with_value(|details| wire::generation(details.settings.generation));
    let cas = details.with_value(|details| {
        let url = details.settings.cas_url.as_deref()?;
        CasAddress::parse(url).ok().map(|(cas, _)| cas)
    });
    let knows_cas = cas.is_some();
    let access_url = details.with_value(|details| details.access_url.clone());
    let addresses = move || {
        let pronote = typed.with(|typed| PronoteAddress::parse(&typed.url));
        let of_pronote = typed.with(|typed| typed.sso == Sso::PronoteCas);
        let (Ok((pronote, _)), true) = (pronote, of_pronote) else { return Vec::new() };
        let service = pronote.service(generation);
        let mut all = vec![
            (t_string!(i18n, services.direct).to_string(), pronote.direct(generation)),
            (t_string!(i18n, services.for_cas).to_string(), pronote.for_cas(generation)),
        ];
        if let Some(cas) = &cas {
            let login = t_string!(i18n, services.login).to_string();
            let validation = t_string!(i18n, services.validation_url).to_string();
            all.push((login, cas.login(&service)));
            all.push((validation, cas.saml_validation(&service)));
        }
        all.push((t_string!(i18n, services.mobile).to_string(), pronote.mobile_info()));
        let first = t_string!(i18n, services.first_connection).to_string();
        all.push((first, access_url.clone()));
        all
    };
    let copied = |(name, value): (String, String)| {
        let (name, value) = (StoredValue::new(name), StoredValue::new(value));
        view! {
            <Copied
                name=Signal::derive(move || name.get_value())
                value=Signal::derive(move || value.get_value())
            />
        }
    };
    view! {
        <section class="card" aria-labelledby="technique">
            <h2 id="technique">{tu_string!(i18n, services.form_technical)}</h2>
            <p>{tu_string!(i18n, services.technical_intro)}</p>
            {move || addresses().into_iter().map(copied).collect_view()}
            {(!knows_cas).then(|| view! { <p class="quiet">{tu_string!(i18n, services.no_cas)}</p> })}
            <h3>{tu_string!(i18n, services.sends)}</h3>
            <p>{tu_string!(i18n, services.sends_about)}</p>
        </section>
    }
}
