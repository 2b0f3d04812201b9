//! What is set once for the establishment: its portal's CAS server, its PRONOTE, whom users turn to.

use super::fields::{Choice, Line, Unsaved, about_cas, about_pronote};
use crate::api::services;
use crate::components::loaded::{Failure, told};
use crate::components::notice::{Notice, Tone};
use crate::i18n::{t, t_string, tu_string, use_i18n};
use ::api::{EstablishmentDetails, Generation, Settings, Validation};
use domain::service::{CasAddress, PronoteAddress, projects};
use domain::uai::{CheckLetter, Uai};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

/// The settings, to be changed and saved.
#[component]
pub fn SettingsForm(
    /// The establishment and its settings.
    details: EstablishmentDetails,
) -> impl IntoView {
    let i18n = use_i18n();
    let uai = StoredValue::new(details.establishment.uai.clone());
    let stored = RwSignal::new(details.settings.clone());
    let typed = RwSignal::new(details.settings);
    let failure = RwSignal::new(String::new());
    let done = RwSignal::new(false);
    // A new version of PRONOTE has its own things to do (FAQ 6).
    let version_changed = RwSignal::new(false);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        leptos::task::spawn_local(async move {
            let answer = services::set(&uai.get_value(), typed.get_untracked()).await;
            let answer = told(i18n, failure, answer);
            done.try_set(answer.is_some());
            if let Some(details) = answer {
                let former = stored.with_untracked(|stored| stored.pronote_version.clone());
                let changed = !former.is_empty() && former != details.settings.pronote_version;
                version_changed.set(changed);
                stored.set(details.settings.clone());
                typed.set(details.settings);
            }
        });
    };
    let unsaved = Signal::derive(move || typed.with(|typed| stored.with(|stored| typed != stored)));
    let hosted = Uai::parse(&uai.get_value()).map(|uai| PronoteAddress::hosted(&uai).to_string());
    let hosted = StoredValue::new(hosted.unwrap_or_default());
    let expected = Uai::parse(&uai.get_value()).ok().and_then(|uai| match uai.check() {
        CheckLetter::Right => None,
        CheckLetter::Expected(letter) => Some(letter),
    });
    view! {
        <section class="card" aria-labelledby="reglages">
            <h2 id="reglages">{tu_string!(i18n, services.settings)}</h2>
            {expected
                .map(|letter| {
                    view! {
                        <Notice tone=Tone::Warning>
                            <p>{t!(i18n, services.uai_warning, letter = letter.to_string())}</p>
                        </Notice>
                    }
                })}
            <Failure text=failure />
            <Show when=move || version_changed.get()>
                <Notice tone=Tone::Warning>
                    <p>{tu_string!(i18n, services.version_changed)}</p>
                </Notice>
            </Show>
            <form class="form" on:submit=submit>
                <PortalFields typed=typed />
                <PronoteFields typed=typed hosted=hosted />
                <Unsaved when=unsaved />
                <button type="submit" class="button button-main">
                    {tu_string!(i18n, services.save)}
                </button>
                <p role="status">
                    <Show when=move || done.get() && !unsaved.get()>{tu_string!(i18n, services.saved)}</Show>
                </p>
            </form>
        </section>
    }
}

/// The portal's CAS server.
#[component]
fn PortalFields(typed: RwSignal<Settings>) -> impl IntoView {
    let i18n = use_i18n();
    let text = |make: fn(crate::texts::I18n) -> String| Signal::derive(move || make(i18n));
    view! {
        <Project typed=typed />
        <Line
            id="cas-url"
            label=text(|i18n| t_string!(i18n, services.cas_url).to_string())
            help=text(|i18n| t_string!(i18n, services.cas_url_help).to_string())
            of=typed
            get=|typed: &Settings| typed.cas_url.clone().unwrap_or_default()
            set=|typed, text| typed.cas_url = some(text)
            about=Callback::new(move |text: String| about_cas(i18n, &text).into_view())
        />
        <Choice
            id="validation"
            label=text(|i18n| t_string!(i18n, services.validation).to_string())
            help=text(|i18n| t_string!(i18n, services.validation_help).to_string())
            choices=vec![
                (Validation::Cas3, t_string!(i18n, services.cas3).to_string()),
                (Validation::Saml11, t_string!(i18n, services.saml11).to_string()),
            ]
            of=typed
            get=|typed: &Settings| typed.validation
            set=|typed, validation| typed.validation = validation
        />
        <Line
            id="attribut-profil"
            label=text(|i18n| t_string!(i18n, services.profile_attribute).to_string())
            help=text(|i18n| t_string!(i18n, services.profile_attribute_help).to_string())
            of=typed
            get=|typed: &Settings| typed.profile_attribute.clone().unwrap_or_default()
            set=|typed, text| typed.profile_attribute = some(text)
        />
    }
}

