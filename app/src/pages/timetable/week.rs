//! The week: days beside each other on a screen, one below the other on a phone.

use super::who::{Choices, Chosen};
use crate::i18n::{t_string, tu_string, use_i18n};
use crate::state::import::use_import;
use crate::texts;
use ::engine::{CellView, DayView, TimetableAnswer, TimetableRequest, TimetableView, WeekView};
use domain::timetable::day::Day;
use leptos::prelude::*;

/// Minutes of an hour: what the lines of the grid are drawn for.
const HOUR: u16 = 60;

/// The week of whoever is chosen.
#[component]
pub fn WeekOf(chosen: Chosen, view: TimetableView) -> impl IntoView {
    let i18n = use_i18n();
    let import = use_import();
    let week = LocalResource::new(move || {
        let (of, week) = (chosen.resource(), chosen.week.get());
        async move {
            match import.timetable(TimetableRequest::Week { of: of?, week }).await {
                Some(TimetableAnswer::Week(view)) => Some(*view),
                _ => None,
            }
        }
    });
    let mondays = StoredValue::new(view.weeks.clone());
    let heading = move || {
        let monday = mondays.with_value(|weeks| {
            let week = weeks.iter().find(|(week, _)| *week == chosen.week.get());
            week.map(|(_, monday)| texts::day(monday)).unwrap_or_default()
        });
        let name = chosen.name();
        t_string!(i18n, timetable.week.heading, name = name, date = monday).to_string()
    };
    let as_list = RwSignal::new(false);
    let print = move |_| {
        // A browser that cannot print shows nothing either.
        let _ = window().print();
    };
    view! {
        <section aria-labelledby="semaine" class="timetable-section">
            <h2 id="semaine" class="no-print">{tu_string!(i18n, timetable.week.title)}</h2>
            <Choices chosen=chosen weeks=view.weeks />
            <label class="choice no-print">
                <input
                    type="checkbox"
                    prop:checked=as_list
                    on:change:target=move |event| as_list.set(event.target().checked())
                />
                " "
                {tu_string!(i18n, timetable.week.as_list)}
            </label>
            <h3 aria-live="polite" class="timetable-title">{heading}</h3>
            <div class="timetable-frame" class:as-list=as_list>
                {move || week.get().flatten().map(|week| view! { <Days week=week /> })}
            </div>
            <p class="buttons">
                <button type="button" class="button" on:click=print>
                    {tu_string!(i18n, timetable.week.print)}
                </button>
            </p>
        </section>
    }
}

#[component]
fn Days(week: WeekView) -> impl IntoView {
    let i18n = use_i18n();
    let nothing = week.days.iter().all(|day| day.cells.is_empty());
    let (first, last) = span(&week);
    let hours = (first / HOUR..last.div_ceil(HOUR)).map(|hour| {
        view! {
            <span class="timetable-hour" style:--from=(hour * HOUR - first).to_string()>
                {format!("{hour} h")}
            </span>
        }
    });
    view! {
        {nothing.then(|| view! { <p>{tu_string!(i18n, timetable.week.nothing_week)}</p> })}
        <div class="timetable" style:--minutes=(last - first).to_string()>
            <div class="timetable-hours" aria-hidden="true">
                {hours.collect_view()}
            </div>
            {week.days.into_iter().map(|day| view! { <DayColumn day=day first=first /> }).collect_view()}
        </div>
    }
}

#[component]
fn DayColumn(day: DayView, first: u16) -> impl IntoView {
    let i18n = use_i18n();
    let weekday = Day::parse(&day.date).map(|date| texts::weekday(i18n, date.weekday()));
    let title = format!("{} {}", weekday.unwrap_or_default(), texts::day(&day.date));
    let nothing = day.cells.is_empty();
    view! {
        <div class="timetable-day">
            <h4>{title}</h4>
            {nothing.then(|| view! { <p class="timetable-nothing">{tu_string!(i18n, timetable.week.nothing)}</p> })}
            <ol class="timetable-cells">
                {day.cells.into_iter().map(|cell| view! { <Cell cell=cell first=first /> }).collect_view()}
            </ol>
        </div>
    }
}

#[component]
fn Cell(cell: CellView, first: u16) -> impl IntoView {
    let (start, end) = cell.minutes;
    let (lane, lanes) = cell.lane;
    // Lines are short of room: who comes and where stand on one.
    let line = |parts: [Vec<String>; 2]| {
        let parts = parts.map(texts::list).into_iter().filter(|part| !part.is_empty());
        let text = parts.collect::<Vec<_>>().join(" – ");
        (!text.is_empty()).then(|| view! { <span class="timetable-line">{text}</span> })
    };
    view! {
        <li
            class="timetable-cell"
            style:--from=start.saturating_sub(first).to_string()
            style:--length=end.saturating_sub(start).to_string()
            style:--lane=lane.to_string()
            style:--lanes=lanes.max(1).to_string()
        >
            <span class="timetable-times">{cell.times.0} " – " {cell.times.1}</span>
            <strong class="timetable-subject">{cell.subject}</strong>
            {line([cell.teachers, Vec::new()])}
            {line([cell.people, cell.rooms])}
        </li>
    }
}

/// From the first to the last minute that is drawn: the grid's, and what lies outside of it.
fn span(week: &WeekView) -> (u16, u16) {
    let cells = week.days.iter().flat_map(|day| &day.cells);
    let (first, last) = cells.fold(week.hours, |(first, last), cell| {
        (first.min(cell.minutes.0), last.max(cell.minutes.1))
    });
    if first < last { (first, last) } else { (8 * HOUR, 18 * HOUR) }
}
