//! The set-up, line by line: where, what is chosen, what is typed, what was done by whom.

mod calendar;
mod line;
mod message;

pub use calendar::year_titles;

use crate::api::{self, services};
use crate::components::heading::PageHeading;
use crate::components::loaded::{Failure, loaded, told};
use crate::components::notice::{Notice, Tone};
use crate::components::path::{Above, Path};
use crate::i18n::{t, t_string, tu_string, use_i18n};
use crate::routes;
use crate::state::schools::school_name;
use crate::texts::{self, guide as words};
use crate::wire;
use ::api::{ChecklistItem, EstablishmentDetails, ItemState, Right, Service, Sso};
use calendar::YearCalendar;
use domain::service::checklist::{Item, Part};
use domain::service::guide::{self, Line, Setting};
use domain::service::health::current_year;
use domain::service::{CasAddress, Generation, PronoteAddress, projects, settings as rules};
use domain::timetable::day::Day;
use domain::uai::Uai;
use leptos::prelude::*;
use leptos_router::components::A;
use line::GuideLine;
use message::MessageToUsers;

/// The guide of an establishment.
#[component]
pub fn Guide() -> impl IntoView {
    let i18n = use_i18n();
    let uai = routes::uai();
    let school = school_name(uai);
    let known = LocalResource::new(move || {
        let uai = uai.get();
        async move {
            let details = services::details(&uai).await?;
            let list = match details.establishment.right {
                Right::Admin => services::list(&uai).await?,
                Right::Reader => Vec::new(),
            };
            let marked = services::checklist(&uai).await?;
            Ok::<_, api::Trouble>((details, list, marked))
        }
    });
    let title = Signal::derive(move || t_string!(i18n, guide.title).to_string());
    let above = Signal::derive(move || {
        let uai = uai.get();
        vec![Above { href: routes::status(&uai), name: school.get() }]
    });
    view! {
        <Path above=above here=title />
        <PageHeading text=title above=school place=school />
        <p>{tu_string!(i18n, guide.intro)}</p>
        {loaded(known, move |(details, list, marked)| {
            view! { <Parts details=details services=list marked=marked /> }
        })}
    }
}

#[component]
fn Parts(
    details: EstablishmentDetails,
    services: Vec<Service>,
    marked: Vec<ChecklistItem>,
) -> impl IntoView {
    let i18n = use_i18n();
    let Some(setting) = setting(&details, &services) else { return ().into_any() };
    let uai = StoredValue::new(details.establishment.uai.clone());
    let is_admin = details.establishment.right == Right::Admin;
    let today = Day::parse(&texts::today());
    let year = current_year(today, Day::parse(&details.settings.year_start));
    let this_year = move |marked: Vec<ChecklistItem>| {
        let stands = |one: &ChecklistItem| {
            let day = one.at.get(..10).and_then(Day::parse);
            Item::parse(&one.item).is_some_and(|item| item.stands(day, year))
        };
        marked.into_iter().filter(stands).collect::<Vec<_>>()
    };
    let marked = RwSignal::new(this_year(marked));
    let failure = RwSignal::new(String::new());
    let mark = Callback::new(move |(item, state): (&'static str, Option<ItemState>)| {
        leptos::task::spawn_local(async move {
            let done = services::mark(&uai.get_value(), item, state).await;
            if let Some(now) = told(i18n, failure, done) {
                marked.set(this_year(now));
            }
        });
    });
    let generation = match setting.generation {
        Generation::Console => t_string!(i18n, guide.generation_console).to_string(),
        Generation::Delegation => t_string!(i18n, guide.generation_delegation).to_string(),
    };
    let year_start = details.settings.year_start.clone();
    let no_cas = setting.cas.is_none();
    let direct = setting.pronote.direct(setting.generation);
    let lines = guide::lines(&setting);
    let part = move |(number, part): (usize, Part)| {
        let lines: Vec<Line> =
            lines.iter().filter(|line| line.item.part() == part).cloned().collect();
        view! {
            <OnePart number=number + 1 part=part lines=lines marked=marked mark=mark is_admin=is_admin />
        }
    };
    view! {
        <p>
            <strong>{t!(i18n, guide.for_generation, generation = generation)}</strong> " "
            {is_admin.then(|| view! {
                <A href=routes::services(&uai.get_value())>{tu_string!(i18n, guide.settings_link)}</A>
            })}
        </p>
        {no_cas.then(|| view! { <Notice tone=Tone::Warning><p>{tu_string!(i18n, guide.no_cas)}</p></Notice> })}
        <p>
            <button type="button" class="button" on:click=|_| { let _ = window().print(); }>
                {tu_string!(i18n, guide.print)}
            </button>
        </p>
        <Failure text=failure />
        {Part::ALL.into_iter().enumerate().map(part).collect_view()}
        <YearCalendar uai=uai.get_value() year_start=year_start />
        <MessageToUsers direct=direct />
    }
    .into_any()
}

