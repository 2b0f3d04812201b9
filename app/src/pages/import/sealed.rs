//! An encrypted export: what it says in clear, the key that opens it, and what to do without.

use crate::components::problem_list::ProblemList;
use crate::files;
use crate::i18n::{t, t_string, tu_string, use_i18n};
use crate::state::import::use_import;
use crate::texts;
use domain::files::container::Container;
use domain::problem::Problem;
use leptos::html::Input;
use leptos::prelude::*;

/// A file that waits for a key.
#[component]
pub fn SealedFile(
    /// Its number.
    number: u32,
    /// Its name.
    name: String,
    /// What it says in clear.
    container: Container,
    /// Why the last key was of no use.
    #[prop(into)]
    problem: Signal<Option<Problem>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let import = use_import();
    let partners = match texts::list(container.partners_but_vendor()) {
        none if none.is_empty() => t_string!(i18n, import.sealed.nobody).to_string(),
        partners => partners,
    };
    let label = t_string!(i18n, import.remove_file, name = name.clone()).to_string();
    let dismiss = move |_| leptos::task::spawn_local(async move { import.dismiss(number).await });
    view! {
        <article class="file file-waiting">
            <header class="file-head">
                <div>
                    <h3>{tu_string!(i18n, import.sealed.title)}</h3>
                    <p class="file-name">{name.clone()}</p>
                </div>
                <button type="button" class="button" aria-label=label on:click=dismiss>
                    {tu_string!(i18n, import.remove)}
                </button>
            </header>
            <p>{tu_string!(i18n, import.sealed.intro)}</p>
            <InClear container=container partners=partners.clone() />
            <KeyForm number=number name=name.clone() partners=partners.clone() problem=problem />
            <WithoutKey name=name partners=partners />
        </article>
    }
}

/// What the container says without being opened.
#[component]
fn InClear(container: Container, partners: String) -> impl IntoView {
    let i18n = use_i18n();
    let or_unknown = move |text: String| match text.trim() {
        "" => t_string!(i18n, import.sealed.unknown).to_string(),
        text => text.to_owned(),
    };
    let uai = container.uai.map(|uai| format!("({uai})")).unwrap_or_default();
    let school = format!("{} {} {uai}", container.school, container.town);
    view! {
        <dl class="file-facts">
            <dt>{tu_string!(i18n, import.sealed.school)}</dt>
            <dd>{or_unknown(school)}</dd>
            <dt>{tu_string!(i18n, import.sealed.date)}</dt>
            <dd>{or_unknown(texts::day(&container.exported_at))}</dd>
            <dt>{tu_string!(i18n, import.sealed.software)}</dt>
            <dd>{or_unknown(container.software)}</dd>
            <dt>{tu_string!(i18n, import.sealed.partners)}</dt>
            <dd>{partners}</dd>
        </dl>
    }
}

/// The key and its password. Both leave the page's memory when they are handed to the engine.
#[component]
fn KeyForm(
    number: u32,
    name: String,
    partners: String,
    problem: Signal<Option<Problem>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let import = use_import();
    let (key, password) = (NodeRef::<Input>::new(), NodeRef::<Input>::new());
    let missing = RwSignal::new(false);
    let busy = move || import.job.with(Option::is_some);
    let on_submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let (Some(key), Some(password)) = (key.get(), password.get()) else { return };
        let chosen = files::of_list(key.files()).into_iter().next();
        missing.set(chosen.is_none());
        let Some(chosen) = chosen else { return };
        let typed = password.value();
        password.set_value("");
        let name = name.clone();
        leptos::task::spawn_local(async move {
            // A key file that the browser cannot read is no key: the engine says so of no bytes.
            let bytes = files::read(&chosen).await.bytes.unwrap_or_else(|_| files::buffer(&[]));
            import.unlock(number, name, bytes, typed).await;
        });
    };
    let id = |part: &str| format!("cle-{number}-{part}");
    let (key_id, key_help) = (id("fichier"), id("aide"));
    let (password_id, password_help) = (id("mot-de-passe"), id("mot-de-passe-aide"));
    view! {
        <form class="key-form" on:submit=on_submit novalidate>
            <div class="field">
                <label for=key_id.clone()>
                    {t!(i18n, import.sealed.key, partners = partners)} <span aria-hidden="true">" *"</span>
                </label>
                <p class="field-help" id=key_help.clone()>
                    {tu_string!(i18n, import.sealed.key_help)}
                </p>
                <input
                    id=key_id
                    type="file"
                    accept=".pem,.key,.der,.p8"
                    aria-describedby=key_help
                    aria-invalid=move || missing.get().then_some("true")
                    node_ref=key
                />
                <p class="field-error" aria-live="assertive" aria-atomic="true">
                    {move || if missing.get() { Some(t!(i18n, import.sealed.key_missing)) } else { None }}
                </p>
            </div>
            <div class="field">
                <label for=password_id.clone()>{tu_string!(i18n, import.sealed.password)}</label>
                <p class="field-help" id=password_help.clone()>
                    {tu_string!(i18n, import.sealed.password_help)}
                </p>
                <input
                    id=password_id
                    type="password"
                    autocomplete="off"
                    aria-describedby=password_help
                    node_ref=password
                />
            </div>
            <div aria-live="assertive">
                {move || problem.get().map(|problem| view! { <ProblemList problems=vec![problem] more=0 /> })}
            </div>
            <button type="submit" class="button button-main" prop:disabled=busy>
                {tu_string!(i18n, import.sealed.open)}
            </button>
        </form>
    }
}

/// The three ways out.
#[component]
fn WithoutKey(name: String, partners: String) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <details class="without-key">
            <summary>{tu_string!(i18n, import.sealed.without)}</summary>
            <ol>
                <li>
                    <strong>{t!(i18n, import.sealed.operator, partners = partners)}</strong>
                    " "
                    {t!(i18n, import.sealed.operator_how, name = name)}
                </li>
                <li>
                    <strong>{tu_string!(i18n, import.sealed.lists)}</strong>
                    " "
                    {tu_string!(i18n, import.sealed.lists_how)}
                </li>
                <li>
                    <strong>{tu_string!(i18n, import.sealed.timetable)}</strong>
                    " "
                    {tu_string!(i18n, import.sealed.timetable_how)}
                </li>
            </ol>
        </details>
    }
}
