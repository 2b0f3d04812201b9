//! The timetable: the file, each week as the portal will generate it, what does not hold together, and
//! what can be made of it.

mod consistency;
mod exports;
mod file;
mod groups;
mod people;
mod portal;
mod summary;
mod week;
mod who;

use crate::components::heading::PageHeading;
use crate::components::path::Path;
use crate::i18n::{t_string, tu_string, use_i18n};
use crate::pages::import::{Opened, RefusedFiles, Waiting, establishment_name, status_above};
use crate::routes;
use crate::state::import::use_import;
use ::engine::{TimetableAnswer, TimetableRequest, TimetableView};
use consistency::ConsistencyReport;
use exports::Exports;
use file::TimetableFile;
use groups::Groups;
use leptos::prelude::*;
use people::People;
use portal::Portal;
use summary::Summary;
use week::WeekOf;
use who::Chosen;

/// The screen.
#[component]
pub fn Timetable() -> impl IntoView {
    let i18n = use_i18n();
    let import = use_import();
    let uai = routes::uai();
    let title = Signal::derive(move || t_string!(i18n, timetable.title).to_string());
    let place = Signal::derive(move || establishment_name(import));
    let above = Signal::derive(move || vec![status_above(import, &uai.get())]);
    view! {
        <Path above=above here=title />
        <PageHeading text=title above=place place=place />
        <p class="no-print">{tu_string!(i18n, timetable.intro)}</p>
        <Opened uai=uai>
            <Loaded />
        </Opened>
    }
}

/// What is loaded, and all that follows from it.
#[component]
fn Loaded() -> impl IntoView {
    let import = use_import();
    // Files come and go, and a file that is known already may bring its timetable.
    let summary = LocalResource::new(move || {
        import.overview.track();
        async move {
            match import.timetable(TimetableRequest::Summary).await {
                Some(TimetableAnswer::Summary(view)) => view.map(|view| *view),
                _ => None,
            }
        }
    });
    let view = Memo::new(move |_| summary.get().flatten());
    view! {
        <TimetableFile name=Signal::derive(move || {
            view.with(|view| view.as_ref().map(|view| view.name.clone()).unwrap_or_default())
        }) />
        <RefusedFiles />
        <Waiting />
        <For
            each=move || view.get()
            key=|view| view.source
            children=|view| view! { <Known view=view /> }
        />
        <Portal />
    }
}

/// A timetable that is loaded.
#[component]
fn Known(view: TimetableView) -> impl IntoView {
    let chosen = Chosen::new(&view);
    view! {
        <Summary view=view.clone() />
        <WeekOf chosen=chosen view=view.clone() />
        <ConsistencyReport />
        <Exports chosen=chosen />
        <People />
        <Groups />
    }
}
