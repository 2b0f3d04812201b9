//! Where the files are given, and what was found in them.

use super::desk::Desk;
use crate::components::file_drop::FileDrop;
use crate::components::notice::{Notice, Tone};
use crate::components::problem_list::ProblemList;
use crate::files;
use crate::i18n::{t, t_string, tu_string, use_i18n};
use crate::texts;
use ::engine::{HandoutRequest, HandoutView};
use domain::category::Category;
use leptos::prelude::*;
use web_sys::File;

/// Both fields, the files that were not taken, and the summary.
#[component]
pub fn HandoutFiles(desk: Desk) -> impl IntoView {
    let i18n = use_i18n();
    let give = move |earlier: bool| {
        Callback::new(move |files: Vec<File>| {
            leptos::task::spawn_local(async move {
                for file in &files {
                    let given = files::read(file).await;
                    // What the browser cannot read is no account: the engine says so of no bytes.
                    let bytes = given.bytes.unwrap_or_else(|_| files::buffer(&[]));
                    desk.load(given.name, bytes, earlier).await;
                }
            });
        })
    };
    let name = Signal::derive(move || desk.view.with(|view| view.name.clone()).unwrap_or_default());
    let earlier = Signal::derive(move || texts::list(desk.view.with(|view| view.earlier.clone())));
    view! {
        <section class="card no-print" aria-labelledby="fichiers">
            <h2 id="fichiers">{tu_string!(i18n, handout.load)}</h2>
            <p class="private">{tu_string!(i18n, import.private)}</p>
            <p>{tu_string!(i18n, handout.patience)}</p>
            <div class="columns">
                <FileDrop
                    id="fichier-a-distribuer"
                    label=Signal::derive(move || t_string!(i18n, handout.file).to_string())
                    help=Signal::derive(move || t_string!(i18n, handout.file_help).to_string())
                    accept=".csv,.txt"
                    chosen=name
                    disabled=desk.busy
                    on_files=give(false)
                />
                <FileDrop
                    id="fichier-precedent"
                    label=Signal::derive(move || t_string!(i18n, handout.earlier).to_string())
                    help=Signal::derive(move || t_string!(i18n, handout.earlier_help).to_string())
                    accept=".csv,.txt"
                    chosen=earlier
                    optional=true
                    disabled=desk.busy
                    on_files=give(true)
                />
            </div>
            {move || {
                desk.refused
                    .get()
                    .into_iter()
                    .map(|file| {
                        view! {
                            <Notice tone=Tone::Error>
                                <h3>{tu_string!(i18n, import.refused)} " : " {file.name}</h3>
                                <ProblemList problems=file.problems more=file.more_problems />
                            </Notice>
                        }
                    })
                    .collect_view()
            }}
        </section>
        <Show when=move || desk.view.with(|view| view.name.is_some())>
            <Summary desk=desk />
        </Show>
    }
}

#[component]
fn Summary(desk: Desk) -> impl IntoView {
    let i18n = use_i18n();
    let wipe = move |_| {
        leptos::task::spawn_local(async move { desk.change(HandoutRequest::Wipe).await });
    };
    let shown = move |view: HandoutView| {
        let HandoutView { total, fresh, printed, with_password, .. } = view;
        let by_category = Category::ALL.into_iter().zip(view.counts).filter(|(_, n)| *n > 0);
        let by_category = by_category.map(move |(category, n)| {
            view! { <li>{texts::category(i18n, category)} " : " {texts::thousands(n)}</li> }
        });
        let has_earlier = !view.earlier.is_empty();
        view! {
            <p>
                <strong>{t!(i18n, handout.total, count = move || total)}</strong>
            </p>
            <ul class="file-counts">
                {by_category.collect_view()}
                <li>{t!(i18n, handout.with_password, count = move || with_password)}</li>
                {has_earlier.then(|| view! { <li>{t!(i18n, handout.fresh, count = move || fresh)}</li> })}
                {(printed > 0).then(|| view! { <li>{t!(i18n, handout.printed, count = move || printed)}</li> })}
            </ul>
        }
    };
    view! {
        <section class="card no-print" aria-labelledby="contenu-comptes">
            <div class="file-head">
                <h2 id="contenu-comptes">{tu_string!(i18n, handout.summary)}</h2>
                <button type="button" class="button" on:click=wipe>
                    {tu_string!(i18n, handout.wipe)}
                </button>
            </div>
            {move || shown(desk.view.get())}
        </section>
    }
}
