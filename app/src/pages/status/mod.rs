//! How an establishment stands, what is stored for it, and the way to import. Made for a phone first.

mod by_category;
mod health;

use crate::api;
use crate::components::heading::PageHeading;
use crate::components::last_known::LastKnown;
use crate::components::later::Later;
use crate::components::notice::{Notice, Tone};
use crate::components::path::Path;
use crate::components::stock_box::StockBox;
use crate::i18n::{t, t_string, tu_string, use_i18n};
use crate::routes;
use crate::state::import::use_import;
use crate::state::known;
use crate::texts::{self, trouble};
use crate::wire;
use ::api::{CasKey, Import, Right, Status as StatusOfEstablishment};
use by_category::ByCategory;
use health::{HealthCard, standing};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::components::A;
use leptos_router::hooks::use_navigate;

/// Imports that are looked at: a year of them and more.
const KNOWN: u32 = 100;

/// Imports listed.
const LISTED: usize = 10;

/// The status of an establishment.
#[component]
pub fn Status() -> impl IntoView {
    let i18n = use_i18n();
    let uai = routes::uai();
    // Both at once: on a phone each question takes a while to come back.
    let status = LocalResource::new(move || {
        let uai = uai.get();
        async move { api::status(&uai).await }
    });
    let imports = LocalResource::new(move || {
        let uai = uai.get();
        async move { api::imports(&uai, KNOWN).await }
    });
    let ask_again = move |_| {
        status.refetch();
        imports.refetch();
    };
    let title = Signal::derive(move || t_string!(i18n, status.title).to_string());
    let name = Signal::derive(move || {
        status.with(|status| match status {
            Some(Ok(status)) => {
                format!("{} ({})", status.establishment.name, status.establishment.uai)
            }
            _ => uai.get(),
        })
    });
    view! {
        <Path above=Vec::new() here=name />
        <PageHeading text=title above=name place=name />
        {move || match (status.get(), imports.get()) {
            (Some(Ok(status)), Some(Ok(imports))) => {
                view! { <Known status=status imports=imports.items /> }.into_any()
            }
            (Some(Err(error)), _) | (_, Some(Err(error))) => {
                let known = (error == api::Trouble::Unreachable).then(|| view! { <LastKnown /> });
                view! {
                    <Notice tone=Tone::Error>
                        <p>{trouble(i18n, &error)}</p>
                        <button type="button" class="button" on:click=ask_again>
                            {tu_string!(i18n, frame.retry)}
                        </button>
                    </Notice>
                    {known}
                }
                .into_any()
            }
            _ => view! { <p class="loading" aria-live="polite" aria-atomic="true">{tu_string!(i18n, frame.loading)}</p> }.into_any(),
        }}
    }
}

#[component]
fn Known(status: StatusOfEstablishment, imports: Vec<Import>) -> impl IntoView {
    let i18n = use_i18n();
    let import = use_import();
    let health = standing(&status.establishment);
    known::remember(&status.establishment.uai, known::Known::of(&status, health.word));
    let establishment = status.establishment;
    let uai = StoredValue::new(establishment.uai.clone());
    let imports = StoredValue::new(imports);
    let is_admin = establishment.right == Right::Admin;
    let erasable = establishment.demonstration && is_admin;
    let begun = status.open_import.filter(|open| is_admin && !open.steps.is_empty());
    let here = move || import.is_for(&uai.get_value()) && import.has_files();
    let cas_key = match establishment.cas_key {
        CasKey::EntId => t_string!(i18n, status.cas_key_ent_id).to_string(),
        CasKey::Login => t_string!(i18n, status.cas_key_login).to_string(),
    };
    view! {
        <HealthCard
            uai=uai.get_value()
            is_admin=is_admin
            standing=health
            last=imports.with_value(|all| all.first().map(|import| import.id.clone()))
        />
        <div class="columns">
            <div>
                <StockBox stock=establishment.stock last=status.last_import />
                {if is_admin {
                    view! {
                        <p>
                            <A href=routes::import(&establishment.uai) attr:class="button button-main">
                                {tu_string!(i18n, status.import)}
                            </A>
                        </p>
                    }
                    .into_any()
                } else {
                    view! { <p class="quiet">{tu_string!(i18n, status.reader)}</p> }.into_any()
                }}
                <Show when=here>
                    <Notice>
                        <p>{tu_string!(i18n, status.in_this_tab)}</p>
                    </Notice>
                </Show>
                {begun.map(|begun| view! { <Begun uai=uai.get_value() begun=begun /> })}
                <p class="quiet">{cas_key}</p>
            </div>
            <Later>
                <ByCategory
                    counts=status.stock_by_category.clone()
                    imports=imports.get_value()
                />
            </Later>
        </div>
        <Later>
            <Below uai=uai.get_value() imports=imports.get_value() is_admin=is_admin />
            {erasable.then(|| view! { <Erase uai=uai.get_value() /> })}
        </Later>
    }
}

