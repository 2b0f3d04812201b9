//! The dates of the year, to be taken into one's own calendar.

use crate::files;
use crate::i18n::{t_string, tu_string, use_i18n};
use crate::texts;
use domain::service::calendar::{Titles, calendar, events};
use domain::timetable::day::Day;
use domain::uai::Uai;
use leptos::prelude::*;

/// The year's events, and the file of them.
#[component]
pub fn YearCalendar(
    /// The establishment.
    uai: String,
    /// First day of the school year; empty when nobody said.
    year_start: String,
) -> impl IntoView {
    let i18n = use_i18n();
    let start = Day::parse(&year_start);
    let titles = move || year_titles(i18n);
    let download = move |_| {
        if let (Ok(uai), Some(start)) = (Uai::parse(&uai), start) {
            let text = calendar(&uai, start, &titles(), &texts::calendar_stamp());
            files::download(&format!("raccord-{uai}.ics"), "text/calendar", text.as_bytes());
        }
    };
    let rows = move |start: Day| {
        let row = |(day, title): (Day, String)| {
            view! { <li>{texts::day(&day.to_string())} " : " {title}</li> }
        };
        events(start, &titles()).into_iter().map(row).collect_view()
    };
    view! {
        <section class="card" aria-labelledby="annee">
            <h2 id="annee">{tu_string!(i18n, guide.calendar_title)}</h2>
            <p>{tu_string!(i18n, guide.calendar_intro)}</p>
            {match start {
                None => view! { <p class="quiet">{tu_string!(i18n, guide.calendar_wrong)}</p> }.into_any(),
                Some(start) => {
                    view! {
                        <ul>{rows(start)}</ul>
                        <button type="button" class="button" on:click=download>
                            {tu_string!(i18n, guide.calendar_download)}
                        </button>
                    }
                    .into_any()
                }
            }}
        </section>
    }
}

/// What the year's events are called.
pub fn year_titles(i18n: texts::I18n) -> Titles {
    Titles {
        before: t_string!(i18n, guide.event_before).to_string(),
        complete: t_string!(i18n, guide.event_complete).to_string(),
        accounts: t_string!(i18n, guide.event_accounts).to_string(),
        partial: t_string!(i18n, guide.event_partial).to_string(),
    }
}
