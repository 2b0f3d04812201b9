//! A file: what it was recognised as, what it brought, what is wrong with it.

use crate::components::notice::{Notice, Tone};
use crate::components::problem_list::ProblemList;
use crate::i18n::{t, t_string, tu_string, use_i18n};
use crate::state::import::{Refused, use_import};
use crate::texts;
use ::engine::FileView;
use domain::category::Category;
use domain::files::FileKind;
use domain::reconciliation::Portal;
use leptos::prelude::*;
use web_sys::HtmlInputElement;

/// A file that is loaded.
#[component]
pub fn LoadedFile(
    /// The file.
    file: FileView,
    /// Takes it out.
    #[prop(into)]
    on_remove: Callback<u32>,
) -> impl IntoView {
    let i18n = use_i18n();
    let name = file.name.clone();
    let source = file.source.unwrap_or_default();
    let total: u32 = file.records.iter().sum::<u32>() + file.without_category;
    let remarks = u32::try_from(file.problems.len()).unwrap_or(u32::MAX) + file.more_problems;
    let by_category = Category::ALL.into_iter().zip(file.records).filter(|(_, n)| *n > 0);
    let by_category = by_category.map(move |(category, n)| {
        view! { <li>{texts::category(i18n, category)} " : " {texts::thousands(n)}</li> }
    });
    let label = t_string!(i18n, import.remove_file, name = name.clone()).to_string();
    let import = use_import();
    let overlap = move || {
        import.check.with(|check| {
            let overlaps = check.iter().flat_map(|check| &check.overlaps);
            overlaps.filter(|(file, _)| *file == source).map(|(_, count)| *count).sum::<u32>()
        })
    };
    view! {
        <article class="file">
            <header class="file-head">
                <div>
                    <h3>{file.kind.map(|kind| texts::kind(i18n, kind))}</h3>
                    <p class="file-name">
                        {name}
                        {file.version.map(|version| view! { " – " {t!(i18n, import.version, version = version)} })}
                    </p>
                </div>
                <button type="button" class="button" aria-label=label on:click=move |_| on_remove.run(source)>
                    {tu_string!(i18n, import.remove)}
                </button>
            </header>
            {file
                .exported_at
                .map(|at| texts::day(&at))
                .filter(|day| !day.is_empty())
                .map(|day| view! { <p>{t!(i18n, import.exported_at, date = day)}</p> })}
            <p>
                <strong>{t!(i18n, import.accounts, count = move || total)}</strong>
                " – "
                {t!(i18n, import.lines, count = move || file.lines)}
            </p>
            <ul class="file-counts">
                {by_category.collect_view()}
                {(file.without_category > 0)
                    .then(|| view! { <li>{t!(i18n, import.without_category, count = move || file.without_category)}</li> })}
            </ul>
            {(!file.schools.is_empty())
                .then(|| view! { <SchoolChoice source=source schools=file.schools school=file.school /> })}
            {(file.kind == Some(FileKind::EntAccounts))
                .then(|| view! { <FormerChoice source=source is_former=file.is_former /> })}
            {move || {
                let shared = overlap();
                (shared > 0).then(|| view! { <p>{t!(i18n, import.overlap, count = move || shared)}</p> })
            }}
            {(file.with_cas_id > 0)
                .then(|| view! { <p>{t!(i18n, import.with_cas_id, count = move || file.with_cas_id)}</p> })}
            {if remarks == 0 {
                view! { <p class="quiet">{tu_string!(i18n, import.no_remark)}</p> }.into_any()
            } else {
                view! {
                    <details class="file-remarks" open=remarks <= 3>
                        <summary>{t!(i18n, import.remarks, count = move || remarks)}</summary>
                        <ProblemList problems=file.problems more=file.more_problems />
                    </details>
                }
                .into_any()
            }}
            <details class="file-fingerprint">
                <summary>{tu_string!(i18n, import.fingerprint)}</summary>
                <code>{file.sha256}</code>
            </details>
        </article>
    }
}

/// Whether its accounts are those of the former portal, once a person has told that there is one.
#[component]
fn FormerChoice(source: u32, is_former: bool) -> impl IntoView {
    let i18n = use_i18n();
    let import = use_import();
    let id = format!("ancien-portail-{source}");
    let label = id.clone();
    let on_change = move |event: leptos::ev::Targeted<leptos::ev::Event, HtmlInputElement>| {
        let is_former = event.target().checked();
        leptos::task::spawn_local(async move { import.mark_former(source, is_former).await });
    };
    view! {
        <Show when=move || import.portal() == Portal::Changed>
            <div class="choice">
                <input id=id.clone() type="checkbox" prop:checked=is_former on:change:target=on_change />
                <label for=label.clone()>{tu_string!(i18n, import.portal.former_file)}</label>
            </div>
        </Show>
    }
}

/// Which of several establishments is taken.
#[component]
fn SchoolChoice(source: u32, schools: Vec<String>, school: Option<u32>) -> impl IntoView {
    let i18n = use_i18n();
    let import = use_import();
    let id = format!("etablissement-{source}");
    let option = move |(place, name): (u32, String)| {
        view! {
            <option value=place.to_string() selected=school == Some(place)>
                {name}
            </option>
        }
    };
    view! {
        <div class="field">
            <label for=id.clone()>{tu_string!(i18n, import.school)}</label>
            <select
                id=id
                on:change:target=move |event| {
                    let school = event.target().value().parse().ok();
                    leptos::task::spawn_local(async move { import.take_school(source, school).await });
                }
            >
                <option value="" selected=school.is_none()>
                    {tu_string!(i18n, import.school_all)}
                </option>
                {(0..).zip(schools).map(option).collect_view()}
            </select>
        </div>
    }
}

/// A file that was not taken, with its reasons.
#[component]
pub fn RefusedFile(
    /// The file.
    refused: Refused,
    /// Hides the message.
    #[prop(into)]
    on_dismiss: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let (tone, body) = match refused {
        Refused::ByEngine(file) => {
            let kind = file.kind.map(|kind| view! { <p>{texts::kind(i18n, kind)}</p> });
            let body = view! {
                <h3>{tu_string!(i18n, import.refused)} " : " {file.name}</h3>
                {kind}
                <ProblemList problems=file.problems more=file.more_problems />
            };
            (Tone::Error, body.into_any())
        }
        Refused::TooLarge(name) => (
            Tone::Error,
            view! { <p>{t!(i18n, import.too_large_before, name = name)}</p> }.into_any(),
        ),
        Refused::Unreadable(name) => {
            (Tone::Error, view! { <p>{t!(i18n, import.unreadable, name = name)}</p> }.into_any())
        }
        Refused::GivenUp(name) => {
            (Tone::Info, view! { <p>{t!(i18n, import.cancelled_read, name = name)}</p> }.into_any())
        }
    };
    view! {
        <Notice tone=tone>
            {body}
            <p class="quiet">{tu_string!(i18n, import.refused_kept)}</p>
            <button type="button" class="button" on:click=move |_| on_dismiss.run(())>
                {tu_string!(i18n, import.dismiss)}
            </button>
        </Notice>
    }
}
