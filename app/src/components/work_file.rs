//! Putting the work away into an encrypted file, and taking it up again.

use crate::components::dialog::Dialog;
use crate::components::notice::{Notice, Tone};
use crate::components::passphrase::Passphrase;
use crate::files;
use crate::i18n::{t_string, tu_string, use_i18n};
use crate::routes;
use crate::state::import::use_import;
use crate::texts::I18n;
use ::engine::NotReopened;
use domain::category::Category;
use domain::reconciliation::work_file::WorkFileError;
use leptos::html::Input;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

/// Letters that a passphrase needs at least: four ordinary words have more.
const LEAST_LETTERS: usize = 12;

/// A button that asks for a passphrase and gives the file.
#[component]
pub fn SaveWork() -> impl IntoView {
    let i18n = use_i18n();
    let import = use_import();
    let open = RwSignal::new(false);
    let passphrase = RwSignal::new(String::new());
    let error = RwSignal::new(String::new());
    let busy = RwSignal::new(false);
    let said = RwSignal::new(String::new());
    let save = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        if passphrase.with_untracked(|typed| typed.chars().count() < LEAST_LETTERS) {
            error.set(t_string!(i18n, step.passphrase_short, count = LEAST_LETTERS).to_string());
            return;
        }
        error.set(String::new());
        busy.set(true);
        leptos::task::spawn_local(async move {
            if import.save(passphrase.get_untracked()).await {
                passphrase.set(String::new());
                said.set(t_string!(i18n, step.work_saved).to_string());
                open.set(false);
            } else {
                error.set(t_string!(i18n, step.work_not_saved).to_string());
            }
            busy.set(false);
        });
    };
    view! {
        <button type="button" class="button" on:click=move |_| open.set(true)>
            {tu_string!(i18n, step.work_save)}
        </button>
        <span class="said" role="status">{said}</span>
        <Dialog
            open=open
            id="travail"
            title=Signal::derive(move || t_string!(i18n, step.work_title).to_string())
        >
            <form on:submit=save novalidate>
                <p>{tu_string!(i18n, step.work_help)}</p>
                <Passphrase
                    id="phrase"
                    label=Signal::derive(move || t_string!(i18n, step.passphrase).to_string())
                    value=passphrase
                    error=error
                />
                <p class="quiet">{tu_string!(i18n, step.passphrase_lost)}</p>
                <div class="buttons">
                    <button type="submit" class="button button-main" prop:disabled=busy>
                        {move || {
                            if busy.get() {
                                tu_string!(i18n, step.work_saving).into_any()
                            } else {
                                tu_string!(i18n, step.work_go).into_any()
                            }
                        }}
                    </button>
                    <button type="button" class="button" on:click=move |_| open.set(false)>
                        {tu_string!(i18n, frame.cancel)}
                    </button>
                </div>
            </form>
        </Dialog>
    }
}

/// A file and its passphrase; the import goes on where it was.
#[component]
pub fn ReopenWork(
    /// The establishment.
    #[prop(into)]
    uai: Signal<String>,
) -> impl IntoView {
    let i18n = use_i18n();
    let import = use_import();
    let navigate = use_navigate();
    let input = NodeRef::<Input>::new();
    let passphrase = RwSignal::new(String::new());
    let error = RwSignal::new(String::new());
    let busy = RwSignal::new(false);
    let reopen = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let file = input.get_untracked().and_then(|input| files::of_list(input.files()).pop());
        let Some(file) = file.filter(|_| !busy.get_untracked()) else {
            return error.set(t_string!(i18n, step.reopen_none).to_string());
        };
        busy.set(true);
        error.set(String::new());
        let navigate = navigate.clone();
        leptos::task::spawn_local(async move {
            let given = files::read(&file).await;
            match import.reopen(passphrase.get_untracked(), given).await {
                Ok(linked) => {
                    passphrase.try_set(String::new());
                    if linked {
                        let step = import.first_open().unwrap_or(Category::Teacher);
                        let address = routes::step(&uai.get_untracked(), step);
                        navigate(&address, NavigateOptions::default());
                    }
                }
                Err(why) => {
                    error.try_set(told(i18n, why.as_ref()));
                }
            }
            busy.try_set(false);
        });
    };
    view! {
        <details class="card">
            <summary>{tu_string!(i18n, step.reopen_title)}</summary>
            <form on:submit=reopen novalidate>
                <p>{tu_string!(i18n, step.reopen_help)}</p>
                <div class="field">
                    <label for="travail-fichier">{tu_string!(i18n, step.reopen_file)}</label>
                    <input id="travail-fichier" type="file" accept=".travail" node_ref=input />
                </div>
                <Passphrase
                    id="travail-phrase"
                    label=Signal::derive(move || t_string!(i18n, step.passphrase).to_string())
                    value=passphrase
                    error=Signal::derive(String::new)
                />
                <Show when=move || error.with(|error| !error.is_empty())>
                    <Notice tone=Tone::Error>
                        <p>{error}</p>
                    </Notice>
                </Show>
                <button type="submit" class="button" prop:disabled=busy>
                    {move || {
                        if busy.get() {
                            tu_string!(i18n, step.reopening).into_any()
                        } else {
                            tu_string!(i18n, step.reopen_go).into_any()
                        }
                    }}
                </button>
            </form>
        </details>
    }
}

fn told(i18n: I18n, why: Option<&NotReopened>) -> String {
    match why {
        None => t_string!(i18n, step.reopen_failed).to_string(),
        Some(NotReopened::OtherEstablishment(uai)) => {
            t_string!(i18n, step.reopen_other, uai = uai.clone()).to_string()
        }
        Some(NotReopened::Unreadable(error)) => match error {
            WorkFileError::NotOurs => t_string!(i18n, step.reopen_not_ours).to_string(),
            WorkFileError::OtherVersion(_) => t_string!(i18n, step.reopen_version).to_string(),
            WorkFileError::NotOpened => t_string!(i18n, step.reopen_wrong).to_string(),
            WorkFileError::TooCostly | WorkFileError::Damaged => {
                t_string!(i18n, step.reopen_damaged).to_string()
            }
        },
    }
}
