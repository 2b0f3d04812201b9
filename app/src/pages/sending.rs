//! What validating a step sends and does, then the validation itself.

use crate::components::notice::{Notice, Tone};
use crate::components::pair_table::PairTable;
use crate::i18n::{t, t_string, use_i18n};
use crate::pages::import::told;
use crate::routes;
use crate::state::import::{Preview, use_import};
use crate::texts;
use ::api::{CasKey, StepOutcome};
use ::engine::{LabelView, SendingView};
use domain::category::Category;
use domain::reconciliation::Mode;
use leptos::html;
use leptos::prelude::*;
use leptos_router::components::A;

/// Where the panel stands.
#[derive(Clone, Debug, PartialEq)]
enum Stage {
    /// The server compares.
    Checking,
    /// The pairs are known, the server's view of them is not.
    Unchecked(SendingView, String, String),
    /// Everything is known.
    Ready(Box<Preview>),
    /// The step is stored.
    Saved(StepOutcome),
}

/// The panel, in place of the lists.
#[component]
pub fn SendingPanel(uai: Signal<String>, category: Category) -> impl IntoView {
    let i18n = use_i18n();
    let import = use_import();
    let stage = RwSignal::new(Stage::Checking);
    let check = move || {
        stage.set(Stage::Checking);
        leptos::task::spawn_local(async move {
            let next = match import.preview(category).await {
                Ok(preview) => Stage::Ready(Box::new(preview)),
                Err(error) => match import.sending(category).await {
                    Ok((sending, body)) => Stage::Unchecked(sending, body, told(i18n, &error)),
                    Err(_) => {
                        Stage::Unchecked(nothing(category), String::new(), told(i18n, &error))
                    }
                },
            };
            stage.try_set(next);
        });
    };
    check();
    let heading = NodeRef::<html::H2>::new();
    Effect::new(move || {
        stage.track();
        if let Some(heading) = heading.get() {
            let _ = heading.focus();
        }
    });
    let intro = move || {
        let category = texts::category(i18n, category);
        t!(i18n, sending.intro, category = category)
    };
    let by_login = move || {
        import.establishment.with(|open| open.as_ref().is_some_and(|e| e.cas_key == CasKey::Login))
    };
    let title = move || match stage.get() {
        Stage::Saved(_) => t!(i18n, sending.saved_title).into_any(),
        _ => t!(i18n, sending.title).into_any(),
    };
    let explained = move || {
        (!matches!(stage.get(), Stage::Saved(_))).then(|| {
            view! {
                <p>{intro}</p>
                <Show when=by_login>
                    <p>{t!(i18n, sending.intro_login)}</p>
                </Show>
            }
        })
    };
    view! {
        <section class="sending" aria-labelledby="envoi">
            <h2 id="envoi" tabindex="-1" node_ref=heading>
                {title}
            </h2>
            {explained}
            {move || match stage.get() {
                Stage::Checking => {
                    view! { <p class="loading">{t!(i18n, sending.checking)}</p> }.into_any()
                }
                Stage::Unchecked(sending, body, told) => {
                    view! {
                        <Notice tone=Tone::Error>
                            <p>{told}</p>
                            <button type="button" class="button" on:click=move |_| check()>
                                {t!(i18n, frame.retry)}
                            </button>
                        </Notice>
                        <Pairs sending=sending body=body />
                    }
                    .into_any()
                }
                Stage::Ready(preview) => {
                    view! { <Ready category=category preview=*preview stage=stage /> }.into_any()
                }
                Stage::Saved(outcome) => {
                    view! { <Saved uai=uai category=category outcome=outcome /> }.into_any()
                }
            }}
            <p>
                <A href=move || routes::step(&uai.get(), category)>{t!(i18n, sending.back)}</A>
            </p>
        </section>
    }
}

