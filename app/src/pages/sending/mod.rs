//! What validating a step sends and does, then the validation itself.

mod all;
mod difference;
mod pairs;
mod ready;
mod saved;

use crate::components::notice::{Notice, Tone};
use crate::i18n::{t, tu_string, use_i18n};
use crate::pages::import::told;
use crate::routes;
use crate::state::import::{Preview, use_import};
use crate::texts;
use ::api::{CasKey, StepOutcome};
use ::engine::SendingView;
use domain::category::Category;
use domain::reconciliation::StepCounts;
use leptos::html;
use leptos::prelude::*;
use leptos_router::components::A;
use pairs::Pairs;
use ready::Ready;
use saved::Saved;

pub use all::AllSteps;

/// Where the panel stands.
#[derive(Clone, Debug, PartialEq)]
pub enum Stage {
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
        Stage::Saved(_) if import.rehearsal.get() => {
            tu_string!(i18n, sending.rehearsed_title).into_any()
        }
        Stage::Saved(_) => tu_string!(i18n, sending.saved_title).into_any(),
        _ => tu_string!(i18n, sending.title).into_any(),
    };
    let explained = move || {
        (!matches!(stage.get(), Stage::Saved(_))).then(|| {
            view! {
                <p>{intro}</p>
                <Show when=by_login>
                    <p>{tu_string!(i18n, sending.intro_login)}</p>
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
                    view! { <p class="loading" aria-live="polite" aria-atomic="true">{tu_string!(i18n, sending.checking)}</p> }.into_any()
                }
                Stage::Unchecked(sending, body, told) => {
                    view! {
                        <Notice tone=Tone::Error>
                            <p>{told}</p>
                            <button type="button" class="button" on:click=move |_| check()>
                                {tu_string!(i18n, frame.retry)}
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
                <A href=move || routes::step(&uai.get(), category)>{tu_string!(i18n, sending.back)}</A>
            </p>
        </section>
    }
}

fn nothing(category: Category) -> SendingView {
    SendingView {
        number: 0,
        category,
        pairs: Vec::new(),
        exchanges: 0,
        counts: StepCounts::default(),
        stored: 0,
        moved: Vec::new(),
    }
}
