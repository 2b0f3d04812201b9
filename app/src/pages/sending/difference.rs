//! What validating a step does to what is stored.

use crate::i18n::{t, t_string, tu_string, use_i18n};
use crate::state::import::use_import;
use crate::texts;
use ::api::StepOutcome;
use ::engine::{LabelView, MovedView};
use domain::reconciliation::Mode;
use leptos::prelude::*;

/// Added, changed, unchanged, removed.
#[component]
pub fn Difference(outcome: StepOutcome) -> impl IntoView {
    let i18n = use_i18n();
    let import = use_import();
    let mode = import.overview.with_untracked(|view| view.as_ref().and_then(|view| view.mode));
    let explained = match mode {
        Some(Mode::Complete) => t_string!(i18n, sending.complete_removes).to_string(),
        _ => t_string!(i18n, sending.partial_never).to_string(),
    };
    view! {
        <h3>{tu_string!(i18n, sending.difference)}</h3>
        <dl class="difference">
            <div>
                <dt>{tu_string!(i18n, sending.added)}</dt>
                <dd>{texts::thousands(outcome.added)}</dd>
            </div>
            <div>
                <dt>{tu_string!(i18n, sending.changed)}</dt>
                <dd>{texts::thousands(outcome.changed)}</dd>
            </div>
            <div>
                <dt>{tu_string!(i18n, sending.unchanged)}</dt>
                <dd>{texts::thousands(outcome.unchanged)}</dd>
            </div>
            <div>
                <dt>{tu_string!(i18n, sending.removed)}</dt>
                <dd>{texts::thousands(outcome.removed)}</dd>
            </div>
        </dl>
        <p class="quiet">{explained}</p>
    }
}

/// The stored pairs that leave, with their names as far as the files tell.
#[component]
pub fn Leaving(outcome: StepOutcome, leaving: Vec<LabelView>) -> impl IntoView {
    let i18n = use_i18n();
    let pairs = outcome.leaving.into_iter().zip(leaving);
    let items: Vec<_> = pairs
        .map(|(pair, label)| {
            let name = label.pronote.or(label.account);
            let name = name.unwrap_or_else(|| t_string!(i18n, sending.leaving_unknown).to_string());
            view! {
                <li>
                    {name} " : " <code>{pair.ent_key}</code> " – " <code>{pair.pronote_id}</code>
                </li>
            }
        })
        .collect();
    let count = items.len();
    (count > 0).then(|| {
        view! {
            <details class="leaving" open=count <= 10>
                <summary>{tu_string!(i18n, sending.leaving)} " (" {count} ")"</summary>
                <ul>{items}</ul>
            </details>
        }
    })
}

/// Stored identifiers that move from one account to another.
#[component]
pub fn Moving(moved: Vec<MovedView>) -> impl IntoView {
    let i18n = use_i18n();
    let count = moved.len();
    let items = moved.into_iter().map(|MovedView { name, from, to }| {
        view! { <li>{t!(i18n, sending.moves, name = name, from = from, to = to)}</li> }
    });
    let items = items.collect_view();
    (count > 0).then(|| {
        view! {
            <details class="leaving" open=count <= 10>
                <summary>{tu_string!(i18n, sending.moving)} " (" {count} ")"</summary>
                <ul>{items}</ul>
            </details>
        }
    })
}
