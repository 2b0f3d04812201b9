//! The portal's own form: establishment, mode, files, button.

use super::establishment_name;
use super::guide::Guide;
use super::mode::ModeChoice;
use super::paste::Paste;
use crate::components::file_drop::FileDrop;
use crate::components::notice::{Notice, Tone};
use crate::components::progress::JobProgress;
use crate::files;
use crate::i18n::{t_string, tu_string, use_i18n};
use crate::routes;
use crate::state::import::use_import;
use crate::texts::{self, I18n};
use ::engine::FileView;
use domain::category::Category;
use domain::files::FileKind;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use web_sys::File;

/// The form.
#[component]
pub fn Form(#[prop(into)] uai: Signal<String>) -> impl IntoView {
    let i18n = use_i18n();
    let import = use_import();
    let navigate = use_navigate();
    let tried = RwSignal::new(false);
    let given_up = RwSignal::new(false);
    let busy = Signal::derive(move || import.job.with(Option::is_some));
    let linking = Signal::derive(move || import.is_linking());
    let identifiers = loaded(|kind| kind != FileKind::EntAccounts);
    let accounts = loaded(|kind| kind == FileKind::EntAccounts);
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
        if import.is_doubtful() {
            missing.push(t_string!(i18n, import.sense.first).to_string());
        }
        missing
    };
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
            import.check(mode).await;
            if import.is_doubtful() {
                return;
            }
            if import.link(mode).await {
                let step = import.first_open().unwrap_or(Category::Teacher);
                navigate(&routes::step(&uai.get_untracked(), step), NavigateOptions::default());
            } else {
                given_up.set(true);
            }
        });
    };
    let go = move || {
        if import.is_linked() {
            tu_string!(i18n, import.again).into_any()
        } else {
            tu_string!(i18n, import.go).into_any()
        }
    };
    view! {
        <form class="card form-wide" on:submit=on_submit aria-labelledby="formulaire" novalidate>
            <h2 id="formulaire">{tu_string!(i18n, import.form)}</h2>
            <p>
                <span class="form-label">{tu_string!(i18n, import.establishment)}</span>
                " : "
                {move || establishment_name(import)}
            </p>
            <ModeChoice />
            <RehearsalChoice />
            <Guide />
            <p class="private">{tu_string!(i18n, import.private)}</p>
            <FileFields identifiers=identifiers accounts=accounts disabled=linking />
            <Paste disabled=linking />
            <JobProgress />
            <Show when=move || given_up.get() && !busy.get()>
                <Notice>
                    <p>{tu_string!(i18n, import.cancelled_link)}</p>
                </Notice>
            </Show>
            <Show when=move || tried.get() && !missing().is_empty()>
                <Notice tone=Tone::Error>
                    <ul>{move || missing().into_iter().map(|one| view! { <li>{one}</li> }).collect_view()}</ul>
                </Notice>
            </Show>
            <p class="field-help">{tu_string!(i18n, frame.required)}</p>
            <button type="submit" class="button button-main" prop:disabled=busy>
                {go}
            </button>
            <Show when=move || import.is_linked()>
                <span class="quiet beside">{tu_string!(i18n, import.decisions_kept)}</span>
            </Show>
        </form>
    }
}

/// Whether anything is to be stored at all.
#[component]
fn RehearsalChoice() -> impl IntoView {
    let i18n = use_i18n();
    let import = use_import();
    view! {
        <div class="choice">
            <input
                id="repetition"
                type="checkbox"
                aria-describedby="repetition-aide"
                prop:checked=import.rehearsal
                prop:disabled=move || !import.is_untouched()
                on:change:target=move |event| import.rehearsal.set(event.target().checked())
            />
            <label for="repetition">{tu_string!(i18n, import.rehearsal)}</label>
            <p class="field-help" id="repetition-aide">
                {tu_string!(i18n, import.rehearsal_help)}
            </p>
        </div>
    }
}

/// The two file fields; each takes any file, and the engine tells what it is.
#[component]
fn FileFields(
    identifiers: Signal<String>,
    accounts: Signal<String>,
    disabled: Signal<bool>,
) -> impl IntoView {
    let i18n = use_i18n();
    let import = use_import();
    let on_files = Callback::new(move |files: Vec<File>| {
        leptos::task::spawn_local(async move {
            let mut given = Vec::new();
            for file in &files {
                given.push(files::read(file).await);
            }
            import.load(given).await;
        });
    });
    let text = move |key: fn(I18n) -> String| Signal::derive(move || key(i18n));
    view! {
        <div class="columns">
            <FileDrop
                id="fichier-identifiants"
                label=text(|i18n| t_string!(i18n, import.file_identifiers).to_string())
                help=text(|i18n| t_string!(i18n, import.file_identifiers_help).to_string())
                accept=".xml,.txt,.csv"
                chosen=identifiers
                disabled=disabled
                on_files=on_files
            />
            <FileDrop
                id="fichier-comptes"
                label=text(|i18n| t_string!(i18n, import.file_accounts).to_string())
                help=text(|i18n| t_string!(i18n, import.file_accounts_help).to_string())
                accept=".csv,.txt"
                chosen=accounts
                disabled=disabled
                on_files=on_files
            />
        </div>
    }
}

/// Names of the loaded files of some kinds.
fn loaded(wanted: fn(FileKind) -> bool) -> Signal<String> {
    let import = use_import();
    Signal::derive(move || {
        import.overview.with(|view| {
            let files = view.iter().flat_map(|view| &view.files);
            let ours = files.filter(|file: &&FileView| file.kind.is_some_and(wanted));
            texts::list(ours.map(|file| file.name.clone()))
        })
    })
}
