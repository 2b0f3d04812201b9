//! The files of an import: mode, files, what was recognised, and the start of the linkage.

mod announcement;
mod checks;
mod files;
mod form;
mod guide;
mod heading;
mod layout;
mod mode;
mod opening;
mod paste;
mod portal_change;
mod remarks;
mod resume;
mod sealed;
mod waiting;
mod words;

use crate::components::notice::{Notice, Tone};
use crate::components::steps_nav::StepsNav;
use crate::components::work_file::ReopenWork;
use crate::i18n::{t, t_string, tu_string, use_i18n};
use crate::parts;
use crate::routes;
use crate::state::import::{NotDone, use_import};
use crate::texts::{I18n, trouble};
use ::api::Establishment;
use announcement::Announcement;
use checks::Checks;
use domain::uai::DEMONSTRATION;
use files::Files;
use form::Form;
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_query_map;
use portal_change::PortalChange;
use remarks::Remarks;
use resume::Resume;
use words::Words;

pub use files::{FilesMissing, RefusedFiles};
pub use heading::{ImportHeading, establishment_name, status_above};
pub use opening::Opened;
pub use waiting::Waiting;

/// Mode and files, below [`ImportHeading`].
#[component]
pub fn ImportFiles() -> impl IntoView {
    let i18n = use_i18n();
    let import = use_import();
    let query = use_query_map();
    let uai = routes::uai();
    let failure = RwSignal::new(None::<String>);
    let open = move || {
        let uai = uai.get();
        let wants_files = query.with_untracked(|query| query.get("demonstration").is_some());
        leptos::task::spawn_local(async move {
            match import.open(&uai).await {
                Ok(()) => failure.set(None),
                Err(error) => return failure.set(Some(told(i18n, &error))),
            }
            if wants_files && uai == DEMONSTRATION && !import.has_files() {
                let loaded = import.load_demonstration().await;
                failure.set(loaded.err().map(|_| t_string!(i18n, import.demo_failed).to_string()));
            }
        });
    };
    // Another establishment's import of this tab is not forgotten without a word.
    let go_on = RwSignal::new(false);
    let elsewhere = move || {
        if go_on.get() { None } else { import.unsent_elsewhere(&uai.get()) }
    };
    Effect::new(move || {
        go_on.track();
        uai.track();
        if untrack(elsewhere).is_none() {
            open();
        }
    });
    // The screens that follow come behind the engine: from then on, the network may be cut.
    let ready = RwSignal::new(false);
    Effect::new(move || {
        if import.overview.with(Option::is_some) && !ready.get_untracked() {
            leptos::task::spawn_local(async move {
                // Whatever does not come now is fetched, or told, where it is shown.
                let _ = parts::step().fetch().await;
                ready.try_set(true);
            });
        }
    });
    view! {
        {move || {
            failure.get().map(|told| {
                view! {
                    <Notice tone=Tone::Error>
                        <p>{told}</p>
                        <button type="button" class="button" on:click=move |_| open()>
                            {tu_string!(i18n, frame.retry)}
                        </button>
                    </Notice>
                }
            })
        }}
        {move || elsewhere().map(|other| view! { <Elsewhere other=other go_on=go_on /> })}
        <Show when=move || import.engine.has_stopped()>
            <Notice tone=Tone::Error>
                <p>{tu_string!(i18n, import.engine_stopped)}</p>
            </Notice>
        </Show>
        <Show
            when=move || import.is_for(&uai.get())
            fallback=move || {
                view! {
                    <Show when=move || failure.with(Option::is_none) && elsewhere().is_none()>
                        <p class="loading" aria-live="polite" aria-atomic="true">{tu_string!(i18n, frame.loading)}</p>
                    </Show>
                }
            }
        >
            <Show when=move || !ready.get() && !import.engine.has_stopped()>
                <p class="loading" aria-live="polite" aria-atomic="true">{tu_string!(i18n, import.engine_loading)}</p>
            </Show>
            <Resume />
            <ReopenWork uai=uai />
            <PortalChange />
            <Form uai=uai />
            <Waiting />
            <Words />
            <Checks />
            <Files />
            <Remarks />
            <Show when=move || import.is_linked()>
                <section aria-labelledby="rapprochement">
                    <h2 id="rapprochement">{tu_string!(i18n, import.steps_title)}</h2>
                    <p>{tu_string!(i18n, import.steps_intro)}</p>
                    <StepsNav uai=uai />
                </section>
            </Show>
            <Announcement />
        </Show>
    }
}

/// Decisions about another establishment would be lost: back to them, or on without them.
#[component]
fn Elsewhere(other: Establishment, go_on: RwSignal<bool>) -> impl IntoView {
    let i18n = use_i18n();
    let (name, uai) = (other.name, other.uai);
    view! {
        <Notice tone=Tone::Warning>
            <p>{t!(i18n, import.elsewhere, name = name)}</p>
            <p class="buttons">
                <A href=routes::import(&uai) attr:class="button button-main">
                    {tu_string!(i18n, import.elsewhere_back)}
                </A>
                <button type="button" class="button" on:click=move |_| go_on.set(true)>
                    {tu_string!(i18n, import.elsewhere_forget)}
                </button>
            </p>
        </Notice>
    }
}

/// Why something was not done, in words.
pub fn told(i18n: I18n, error: &NotDone) -> String {
    match error {
        NotDone::Server(error) => trouble(i18n, error),
        NotDone::Engine(_) => t_string!(i18n, import.engine_stopped).to_string(),
    }
}
