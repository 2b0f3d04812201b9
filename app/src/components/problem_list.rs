//! What is wrong with a file: what, where, what to do.

use crate::i18n::{t, use_i18n};
use crate::texts::tell;
use domain::problem::{Problem, Severity};
use leptos::prelude::*;

/// Problems of one file.
#[component]
pub fn ProblemList(
    /// Those kept.
    problems: Vec<Problem>,
    /// How many more there were.
    more: u32,
) -> impl IntoView {
    let i18n = use_i18n();
    let item = move |problem: &Problem| {
        let class = match problem.severity() {
            Severity::Blocking => "problem problem-blocking",
            Severity::Warning => "problem problem-warning",
            Severity::Note => "problem problem-note",
        };
        let told = tell(i18n, problem);
        view! {
            <li class=class>
                <p>
                    <strong class="problem-severity">{told.severity}</strong>
                    " "
                    {told.what}
                    {told.place.map(|place| view! { " (" <span class="problem-place">{place}</span> ")" })}
                </p>
                <p class="problem-advice">{told.advice}</p>
            </li>
        }
    };
    view! {
        <ul class="problems">
            {problems.iter().map(item).collect_view()}
            {(more > 0).then(|| view! { <li class="problem">{t!(i18n, import.more_remarks, count = more)}</li> })}
        </ul>
    }
}
