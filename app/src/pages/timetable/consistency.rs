//! What does not hold together, each with its list.

use crate::i18n::{t, t_string, tu_string, use_i18n};
use crate::state::import::use_import;
use crate::texts;
use ::engine::{ConsistencyView, OverlapView, TimetableAnswer, TimetableRequest};
use leptos::prelude::*;

/// Lines of one list that are shown.
const SHOWN: usize = 100;

/// The report.
#[component]
pub fn ConsistencyReport() -> impl IntoView {
    let i18n = use_i18n();
    let import = use_import();
    let report = LocalResource::new(move || async move {
        match import.timetable(TimetableRequest::Consistency).await {
            Some(TimetableAnswer::Consistency(view)) => Some(*view),
            _ => None,
        }
    });
    view! {
        <section aria-labelledby="coherence" class="no-print">
            <h2 id="coherence">{tu_string!(i18n, timetable.consistency.title)}</h2>
            <p>{tu_string!(i18n, timetable.consistency.intro)}</p>
            {move || report.get().flatten().map(|view| view! { <Lists view=view /> })}
        </section>
    }
}

#[component]
fn Lists(view: ConsistencyView) -> impl IntoView {
    let i18n = use_i18n();
    let mut lists: Vec<(String, Vec<String>)> = Vec::new();
    let overlaps = view.overlaps.iter().map(|one| overlap(i18n, one)).collect();
    lists.push((t_string!(i18n, timetable.consistency.overlaps).to_string(), overlaps));
    for (what, sittings) in &view.lists {
        let lines = sittings.iter().map(|one| texts::sitting(i18n, one)).collect();
        lists.push((texts::inconsistency(i18n, *what), lines));
    }
    let groups = t_string!(i18n, timetable.consistency.empty_groups).to_string();
    lists.push((groups, view.empty_groups));
    lists.retain(|(_, lines)| !lines.is_empty());
    let fine = lists.is_empty();
    view! {
        {fine.then(|| view! { <p>{tu_string!(i18n, timetable.consistency.fine)}</p> })}
        {lists
            .into_iter()
            .map(|(title, lines)| view! { <List title=title lines=lines /> })
            .collect_view()}
        {view
            .more_overlaps
            .then(|| view! { <p>{tu_string!(i18n, timetable.consistency.more_overlaps)}</p> })}
    }
}

#[component]
fn List(title: String, lines: Vec<String>) -> impl IntoView {
    let i18n = use_i18n();
    let count = lines.len();
    let more = count.saturating_sub(SHOWN);
    let lines = lines.into_iter().take(SHOWN).map(|line| view! { <li>{line}</li> });
    view! {
        <details class="inconsistency">
            <summary>
                {title} " : " <strong>{texts::thousands(u32::try_from(count).unwrap_or(u32::MAX))}</strong>
            </summary>
            <ul>{lines.collect_view()}</ul>
            {(more > 0).then(|| view! { <p>{t!(i18n, timetable.consistency.more, count = move || more)}</p> })}
        </details>
    }
}

/// "Enseignant DUPONT Paul : Lundi 08:00-09:00, … et Lundi 08:30-09:30, …".
fn overlap(i18n: texts::I18n, of: &OverlapView) -> String {
    let kind = texts::timetable_kind_one(i18n, of.kind);
    let [one, other] = [0, 1].map(|at: usize| texts::sitting(i18n, &of.courses[at]));
    let and = t_string!(i18n, timetable.consistency.and);
    format!("{kind} {} : {one} {and} {other}", of.name)
}
