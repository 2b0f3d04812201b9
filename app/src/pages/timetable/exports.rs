//! Files made of the timetable: they go only to the user.

use super::who::Chosen;
use crate::components::notice::{Notice, Tone};
use crate::files;
use crate::i18n::{t_string, tu_string, use_i18n};
use crate::state::import::use_import;
use crate::texts::{self, I18n};
use ::engine::{TimetableAnswer, TimetableRequest};
use domain::timetable::archive::file_name;
use leptos::prelude::*;

/// The exports.
#[component]
pub fn Exports(chosen: Chosen) -> impl IntoView {
    let i18n = use_i18n();
    let import = use_import();
    let failed = RwSignal::new(false);
    let make = move |name: String, kind: &'static str, request: TimetableRequest| {
        leptos::task::spawn_local(async move {
            let done = match import.timetable(request).await {
                Some(TimetableAnswer::File(bytes)) => files::download(&name, kind, &bytes),
                _ => false,
            };
            failed.try_set(!done);
        });
    };
    let calendar = move |_| {
        if let Some(of) = untrack(|| chosen.resource()) {
            let name = format!("{}.ics", file_name(&untrack(|| chosen.name())));
            make(
                name,
                "text/calendar",
                TimetableRequest::Calendar { of, stamp: texts::calendar_stamp() },
            );
        }
    };
    let archive = move |_| {
        let request =
            TimetableRequest::Archive { folders: folders(i18n), stamp: texts::calendar_stamp() };
        make("emplois-du-temps.zip".to_owned(), "application/zip", request);
    };
    let members = move |_| {
        let request = TimetableRequest::Members { heading: heading_of_members(i18n) };
        make("groupes.csv".to_owned(), "text/csv", request);
    };
    let sessions = move |_| {
        let request = TimetableRequest::Sessions { heading: heading_of_sessions(i18n) };
        make("seances.csv".to_owned(), "text/csv", request);
    };
    let of_chosen =
        move || t_string!(i18n, timetable.export.calendar, name = chosen.name()).to_string();
    view! {
        <section aria-labelledby="exports" class="no-print">
            <h2 id="exports">{tu_string!(i18n, timetable.export.title)}</h2>
            <p>{tu_string!(i18n, timetable.export.intro)}</p>
            <Show when=move || failed.get()>
                <Notice tone=Tone::Error>
                    <p>{tu_string!(i18n, timetable.export.failed)}</p>
                </Notice>
            </Show>
            <p class="buttons">
                <button type="button" class="button" on:click=calendar>
                    {of_chosen}
                </button>
                <button type="button" class="button" on:click=archive>
                    {tu_string!(i18n, timetable.export.archive)}
                </button>
                <button type="button" class="button" on:click=members>
                    {tu_string!(i18n, timetable.export.members)}
                </button>
                <button type="button" class="button" on:click=sessions>
                    {tu_string!(i18n, timetable.export.sessions)}
                </button>
            </p>
        </section>
    }
}

fn folders(i18n: I18n) -> [String; 4] {
    [
        t_string!(i18n, timetable.export.folder_classes),
        t_string!(i18n, timetable.export.folder_groups),
        t_string!(i18n, timetable.export.folder_teachers),
        t_string!(i18n, timetable.export.folder_rooms),
    ]
    .map(str::to_owned)
}

fn heading_of_members(i18n: I18n) -> [String; 6] {
    [
        t_string!(i18n, timetable.export.col_group),
        t_string!(i18n, timetable.export.col_classes),
        t_string!(i18n, timetable.export.col_last_name),
        t_string!(i18n, timetable.export.col_first_name),
        t_string!(i18n, timetable.export.col_birth_date),
        t_string!(i18n, timetable.export.col_id),
    ]
    .map(str::to_owned)
}

fn heading_of_sessions(i18n: I18n) -> [String; 8] {
    [
        t_string!(i18n, timetable.export.col_week),
        t_string!(i18n, timetable.export.col_date),
        t_string!(i18n, timetable.export.col_start),
        t_string!(i18n, timetable.export.col_end),
        t_string!(i18n, timetable.export.col_subject),
        t_string!(i18n, timetable.export.col_teachers),
        t_string!(i18n, timetable.export.col_people),
        t_string!(i18n, timetable.export.col_rooms),
    ]
    .map(str::to_owned)
}
