//! Whose week is shown, and which one.

use crate::i18n::{t_string, tu_string, use_i18n};
use crate::state::import::use_import;
use crate::texts;
use ::engine::{NameView, TimetableAnswer, TimetableRequest, TimetableView};
use domain::timetable::model::{Kind, Resource};
use leptos::prelude::*;

/// What can be chosen, in this order.
const KINDS: [Kind; 5] = [Kind::Class, Kind::Group, Kind::Teacher, Kind::Room, Kind::Pupil];

/// What was chosen.
#[derive(Clone, Copy)]
pub struct Chosen {
    /// Classes, groups, teachers, rooms or pupils.
    pub kind: RwSignal<Kind>,
    /// One of them; none before their names have come.
    pub place: RwSignal<Option<u32>>,
    /// The names of the kind.
    pub names: RwSignal<Vec<NameView>>,
    /// The week.
    pub week: RwSignal<u8>,
}

impl Chosen {
    /// The first class, in this week: the first one with sessions where this is none of the year.
    pub fn new(view: &TimetableView) -> Self {
        let today = String::from(js_sys::Date::new_0().to_iso_string());
        let begun = view.weeks.iter().rev().find(|(_, monday)| monday.as_str() <= &today[..10]);
        // A year that is over, or that has not begun, is shown from its beginning.
        let is_last = begun.is_some_and(|week| view.weeks.last() == Some(week));
        let first = view.weeks.first();
        let week = if is_last { first } else { begun.or(first) };
        let chosen = Self {
            kind: RwSignal::new(Kind::Class),
            place: RwSignal::new(None),
            names: RwSignal::new(Vec::new()),
            week: RwSignal::new(week.map_or(1, |(week, _)| *week)),
        };
        chosen.follow();
        chosen
    }

    /// Who is shown.
    pub fn resource(self) -> Option<Resource> {
        let place = usize::try_from(self.place.get()?).ok()?;
        Some(Resource { kind: self.kind.get(), place })
    }

    /// Their name; empty for nobody.
    pub fn name(self) -> String {
        let place = self.place.get();
        self.names.with(|names| {
            let one = names.iter().find(|one| Some(one.place) == place);
            one.map(|one| one.name.clone()).unwrap_or_default()
        })
    }

    /// Asks for the names of each kind that is chosen, and takes the first one.
    fn follow(self) {
        let import = use_import();
        Effect::new(move || {
            let kind = self.kind.get();
            leptos::task::spawn_local(async move {
                let names = import.timetable(TimetableRequest::Names(kind)).await;
                let Some(TimetableAnswer::Names(names)) = names else { return };
                if self.kind.try_get_untracked() == Some(kind) {
                    self.place.set(names.first().map(|one| one.place));
                    self.names.set(names);
                }
            });
        });
    }
}

/// The three choices.
#[component]
pub fn Choices(chosen: Chosen, weeks: Vec<(u8, String)>) -> impl IntoView {
    let i18n = use_i18n();
    let weeks = StoredValue::new(weeks);
    let beside = move |step: isize| {
        weeks.with_value(|weeks| {
            let at = weeks.iter().position(|(week, _)| *week == chosen.week.get())?;
            weeks.get(at.checked_add_signed(step)?).map(|(week, _)| *week)
        })
    };
    let go = move |step: isize| {
        if let Some(week) = untrack(|| beside(step)) {
            chosen.week.set(week);
        }
    };
    let kind = move |(at, kind): (usize, Kind)| {
        view! {
            <option value=at.to_string() prop:selected=move || chosen.kind.get() == kind>
                {texts::timetable_kind_one(i18n, kind)}
            </option>
        }
    };
    let week = move |(number, monday): (u8, String)| {
        let date = texts::day(&monday);
        view! {
            <option value=number.to_string() prop:selected=move || chosen.week.get() == number>
                {t_string!(i18n, timetable.week.option, number = number, date = date).to_string()}
            </option>
        }
    };
    let name = move |one: NameView| {
        let place = one.place;
        view! {
            <option value=place.to_string() prop:selected=move || chosen.place.get() == Some(place)>
                {one.name}
            </option>
        }
    };
    view! {
        <div class="timetable-choices no-print">
            <div class="field">
                <label for="edt-genre">{tu_string!(i18n, timetable.week.of)}</label>
                <select
                    id="edt-genre"
                    on:change:target=move |event| {
                        let at: Option<usize> = event.target().value().parse().ok();
                        if let Some(kind) = at.and_then(|at| KINDS.get(at)) {
                            chosen.place.set(None);
                            chosen.kind.set(*kind);
                        }
                    }
                >
                    {KINDS.into_iter().enumerate().map(kind).collect_view()}
                </select>
            </div>
            <div class="field">
                <label for="edt-nom">{tu_string!(i18n, timetable.week.who)}</label>
                <select
                    id="edt-nom"
                    on:change:target=move |event| chosen.place.set(event.target().value().parse().ok())
                >
                    {move || chosen.names.get().into_iter().map(name).collect_view()}
                </select>
            </div>
            <div class="field">
                <label for="edt-semaine">{tu_string!(i18n, timetable.week.week)}</label>
                <select
                    id="edt-semaine"
                    on:change:target=move |event| {
                        if let Ok(week) = event.target().value().parse() {
                            chosen.week.set(week);
                        }
                    }
                >
                    {weeks.get_value().into_iter().map(week).collect_view()}
                </select>
            </div>
            <p class="buttons">
                <button
                    type="button"
                    class="button"
                    aria-label=t_string!(i18n, timetable.week.previous_name).to_string()
                    prop:disabled=move || beside(-1).is_none()
                    on:click=move |_| go(-1)
                >
                    {tu_string!(i18n, timetable.week.previous)}
                </button>
                <button
                    type="button"
                    class="button"
                    aria-label=t_string!(i18n, timetable.week.next_name).to_string()
                    prop:disabled=move || beside(1).is_none()
                    on:click=move |_| go(1)
                >
                    {tu_string!(i18n, timetable.week.next)}
                </button>
            </p>
        </div>
    }
}