/// What was done, and where else one may go.
#[component]
fn Below(uai: String, imports: Vec<Import>, is_admin: bool) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <History uai=uai.clone() imports=imports />
        <nav class="more" aria-label=move || t_string!(i18n, status.more)>
            <ul>
                <li>
                    <A href=routes::history(&uai)>{tu_string!(i18n, undo.history_title)}</A>
                </li>
                {is_admin
                    .then(|| {
                        view! {
                            <li>
                                <A href=routes::guide(&uai)>{tu_string!(i18n, guide.title)}</A>
                            </li>
                            <li>
                                <A href=routes::services(&uai)>{tu_string!(i18n, services.title)}</A>
                            </li>
                            <li>
                                <A href=routes::diagnosis(&uai)>{tu_string!(i18n, diagnosis.title)}</A>
                            </li>
                            <li>
                                <A href=routes::timetable(&uai)>{tu_string!(i18n, timetable.title)}</A>
                            </li>
                            <li>
                                <A href=routes::handout(&uai)>{tu_string!(i18n, handout.title)}</A>
                            </li>
                            <li>
                                <A href=routes::cas_configuration(&uai)>
                                    {tu_string!(i18n, cas.config_title)}
                                </A>
                            </li>
                            <li>
                                <A href=routes::audit(&uai)>{tu_string!(i18n, audit.title)}</A>
                            </li>
                            <li>
                                <A href=routes::purge(&uai)>{tu_string!(i18n, purge.title)}</A>
                            </li>
                        }
                    })}
            </ul>
        </nav>
    }
}

#[component]
fn Begun(uai: String, begun: Import) -> impl IntoView {
    let i18n = use_i18n();
    let steps = begun.steps.iter().map(|step| wire::category(step.category));
    let steps = texts::categories(i18n, steps, t_string!(i18n, status.open_none));
    let mode = texts::mode(i18n, wire::mode(begun.mode));
    let date = texts::day_and_time(&begun.started_at);
    view! {
        <section class="card" aria-labelledby="commence">
            <h2 id="commence">{tu_string!(i18n, status.open_title)}</h2>
            <p>{t!(i18n, status.open, mode = mode, date = date, name = begun.started_by, steps = steps)}</p>
            <p>
                <A href=routes::import(&uai)>{tu_string!(i18n, status.resume)}</A>
            </p>
        </section>
    }
}

#[component]
fn History(uai: String, imports: Vec<Import>) -> impl IntoView {
    let i18n = use_i18n();
    let row = move |import: Import| {
        let date = texts::day_and_time(&import.started_at);
        let steps = import.steps.iter().map(|step| wire::category(step.category));
        let steps = texts::categories(i18n, steps, t_string!(i18n, status.open_none));
        view! {
            <tr>
                <th scope="row">{date.clone()}</th>
                <td data-label=move || t_string!(i18n, status.history_mode)>
                    {texts::mode(i18n, wire::mode(import.mode))}
                </td>
                <td data-label=move || t_string!(i18n, status.history_steps)>{steps}</td>
                <td data-label=move || t_string!(i18n, status.history_report)>
                    <A href=routes::report(&uai, &import.id)>
                        {t!(i18n, status.history_link, date = date)}
                    </A>
                </td>
            </tr>
        }
    };
    // An import that never stored anything is nothing to remember.
    let validated = imports.into_iter().filter(|one| !one.steps.is_empty());
    let rows: Vec<_> = validated.take(LISTED).map(row).collect();
    (!rows.is_empty()).then(|| {
        view! {
            <section aria-labelledby="historique">
                <h2 id="historique">{tu_string!(i18n, status.history)}</h2>
                <table class="rows-table" aria-labelledby="historique">
                    <thead>
                        <tr>
                            <th scope="col">{tu_string!(i18n, status.history_date)}</th>
                            <th scope="col">{tu_string!(i18n, status.history_mode)}</th>
                            <th scope="col">{tu_string!(i18n, status.history_steps)}</th>
                            <th scope="col">{tu_string!(i18n, status.history_report)}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </section>
        }
    })
}

#[component]
fn Erase(uai: String) -> impl IntoView {
    let i18n = use_i18n();
    let import = use_import();
    let navigate = use_navigate();
    let failure = RwSignal::new(String::new());
    let erase = move |_| {
        let (uai, navigate) = (uai.clone(), navigate.clone());
        leptos::task::spawn_local(async move {
            match api::erase_establishment(&uai).await {
                Ok(()) => {
                    if import.is_for(&uai) {
                        import.forget();
                    }
                    navigate(routes::HOME, NavigateOptions::default());
                }
                Err(error) => failure.set(trouble(i18n, &error)),
            }
        });
    };
    view! {
        <section class="card" aria-labelledby="effacer">
            <h2 id="effacer">{tu_string!(i18n, status.erase_title)}</h2>
            <p>{tu_string!(i18n, status.erase_intro)}</p>
            <Show when=move || failure.with(|failure| !failure.is_empty())>
                <Notice tone=Tone::Error>
                    <p>{failure}</p>
                </Notice>
            </Show>
            <button type="button" class="button" on:click=erase>
                {tu_string!(i18n, status.erase)}
            </button>
        </section>
    }
}
