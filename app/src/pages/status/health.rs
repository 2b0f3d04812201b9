//! One word for how the establishment stands, why, and what comes next.

use crate::i18n::{t_string, tu_string, use_i18n};
use crate::pages::guide::year_titles;
use crate::routes;
use crate::texts::{self, I18n};
use crate::wire;
use ::api::Establishment;
use domain::service::calendar::events;
use domain::service::health::{Facts, Health, current_year, health};
use domain::timetable::day::Day;
use leptos::prelude::*;
use leptos_router::components::A;

/// Days before an event of the year from which it is told.
const SOON: i32 = 7;

/// How the establishment stands, and what that was judged by.
#[derive(Clone, Copy)]
pub struct Standing {
    /// The word.
    pub word: Health,
    facts: Facts,
}

/// Judges by what the server told.
pub fn standing(establishment: &Establishment) -> Standing {
    let facts = wire::facts(establishment, &texts::today());
    Standing { word: health(&facts), facts }
}

/// The word and what goes with it.
#[component]
pub fn HealthCard(
    /// The establishment.
    uai: String,
    /// Whether the reader may import.
    is_admin: bool,
    /// How it stands.
    standing: Standing,
    /// The number of the last import.
    last: Option<String>,
) -> impl IntoView {
    let i18n = use_i18n();
    let Standing { word, facts } = standing;
    let href = match word {
        Health::ToDo | Health::Late | Health::InProgress => routes::import(&uai),
        Health::ToCheck if facts.new_version => routes::import(&uai),
        Health::ToCheck | Health::UpToDate => {
            last.map_or_else(|| routes::import(&uai), |last| routes::report(&uai, &last))
        }
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
                <span class="quiet">{tu_string!(i18n, status.health_title)} "\u{a0}: "</span>
                <strong>{texts::health(i18n, word)}</strong>
            </h2>
            <p>{texts::health_reason(i18n, word, &facts)}</p>
            <p>
                <strong>{tu_string!(i18n, status.next)} "\u{a0}: "</strong>
                {if is_admin {
                    view! { <A href=href>{texts::next_act(i18n, word, &facts)}</A> }.into_any()
                } else {
                    view! { {texts::next_act(i18n, word, &facts)} " (" {tu_string!(i18n, status.next_by)} ")" }.into_any()
                }}
            </p>
            {due.map(|sentence| view! { <p>{sentence}</p> })}
            {year_unknown.then(|| view! { <p class="quiet">{tu_string!(i18n, status.year_unknown)}</p> })}
        </section>
    }
}

/// The event of the year that is near, if one is.
fn due(i18n: I18n, facts: &Facts) -> Option<String> {
    let (today, start) = (facts.today?, current_year(facts.today, facts.year_start)?);
    let near = |day: &Day| (0..=SOON).contains(&day.since(today));
    let (day, title) = events(start, &year_titles(i18n)).into_iter().find(|(day, _)| near(day))?;
    let date = texts::day(&day.to_string());
    Some(t_string!(i18n, status.due, title = title, date = date).to_string())
}
