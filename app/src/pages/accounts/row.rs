//! One account, and what can be done about it.

use super::ent_id::EntId;
use super::rights::{ChosenRights, RightsFields};
use crate::api::accounts;
use crate::components::dialog::ConfirmDialog;
use crate::components::loaded::{Failure, told};
use crate::i18n::{t, t_string, tu_string, use_i18n};
use crate::texts::{self, I18n};
use ::api::{AccountSummary, Establishment, NewLink, Right, Rights, Role};
use leptos::prelude::*;

/// What is being asked about an account.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Asked {
    Nothing,
    End,
    ResetSecondFactor,
}

/// One account's own part of the screen.
#[derive(Clone, Copy)]
struct Part {
    id: StoredValue<String>,
    name: StoredValue<String>,
    failure: RwSignal<String>,
    editing: RwSignal<bool>,
    asked: RwSignal<Asked>,
    dialog: RwSignal<bool>,
    changed: Callback<()>,
}

impl Part {
    fn ask(self, what: Asked) {
        self.asked.set(what);
        self.dialog.set(true);
    }
}

/// An account of the list.
#[component]
pub fn AccountRow(
    /// The account.
    account: AccountSummary,
    /// Where rights can be given.
    establishments: StoredValue<Vec<Establishment>>,
    /// Called when something has changed.
    changed: Callback<()>,
    /// Called with a link that was made.
    made: Callback<NewLink>,
) -> impl IntoView {
    let i18n = use_i18n();
    let part = Part {
        id: StoredValue::new(account.id.clone()),
        name: StoredValue::new(account.name.clone()),
        failure: RwSignal::new(String::new()),
        editing: RwSignal::new(false),
        asked: RwSignal::new(Asked::Nothing),
        dialog: RwSignal::new(false),
        changed,
    };
    let ent_id = StoredValue::new(account.ent_id.clone().unwrap_or_default());
    let rights = StoredValue::new(Rights { role: account.role, rights: account.rights.clone() });
    let second_factor = account.second_factor;
    let open = account.ended_at.is_none();
    view! {
        <li class="card">
            <h3>{account.name.clone()}</h3>
            <p>{summary(i18n, &account)}</p>
            <Failure text=part.failure />
            <Show when=move || open && part.editing.get()>
                <Edit part=part rights=rights establishments=establishments />
                <EntId id=part.id ent_id=ent_id changed=changed />
            </Show>
            <Show when=move || open && !part.editing.get()>
                <Buttons part=part second_factor=second_factor made=made />
            </Show>
            <Show when=move || part.dialog.get()>
                <Question part=part />
            </Show>
        </li>
    }
}

#[component]
fn Buttons(part: Part, second_factor: bool, made: Callback<NewLink>) -> impl IntoView {
    let i18n = use_i18n();
    let link = move |_| {
        leptos::task::spawn_local(async move {
            let new = accounts::make_password_link(&part.id.get_value()).await;
            if let Some(new) = told(i18n, part.failure, new) {
                made.run(new);
            }
        });
    };
    // Several accounts stand on one page: a button says whose it is.
    let of_name = move |text: fn(I18n, String) -> String| text(i18n, part.name.get_value());
    let edit = of_name(|i18n, name| t_string!(i18n, accounts.edit_of, name = name).to_string());
    view! {
        <p class="buttons">
            <button
                type="button"
                class="button"
                aria-label=edit
                on:click=move |_| part.editing.set(true)
            >
                {tu_string!(i18n, accounts.edit)}
            </button>
            <button type="button" class="button" aria-label=of_name(|i18n, name| t_string!(i18n, accounts.new_password_of, name = name).to_string()) on:click=link>
                {tu_string!(i18n, accounts.new_password)}
            </button>
            <Show when=move || second_factor>
                <button
                    type="button"
                    class="button"
                    on:click=move |_| part.ask(Asked::ResetSecondFactor)
                >
                    {tu_string!(i18n, accounts.reset)}
                </button>
            </Show>
            <button type="button" class="button" aria-label=of_name(|i18n, name| t_string!(i18n, accounts.end_of, name = name).to_string()) on:click=move |_| part.ask(Asked::End)>
                {tu_string!(i18n, accounts.end)}
            </button>
        </p>
    }
}

