//! Many rows accepted at once: by certainty or by kind, after a preview with a count and a sample.

use super::desk::use_desk;
use crate::components::dialog::Dialog;
use crate::components::differences::Differences;
use crate::i18n::{t, t_string, tu_string, use_i18n};
use crate::state::import::use_import;
use crate::texts;
use ::engine::{KindView, KindsView, PlanView, PlannedPair};
use domain::reconciliation::{Certainty, Scope};
use leptos::prelude::*;

/// What can be accepted in bulk in the step.
#[component]
pub fn Bulk(open: RwSignal<bool>, scope: RwSignal<Option<Scope>>) -> impl IntoView {
    let i18n = use_i18n();
    let desk = use_desk();
    let import = use_import();
    let kinds = RwSignal::new(None::<KindsView>);
    // Shown when there is something to choose from: the keyboard goes to the first thing that is there.
    let shown = RwSignal::new(false);
    Effect::new(move || {
        if open.get() {
            open.set(false);
            leptos::task::spawn_local(async move {
                let found = import.kinds(desk.category).await;
                kinds.try_set(Some(found));
                shown.try_set(true);
            });
        }
    });
    let choose = Callback::new(move |chosen: Scope| {
        shown.set(false);
        scope.set(Some(chosen));
    });
    view! {
        <Dialog
            open=shown
            id="lot"
            title=Signal::derive(move || t_string!(i18n, step.bulk_title).to_string())
        >
            {move || kinds.get().map(|kinds| view! { <Choices kinds=kinds on_choose=choose /> })}
            <div class="buttons">
                <button type="button" class="button" on:click=move |_| shown.set(false)>
                    {tu_string!(i18n, frame.cancel)}
                </button>
            </div>
        </Dialog>
    }
}

#[component]
fn Choices(kinds: KindsView, on_choose: Callback<Scope>) -> impl IntoView {
    let i18n = use_i18n();
    let desk = use_desk();
    if kinds.kinds.is_empty() {
        return view! { <p>{tu_string!(i18n, step.bulk_none)}</p> }.into_any();
    }
    let mut above = 0;
    let certainties = kinds.certainties.into_iter().map(|(least, count)| {
        above += count;
        let scope = Scope::Above { category: desk.category, least };
        let word = at_least(i18n, least);
        view! {
            <li>
                <button type="button" class="button" on:click=move |_| on_choose.run(scope.clone())>
                    {word} " (" {above} ")"
                </button>
            </li>
        }
    });
    let certainties = certainties.collect_view();
    let only_namesakes = kinds.only_namesakes;
    let choose_namesakes = move |_| on_choose.run(Scope::OnlyNamesakes { category: desk.category });
    let kinds = kinds.kinds.into_iter().map(|kind: KindView| {
        let scope = Scope::Like(kind.like as usize);
        let reasons = kind.reasons.into_iter().map(|reason| texts::reason(i18n, reason));
        let reasons = reasons.collect::<Vec<_>>().join(" · ");
        view! {
            <li>
                <button type="button" class="button kind" on:click=move |_| on_choose.run(scope.clone())>
                    <strong>{kind.count}</strong>
                    <span>{reasons}</span>
                </button>
            </li>
        }
    });
    let kinds = kinds.collect_view();
    view! {
        <h3>{tu_string!(i18n, step.bulk_certainty)}</h3>
        <p class="quiet">{tu_string!(i18n, step.bulk_certainty_help)}</p>
        <ul class="bulk-choices">{certainties}</ul>
        {(only_namesakes > 0)
            .then(|| {
                view! {
                    <h3>{tu_string!(i18n, step.bulk_names)}</h3>
                    <p class="quiet">{tu_string!(i18n, step.bulk_names_help)}</p>
                    <ul class="bulk-choices">
                        <li>
                            <button type="button" class="button" on:click=choose_namesakes>
                                {tu_string!(i18n, step.bulk_namesakes)}
                                " ("
                                {only_namesakes}
                                ")"
                            </button>
                        </li>
                    </ul>
                }
            })}
        <h3>{tu_string!(i18n, step.bulk_kind)}</h3>
        <ul class="bulk-choices">{kinds}</ul>
    }
    .into_any()
}

/// What a bulk act would do, and the button that does it.
#[component]
pub fn BulkPreview(scope: RwSignal<Option<Scope>>) -> impl IntoView {
    let i18n = use_i18n();
    let desk = use_desk();
    let import = use_import();
    let open = RwSignal::new(false);
    let plan = RwSignal::new(None::<PlanView>);
    Effect::new(move || {
        let Some(asked) = scope.get() else { return };
        plan.set(None);
        leptos::task::spawn_local(async move {
            plan.set(import.plan(asked).await);
            open.set(true);
        });
    });
    Effect::new(move |was: Option<bool>| {
        let is = open.get();
        if was == Some(true) && !is {
            scope.set(None);
        }
        is
    });
    let pairs = Memo::new(move |_| plan.with(|plan| plan.as_ref().map_or(0, |plan| plan.pairs)));
    let accept = move |_| {
        if let Some(scope) = scope.get_untracked() {
            desk.accept_all(scope);
        }
        open.set(false);
    };
    view! {
        <Dialog
            open=open
            id="lot-apercu"
            title=Signal::derive(move || {
                let count = pairs.get();
                t_string!(i18n, step.bulk_preview, count = count).to_string()
            })
        >
            {move || plan.get().map(|plan| view! { <Sample plan=plan /> })}
            <div class="buttons">
                <Show when=move || { pairs.get() > 0 }>
                    <button type="button" class="button button-main" on:click=accept>
                        {t!(i18n, step.bulk_accept, count = move || pairs.get())}
                    </button>
                </Show>
                <button type="button" class="button" on:click=move |_| open.set(false)>
                    {tu_string!(i18n, frame.cancel)}
                </button>
            </div>
        </Dialog>
    }
}

#[component]
fn Sample(plan: PlanView) -> impl IntoView {
    let i18n = use_i18n();
    let (shown, pairs, left_out) = (plan.sample.len(), plan.pairs, plan.left_out);
    let (wrong, not_estimated) = (plan.expected_wrong, plan.not_estimated);
    let sample = plan.sample.into_iter().map(|PlannedPair { name, account, fields }| {
        view! {
            <li>
                <p>
                    <strong>{name}</strong> " → " {account}
                </p>
                <Differences fields=fields />
            </li>
        }
    });
    let sample = sample.collect_view();
    view! {
        <p>{tu_string!(i18n, step.bulk_undo)}</p>
        {(left_out > 0).then(|| view! { <p>{t!(i18n, step.bulk_left_out, count = move || left_out)}</p> })}
        {(pairs > not_estimated)
            .then(|| view! { <p>{t!(i18n, step.bulk_expected, count = move || wrong)}</p> })}
        {(not_estimated > 0)
            .then(|| view! { <p>{t!(i18n, step.bulk_not_estimated, count = move || not_estimated)}</p> })}
        <p class="quiet">{t!(i18n, step.bulk_sample, count = shown, total = pairs)}</p>
        <ul class="bulk-sample" tabindex="0" aria-label=move || t_string!(i18n, step.bulk_sample_label)>
            {sample}
        </ul>
    }
}

fn at_least(i18n: texts::I18n, least: Certainty) -> String {
    match least {
        Certainty::Certain => t_string!(i18n, step.bulk_certain),
        Certainty::Probable => t_string!(i18n, step.bulk_probable),
        Certainty::Possible => t_string!(i18n, step.bulk_possible),
    }
    .to_string()
}
