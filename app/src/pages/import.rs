//! The files of an import: mode, files, what was recognised, and the start of the linkage.

use crate::components::file_card::{LoadedFile, RefusedFile};
use crate::components::file_drop::FileDrop;
use crate::components::heading::PageHeading;
use crate::components::notice::{Notice, Tone};
use crate::components::path::{Above, Path};
use crate::components::progress::JobProgress;
use crate::components::steps_nav::StepsNav;
use crate::files;
use crate::i18n::{t, t_string, use_i18n};
use crate::routes;
use crate::state::import::{ImportState, NotDone, use_import};
use crate::texts::{self, I18n, trouble};
use crate::wire;
use ::engine::FileView;
use domain::category::Category;
use domain::files::FileKind;
use domain::reconciliation::Mode;
use domain::uai::DEMONSTRATION;
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::{use_navigate, use_params_map, use_query_map};
use web_sys::File;

/// Mode and files.
#[component]
pub fn ImportFiles() -> impl IntoView {
    let i18n = use_i18n();
    let import = use_import();
    let params = use_params_map();
    let query = use_query_map();
    let uai = Memo::new(move |_| params.with(|params| params.get("uai").unwrap_or_default()));
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
    Effect::new(open);
    let title = Signal::derive(move || t_string!(i18n, import.title).to_string());
    let place = Signal::derive(move || establishment_name(import));
    let above = Signal::derive(move || vec![status_above(import, &uai.get())]);
    view! {
        <Path above=above here=title />
        <PageHeading text=title above=place place=place />
        {move || {
            failure.get().map(|told| {
                view! {
                    <Notice tone=Tone::Error>
                        <p>{told}</p>
                        <button type="button" class="button" on:click=move |_| open()>
                            {t!(i18n, frame.retry)}
                        </button>
                    </Notice>
                }
            })
        }}
        <Show when=move || import.engine.has_stopped()>
            <Notice tone=Tone::Error>
                <p>{t!(i18n, import.engine_stopped)}</p>
            </Notice>
        </Show>
        <Show
            when=move || import.is_for(&uai.get())
            fallback=move || {
                view! {
                    <Show when=move || failure.with(Option::is_none)>
                        <p class="loading">{t!(i18n, import.engine_loading)}</p>
                    </Show>
                }
            }
        >
            <Resume />
            <Form uai=uai />
            <Files />
            <Show when=move || import.is_linked()>
                <section aria-labelledby="rapprochement">
                    <h2 id="rapprochement">{t!(i18n, import.steps_title)}</h2>
                    <p>{t!(i18n, import.steps_intro)}</p>
                    <StepsNav uai=uai />
                </section>
            </Show>
        </Show>
    }
}

/// "Collège des Essais (0990001N)".
pub fn establishment_name(import: ImportState) -> String {
    import.establishment.with(|open| {
        open.as_ref().map(|open| format!("{} ({})", open.name, open.uai)).unwrap_or_default()
    })
}

/// The status of the establishment, as a place above a screen of its import.
pub fn status_above(import: ImportState, uai: &str) -> Above {
    let name = establishment_name(import);
    let name = if name.is_empty() { uai.to_owned() } else { name };
    Above { href: routes::status(uai), name }
}

/// Why something was not done, in words.
pub fn told(i18n: I18n, error: &NotDone) -> String {
    match error {
        NotDone::Server(error) => trouble(i18n, error),
        NotDone::Engine(_) => t_string!(i18n, import.engine_stopped).to_string(),
    }
}

/// What an import that was begun before holds already.
#[component]
fn Resume() -> impl IntoView {
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
                    navigate(&routes::report(&uai, &id), Default::default())
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
            let steps = texts::categories(i18n, steps, &t_string!(i18n, import.resume_none));
            view! {
                <section class="card" aria-labelledby="reprise">
                    <h2 id="reprise">{t!(i18n, import.resume_title)}</h2>
                    <p>{t!(i18n, import.resume, mode = mode, date = date, steps = steps)}</p>
                    <Show when=move || failure.with(|failure| !failure.is_empty())>
                        <Notice tone=Tone::Error>
                            <p>{failure}</p>
                        </Notice>
                    </Show>
                    <button type="button" class="button" on:click=move |event| finish.with_value(|finish| finish(event))>
                        {t!(i18n, import.finish_open)}
                    </button>
                </section>
            }
        })
    }
}

