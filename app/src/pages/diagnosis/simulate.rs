//! "Simuler une connexion": what CAS will send for somebody.

use super::Known;
use crate::i18n::{t_string, tu_string, use_i18n};
use crate::pages::services::profile_name;
use crate::texts::{self, I18n};
use crate::wire;
use ::api::{Profile, Sso, Target};
use domain::category::Category;
use domain::ent_key::LoginSalt;
use domain::service::{access, simulation};
use leptos::prelude::*;

/// A field, and the answer.
#[component]
pub fn Simulate(
    /// What is known of the establishment.
    known: Known,
) -> impl IntoView {
    let i18n = use_i18n();
    let demonstration = known.details.establishment.demonstration;
    let known = StoredValue::new(known);
    let typed = RwSignal::new(String::new());
    let told = RwSignal::new(None::<Told>);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        told.set(Some(known.with_value(|known| simulate(i18n, known, &typed.get_untracked()))));
    };
    view! {
        <section class="card" aria-labelledby="simuler">
            <h2 id="simuler">{tu_string!(i18n, diagnosis.simulate)}</h2>
            <p>{tu_string!(i18n, diagnosis.simulate_about)}</p>
            {demonstration.then(|| view! { <p class="quiet">{tu_string!(i18n, diagnosis.sim_demonstration)}</p> })}
            <form class="form" on:submit=submit>
                <div class="field">
                    <label for="identifiant">{tu_string!(i18n, diagnosis.simulate_field)}</label>
                    <input
                        id="identifiant"
                        type="text"
                        autocomplete="off"
                        spellcheck="false"
                        prop:value=typed
                        on:input:target=move |event| typed.set(event.target().value())
                    />
                </div>
                <button type="submit" class="button">
                    {tu_string!(i18n, diagnosis.simulate_button)}
                </button>
            </form>
            <div role="status">
                {move || told.get().map(|told| match told {
                    Told::Sentence(sentence) => view! { <p>{sentence}</p> }.into_any(),
                    Told::Nobody => view! {
                        <p>{tu_string!(i18n, diagnosis.sim_none)}</p>
                        <blockquote class="guide-said" lang="fr">{tu_string!(i18n, diagnosis.sim_error)}</blockquote>
                        <p>{tu_string!(i18n, diagnosis.sim_none_next)}</p>
                    }
                    .into_any(),
                })}
            </div>
        </section>
    }
}

#[derive(Clone)]
enum Told {
    Sentence(String),
    Nobody,
}

fn simulate(i18n: I18n, known: &Known, typed: &str) -> Told {
    if typed.trim().is_empty() {
        return Told::Sentence(t_string!(i18n, diagnosis.sim_empty).to_string());
    }
    let establishment = &known.details.establishment;
    let salt = establishment.login_salt.as_deref().and_then(LoginSalt::parse);
    let cas_key = wire::cas_key(establishment.cas_key);
    let pairs =
        known.mappings.iter().map(|m| (m.pair.ent_key.as_str(), m.pair.pronote_id.as_str()));
    let Some(place) = simulation::find(typed, cas_key, salt.as_ref(), pairs) else {
        return Told::Nobody;
    };
    let mapping = &known.mappings[place];
    let (key, id) = (mapping.pair.ent_key.clone(), mapping.pair.pronote_id.clone());
    let category = wire::category(mapping.category);
    let profile = profile_of(category);
    let service = known.services.iter().find(|service| service.sso == Sso::PronoteCas);
    let Some(service) = service else {
        return Told::Sentence(
            t_string!(i18n, diagnosis.sim_no_service, key = key, id = id).to_string(),
        );
    };
    let here = |target: &Target| match target {
        Target::Establishments(list) => list.contains(&establishment.uai),
        Target::CurrentSite | Target::Groups | Target::WholeEnt => true,
    };
    let open = service.anonymous
        || service.users.contains(&key)
        || service.access.iter().any(|line| line.profile == profile && here(&line.target));
    Told::Sentence(if open {
        let category = texts::category_one(i18n, category);
        t_string!(i18n, diagnosis.sim_sends, key = key, id = id, category = category).to_string()
    } else {
        let profile = profile_name(i18n, profile);
        t_string!(i18n, diagnosis.sim_no_right, key = key, id = id, profile = profile).to_string()
    })
}

const fn profile_of(category: Category) -> Profile {
    match access::Profile::of(category) {
        access::Profile::Student => Profile::Student,
        access::Profile::Parent => Profile::Parent,
        access::Profile::Teacher => Profile::Teacher,
        access::Profile::NonTeacher => Profile::NonTeacher,
        access::Profile::Other => Profile::Other,
    }
}
