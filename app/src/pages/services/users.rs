//! Accès utilisateur: single accounts, found in the directory that is open in this browser. Only their
//! keys are kept.

use crate::i18n::{t_string, tu_string, use_i18n};
use crate::routes;
use crate::state::import::use_import;
use ::api::{MAX_SERVICE_USERS, Service};
use ::engine::{FoundView, SearchQuery, SearchView};
use leptos::prelude::*;
use leptos_router::components::A;

/// Accounts shown at most.
const SHOWN: u32 = 8;

/// The accounts with access of their own, and the search for others.
#[component]
pub fn UsersPart(
    /// The service.
    typed: RwSignal<Service>,
    /// The establishment.
    uai: StoredValue<String>,
) -> impl IntoView {
    let i18n = use_i18n();
    let import = use_import();
    let open = Signal::derive(move || import.is_for(&uai.get_value()) && import.is_linked());
    let row = move |key: String| {
        let key = StoredValue::new(key);
        view! {
            <li>
                <code>{key.get_value()}</code>
                " "
                <button
                    type="button"
                    class="button button-quiet"
                    aria-label=move || t_string!(i18n, services.users_remove, key = key.get_value()).to_string()
                    on:click=move |_| {
                        typed.update(|typed| typed.users.retain(|one| *one != key.get_value()));
                    }
                >
                    {tu_string!(i18n, services.remove)}
                </button>
            </li>
        }
    };
    view! {
        <section class="card" aria-labelledby="utilisateurs">
            <h2 id="utilisateurs">{tu_string!(i18n, services.form_users)}</h2>
            <p>{tu_string!(i18n, services.users_intro)}</p>
            <Show
                when=move || typed.with(|typed| !typed.users.is_empty())
                fallback=move || view! { <p class="quiet">{tu_string!(i18n, services.users_none)}</p> }
            >
                <ul>{move || typed.with(|typed| typed.users.clone()).into_iter().map(row).collect_view()}</ul>
            </Show>
            <Show
                when=move || open.get()
                fallback=move || view! {
                    <p>
                        {tu_string!(i18n, services.users_no_directory)} " "
                        <A href=routes::import(&uai.get_value())>{tu_string!(i18n, services.users_open)}</A>
                    </p>
                }
            >
                <Search typed=typed />
            </Show>
        </section>
    }
}

#[component]
fn Search(typed: RwSignal<Service>) -> impl IntoView {
    let i18n = use_i18n();
    let import = use_import();
    let text = RwSignal::new(String::new());
    let found = RwSignal::new(SearchView::default());
    Effect::new(move || {
        let asked = text.get();
        leptos::task::spawn_local(async move {
            let query = SearchQuery { text: asked.clone(), limit: SHOWN, ..SearchQuery::default() };
            let accounts = if asked.trim().chars().count() > 1 {
                import.search(query).await
            } else {
                SearchView::default()
            };
            if text.try_get_untracked().is_some_and(|now| now == asked) {
                found.try_set(accounts);
            }
        });
    });
    let add = move |key: String| {
        typed.update(|typed| {
            if typed.users.len() < MAX_SERVICE_USERS && !typed.users.contains(&key) {
                typed.users.push(key);
            }
        });
    };
    let row = move |FoundView { account, key, .. }: FoundView| {
        let key = key?;
        let name = format!("{} {}", account.last_name, account.first_name);
        let label = t_string!(i18n, services.users_add_of, name = name.clone()).to_string();
        let (profile, classes) = (account.profile, account.classes.join(", "));
        Some(view! {
            <li>
                {name} " " <span class="quiet">{profile} " " {classes}</span> " "
                <button
                    type="button"
                    class="button button-quiet"
                    aria-label=label
                    on:click=move |_| add(key.clone())
                >
                    {tu_string!(i18n, services.users_add)}
                </button>
            </li>
        })
    };
    view! {
        <div class="search" role="search">
            <label for="chercher-compte">{tu_string!(i18n, services.users_search)}</label>
            <input
                id="chercher-compte"
                type="search"
                autocomplete="off"
                prop:value=text
                on:keydown=super::fields::no_submit
                on:input:target=move |event| text.set(event.target().value())
            />
            <ul>{move || found.get().found.into_iter().map(row).collect_view()}</ul>
        </div>
    }
}
