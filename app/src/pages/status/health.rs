//! One word for how the establishment stands, why, and what comes next.

use super::by_category::{last_step, not_recognised};
use crate::i18n::{t, t_string, use_i18n};
use crate::pages::guide::year_titles;
use crate::routes;
use crate::texts::{self, I18n};
use ::api::{Import, ImportState, Mode, Settings, SourceKind};
use domain::category::Category;
use domain::service::calendar::events;
use domain::service::health::{Facts, Health, current_year, health};
use domain::timetable::day::Day;
use leptos::prelude::*;
use leptos_router::components::A;

/// Days before an event of the year from which it is told.
const SOON: i32 = 7;

/// The word and what goes with it.
#[component]
pub fn HealthCard(
    /// The establishment.
    uai: String,
    /// Whether the reader may import.
    is_admin: bool,
    /// Stored mappings.
    stock: u32,
    /// The newest imports, the last one first.
    imports: Vec<Import>,
    /// The establishment's settings.
    settings: Settings,
) -> impl IntoView {
    let i18n = use_i18n();
    let facts = facts(stock, &imports, &settings);
    let word = health(&facts);
    let href = match word {
        Health::ToDo | Health::Late | Health::InProgress => routes::import(&uai),
        Health::ToCheck | Health::UpToDate => imports
            .first()
            .map_or_else(|| routes::import(&uai), |last| routes::report(&uai, &last.id)),
    };
    let due = due(i18n, &facts);
    let year_unknown = current_year(facts.today, facts.year_start).is_none();
    let class = match word {
        Health::ToDo | Health::InProgress => "card health health-info",
        Health::Late => "card health health-error",
        Health::ToCheck => "card health health-warning",
        Health::UpToDate => "card health health-success",
    };
    view! {
        <section class=class aria-labelledby="etat">
            <h2 id="etat">
                <span class="quiet">{t!(i18n, status.health_title)} "\u{a0}: "</span>
                <strong>{name(i18n, word)}</strong>
            </h2>
            <p>{why(i18n, word)}</p>
            <p>
                <strong>{t!(i18n, status.next)} "\u{a0}: "</strong>
                {if is_admin {
                    view! { <A href=href>{act(i18n, word)}</A> }.into_any()
                } else {
                    view! { {act(i18n, word)} " (" {t!(i18n, status.next_by)} ")" }.into_any()
                }}
            </p>
            {due.map(|sentence| view! { <p>{sentence}</p> })}
            {year_unknown.then(|| view! { <p class="quiet">{t!(i18n, status.year_unknown)}</p> })}
        </section>
    }
}

fn facts(stock: u32, imports: &[Import], settings: &Settings) -> Facts {
    let day = |utc: &str| utc.get(..10).and_then(Day::parse);
    let standing =
        || imports.iter().filter(|import| import.undone.is_none() && !import.steps.is_empty());
    let complete = standing().find(|import| import.mode == Mode::Complete && is_whole(import));
    let open = standing().next().is_some_and(|last| {
        last.state == ImportState::Open && last.steps.len() < Category::ALL.len()
    });
    let steps =
        Category::ALL.map(|category| last_step(imports, crate::wire::to_category(category)));
    let steps = || steps.iter().flatten();
    Facts {
        today: Day::parse(&texts::today()),
        year_start: Day::parse(&settings.year_start),
        stock,
        last_complete: complete.and_then(|import| day(&import.started_at)),
        open,
        recognised: stock,
        not_recognised: steps().map(|step| not_recognised(step)).sum(),
        to_review: steps().map(|step| step.report.to_review).sum(),
    }
}

/// Whether every category that PRONOTE's files had was validated.
fn is_whole(import: &Import) -> bool {
    let sources = import.sources.iter().filter(|source| source.kind != SourceKind::EntAccounts);
    let mut records = sources.flat_map(|source| &source.records).filter(|(_, count)| *count > 0);
    records.all(|(category, _)| import.steps.iter().any(|step| step.category == *category))
}

/// The event of the year that is near, if one is.
fn due(i18n: I18n, facts: &Facts) -> Option<String> {
    let (today, start) = (facts.today?, current_year(facts.today, facts.year_start)?);
    let near = |day: &Day| (0..=SOON).contains(&day.since(today));
    let (day, title) = events(start, &year_titles(i18n)).into_iter().find(|(day, _)| near(day))?;
    let date = texts::day(&day.to_string());
    Some(t_string!(i18n, status.due, title = title, date = date).to_string())
}

fn name(i18n: I18n, word: Health) -> String {
    match word {
        Health::ToDo => t_string!(i18n, status.health.to_do),
        Health::Late => t_string!(i18n, status.health.late),
        Health::InProgress => t_string!(i18n, status.health.in_progress),
        Health::ToCheck => t_string!(i18n, status.health.to_check),
        Health::UpToDate => t_string!(i18n, status.health.up_to_date),
    }
    .to_string()
}

fn why(i18n: I18n, word: Health) -> String {
    match word {
        Health::ToDo => t_string!(i18n, status.why.to_do),
        Health::Late => t_string!(i18n, status.why.late),
        Health::InProgress => t_string!(i18n, status.why.in_progress),
        Health::ToCheck => t_string!(i18n, status.why.to_check),
        Health::UpToDate => t_string!(i18n, status.why.up_to_date),
    }
    .to_string()
}

fn act(i18n: I18n, word: Health) -> String {
    match word {
        Health::ToDo => t_string!(i18n, status.act.to_do),
        Health::Late => t_string!(i18n, status.act.late),
        Health::InProgress => t_string!(i18n, status.act.in_progress),
        Health::ToCheck => t_string!(i18n, status.act.to_check),
        Health::UpToDate => t_string!(i18n, status.act.up_to_date),
    }
    .to_string()
}