#[component]
fn Form(#[prop(into)] uai: Signal<String>) -> impl IntoView {
    let i18n = use_i18n();
    let import = use_import();
    let navigate = use_navigate();
    let tried = RwSignal::new(false);
    let given_up = RwSignal::new(false);
    let busy = Signal::derive(move || import.job.with(Option::is_some));
    let names = move |wanted: fn(FileKind) -> bool| {
        Signal::derive(move || {
            import.overview.with(|view| {
                let files = view.iter().flat_map(|view| &view.files);
                let ours = files.filter(|file: &&FileView| file.kind.is_some_and(wanted));
                texts::list(ours.map(|file| file.name.clone()))
            })
        })
    };
    let identifiers = names(|kind| kind != FileKind::EntAccounts);
    let accounts = names(|kind| kind == FileKind::EntAccounts);
    let missing = move || {
        let mut missing = Vec::new();
        if import.mode.get().is_none() {
            missing.push(t_string!(i18n, import.mode_missing).to_string());
        }
        if identifiers.with(String::is_empty) {
            missing.push(t_string!(i18n, import.missing_identifiers).to_string());
        }
        if accounts.with(String::is_empty) {
            missing.push(t_string!(i18n, import.missing_accounts).to_string());
        }
        missing
    };
    let on_files = Callback::new(move |files: Vec<File>| {
        leptos::task::spawn_local(async move {
            let mut given = Vec::new();
            for file in &files {
                given.push(files::read(file).await);
            }
            import.load(given).await;
        });
    });
    let on_submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        tried.set(true);
        given_up.set(false);
        let Some(mode) = import.mode.get_untracked() else { return };
        if busy.get_untracked() || !missing().is_empty() {
            return;
        }
        let navigate = navigate.clone();
        leptos::task::spawn_local(async move {
            if import.link(mode).await {
                let first = import.next_open(Category::Teacher);
                let first =
                    if waits(import, Category::Teacher) { Some(Category::Teacher) } else { first };
                let step = first.unwrap_or(Category::Teacher);
                navigate(&routes::step(&uai.get_untracked(), step), Default::default());
            } else {
                given_up.set(true);
            }
        });
    };
    let go = move || {
        if import.is_linked() {
            t!(i18n, import.again).into_any()
        } else {
            t!(i18n, import.go).into_any()
        }
    };
    let text = move |key: fn(I18n) -> String| Signal::derive(move || key(i18n));
    view! {
        <form class="card form-wide" on:submit=on_submit aria-labelledby="formulaire" novalidate>
            <h2 id="formulaire">{t!(i18n, import.form)}</h2>
            <p>
                <span class="form-label">{t!(i18n, import.establishment)}</span>
                " : "
                {move || establishment_name(import)}
            </p>
            <ModeChoice />
            <p class="private">{t!(i18n, import.private)}</p>
            <div class="columns">
                <FileDrop
                    id="fichier-identifiants"
                    label=text(|i18n| t_string!(i18n, import.file_identifiers).to_string())
                    help=text(|i18n| t_string!(i18n, import.file_identifiers_help).to_string())
                    accept=".xml"
                    chosen=identifiers
                    disabled=busy
                    on_files=on_files
                />
                <FileDrop
                    id="fichier-comptes"
                    label=text(|i18n| t_string!(i18n, import.file_accounts).to_string())
                    help=text(|i18n| t_string!(i18n, import.file_accounts_help).to_string())
                    accept=".csv,.txt"
                    chosen=accounts
                    disabled=busy
                    on_files=on_files
                />
            </div>
            <JobProgress />
            <Show when=move || given_up.get() && !busy.get()>
                <Notice>
                    <p>{t!(i18n, import.cancelled_link)}</p>
                </Notice>
            </Show>
            <Show when=move || tried.get() && !missing().is_empty()>
                <Notice tone=Tone::Error>
                    <ul>{move || missing().into_iter().map(|one| view! { <li>{one}</li> }).collect_view()}</ul>
                </Notice>
            </Show>
            <p class="field-help">{t!(i18n, frame.required)}</p>
            <button type="submit" class="button button-main" prop:disabled=busy>
                {go}
            </button>
            <Show when=move || import.is_linked()>
                <span class="quiet beside">{t!(i18n, import.decisions_kept)}</span>
            </Show>
        </form>
    }
}

