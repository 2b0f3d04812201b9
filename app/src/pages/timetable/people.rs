//! The timetable's pupils and teachers in the portal's directory: where their linkage stands.

use crate::i18n::{t, tu_string, use_i18n};
use crate::routes;
use crate::state::import::use_import;
use crate::texts;
use domain::category::Category;
use leptos::prelude::*;
use leptos_router::components::A;

/// Counts of both, with the way to the screens where the others are settled.
#[component]
pub fn People() -> impl IntoView {
    let i18n = use_i18n();
    let import = use_import();
    let uai = routes::uai();
    let can_link =
        move || import.overview.with(|view| view.as_ref().is_some_and(|view| view.can_link));
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let line = move |category: Category| {
        let counts = import.step(category)?.counts;
        let recognised = counts.automatic + counts.confirmed + counts.manual + counts.kept;
        let waiting = counts.refused + counts.to_review + counts.undecided;
        let (recognised, waiting) = (count(recognised), count(waiting));
        Some(view! {
            <li>
                <A href=routes::step(&uai.get(), category)>{texts::category(i18n, category)}</A>
                " : "
                {t!(i18n, timetable.people.recognised, count = move || recognised)}
                ", "
                <strong>{t!(i18n, timetable.people.waiting, count = move || waiting)}</strong>
            </li>
        })
    };
    view! {
        <section aria-labelledby="personnes" class="no-print">
            <h2 id="personnes">{tu_string!(i18n, timetable.people.title)}</h2>
            <p>{tu_string!(i18n, timetable.people.intro)}</p>
            {move || {
                if import.is_linked() {
                    let lines = [Category::Student, Category::Teacher].map(line);
                    view! { <ul>{lines.into_iter().flatten().collect_view()}</ul> }.into_any()
                } else if can_link() {
                    view! { <p>{tu_string!(i18n, timetable.people.not_linked)}</p> }.into_any()
                } else {
                    view! { <p>{tu_string!(i18n, timetable.people.no_directory)}</p> }.into_any()
                }
            }}
            <p>
                <A href=move || routes::import(&uai.get()) attr:class="button">
                    {tu_string!(i18n, timetable.people.to_import)}
                </A>
            </p>
        </section>
    }
}
