//! The FAQ as live diagnosis: a message or a list is pasted, its cause is told.

mod simulate;

use crate::api::{self, services};
use crate::components::heading::PageHeading;
use crate::components::loaded::loaded;
use crate::components::path::{Above, Path};
use crate::i18n::{t, t_string, tu_string, use_i18n};
use crate::routes;
use crate::state::import::use_import;
use crate::state::schools::school_name;
use crate::texts::{self, I18n, diagnosis as words};
use crate::wire;
use ::api::{EstablishmentDetails, Service, Sso, StoredMapping};
use domain::category::Category;
use domain::fold::fold;
use domain::service::PronoteAddress;
use domain::service::diagnosis::{self, Entry};
use domain::uai::Uai;
use leptos::prelude::*;
use leptos_router::components::A;
use simulate::Simulate;

/// What this establishment is, for those who diagnose.
#[derive(Clone)]
pub struct Known {
    /// The establishment and its settings.
    pub details: EstablishmentDetails,
    /// Its services.
    pub services: Vec<Service>,
    /// Its mappings.
    pub mappings: Vec<StoredMapping>,
}

/// The diagnosis of an establishment.
#[component]
pub fn Diagnosis() -> impl IntoView {
    let i18n = use_i18n();
    let uai = routes::uai();
    let school = school_name(uai);
    let known = LocalResource::new(move || {
        let uai = uai.get();
        async move {
            let details = services::details(&uai).await?;
            let services = services::list(&uai).await?;
            let (_, mappings) = api::mappings(&uai).await?;
            Ok::<_, api::Trouble>(Known { details, services, mappings })
        }
    });
    let title = Signal::derive(move || t_string!(i18n, diagnosis.title).to_string());
    let above = Signal::derive(move || {
        let uai = uai.get();
        vec![Above { href: routes::status(&uai), name: school.get() }]
    });
    view! {
        <Path above=above here=title />
        <PageHeading text=title above=school place=school />
        <p>{tu_string!(i18n, diagnosis.intro)}</p>
        {loaded(known, move |known: Known| {
            let direct = StoredValue::new(direct_address(&known));
            view! {
                <Pasted direct=direct />
                <Simulate known=known />
                <Duplicates uai=uai />
                <Questions direct=direct uai=uai />
            }
        })}
    }
}

fn direct_address(known: &Known) -> String {
    let settings = &known.details.settings;
    let service = known.services.iter().find(|service| service.sso == Sso::PronoteCas);
    let url = service.map(|service| &service.url).or(settings.pronote_url.as_ref());
    let pronote = url.and_then(|url| PronoteAddress::parse(url).ok()).map(|(pronote, _)| pronote);
    let hosted = || {
        Uai::parse(&known.details.establishment.uai).ok().map(|uai| PronoteAddress::hosted(&uai))
    };
    let pronote = pronote.or_else(hosted);
    pronote.map(|p| p.direct(wire::generation(settings.generation))).unwrap_or_default()
}

#[component]
fn Pasted(direct: StoredValue<String>) -> impl IntoView {
    let i18n = use_i18n();
    let text = RwSignal::new(String::new());
    let found = Memo::new(move |_| text.with(|text| diagnosis::of_list(text)));
    let row = move |(entry, count): (Option<Entry>, usize)| {
        let (question, answer) = match entry {
            Some(entry) => {
                let answer = words::answer(i18n, entry, &direct.get_value());
                (words::question(i18n, entry), answer)
            }
            None => (
                t_string!(i18n, diagnosis.unknown).to_string(),
                t_string!(i18n, diagnosis.unknown_about).to_string(),
            ),
        };
        view! {
            <li>
                <strong>{question}</strong>
                " "
                {(count > 1)
                    .then(|| view! {
                        <span class="quiet">{t!(i18n, diagnosis.lines, count = move || count)}</span>
                    })}
                <p>{answer}</p>
            </li>
        }
    };
    view! {
        <section class="card" aria-labelledby="coller">
            <h2 id="coller">
                <label for="texte">{tu_string!(i18n, diagnosis.paste)}</label>
            </h2>
            <div class="field">
                <p class="field-help" id="texte-aide">{tu_string!(i18n, diagnosis.paste_help)}</p>
                <textarea
                    id="texte"
                    rows="4"
                    spellcheck="false"
                    aria-describedby="texte-aide"
                    prop:value=text
                    on:input:target=move |event| text.set(event.target().value())
                />
            </div>
            <div aria-live="polite">
                <Show when=move || found.with(|found| !found.is_empty())>
                    <h3>{tu_string!(i18n, diagnosis.found)}</h3>
                    <ul class="answers">{move || found.get().into_iter().map(row).collect_view()}</ul>
                </Show>
            </div>
        </section>
    }
}

