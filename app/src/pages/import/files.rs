//! What was recognised in each file, and the files that were not taken.

use crate::components::file_card::{LoadedFile, RefusedFile};
use crate::components::notice::{Notice, Tone};
use crate::i18n::{t_string, tu_string, use_i18n};
use crate::routes;
use crate::state::import::use_import;
use leptos::prelude::*;
use leptos_router::components::A;

/// What was recognised in each file, and the files that were not taken.
#[component]
pub fn Files() -> impl IntoView {
    let i18n = use_i18n();
    let import = use_import();
    let remove = Callback::new(move |source: u32| {
        leptos::task::spawn_local(async move { import.unload(source).await });
    });
    let files = move || {
        import
            .overview
            .with(|view| view.as_ref().map(|view| view.files.clone()).unwrap_or_default())
    };
    // The section comes and goes with the files, and what comes whole is not said aloud.
    let said = move || {
        let files = import.overview.with(|view| view.as_ref().map_or(0, |view| view.files.len()));
        (files > 0).then(|| t_string!(i18n, import.read_count, count = files).to_string())
    };
    view! {
        <RefusedFiles />
        <p class="visually-hidden" role="status">{said}</p>
        <Show when=move || import.has_files()>
            <section aria-labelledby="fichiers">
                <h2 id="fichiers">{tu_string!(i18n, import.loaded)}</h2>
                <div class="columns">
                    <For each=files key=|file| (file.source, file.school) let:file>
                        <LoadedFile file=file on_remove=remove />
                    </For>
                </div>
            </section>
        </Show>
    }
}

/// The files that were not taken, newest first.
#[component]
pub fn RefusedFiles() -> impl IntoView {
    let import = use_import();
    view! {
        <div aria-live="polite">
            {move || {
                import
                    .refused
                    .get()
                    .into_iter()
                    .enumerate()
                    .map(|(index, refused)| {
                        let dismiss = move |()| {
                            import.refused.update(|all| {
                                all.remove(index);
                            });
                        };
                        view! { <RefusedFile refused=refused on_dismiss=dismiss /> }
                    })
                    .collect_view()
            }}
        </div>
    }
}

/// Shown on steps when the files are not in memory.
#[component]
pub fn FilesMissing(#[prop(into)] uai: Signal<String>) -> impl IntoView {
    let i18n = use_i18n();
    let import = use_import();
    let why = move || {
        if import.is_for(&uai.get()) && import.is_outdated() {
            tu_string!(i18n, step.outdated).into_any()
        } else if import.is_for(&uai.get()) && import.has_files() {
            tu_string!(i18n, step.not_yet_linked).into_any()
        } else {
            tu_string!(i18n, step.not_linked).into_any()
        }
    };
    view! {
        <Notice tone=Tone::Warning>
            <p>{why}</p>
            <p>
                <A href=move || routes::import(&uai.get()) attr:class="button button-main">
                    {tu_string!(i18n, step.to_files)}
                </A>
            </p>
        </Notice>
    }
}
