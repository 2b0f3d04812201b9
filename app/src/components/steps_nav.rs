//! The six steps, with where each stands.

use crate::i18n::{t, t_string, use_i18n};
use crate::routes;
use crate::state::import::use_import;
use crate::texts;
use domain::category::Category;
use domain::reconciliation::StepState;
use leptos::prelude::*;
use leptos_router::components::A;

/// Links to the steps.
#[component]
pub fn StepsNav(
    /// The establishment.
    #[prop(into)]
    uai: Signal<String>,
) -> impl IntoView {
    let i18n = use_i18n();
    let import = use_import();
    let item = move |category: Category| {
        let n = category.index() + 1;
        let step = Memo::new(move |_| import.step(category));
        let name = move || texts::category(i18n, category);
        let state = move || match step.get().map(|step| step.state) {
            Some(StepState::Empty) => t_string!(i18n, step.state_empty).to_string(),
            Some(StepState::Open) => t_string!(i18n, step.state_open).to_string(),
            Some(StepState::Changed) => t_string!(i18n, step.state_changed).to_string(),
            Some(StepState::Validated) => t_string!(i18n, step.state_validated).to_string(),
            None => String::new(),
        };
        let class = move || match step.get().map(|step| step.state) {
            Some(StepState::Validated) => "step-state step-done",
            Some(StepState::Empty) | None => "step-state step-empty",
            Some(StepState::Open | StepState::Changed) => "step-state step-open",
        };
        let counts = move || {
            step.get().map(|step| {
                let counts = step.counts;
                format!("{}/{}", counts.recognised(), counts.total())
            })
        };
        view! {
            <li>
                <A href=move || routes::step(&uai.get(), category) scroll=false>
                    <span class="step-name">{t!(i18n, step.step_short, n = n, category = name)}</span>
                    <span class="step-line">
                        <span class="step-count">{counts}</span>
                        <span class=class>{state}</span>
                    </span>
                </A>
            </li>
        }
    };
    view! {
        <nav class="steps" aria-label=move || t_string!(i18n, step.steps)>
            <ol>{Category::ALL.into_iter().map(item).collect_view()}</ol>
        </nav>
    }
}
