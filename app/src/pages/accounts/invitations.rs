//! Invitations: a new one, and those that nobody has used yet.

use super::rights::{ChosenRights, RightsFields};
use super::row::rights_of;
use crate::api::{self, accounts};
use crate::components::loaded::{Failure, loaded, told};
use crate::i18n::{t_string, tu_string, use_i18n};
use crate::texts;
use ::api::{Establishment, Invitation, NewLink, Rights, Role};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;

/// Makes a link to a new account.
#[component]
pub fn Invite(
    /// Where rights can be given.
    establishments: StoredValue<Vec<Establishment>>,
    /// Called with the link.
    made: Callback<NewLink>,
) -> impl IntoView {
    let i18n = use_i18n();
    let failure = RwSignal::new(String::new());
    let working = RwSignal::new(false);
    let chosen = ChosenRights::new(&Rights { role: Role::Member, rights: Vec::new() });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if working.get_untracked() {
            return;
        }
        working.set(true);
        leptos::task::spawn_local(async move {
            if let Some(new) = told(i18n, failure, accounts::invite(&chosen.get()).await) {
                made.run(new);
            }
            working.try_set(false);
        });
    };
    view! {
        <section class="card" aria-labelledby="inviter">
            <h2 id="inviter">{tu_string!(i18n, accounts.invite_title)}</h2>
            <p>{tu_string!(i18n, accounts.invite_intro)}</p>
            <form class="form" on:submit=submit>
                <Failure text=failure />
                <RightsFields
                    prefix="inviter".to_owned()
                    chosen=chosen
                    establishments=establishments
                />
                <button type="submit" class="button button-main" prop:disabled=working>
                    {tu_string!(i18n, accounts.invite)}
                </button>
            </form>
        </section>
    }
}

/// Links that can still be used.
#[component]
pub fn Invitations(
    /// The links.
    invitations: LocalResource<api::Outcome<Vec<Invitation>>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let failure = RwSignal::new(String::new());
    let withdraw = move |id: String| {
        leptos::task::spawn_local(async move {
            told(i18n, failure, accounts::withdraw_invitation(&id).await);
            invitations.refetch();
        });
    };
    let row = move |one: Invitation| {
        let what = match &one.account {
            Some(name) => t_string!(i18n, accounts.open_password, name = name.clone()).to_string(),
            None => rights_of(i18n, &one.rights),
        };
        let until = texts::day_and_time(&one.expires_at);
        let label = t_string!(i18n, accounts.withdraw_of, date = until.clone()).to_string();
        let id = one.id;
        view! {
            <tr>
                <th scope="row">{what}</th>
                <td data-label=t_string!(i18n, accounts.open_by).to_string()>
                    {one.created_by.unwrap_or_default()}
                </td>
                <td data-label=t_string!(i18n, accounts.open_until).to_string()>{until}</td>
                <td>
                    <button
                        type="button"
                        class="button button-quiet"
                        aria-label=label
                        on:click=move |_| withdraw(id.clone())
                    >
                        {tu_string!(i18n, accounts.withdraw)}
                    </button>
                </td>
            </tr>
        }
    };
    view! {
        <section aria-labelledby="invitations">
            <h2 id="invitations">{tu_string!(i18n, accounts.open)}</h2>
            <Failure text=failure />
            {loaded(
                invitations,
                move |all: Vec<Invitation>| {
                    if all.is_empty() {
                        return view! { <p class="quiet">{tu_string!(i18n, accounts.open_none)}</p> }
                            .into_any();
                    }
                    view! {
                        <table class="rows-table" aria-labelledby="invitations">
                            <thead>
                                <tr>
                                    <th scope="col">{tu_string!(i18n, accounts.open_what)}</th>
                                    <th scope="col">{tu_string!(i18n, accounts.open_by)}</th>
                                    <th scope="col">{tu_string!(i18n, accounts.open_until)}</th>
                                    <th scope="col">{tu_string!(i18n, accounts.withdraw)}</th>
                                </tr>
                            </thead>
                            <tbody>{all.into_iter().map(row).collect_view()}</tbody>
                        </table>
                    }
                        .into_any()
                },
            )}
        </section>
    }
}
