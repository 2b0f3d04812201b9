//! Who is in PRONOTE and has no account yet.

use super::desk::Desk;
use crate::components::file_drop::FileDrop;
use crate::components::progress::JobProgress;
use crate::files;
use crate::i18n::{t, t_string, tu_string, use_i18n};
use crate::pages::import::{RefusedFiles, Waiting};
use crate::state::import::use_import;
use crate::texts;
use ::engine::{HandoutAnswer, HandoutRequest, MissingView};
use domain::files::FileKind;
use domain::files::columns::Column;
use domain::reconciliation::table;
use leptos::prelude::*;
use web_sys::File;

/// Rows shown at once; the download has all.
const SHOWN: usize = 200;

/// The comparison with PRONOTE.
#[component]
pub fn Missing(desk: Desk) -> impl IntoView {
    let i18n = use_i18n();
    let import = use_import();
    let found = RwSignal::new(None::<Vec<MissingView>>);
    let on_files = Callback::new(move |given: Vec<File>| {
        leptos::task::spawn_local(async move {
            let mut read = Vec::new();
            for file in &given {
                read.push(files::read(file).await);
            }
            import.load(read).await;
        });
    });
    let exports = Signal::derive(move || {
        import.overview.with(|view| {
            let files = view.iter().flat_map(|view| &view.files);
            let ours =
                files.filter(|file| file.kind.is_some_and(|kind| kind != FileKind::EntAccounts));
            texts::list(ours.map(|file| file.name.clone()))
        })
    });
    let ready = move || {
        desk.view.with(|view| view.name.is_some()) && exports.with(|exports| !exports.is_empty())
    };
    // Other files make another comparison.
    Effect::new(move || {
        desk.view.with(|view| view.name.is_some());
        exports.track();
        found.set(None);
    });
    let compare = move |_| {
        leptos::task::spawn_local(async move {
            if let Some(HandoutAnswer::Missing(missing)) = desk.ask(HandoutRequest::Missing).await {
                found.try_set(missing);
            }
        });
    };
    view! {
        <section aria-labelledby="sans-compte" class="no-print">
            <h2 id="sans-compte">{tu_string!(i18n, handout.missing.title)}</h2>
            <p>{tu_string!(i18n, handout.missing.intro)}</p>
            <FileDrop
                id="export-pronote"
                label=Signal::derive(move || t_string!(i18n, handout.missing.load).to_string())
                help=Signal::derive(move || t_string!(i18n, handout.missing.load_help).to_string())
                accept=".xml,.txt,.csv"
                chosen=exports
                optional=true
                disabled=Signal::derive(move || import.is_linking())
                on_files=on_files
            />
            <JobProgress />
            <RefusedFiles />
            <Waiting />
            <Show when=move || desk.view.with(|view| view.name.is_none())>
                <p>{tu_string!(i18n, handout.missing.need_file)}</p>
            </Show>
            <p class="buttons">
                <button type="button" class="button" prop:disabled=move || !ready() on:click=compare>
                    {tu_string!(i18n, handout.missing.compare)}
                </button>
            </p>
            <div aria-live="polite">
                {move || found.get().map(|found| view! { <Found found=found /> })}
            </div>
        </section>
    }
}

#[component]
fn Found(found: Vec<MissingView>) -> impl IntoView {
    let i18n = use_i18n();
    let resembles = found.iter().filter(|one| one.resembles).count();
    let none = found.len() - resembles;
    if found.is_empty() {
        return view! { <p>{tu_string!(i18n, handout.missing.nobody)}</p> }.into_any();
    }
    let state = move |one: &MissingView| {
        if one.resembles {
            t_string!(i18n, handout.missing.state_resembles).to_string()
        } else {
            t_string!(i18n, handout.missing.state_none).to_string()
        }
    };
    let more = found.len().saturating_sub(SHOWN);
    let rows: Vec<_> = found
        .iter()
        .take(SHOWN)
        .map(|one| {
            view! {
                <tr>
                    <th scope="row">{one.name.clone()}</th>
                    <td data-label=t_string!(i18n, handout.list.category).to_string()>
                        {texts::category_one(i18n, one.category)}
                    </td>
                    <td data-label=t_string!(i18n, handout.list.class).to_string()>{one.class.clone()}</td>
                    <td data-label=t_string!(i18n, handout.missing.state).to_string()>{state(one)}</td>
                </tr>
            }
        })
        .collect();
    let download = move |_| {
        let mut rows = vec![vec![
            texts::column(i18n, Column::FullName),
            texts::column(i18n, Column::Profile),
            texts::column(i18n, Column::Class),
            t_string!(i18n, handout.missing.state).to_string(),
        ]];
        rows.extend(found.iter().map(|one| {
            let category = texts::category_one(i18n, one.category);
            vec![one.name.clone(), category, one.class.clone().unwrap_or_default(), state(one)]
        }));
        files::download("sans-compte.csv", "text/csv", table::write(&rows).as_bytes());
    };
    view! {
        <p>
            <strong>{t!(i18n, handout.missing.none, count = move || none)}</strong>
            {(resembles > 0)
                .then(|| view! { ", " {t!(i18n, handout.missing.resembles, count = move || resembles)} })}
        </p>
        <table class="rows-table" aria-label=t_string!(i18n, handout.missing.title).to_string()>
            <thead>
                <tr>
                    <th scope="col">{tu_string!(i18n, handout.list.name)}</th>
                    <th scope="col">{tu_string!(i18n, handout.list.category)}</th>
                    <th scope="col">{tu_string!(i18n, handout.list.class)}</th>
                    <th scope="col">{tu_string!(i18n, handout.missing.state)}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
        {(more > 0).then(|| view! { <p>{t!(i18n, timetable.consistency.more, count = move || more)}</p> })}
        <p class="buttons">
            <button type="button" class="button" on:click=download>
                {tu_string!(i18n, handout.missing.csv)}
            </button>
        </p>
    }
    .into_any()
}
