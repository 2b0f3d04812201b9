//! The step is stored.

use crate::components::notice::{Notice, Tone};
use crate::i18n::{t, use_i18n};
use crate::routes;
use crate::state::import::use_import;
use crate::texts;
use ::api::StepOutcome;
use domain::category::Category;
use leptos::prelude::*;
use leptos_router::components::A;

/// What it did, and where to go next.
#[component]
pub fn Saved(uai: Signal<String>, category: Category, outcome: StepOutcome) -> impl IntoView {
    let i18n = use_i18n();
    let import = use_import();
    let changes = texts::counts::changes(i18n, &outcome);
    let next = move || {
        import.next_open(category).map(|next| {
            let name = texts::category(i18n, next);
            view! {
                <p>
                    <A href=move || routes::step(&uai.get(), next) attr:class="button button-main">
                        {t!(i18n, step.next_step, category = name)}
                    </A>
                </p>
            }
        })
    };
    view! {
        {if import.rehearsal.get_untracked() {
            view! {
                <Notice>
                    <p>{t!(i18n, sending.rehearsed, changes = changes)}</p>
                </Notice>
            }
            .into_any()
        } else {
            view! {
                <Notice tone=Tone::Success>
                    <p>{t!(i18n, sending.saved, changes = changes, stock = outcome.stock)}</p>
                </Notice>
            }
            .into_any()
        }}
        {next}
    }
}
