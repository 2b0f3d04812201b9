//! The CAS servers that may ask who is who: their secrets, their limits, how telling them goes.

mod client;
mod refreshes;
mod secret;
mod settings;

use crate::api::{self, cas};
use crate::components::heading::PageHeading;
use crate::components::loaded::{Failure, loaded, told};
use crate::components::path::Path;
use crate::i18n::{t_string, tu_string, use_i18n};
use ::api::{CasClient, Establishment, NewCasSecret};
use client::Client;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use secret::SecretToWrite;
use settings::{Chosen, SettingsFields};

/// All of them, for superadmins.
#[component]
pub fn CasClients() -> impl IntoView {
    let i18n = use_i18n();
    let list = LocalResource::new(|| async {
        let all = cas::clients().await?;
        let establishments = api::establishments().await?;
        Ok::<_, api::Trouble>((all, establishments))
    });
    // Shown until it is written down: the server tells it once.
    let secret = RwSignal::new(None::<NewCasSecret>);
    let made = Callback::new(move |new: NewCasSecret| {
        secret.set(Some(new));
        list.refetch();
    });
    let changed = Callback::new(move |()| list.refetch());
    let title = Signal::derive(move || t_string!(i18n, cas.title).to_string());
    view! {
        <Path above=Vec::new() here=title />
        <PageHeading text=title />
        <p>{tu_string!(i18n, cas.intro)}</p>
        <SecretToWrite secret=secret />
        {loaded(
            list,
            move |(all, establishments): (Vec<CasClient>, Vec<Establishment>)| {
                let none = all.is_empty();
                let establishments = StoredValue::new(
                    establishments.into_iter().filter(|one| !one.demonstration).collect::<Vec<_>>(),
                );
                let client = move |one: CasClient| {
                    view! {
                        <Client
                            client=one
                            establishments=establishments
                            changed=changed
                            made=made
                        />
                    }
                };
                view! {
                    <section aria-labelledby="autorises">
                        <h2 id="autorises">{tu_string!(i18n, cas.list)}</h2>
                        {none.then(|| view! { <p>{tu_string!(i18n, cas.none)}</p> })}
                        <ul class="card-list">{all.into_iter().map(client).collect_view()}</ul>
                    </section>
                    <LetIn establishments=establishments made=made />
                }
            },
        )}
    }
}

/// Lets another one in.
#[component]
fn LetIn(
    establishments: StoredValue<Vec<Establishment>>,
    made: Callback<NewCasSecret>,
) -> impl IntoView {
    let i18n = use_i18n();
    let failure = RwSignal::new(String::new());
    let working = RwSignal::new(false);
    let chosen = Chosen::new(None);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        if working.get_untracked() {
            return;
        }
        working.set(true);
        leptos::task::spawn_local(async move {
            if let Some(new) = told(i18n, failure, cas::let_in(&chosen.get()).await) {
                made.run(new);
            }
            working.try_set(false);
        });
    };
    view! {
        <section class="card" aria-labelledby="autoriser">
            <h2 id="autoriser">{tu_string!(i18n, cas.add_title)}</h2>
            <form class="form" on:submit=submit>
                <Failure text=failure />
                <SettingsFields prefix="nouveau".to_owned() chosen=chosen establishments=establishments />
                <p class="field-help">{tu_string!(i18n, frame.required)}</p>
                <button type="submit" class="button button-main" prop:disabled=working>
                    {tu_string!(i18n, cas.add)}
                </button>
            </form>
        </section>
    }
}
