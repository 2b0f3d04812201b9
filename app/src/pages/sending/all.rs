//! "Valider toutes les étapes suivantes": one summary, the same guards, then one transaction per
//! step.

use crate::components::hold::{HoldNotice, is_free};
use crate::components::notice::{Notice, Tone};
use crate::i18n::{t, t_string, tu_string, use_i18n};
use crate::pages::import::told;
use crate::routes;
use crate::state::import::{ImportState, Preview, use_import};
use crate::texts::{self, I18n};
use ::api::StepOutcome;
use domain::category::Category;
use domain::reconciliation::{Hold, StepState};
use leptos::html;
use leptos::prelude::*;
use leptos_router::components::A;

/// A step of the summary.
#[derive(Clone)]
struct Line {
    category: Category,
    /// What it would do, or why that is not known.
    preview: Result<Box<Preview>, String>,
    typed: RwSignal<String>,
    /// What came of it.
    outcome: RwSignal<Option<Result<StepOutcome, String>>>,
}

impl Line {
    fn hold(&self) -> Option<Hold> {
        self.preview.as_ref().ok().and_then(|preview| preview.hold())
    }

    fn exchanges(&self) -> u32 {
        self.preview.as_ref().map_or(0, |preview| preview.sending.exchanges)
    }
}

/// The summary, and what is done with it.
#[derive(Clone, Copy)]
struct Round {
    import: ImportState,
    i18n: I18n,
    /// The steps that are not validated; `None` while they are looked at.
    lines: RwSignal<Option<Vec<Line>>>,
    /// A person has seen that pairs change hands.
    seen: RwSignal<bool>,
    asked: RwSignal<bool>,
    saving: RwSignal<bool>,
}

impl Round {
    fn new() -> Self {
        Self {
            import: use_import(),
            i18n: use_i18n(),
            lines: RwSignal::new(None),
            seen: RwSignal::new(false),
            asked: RwSignal::new(false),
            saving: RwSignal::new(false),
        }
    }

    /// Asks the server what each step would do, from one step on.
    fn check(self, first: Category) {
        self.lines.set(None);
        leptos::task::spawn_local(async move {
            let mut found = Vec::new();
            let waits = |state| matches!(state, StepState::Open | StepState::Changed);
            for step in untrack(|| self.import.steps()) {
                if step.category < first || !waits(step.state) {
                    continue;
                }
                let preview = self.import.preview(step.category).await;
                found.push(Line {
                    category: step.category,
                    preview: preview.map(Box::new).map_err(|error| told(self.i18n, &error)),
                    typed: RwSignal::new(String::new()),
                    outcome: RwSignal::new(None),
                });
            }
            self.lines.try_set(Some(found));
        });
    }

    /// Validates the steps one after the other. What is saved stays saved; after a failure the rest
    /// waits for its cause to be mended.
    fn validate(self) {
        self.asked.set(true);
        if self.saving.get_untracked() || !untrack(|| self.is_free()) {
            return;
        }
        self.saving.set(true);
        leptos::task::spawn_local(async move {
            for line in self.lines.get_untracked().unwrap_or_default() {
                if matches!(line.outcome.get_untracked(), Some(Ok(_))) {
                    continue;
                }
                let outcome = self.import.validate(line.category).await;
                let failed = outcome.is_err();
                line.outcome.try_set(Some(outcome.map_err(|error| told(self.i18n, &error))));
                if failed {
                    break;
                }
            }
            self.saving.try_set(false);
        });
    }

    fn is_known(self) -> bool {
        self.all(|line| line.preview.is_ok())
    }

    fn is_done(self) -> bool {
        self.all(|line| matches!(line.outcome.get(), Some(Ok(_))))
    }

    /// Whether it holds for all steps, of which there is one at least.
    fn all(self, holds: impl Fn(&Line) -> bool) -> bool {
        self.lines.with(|lines| {
            lines.as_ref().is_some_and(|lines| !lines.is_empty() && lines.iter().all(holds))
        })
    }

    fn count(self) -> usize {
        self.lines.with(|lines| lines.as_ref().map_or(0, Vec::len))
    }

    fn exchanges(self) -> u32 {
        self.lines.with(|lines| lines.iter().flatten().map(Line::exchanges).sum())
    }

    fn is_free(self) -> bool {
        let is_freed = |line: &Line| line.typed.with(|typed| is_free(line.hold(), typed));
        self.all(is_freed) && (self.exchanges() == 0 || self.seen.get())
    }
}

