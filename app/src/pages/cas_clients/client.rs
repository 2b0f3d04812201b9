//! One CAS server, and what can be done about it.

use super::refreshes::Told;
use super::settings::{Chosen, SettingsFields};
use crate::api::cas;
use crate::components::dialog::ConfirmDialog;
use crate::components::loaded::{Failure, told};
use crate::i18n::{t, t_string, tu_string, use_i18n};
use crate::texts;
use ::api::{CasClient, CasSecret, Establishment, MAX_CAS_SECRETS, NewCasSecret};
use leptos::prelude::*;

/// One CAS server's own part of the screen.
#[derive(Clone, Copy)]
struct Part {
    client: StoredValue<CasClient>,
    failure: RwSignal<String>,
    editing: RwSignal<bool>,
    /// What is asked before it is done: removing the whole, or one of its secrets.
    asked: RwSignal<Option<CasSecret>>,
    dialog: RwSignal<bool>,
    changed: Callback<()>,
}

impl Part {
    fn id(self) -> String {
        self.client.with_value(|client| client.id.clone())
    }

    fn name(self) -> String {
        self.client.with_value(|client| client.name.clone())
    }

    fn ask(self, secret: Option<CasSecret>) {
        self.asked.set(secret);
        self.dialog.set(true);
    }
}

/// A CAS server of the list.
#[component]
pub fn Client(
    /// The CAS server.
    client: CasClient,
    /// Where it may be let in.
    establishments: StoredValue<Vec<Establishment>>,
    /// Called when something has changed.
    changed: Callback<()>,
    /// Called with a secret that was made.
    made: Callback<NewCasSecret>,
) -> impl IntoView {
    let i18n = use_i18n();
    let part = Part {
        client: StoredValue::new(client.clone()),
        failure: RwSignal::new(String::new()),
        editing: RwSignal::new(false),
        asked: RwSignal::new(None),
        dialog: RwSignal::new(false),
        changed,
    };
    let limits = client.establishments.map(texts::list);
    let networks = texts::list(client.networks);
    view! {
        <li class="card">
            <h3>{client.name}</h3>
            <p>
                {match limits {
                    None => tu_string!(i18n, cas.everywhere_short).into_any(),
                    Some(list) => t!(i18n, cas.limited, list = list).into_any(),
                }} " "
                {if networks.is_empty() {
                    tu_string!(i18n, cas.from_anywhere).into_any()
                } else {
                    t!(i18n, cas.from, list = networks).into_any()
                }}
                <span class="row-details">{tu_string!(i18n, cas.number)} " " <code>{client.id}</code></span>
            </p>
            <Failure text=part.failure />
            <Secrets part=part secrets=client.secrets made=made />
            {client.refreshes.map(|refreshes| view! { <Told refreshes=refreshes /> })}
            <Show when=move || part.editing.get()>
                <Edit part=part establishments=establishments />
            </Show>
            <Show when=move || !part.editing.get()>
                <p class="buttons">
                    <button
                        type="button"
                        class="button"
                        aria-label=move || t_string!(i18n, cas.edit_of, name = part.name()).to_string()
                        on:click=move |_| part.editing.set(true)
                    >
                        {tu_string!(i18n, cas.edit)}
                    </button>
                    <button type="button" class="button" on:click=move |_| part.ask(None)>
                        {tu_string!(i18n, cas.remove)}
                    </button>
                </p>
            </Show>
            <Show when=move || part.dialog.get()>
                <Question part=part />
            </Show>
        </li>
    }
}

#[component]
fn Secrets(part: Part, secrets: Vec<CasSecret>, made: Callback<NewCasSecret>) -> impl IntoView {
    let i18n = use_i18n();
    let full = secrets.len() >= MAX_CAS_SECRETS;
    let make = move |_| {
        leptos::task::spawn_local(async move {
            let new = cas::make_secret(&part.id()).await;
            if let Some(new) = told(i18n, part.failure, new) {
                made.run(new);
            }
        });
    };
    let row = move |secret: CasSecret| {
        let date = texts::day_and_time(&secret.created_at);
        let used = secret.used_at.as_deref().map(texts::day_and_time);
        let label = t_string!(i18n, cas.end_secret_of, date = date.clone()).to_string();
        view! {
            <li>
                {t!(i18n, cas.secret_of, date = date)} ", "
                {match used {
                    Some(date) => t!(i18n, cas.used, date = date).into_any(),
                    None => tu_string!(i18n, cas.unused).into_any(),
                }} " "
                <button
                    type="button"
                    class="button button-quiet"
                    aria-label=label
                    on:click=move |_| part.ask(Some(secret.clone()))
                >
                    {tu_string!(i18n, cas.end_secret)}
                </button>
            </li>
        }
    };
    view! {
        <h4>{tu_string!(i18n, cas.secrets)}</h4>
        <ul>{secrets.into_iter().map(row).collect_view()}</ul>
        <Show when=move || !full>
            <p class="field-help">{tu_string!(i18n, cas.make_secret_help)}</p>
            <p>
                <button type="button" class="button" on:click=make>
                    {tu_string!(i18n, cas.make_secret)}
                </button>
            </p>
        </Show>
    }
}

#[component]
fn Edit(part: Part, establishments: StoredValue<Vec<Establishment>>) -> impl IntoView {
    let i18n = use_i18n();
    let chosen = part.client.with_value(|client| Chosen::new(Some(client)));
    let save = move |_| {
        leptos::task::spawn_local(async move {
            let saved = cas::change(&part.id(), &chosen.get()).await;
            if told(i18n, part.failure, saved).is_some() {
                part.changed.run(());
            }
        });
    };
    view! {
        <SettingsFields prefix=format!("cas-{}", part.id()) chosen=chosen establishments=establishments />
        <p class="buttons">
            <button type="button" class="button button-main" on:click=save>
                {tu_string!(i18n, cas.save)}
            </button>
            <button type="button" class="button" on:click=move |_| part.editing.set(false)>
                {tu_string!(i18n, frame.cancel)}
            </button>
        </p>
    }
}

/// Before users are kept out of PRONOTE.
#[component]
fn Question(part: Part) -> impl IntoView {
    let i18n = use_i18n();
    let confirmed = move |()| {
        leptos::task::spawn_local(async move {
            let done = match part.asked.get_untracked() {
                Some(secret) => cas::end_secret(&part.id(), &secret.id).await,
                None => cas::remove(&part.id()).await,
            };
            if told(i18n, part.failure, done).is_some() {
                part.changed.run(());
            }
        });
    };
    let title = Signal::derive(move || match part.asked.get() {
        Some(secret) => {
            let date = texts::day_and_time(&secret.created_at);
            t_string!(i18n, cas.end_title, date = date).to_string()
        }
        None => t_string!(i18n, cas.remove_title, name = part.name()).to_string(),
    });
    let ends_secret = move || part.asked.with(Option::is_some);
    let act = Signal::derive(move || {
        if ends_secret() {
            t_string!(i18n, cas.end_secret).to_string()
        } else {
            t_string!(i18n, cas.remove).to_string()
        }
    });
    let about = move || {
        if ends_secret() {
            tu_string!(i18n, cas.end_about).into_any()
        } else {
            tu_string!(i18n, cas.remove_about).into_any()
        }
    };
    view! {
        <ConfirmDialog open=part.dialog title=title confirm=act on_confirm=confirmed>
            <p>{about}</p>
        </ConfirmDialog>
    }
}