#[component]
fn Edit(
    part: Part,
    rights: StoredValue<Rights>,
    establishments: StoredValue<Vec<Establishment>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let chosen = rights.with_value(ChosenRights::new);
    let save = move |_| {
        leptos::task::spawn_local(async move {
            let saved = accounts::change_rights(&part.id.get_value(), &chosen.get()).await;
            if told(i18n, part.failure, saved).is_some() {
                part.changed.run(());
            }
        });
    };
    let prefix = format!("droits-{}", part.id.get_value());
    view! {
        <RightsFields prefix=prefix chosen=chosen establishments=establishments />
        <p class="buttons">
            <button type="button" class="button button-main" on:click=save>
                {tu_string!(i18n, accounts.save)}
            </button>
            <button type="button" class="button" on:click=move |_| part.editing.set(false)>
                {tu_string!(i18n, frame.cancel)}
            </button>
        </p>
    }
}

/// Before something that somebody else would notice.
#[component]
fn Question(part: Part) -> impl IntoView {
    let i18n = use_i18n();
    let resets = move || part.asked.get() == Asked::ResetSecondFactor;
    let confirmed = move |()| {
        leptos::task::spawn_local(async move {
            let id = part.id.get_value();
            let done = match part.asked.get_untracked() {
                Asked::End => accounts::end_account(&id).await,
                Asked::ResetSecondFactor => accounts::reset_second_factor(&id).await,
                Asked::Nothing => return,
            };
            if told(i18n, part.failure, done).is_some() {
                part.changed.run(());
            }
        });
    };
    let title = Signal::derive(move || {
        let name = part.name.get_value();
        if resets() {
            t_string!(i18n, accounts.reset_title, name = name).to_string()
        } else {
            t_string!(i18n, accounts.end_title, name = name).to_string()
        }
    });
    let act = Signal::derive(move || {
        if resets() {
            t_string!(i18n, accounts.reset).to_string()
        } else {
            t_string!(i18n, accounts.end).to_string()
        }
    });
    let about = move || {
        if resets() {
            tu_string!(i18n, accounts.reset_about).into_any()
        } else {
            tu_string!(i18n, accounts.end_about).into_any()
        }
    };
    view! {
        <ConfirmDialog open=part.dialog title=title confirm=act on_confirm=confirmed>
            <p>{about}</p>
        </ConfirmDialog>
    }
}

/// Rights, second factor, last activity, in one sentence each.
fn summary(i18n: I18n, account: &AccountSummary) -> impl IntoView + use<> {
    let rights = rights_of(i18n, &Rights { role: account.role, rights: account.rights.clone() });
    let factor = if account.second_factor {
        t_string!(i18n, accounts.with_second_factor).to_string()
    } else {
        t_string!(i18n, accounts.without_second_factor).to_string()
    };
    let seen = account.seen_at.as_deref().map(texts::day_and_time);
    let ended = account.ended_at.as_deref().map(texts::day_and_time);
    if let Some(date) = ended {
        return t!(i18n, accounts.ended, date = date).into_any();
    }
    let portal = account.ent_id.clone();
    let portal = portal.map(|id| t_string!(i18n, accounts.through_portal, id = id).to_string());
    let seen = seen.map(|date| t_string!(i18n, accounts.seen, date = date).to_string());
    let details: Vec<_> = [Some(factor), portal, seen].into_iter().flatten().collect();
    view! {
        {rights}
        <span class="row-details">{details.join(" ")}</span>
    }
    .into_any()
}

/// "Administrer 0990001N, consulter 0990002P".
pub fn rights_of(i18n: I18n, rights: &Rights) -> String {
    if rights.role == Role::Superadmin {
        return t_string!(i18n, accounts.right_all).to_string();
    }
    let one = |(uai, right): &(String, Right)| match right {
        Right::Admin => t_string!(i18n, accounts.admin_of, uai = uai.clone()).to_string(),
        Right::Reader => t_string!(i18n, accounts.reader_of, uai = uai.clone()).to_string(),
    };
    let all: Vec<_> = rights.rights.iter().map(one).collect();
    if all.is_empty() { t_string!(i18n, accounts.no_right).to_string() } else { all.join(", ") }
}