/// The steps that are not validated, from one step on.
#[component]
pub fn AllSteps(uai: Signal<String>, category: Category) -> impl IntoView {
    let i18n = use_i18n();
    let round = Round::new();
    round.check(category);
    let heading = NodeRef::<html::H2>::new();
    Effect::new(move || {
        if let Some(heading) = heading.get() {
            let _ = heading.focus();
        }
    });
    view! {
        <section class="sending" aria-labelledby="toutes">
            <h2 id="toutes" tabindex="-1" node_ref=heading>
                {tu_string!(i18n, sending.all_title)}
            </h2>
            <p>{tu_string!(i18n, sending.all_intro)}</p>
            {move || match round.lines.get() {
                None => view! { <p class="loading" aria-live="polite" aria-atomic="true">{tu_string!(i18n, sending.checking)}</p> }.into_any(),
                Some(lines) if lines.is_empty() => view! { <p>{tu_string!(i18n, sending.all_none)}</p> }.into_any(),
                Some(lines) => view! { <Summary lines=lines /> }.into_any(),
            }}
            <Show when=move || { round.exchanges() > 0 }>
                <p class="choice">
                    <input
                        type="checkbox"
                        id="echanges-toutes"
                        prop:checked=round.seen
                        on:change:target=move |event| round.seen.set(event.target().checked())
                    />
                    <label for="echanges-toutes">
                        {t!(i18n, sending.confirm_exchanges, count = move || round.exchanges())}
                    </label>
                </p>
            </Show>
            <Show when=move || round.asked.get() && !round.is_free()>
                <Notice tone=Tone::Error>
                    <p>{tu_string!(i18n, sending.all_held)}</p>
                </Notice>
            </Show>
            <Show when=move || round.is_known() && !round.is_done()>
                <p>
                    <button type="button" class="button button-main" prop:disabled=round.saving on:click=move |_| round.validate()>
                        {t!(i18n, sending.all_validate, count = move || round.count())}
                    </button>
                </p>
            </Show>
            <Show when=move || { round.count() > 0 && !round.is_known() }>
                <button type="button" class="button" on:click=move |_| round.check(category)>
                    {tu_string!(i18n, frame.retry)}
                </button>
            </Show>
            <Show when=move || round.is_done()>
                <Notice tone=Tone::Success>
                    <p>
                        {move || if use_import().rehearsal.get() {
                            tu_string!(i18n, sending.all_rehearsed).into_any()
                        } else {
                            tu_string!(i18n, sending.all_done).into_any()
                        }}
                    </p>
                </Notice>
            </Show>
            <p>
                <A href=move || routes::step(&uai.get(), category)>{tu_string!(i18n, sending.back)}</A>
            </p>
        </section>
    }
}

/// What each step would do, and what came of it.
#[component]
fn Summary(lines: Vec<Line>) -> impl IntoView {
    let i18n = use_i18n();
    let rows = lines.iter().map(|line| row(i18n, line)).collect_view();
    let holds = lines.into_iter().filter_map(|line| {
        let hold = line.hold()?;
        let id = format!("retenue-{}", routes::slug(line.category));
        Some(view! {
            <h3>{texts::category(i18n, line.category)}</h3>
            <HoldNotice id=id hold=hold typed=line.typed />
        })
    });
    let holds = holds.collect_view();
    view! {
        <table class="rows-table report" aria-label=t_string!(i18n, sending.all_title).to_string()>
            <thead>
                <tr>
                    <th scope="col">{tu_string!(i18n, report.category)}</th>
                    <th scope="col">{tu_string!(i18n, report.recognised)}</th>
                    <th scope="col">{tu_string!(i18n, report.unrecognised)}</th>
                    <th scope="col">{tu_string!(i18n, report.added)}</th>
                    <th scope="col">{tu_string!(i18n, report.changed)}</th>
                    <th scope="col">{tu_string!(i18n, report.unchanged)}</th>
                    <th scope="col">{tu_string!(i18n, report.removed)}</th>
                    <th scope="col">{tu_string!(i18n, sending.all_state)}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
        {holds}
    }
}

fn row(i18n: I18n, line: &Line) -> AnyView {
    let name = texts::category(i18n, line.category);
    let preview = match &line.preview {
        Ok(preview) => preview,
        Err(told) => {
            let told = told.clone();
            return view! {
                <tr>
                    <th scope="row">{name}</th>
                    <td colspan="7">{told}</td>
                </tr>
            }
            .into_any();
        }
    };
    let thousands = |count: usize| texts::thousands(u32::try_from(count).unwrap_or(u32::MAX));
    let counts = preview.sending.counts;
    let StepOutcome { added, changed, unchanged, removed, .. } = preview.outcome;
    let cells = [
        (t_string!(i18n, report.recognised).to_string(), thousands(counts.recognised())),
        (t_string!(i18n, report.unrecognised).to_string(), thousands(counts.unrecognised())),
        (t_string!(i18n, report.added).to_string(), texts::thousands(added)),
        (t_string!(i18n, report.changed).to_string(), texts::thousands(changed)),
        (t_string!(i18n, report.unchanged).to_string(), texts::thousands(unchanged)),
        (t_string!(i18n, report.removed).to_string(), texts::thousands(removed)),
    ];
    let cells = cells.map(|(label, count)| view! { <td data-label=label>{count}</td> });
    let outcome = line.outcome;
    let state = move || match outcome.get() {
        None => tu_string!(i18n, step.state_open).into_any(),
        Some(Ok(_)) => tu_string!(i18n, step.state_validated).into_any(),
        Some(Err(told)) => view! { <span class="field-error">{told}</span> }.into_any(),
    };
    view! {
        <tr>
            <th scope="row">{name}</th>
            {cells.into_iter().collect_view()}
            <td>
                <span role="status">{state}</span>
            </td>
        </tr>
    }
    .into_any()
}
