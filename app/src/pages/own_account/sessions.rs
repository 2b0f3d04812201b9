//! Where one is signed in.

use crate::api::accounts;
use crate::components::loaded::{Failure, loaded, told};
use crate::i18n::{t_string, tu_string, use_i18n};
use crate::texts;
use ::api::OwnSession;
use leptos::prelude::*;

/// The sessions, and buttons that end them.
#[component]
pub fn Sessions() -> impl IntoView {
    let i18n = use_i18n();
    let sessions = LocalResource::new(accounts::own_sessions);
    let failure = RwSignal::new(String::new());
    let end = move |id: Option<String>| {
        leptos::task::spawn_local(async move {
            let ended = match id {
                Some(id) => accounts::end_session(&id).await,
                None => accounts::end_other_sessions().await,
            };
            told(i18n, failure, ended);
            sessions.refetch();
        });
    };
    let row = move |session: OwnSession| {
        let since = texts::day_and_time(&session.signed_in_at);
        let seen = texts::day_and_time(&session.seen_at);
        let id = session.id;
        let label = t_string!(i18n, own.session_end_of, date = since.clone()).to_string();
        view! {
            <tr>
                <th scope="row">{since}</th>
                <td data-label=t_string!(i18n, own.session_seen).to_string()>{seen}</td>
                <td>
                    {if session.current {
                        tu_string!(i18n, own.session_here).into_any()
                    } else {
                        view! {
                            <button
                                type="button"
                                class="button button-quiet"
                                aria-label=label
                                on:click=move |_| end(Some(id.clone()))
                            >
                                {tu_string!(i18n, own.session_end)}
                            </button>
                        }
                        .into_any()
                    }}
                </td>
            </tr>
        }
    };
    view! {
        <section class="card" aria-labelledby="sessions">
            <h2 id="sessions">{tu_string!(i18n, own.sessions)}</h2>
            <p>{tu_string!(i18n, own.sessions_intro)}</p>
            <Failure text=failure />
            {loaded(
                sessions,
                move |all: Vec<OwnSession>| {
                    let several = all.len() > 1;
                    view! {
                        <table class="rows-table" aria-labelledby="sessions">
                            <thead>
                                <tr>
                                    <th scope="col">{tu_string!(i18n, own.session_since)}</th>
                                    <th scope="col">{tu_string!(i18n, own.session_seen)}</th>
                                    <th scope="col">{tu_string!(i18n, own.session_act)}</th>
                                </tr>
                            </thead>
                            <tbody>{all.into_iter().map(row).collect_view()}</tbody>
                        </table>
                        {several
                            .then(|| {
                                view! {
                                    <p>
                                        <button
                                            type="button"
                                            class="button"
                                            on:click=move |_| end(None)
                                        >
                                            {tu_string!(i18n, own.sessions_end)}
                                        </button>
                                    </p>
                                }
                            })}
                    }
                },
            )}
        </section>
    }
}
