//! Help: guides, frequent questions, glossary; searched together.

mod glossary;
mod topics;

use crate::api;
use crate::components::heading::PageHeading;
use crate::i18n::{t, t_string, tu_string, use_i18n};
use crate::routes::{self, Topic};
use crate::state::account::use_account;
use crate::texts::diagnosis as faq;
use domain::fold::fold;
use domain::service::diagnosis::Entry;
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_query_map;

/// What stands for PRONOTE's direct address where no establishment is known.
const DIRECT: &str = "https://UAI.index-education.net/pronote/?login=true";

/// The help; for everybody.
#[component]
pub fn Help() -> impl IntoView {
    let i18n = use_i18n();
    let text = RwSignal::new(String::new());
    let title = Signal::derive(move || t_string!(i18n, help.title).to_string());
    let holds = move |all: &str| {
        let all = fold(all);
        fold(&text.get()).split_whitespace().all(|word| all.contains(word))
    };
    let questions = move || {
        let all = Entry::ALL
            .iter()
            .map(|entry| (faq::question(i18n, *entry), faq::answer(i18n, *entry, DIRECT)));
        all.filter(|(question, answer)| holds(&format!("{question} {answer}"))).collect::<Vec<_>>()
    };
    let terms = move || {
        let all = glossary::ALL
            .iter()
            .map(|term| (glossary::word(i18n, *term), glossary::meaning(i18n, *term)));
        all.filter(|(word, meaning)| holds(&format!("{word} {meaning}"))).collect::<Vec<_>>()
    };
    let query = use_query_map();
    let topic = query.with_untracked(|query| query.get(routes::TOPIC));
    let topic = topic.and_then(|name| Topic::named(&name));
    let none = move || questions().is_empty() && terms().is_empty();
    view! {
        <PageHeading text=title />
        <p>{tu_string!(i18n, help.intro)}</p>
        <p>
            <button type="button" class="button" on:click=|_| { let _ = window().print(); }>
                {tu_string!(i18n, help.print)}
            </button>
        </p>
        {topic.map(|topic| view! { <About topic=topic /> })}
        <Guides />
        <div class="search" role="search">
            <label for="chercher-aide">{tu_string!(i18n, help.search)}</label>
            <input
                id="chercher-aide"
                type="search"
                autocomplete="off"
                prop:value=text
                on:input:target=move |event| text.set(event.target().value())
            />
        </div>
        <div role="status">
            <Show when=none>
                <p>{tu_string!(i18n, help.none)}</p>
            </Show>
        </div>
        <section aria-labelledby="faq">
            <h2 id="faq">{tu_string!(i18n, help.faq)}</h2>
            {move || {
                questions()
                    .into_iter()
                    .map(|(question, answer)| view! { <h3>{question}</h3> <p>{answer}</p> })
                    .collect_view()
            }}
        </section>
        <section aria-labelledby="glossaire">
            <h2 id="glossaire">{tu_string!(i18n, help.glossary)}</h2>
            <dl class="sheet">
                {move || {
                    terms()
                        .into_iter()
                        .map(|(word, meaning)| view! { <dt>{word}</dt> <dd>{meaning}</dd> })
                        .collect_view()
                }}
            </dl>
        </section>
    }
}

/// What there is to say about the screen from which the help was asked for.
#[component]
fn About(topic: Topic) -> impl IntoView {
    let i18n = use_i18n();
    let question = |entry: &Entry| {
        view! {
            <h3>{faq::question(i18n, *entry)}</h3>
            <p>{faq::answer(i18n, *entry, DIRECT)}</p>
        }
    };
    let term = |term: &glossary::Term| {
        view! {
            <dt>{glossary::word(i18n, *term)}</dt>
            <dd>{glossary::meaning(i18n, *term)}</dd>
        }
    };
    view! {
        <section class="card" aria-labelledby="ecran">
            <h2 id="ecran">{tu_string!(i18n, help.about_screen)}</h2>
            {topics::questions(topic).iter().map(question).collect_view()}
            <dl class="sheet">{topics::terms(topic).iter().map(term).collect_view()}</dl>
        </section>
    }
}

/// The guides of the reader's establishments.
#[component]
fn Guides() -> impl IntoView {
    let i18n = use_i18n();
    let account = use_account();
    let all = LocalResource::new(move || {
        let signed_in = account.account().is_some();
        async move {
            if signed_in { api::establishments().await.unwrap_or_default() } else { Vec::new() }
        }
    });
    let links = move || {
        let link = |one: ::api::Establishment| {
            let name = one.name.clone();
            view! {
                <li>
                    <A href=routes::guide(&one.uai)>{t!(i18n, help.guide_of, name = name)}</A>
                </li>
                <li>
                    <A href=routes::diagnosis(&one.uai)>
                        {t!(i18n, help.diagnosis_of, name = one.name)}
                    </A>
                </li>
            }
        };
        all.get().unwrap_or_default().into_iter().map(link).collect_view()
    };
    let any = move || all.get().is_some_and(|all| !all.is_empty());
    view! {
        <section aria-labelledby="guides">
            <h2 id="guides">{tu_string!(i18n, help.guides)}</h2>
            <Show when=any fallback=move || view! { <p>{tu_string!(i18n, help.guides_none)}</p> }>
                <ul>{links}</ul>
            </Show>
        </section>
    }
}
