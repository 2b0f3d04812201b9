//! What the export holds, in numbers, and what is wrong with it.

use crate::components::problem_list::ProblemList;
use crate::i18n::{t, t_string, tu_string, use_i18n};
use crate::state::import::use_import;
use crate::texts;
use ::engine::TimetableView;
use leptos::prelude::*;

/// The summary.
#[component]
pub fn Summary(view: TimetableView) -> impl IntoView {
    let i18n = use_i18n();
    let import = use_import();
    let TimetableView { source, courses, sessions, guardian_lines, .. } = view;
    let [start, end] = view.year.map(|day| match day {
        Some(day) => texts::day(&day),
        None => t_string!(i18n, timetable.year_unknown).to_string(),
    });
    let version = view.version.map(|version| {
        let version = t_string!(i18n, timetable.version, version = version).to_string();
        format!(" ({version})")
    });
    let counts =
        view.counts.into_iter().filter(|(_, count)| *count > 0).map(move |(kind, count)| {
            view! { <li>{texts::timetable_kind(i18n, kind)} " : " {texts::thousands(count)}</li> }
        });
    let nothing = view.problems.is_empty();
    let remove = move |_| leptos::task::spawn_local(async move { import.unload(source).await });
    view! {
        <section class="card no-print" aria-labelledby="contenu-edt">
            <div class="file-head">
                <h2 id="contenu-edt">{tu_string!(i18n, timetable.summary)}</h2>
                <button type="button" class="button" on:click=remove>
                    {tu_string!(i18n, timetable.remove)}
                </button>
            </div>
            <p class="file-name">
                {t!(i18n, timetable.file_name, name = view.name)} {version}
            </p>
            <p>{t!(i18n, timetable.year, start = start, end = end)}</p>
            <ul class="file-counts">
                {counts.collect_view()}
                <li>{t!(i18n, timetable.guardian_lines, count = move || guardian_lines)}</li>
                <li>{t!(i18n, timetable.courses, count = move || courses)}</li>
                <li>
                    <strong>{t!(i18n, timetable.sessions, count = move || sessions)}</strong>
                </li>
            </ul>
            <h3>{tu_string!(i18n, timetable.problems)}</h3>
            {if nothing {
                view! { <p class="quiet">{tu_string!(i18n, timetable.no_problem)}</p> }.into_any()
            } else {
                view! {
                    <details open=view.problems.len() <= 3>
                        <summary>
                            {t!(i18n, import.remarks, count = {
                                let count = view.problems.len();
                                move || count
                            })}
                        </summary>
                        <ProblemList problems=view.problems.clone() more=view.more_problems />
                    </details>
                }
                .into_any()
            }}
        </section>
    }
}