#[component]
fn OnePart(
    number: usize,
    part: Part,
    lines: Vec<Line>,
    marked: RwSignal<Vec<ChecklistItem>>,
    mark: Callback<(&'static str, Option<ItemState>)>,
    is_admin: bool,
) -> impl IntoView {
    let i18n = use_i18n();
    let id = StoredValue::new(format!("partie-{number}"));
    let slugs: Vec<_> = lines.iter().map(|line| line.item.slug()).collect();
    let total = lines.len();
    let done = Signal::derive(move || {
        marked.with(|marked| marked.iter().filter(|one| slugs.contains(&one.item.as_str())).count())
    });
    let row = move |line: Line| {
        view! { <GuideLine line=line marked=marked mark=mark is_admin=is_admin /> }
    };
    view! {
        <section class="card" aria-labelledby=id.get_value()>
            <h2 id=id.get_value()>{words::part(i18n, part)}</h2>
            <p>
                {if part == Part::Identifiers {
                    tu_string!(i18n, guide.yearly).into_any()
                } else {
                    tu_string!(i18n, guide.once).into_any()
                }} " "
                <strong>{t!(i18n, guide.progress, done = move || done.get(), total = move || total)}</strong>
            </p>
            {(part == Part::Delegation)
                .then(|| {
                    view! {
                        <Notice tone=Tone::Warning>
                            <h3>{tu_string!(i18n, guide.warning_title)}</h3>
                            <ul>
                                <li>{tu_string!(i18n, guide.warning_cut)}</li>
                                <li>{tu_string!(i18n, guide.warning_wait)}</li>
                                <li>{tu_string!(i18n, guide.warning_direct)}</li>
                            </ul>
                        </Notice>
                    }
                })}
            <ol class="guide-lines">{lines.into_iter().map(row).collect_view()}</ol>
            <Show when=move || done.get() == total>
                <Notice tone=Tone::Success>
                    <p>{t!(i18n, guide.end_of, number = move || number)}</p>
                </Notice>
            </Show>
        </section>
    }
}

/// What all values are computed from.
fn setting(details: &EstablishmentDetails, services: &[Service]) -> Option<Setting> {
    let settings = &details.settings;
    let uai = Uai::parse(&details.establishment.uai).ok()?;
    let service = services.iter().find(|service| service.sso == Sso::PronoteCas);
    let url = service.map(|service| &service.url).or(settings.pronote_url.as_ref());
    let pronote = url.and_then(|url| PronoteAddress::parse(url).ok()).map(|(pronote, _)| pronote);
    let cas = settings.cas_url.as_deref().and_then(|url| CasAddress::parse(url).ok());
    let cas = cas.map(|(cas, _)| cas);
    let project = cas.as_ref().and_then(projects::of_cas).map(|project| project.name.to_owned());
    let or_usual = |text: &str| if text.is_empty() { rules::USUAL_CODE } else { text }.to_owned();
    Some(Setting {
        pronote: pronote.unwrap_or_else(|| PronoteAddress::hosted(&uai)),
        uai,
        generation: wire::generation(settings.generation),
        cas,
        project,
        code: or_usual(&settings.reconciliation_code),
        service: or_usual(service.map(|service| service.code.as_str()).unwrap_or_default()),
        version: settings.pronote_version.clone(),
        access_page: details.access_url.clone(),
    })
}
