//! The administrators' accounts: rights, invitations, help for whoever cannot sign in.

mod ent_id;
mod invitations;
mod link;
mod rights;
mod row;

use crate::api::{self, accounts};
use crate::components::heading::PageHeading;
use crate::components::loaded::loaded;
use crate::components::path::Path;
use crate::i18n::{t_string, tu_string, use_i18n};
use ::api::{AccountSummary, Establishment, NewLink};
use invitations::{Invitations, Invite};
use leptos::prelude::*;
use link::LinkToHandOver;
use row::AccountRow;

/// All accounts, for superadmins.
#[component]
pub fn Accounts() -> impl IntoView {
    let i18n = use_i18n();
    let list = LocalResource::new(|| async {
        let all = accounts::accounts().await?;
        let establishments = api::establishments().await?;
        Ok::<_, api::Trouble>((all, establishments))
    });
    let invitations = LocalResource::new(accounts::invitations);
    // Shown until it is handed over: the server tells it once.
    let link = RwSignal::new(None::<NewLink>);
    let made = Callback::new(move |new: NewLink| {
        link.set(Some(new));
        invitations.refetch();
    });
    let changed = Callback::new(move |()| list.refetch());
    let title = Signal::derive(move || t_string!(i18n, accounts.title).to_string());
    view! {
        <Path above=Vec::new() here=title />
        <PageHeading text=title />
        <p>{tu_string!(i18n, accounts.intro)}</p>
        <LinkToHandOver link=link />
        {loaded(
            list,
            move |(all, establishments): (Vec<AccountSummary>, Vec<Establishment>)| {
                let establishments = StoredValue::new(establishments);
                let row = move |one: AccountSummary| {
                    view! {
                        <AccountRow
                            account=one
                            establishments=establishments
                            changed=changed
                            made=made
                        />
                    }
                };
                view! {
                    <section aria-labelledby="comptes">
                        <h2 id="comptes">{tu_string!(i18n, accounts.list)}</h2>
                        <ul class="card-list">{all.into_iter().map(row).collect_view()}</ul>
                    </section>
                    <Invite establishments=establishments made=made />
                }
            },
        )}
        <Invitations invitations=invitations />
    }
}