/// PRONOTE, and whom users turn to.
#[component]
fn PronoteFields(typed: RwSignal<Settings>, hosted: StoredValue<String>) -> impl IntoView {
    let i18n = use_i18n();
    let text = |make: fn(crate::texts::I18n) -> String| Signal::derive(move || make(i18n));
    view! {
        <div class="field">
            <label for="rentree">{tu_string!(i18n, services.year_start)}</label>
            <p class="field-help" id="rentree-aide">{tu_string!(i18n, services.year_start_help)}</p>
            <input
                id="rentree"
                type="date"
                aria-describedby="rentree-aide"
                prop:value=move || typed.with(|typed| typed.year_start.clone())
                on:input:target=move |event| {
                    typed.update(|typed| typed.year_start = event.target().value());
                }
            />
        </div>
        <Choice
            id="generation"
            label=text(|i18n| t_string!(i18n, services.generation).to_string())
            choices=vec![
                (
                    Generation::Delegation,
                    t_string!(i18n, services.generation_delegation).to_string(),
                ),
                (Generation::Console, t_string!(i18n, services.generation_console).to_string()),
            ]
            of=typed
            get=|typed: &Settings| typed.generation
            set=|typed, generation| typed.generation = generation
        />
        <Line
            id="pronote-url"
            label=text(|i18n| t_string!(i18n, services.pronote_url).to_string())
            help=Signal::derive(move || {
                t_string!(i18n, services.pronote_url_help, hosted = hosted.get_value()).to_string()
            })
            of=typed
            get=|typed: &Settings| typed.pronote_url.clone().unwrap_or_default()
            set=|typed, text| typed.pronote_url = some(text)
            about=Callback::new(move |text: String| about_pronote(i18n, &text).into_view())
        />
        <Line
            id="version"
            label=text(|i18n| t_string!(i18n, services.version).to_string())
            help=text(|i18n| t_string!(i18n, services.version_help).to_string())
            of=typed
            get=|typed: &Settings| typed.pronote_version.clone()
            set=|typed, text| typed.pronote_version = text
        />
        <Line
            id="code-rapprochement"
            label=text(|i18n| t_string!(i18n, services.reconciliation_code).to_string())
            help=text(|i18n| t_string!(i18n, services.reconciliation_code_help).to_string())
            of=typed
            get=|typed: &Settings| typed.reconciliation_code.clone()
            set=|typed, text| typed.reconciliation_code = text
        />
        <p class="field-help">{tu_string!(i18n, services.no_push)}</p>
        <Line
            id="contact"
            label=text(|i18n| t_string!(i18n, services.contact).to_string())
            help=text(|i18n| t_string!(i18n, services.contact_help).to_string())
            of=typed
            get=|typed: &Settings| typed.contact.clone().unwrap_or_default()
            set=|typed, text| typed.contact = some(text)
        />
    }
}

/// The project fills the address in; an address of one's own is no project.
#[component]
fn Project(typed: RwSignal<Settings>) -> impl IntoView {
    let i18n = use_i18n();
    let chosen = Memo::new(move |_| {
        let url = typed.with(|typed| typed.cas_url.clone()).unwrap_or_default();
        let address = CasAddress::parse(&url).ok();
        address.and_then(|(address, _)| projects::of_cas(&address)).map(|project| project.cas)
    });
    let option = move |project: projects::Project| {
        view! {
            <option value=project.cas selected=move || chosen.get() == Some(project.cas)>
                {project.name}
            </option>
        }
    };
    view! {
        <div class="field">
            <label for="projet">{tu_string!(i18n, services.project)}</label>
            <p class="field-help" id="projet-aide">{tu_string!(i18n, services.project_help)}</p>
            <select
                id="projet"
                aria-describedby="projet-aide"
                on:change:target=move |event| {
                    let cas = event.target().value();
                    typed.update(|typed| typed.cas_url = some(cas));
                }
            >
                <option value="" selected=move || chosen.get().is_none()>
                    {tu_string!(i18n, services.project_own)}
                </option>
                {projects::all().map(option).collect_view()}
            </select>
        </div>
    }
}

fn some(text: String) -> Option<String> {
    (!text.trim().is_empty()).then_some(text)
}