#[component]
fn Ready(category: Category, preview: Preview, stage: RwSignal<Stage>) -> impl IntoView {
    let i18n = use_i18n();
    let import = use_import();
    let Preview { sending, body, outcome, leaving } = preview;
    let exchanges = sending.exchanges;
    let shown = StoredValue::new((sending.clone(), body.clone()));
    let seen = RwSignal::new(exchanges == 0);
    let asked = RwSignal::new(false);
    let saving = RwSignal::new(false);
    let failure = RwSignal::new(None::<String>);
    let validate = move |_| {
        asked.set(true);
        if saving.get_untracked() || !seen.get_untracked() {
            return;
        }
        saving.set(true);
        failure.set(None);
        leptos::task::spawn_local(async move {
            match import.validate(category).await {
                Ok(outcome) => {
                    stage.try_set(Stage::Saved(outcome));
                }
                Err(error) if error.is_overtaken() => {
                    let (sending, body) = shown.get_value();
                    stage.try_set(Stage::Unchecked(sending, body, told(i18n, &error)));
                }
                Err(error) => {
                    failure.try_set(Some(told(i18n, &error)));
                }
            }
            saving.try_set(false);
        });
    };
    let word = move || {
        if saving.get() {
            t!(i18n, sending.validating).into_any()
        } else {
            t!(i18n, sending.validate).into_any()
        }
    };
    view! {
        <Difference outcome=outcome.clone() />
        <Leaving outcome=outcome leaving=leaving />
        {(exchanges > 0)
            .then(|| {
                view! {
                    <p class="choice">
                        <input
                            type="checkbox"
                            id="echanges"
                            prop:checked=seen
                            on:change:target=move |event| seen.set(event.target().checked())
                        />
                        <label for="echanges">
                            {t!(i18n, sending.confirm_exchanges, count = move || exchanges)}
                        </label>
                    </p>
                    <Show when=move || asked.get() && !seen.get()>
                        <Notice tone=Tone::Error>
                            <p>{t!(i18n, sending.confirm_needed)}</p>
                        </Notice>
                    </Show>
                }
            })}
        {move || {
            failure.get().map(|told| {
                view! {
                    <Notice tone=Tone::Error>
                        <p>
                            <strong>{t!(i18n, sending.not_saved)}</strong>
                            " "
                            {told}
                        </p>
                        <p>{t!(i18n, sending.kept_here)}</p>
                    </Notice>
                }
            })
        }}
        <p>
            <button type="button" class="button button-main" prop:disabled=saving on:click=validate>
                {word}
            </button>
        </p>
        <Pairs sending=sending body=body />
    }
}

/// Added, changed, unchanged, removed.
#[component]
fn Difference(outcome: StepOutcome) -> impl IntoView {
    let i18n = use_i18n();
    let import = use_import();
    let mode = import.overview.with_untracked(|view| view.as_ref().and_then(|view| view.mode));
    let explained = match mode {
        Some(Mode::Complete) => t_string!(i18n, sending.complete_removes).to_string(),
        _ => t_string!(i18n, sending.partial_never).to_string(),
    };
    view! {
        <h3>{t!(i18n, sending.difference)}</h3>
        <dl class="difference">
            <div>
                <dt>{t!(i18n, sending.added)}</dt>
                <dd>{texts::thousands(outcome.added)}</dd>
            </div>
            <div>
                <dt>{t!(i18n, sending.changed)}</dt>
                <dd>{texts::thousands(outcome.changed)}</dd>
            </div>
            <div>
                <dt>{t!(i18n, sending.unchanged)}</dt>
                <dd>{texts::thousands(outcome.unchanged)}</dd>
            </div>
            <div>
                <dt>{t!(i18n, sending.removed)}</dt>
                <dd>{texts::thousands(outcome.removed)}</dd>
            </div>
        </dl>
        <p class="quiet">{explained}</p>
    }
}

/// The stored pairs that leave, with their names as far as the files tell.
#[component]
fn Leaving(outcome: StepOutcome, leaving: Vec<LabelView>) -> impl IntoView {
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
                <summary>{t!(i18n, sending.leaving)} " (" {count} ")"</summary>
                <ul>{items}</ul>
            </details>
        }
    })
}

/// The pairs one by one, and the text that carries them.
#[component]
fn Pairs(sending: SendingView, body: String) -> impl IntoView {
    let i18n = use_i18n();
    let pairs = sending.pairs.len();
    let rest = sending.counts.unrecognised();
    let parts = texts::counts::decided_so_far(i18n, sending.counts);
    let counted = t_string!(i18n, words.counts.pairs, count = pairs).to_string();
    let summary = t_string!(i18n, sending.counts, pairs = counted, parts = parts).to_string();
    let rest = (rest > 0).then(|| t_string!(i18n, sending.rest, count = rest).to_string());
    if pairs == 0 {
        return view! { <p>{t!(i18n, sending.none)}</p> }.into_any();
    }
    view! {
        <h3>{t!(i18n, sending.list)}</h3>
        <p>{summary} " " {rest}</p>
        <PairTable pairs=sending.pairs />
        <details class="exact">
            <summary>{t!(i18n, sending.exact)}</summary>
            <pre tabindex="0">{body}</pre>
        </details>
    }
    .into_any()
}

#[component]
fn Saved(uai: Signal<String>, category: Category, outcome: StepOutcome) -> impl IntoView {
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
        <Notice tone=Tone::Success>
            <p>
                {t!(i18n, sending.saved, changes = changes, stock = outcome.stock)}
            </p>
        </Notice>
        {next}
    }
}

fn nothing(category: Category) -> SendingView {
    SendingView { category, pairs: Vec::new(), exchanges: 0, counts: Default::default() }
}