/// Two accounts of one person stand among the homonyms of what is loaded.
#[component]
fn Duplicates(uai: Memo<String>) -> impl IntoView {
    let i18n = use_i18n();
    let import = use_import();
    let open = move || import.is_for(&uai.get()) && import.is_linked();
    let link = move |category: Category| {
        let name = texts::category(i18n, category);
        view! {
            <li>
                <A href=routes::homonyms(&uai.get(), category)>
                    {t!(i18n, diagnosis.duplicates_open, category = name)}
                </A>
            </li>
        }
    };
    view! {
        <section class="card" aria-labelledby="doublons">
            <h2 id="doublons">{tu_string!(i18n, diagnosis.duplicates)}</h2>
            <p>{tu_string!(i18n, diagnosis.duplicates_about)}</p>
            <Show
                when=open
                fallback=move || view! {
                    <p>
                        <A href=routes::import(&uai.get())>{tu_string!(i18n, diagnosis.duplicates_none)}</A>
                    </p>
                }
            >
                <ul>{Category::ALL.into_iter().map(link).collect_view()}</ul>
            </Show>
        </section>
    }
}

#[component]
fn Questions(direct: StoredValue<String>, uai: Memo<String>) -> impl IntoView {
    let i18n = use_i18n();
    let text = RwSignal::new(String::new());
    let matching = move || {
        let words: Vec<String> = fold(&text.get()).split_whitespace().map(str::to_owned).collect();
        let holds = |entry: &&Entry| {
            let question = words::question(i18n, **entry);
            let answer = words::answer(i18n, **entry, &direct.get_value());
            let all = fold(&format!("{question} {answer}"));
            words.iter().all(|word| all.contains(word))
        };
        Entry::ALL.iter().filter(holds).copied().collect::<Vec<_>>()
    };
    let row = move |entry: Entry| {
        view! {
            <li>
                <details>
                    <summary>{words::question(i18n, entry)}</summary>
                    <p>{words::answer(i18n, entry, &direct.get_value())}</p>
                    {link(i18n, entry, &uai.get())}
                </details>
            </li>
        }
    };
    view! {
        <section class="card" aria-labelledby="questions">
            <h2 id="questions">{tu_string!(i18n, diagnosis.faq)}</h2>
            <div class="search" role="search">
                <label for="chercher-question">{tu_string!(i18n, diagnosis.search)}</label>
                <input
                    id="chercher-question"
                    type="search"
                    autocomplete="off"
                    prop:value=text
                    on:input:target=move |event| text.set(event.target().value())
                />
            </div>
            <div role="status">
                <Show when=move || matching().is_empty()>
                    <p>{tu_string!(i18n, diagnosis.search_none)}</p>
                </Show>
            </div>
            <ul class="answers">{move || matching().into_iter().map(row).collect_view()}</ul>
        </section>
    }
}

/// Where the next act is done.
fn link(i18n: I18n, entry: Entry, uai: &str) -> Option<AnyView> {
    use Entry as E;
    let (href, name) = match entry {
        E::ExportMissing
        | E::DirectAddress
        | E::CasUnreachable
        | E::Certificate
        | E::Publication => (routes::guide(uai), t_string!(i18n, diagnosis.link_guide).to_string()),
        E::NoIdPronote | E::ServiceRefused | E::Ticket => {
            (routes::cas_configuration(uai), t_string!(i18n, diagnosis.link_cas).to_string())
        }
        E::NewVersion => {
            (routes::services(uai), t_string!(i18n, diagnosis.link_services).to_string())
        }
        E::Guardians | E::SameVersion | E::UnknownId | E::Pupil | E::Encrypted => {
            (routes::import(uai), t_string!(i18n, diagnosis.link_import).to_string())
        }
        E::Duplicate | E::OldClient | E::Queue | E::LateAccounts => return None,
    };
    Some(view! { <p><A href=href>{name}</A></p> }.into_any())
}
