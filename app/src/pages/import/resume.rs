//! What an import that was begun before holds already.

use super::told;
use crate::components::notice::{Notice, Tone};
use crate::i18n::{t, t_string, tu_string, use_i18n};
use crate::routes;
use crate::state::import::use_import;
use crate::texts::{self};
use crate::wire;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

/// What an import that was begun before holds already.
#[component]
pub fn Resume() -> impl IntoView {
    let i18n = use_i18n();
    let import = use_import();
    let navigate = use_navigate();
    let failure = RwSignal::new(String::new());
    let finish = move |_| {
        let navigate = navigate.clone();
        let uai = import.establishment.with_untracked(|open| open.as_ref().map(|e| e.uai.clone()));
        leptos::task::spawn_local(async move {
            match (import.close().await, uai) {
                (Ok(Some(id)), Some(uai)) => {
                    navigate(&routes::report(&uai, &id), NavigateOptions::default());
                }
                (Ok(_), _) => {}
                (Err(error), _) => failure.set(told(i18n, &error)),
            }
        });
    };
    let finish = StoredValue::new_local(finish);
    move || {
        let begun = import.server_import.get().filter(|begun| !begun.steps.is_empty())?;
        (!import.has_files()).then(|| {
            let mode = texts::mode(i18n, wire::mode(begun.mode));
            let date = texts::day_and_time(&begun.started_at);
            let steps = begun.steps.iter().map(|step| wire::category(step.category));
            let steps = texts::categories(i18n, steps, t_string!(i18n, import.resume_none));
            view! {
                <section class="card" aria-labelledby="reprise">
                    <h2 id="reprise">{tu_string!(i18n, import.resume_title)}</h2>
                    <p>{t!(i18n, import.resume, mode = mode, date = date, steps = steps)}</p>
                    <Show when=move || failure.with(|failure| !failure.is_empty())>
                        <Notice tone=Tone::Error>
                            <p>{failure}</p>
                        </Notice>
                    </Show>
                    <button type="button" class="button" on:click=move |event| finish.with_value(|finish| finish(event))>
                        {tu_string!(i18n, import.finish_open)}
                    </button>
                </section>
            }
        })
    }
}
