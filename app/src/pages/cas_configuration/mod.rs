//! What is written into the portal's existing CAS server, and files for a portal whose CAS cannot ask.

mod plain;

use crate::api::cas;
use crate::components::heading::PageHeading;
use crate::components::loaded::loaded;
use crate::components::path::{Above, Path};
use crate::files;
use crate::i18n::{t, t_string, tu_string, use_i18n};
use crate::routes;
use crate::state::schools::school_name;
use crate::texts::I18n;
use ::api::{CasConfiguration as Configuration, CasServer, ConfigurationFile, Unavailable};
use leptos::prelude::*;
use plain::PlainFiles;

/// The configuration of an establishment's CAS.
#[component]
pub fn CasConfiguration() -> impl IntoView {
    let i18n = use_i18n();
    let uai = routes::uai();
    let school = school_name(uai);
    let server = RwSignal::new(CasServer::Lemonldap);
    let (client, pronote) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let written = LocalResource::new(move || {
        let (uai, server) = (uai.get(), server.get());
        let (client, pronote) = (client.get(), pronote.get());
        async move { cas::configuration(&uai, server, &client, &pronote).await }
    });
    let title = Signal::derive(move || t_string!(i18n, cas.config_title).to_string());
    let above = Signal::derive(move || {
        let uai = uai.get();
        vec![Above { href: routes::status(&uai), name: school.get() }]
    });
    let choose = move |place: String| {
        let chosen = place.parse().ok().and_then(|place: usize| CasServer::ALL.get(place).copied());
        server.set(chosen.unwrap_or(CasServer::Lemonldap));
    };
    let option = move |(place, one): (usize, CasServer)| {
        view! {
            <option value=place.to_string() selected=move || server.get() == one>
                {move || name_of(i18n, one)}
            </option>
        }
    };
    let host = move || uai.get().to_lowercase();
    view! {
        <Path above=above here=title />
        <PageHeading text=title above=school place=school />
        <p>{tu_string!(i18n, cas.config_intro)}</p>
        <div class="form">
            <div class="field">
                <label for="serveur">{tu_string!(i18n, cas.config_server)}</label>
                <select id="serveur" on:change:target=move |event| choose(event.target().value())>
                    {CasServer::ALL.into_iter().enumerate().map(option).collect_view()}
                </select>
            </div>
            <div class="field">
                <label for="client">{tu_string!(i18n, cas.config_client)}</label>
                <p class="field-help" id="client-aide">{tu_string!(i18n, cas.config_client_help)}</p>
                <input
                    id="client"
                    type="text"
                    autocomplete="off"
                    aria-describedby="client-aide"
                    on:change:target=move |event| client.set(event.target().value())
                />
            </div>
            <div class="field">
                <label for="pronote">{tu_string!(i18n, cas.config_pronote)}</label>
                <p class="field-help" id="pronote-aide">
                    {t!(i18n, cas.config_pronote_help, host = host)}
                </p>
                <input
                    id="pronote"
                    type="url"
                    autocomplete="off"
                    aria-describedby="pronote-aide"
                    on:change:target=move |event| pronote.set(event.target().value())
                />
            </div>
        </div>
        {loaded(written, move |written: Configuration| view! { <Files written=written /> })}
        <PlainFiles uai=uai />
    }
}

#[component]
fn Files(written: Configuration) -> impl IntoView {
    let i18n = use_i18n();
    if let Some(reason) = written.unavailable {
        return view! { <p>{unavailable(i18n, reason)}</p> }.into_any();
    }
    let file = |file: ConfigurationFile| view! { <File file=file /> };
    view! {
        <section aria-labelledby="fichiers">
            <h2 id="fichiers">{tu_string!(i18n, cas.config_files)}</h2>
            {written.files.into_iter().map(file).collect_view()}
        </section>
    }
    .into_any()
}

#[component]
fn File(file: ConfigurationFile) -> impl IntoView {
    let i18n = use_i18n();
    let ConfigurationFile { name, text } = file;
    let copied = RwSignal::new(String::new());
    let (text, name) = (StoredValue::new(text), StoredValue::new(name));
    let copy = move |_| {
        leptos::task::spawn_local(async move {
            let done = files::copy(&text.get_value()).await;
            copied.try_set(if done {
                t_string!(i18n, cas.copied).to_string()
            } else {
                t_string!(i18n, cas.not_copied).to_string()
            });
        });
    };
    let download = move |_| {
        let name = name.get_value();
        let short = name.rsplit('/').next().unwrap_or(&name);
        text.with_value(|text| files::download(short, "text/plain", text.as_bytes()));
    };
    let label = move || name.get_value();
    view! {
        <article class="card" aria-label=label>
            <h3>
                <code>{label}</code>
            </h3>
            <pre tabindex="0">{text.get_value()}</pre>
            <p class="buttons">
                <button
                    type="button"
                    class="button"
                    aria-label=move || t_string!(i18n, cas.copy_of, name = label()).to_string()
                    on:click=copy
                >
                    {tu_string!(i18n, cas.copy)}
                </button>
                <button
                    type="button"
                    class="button"
                    aria-label=move || t_string!(i18n, cas.download_of, name = label()).to_string()
                    on:click=download
                >
                    {tu_string!(i18n, cas.download)}
                </button>
                <span role="status">{copied}</span>
            </p>
        </article>
    }
}

fn name_of(i18n: I18n, server: CasServer) -> String {
    match server {
        CasServer::Lemonldap => t_string!(i18n, cas.server_lemonldap),
        CasServer::LemonldapSql => t_string!(i18n, cas.server_lemonldap_sql),
        CasServer::Apereo => t_string!(i18n, cas.server_apereo),
        CasServer::Django => t_string!(i18n, cas.server_django),
        CasServer::Keycloak => t_string!(i18n, cas.server_keycloak),
        CasServer::Eolesso => t_string!(i18n, cas.server_eolesso),
    }
    .to_string()
}

fn unavailable(i18n: I18n, reason: Unavailable) -> String {
    match reason {
        Unavailable::NoViews => t_string!(i18n, cas.no_views),
        Unavailable::LoginDigests => t_string!(i18n, cas.login_digests),
        Unavailable::Demonstration => t_string!(i18n, cas.demonstration),
    }
    .to_string()
}