fn waits(import: ImportState, category: Category) -> bool {
    use domain::reconciliation::StepState;
    import
        .step(category)
        .is_some_and(|step| matches!(step.state, StepState::Open | StepState::Changed))
}

#[component]
fn ModeChoice() -> impl IntoView {
    let i18n = use_i18n();
    let import = use_import();
    // Once a step is stored, the server's import has its mode.
    let fixed = Memo::new(move |_| {
        import.server_import.with(|begun| {
            begun
                .as_ref()
                .filter(|begun| !begun.steps.is_empty())
                .map(|begun| wire::mode(begun.mode))
        })
    });
    let on_change =
        move |event: leptos::ev::Targeted<leptos::ev::Event, web_sys::HtmlSelectElement>| {
            import.mode.set(match event.target().value().as_str() {
                COMPLETE => Some(Mode::Complete),
                PARTIAL => Some(Mode::Partial),
                _ => None,
            });
        };
    let value = move || match import.mode.get() {
        Some(Mode::Complete) => COMPLETE,
        Some(Mode::Partial) => PARTIAL,
        None => "",
    };
    view! {
        <div class="field">
            <label for="mode">
                {t!(i18n, import.mode)} <span aria-hidden="true">" *"</span>
            </label>
            <p class="field-help" id="mode-aide">
                {t!(i18n, import.mode_help)}
            </p>
            <select
                id="mode"
                required
                aria-describedby="mode-aide mode-choisi"
                prop:value=value
                prop:disabled=move || fixed.get().is_some()
                on:change:target=on_change
            >
                <option value="">{t!(i18n, import.mode_none)}</option>
                <option value=COMPLETE>{t!(i18n, import.mode_complete)}</option>
                <option value=PARTIAL>{t!(i18n, import.mode_partial)}</option>
            </select>
            <p id="mode-choisi" class="mode-choisi" role="status">
                {move || match (fixed.get(), import.mode.get()) {
                    (Some(mode), _) => {
                        t!(i18n, import.mode_fixed, mode = texts::mode(i18n, mode)).into_any()
                    }
                    (None, Some(Mode::Complete)) => t!(i18n, import.mode_complete_help).into_any(),
                    (None, Some(Mode::Partial)) => t!(i18n, import.mode_partial_help).into_any(),
                    (None, None) => ().into_any(),
                }}
            </p>
        </div>
    }
}

const COMPLETE: &str = "complet";
const PARTIAL: &str = "partiel";

/// What was recognised in each file, and the files that were not taken.
#[component]
fn Files() -> impl IntoView {
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
    let unclassified = move || {
        import
            .overview
            .with(|view| view.as_ref().map(|view| view.unclassified.clone()).unwrap_or_default())
    };
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
        <Show when=move || import.has_files()>
            <section aria-labelledby="fichiers">
                <h2 id="fichiers">{t!(i18n, import.loaded)}</h2>
                <div class="columns">
                    <For each=files key=|file| file.source let:file>
                        <LoadedFile file=file on_remove=remove />
                    </For>
                </div>
                {move || {
                    unclassified()
                        .into_iter()
                        .map(|(element, count)| {
                            view! {
                                <Notice tone=Tone::Warning>
                                    <p>{t!(i18n, import.unclassified, element = element, count = count)}</p>
                                </Notice>
                            }
                        })
                        .collect_view()
                }}
            </section>
        </Show>
    }
}

/// Shown on steps when the files are not in memory.
#[component]
pub fn FilesMissing(#[prop(into)] uai: Signal<String>) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <Notice tone=Tone::Warning>
            <p>{t!(i18n, step.not_linked)}</p>
            <p>
                <A href=move || routes::import(&uai.get()) attr:class="button button-main">
                    {t!(i18n, step.to_files)}
                </A>
            </p>
        </Notice>
    }
}
