//! A table whose headers do not explain it: its first rows, and what they hold.

use crate::components::problem_list::ProblemList;
use crate::i18n::{t, t_string, tu_string, use_i18n};
use crate::state::import::use_import;
use crate::texts;
use domain::category::Category;
use domain::files::columns::Column;
use domain::files::layout::{Layout, Side, Sketch};
use domain::problem::{Problem, ProblemKind};
use leptos::prelude::*;

/// A file that waits to be explained.
#[component]
pub fn UnknownTable(
    /// Its number.
    number: u32,
    /// Its name.
    name: String,
    /// Its first rows.
    sketch: Sketch,
    /// Why the last layout was of no use.
    #[prop(into)]
    problem: Signal<Option<Problem>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let import = use_import();
    let layout = RwSignal::new(sketch.guess);
    let rows = StoredValue::new(sketch.rows);
    let busy = move || import.job.with(Option::is_some);
    let label = t_string!(i18n, import.remove_file, name = name.clone()).to_string();
    let dismiss = move |_| leptos::task::spawn_local(async move { import.dismiss(number).await });
    let reading = name.clone();
    let on_submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let (name, layout) = (reading.clone(), layout.get_untracked());
        if layout.missing().is_empty() {
            leptos::task::spawn_local(async move { import.read_as(number, name, layout).await });
        }
    };
    // What is missing is told beside the choices, not as a fault of the file.
    let fault = move || {
        problem.get().filter(|problem| !matches!(problem.kind, ProblemKind::UnknownColumns(_)))
    };
    view! {
        <article class="file file-waiting">
            <header class="file-head">
                <div>
                    <h3>{tu_string!(i18n, import.layout.title)}</h3>
                    <p class="file-name">{name}</p>
                </div>
                <button type="button" class="button" aria-label=label on:click=dismiss>
                    {tu_string!(i18n, import.remove)}
                </button>
            </header>
            <p>{tu_string!(i18n, import.layout.intro)}</p>
            <form on:submit=on_submit novalidate>
                <WhatItIs number=number layout=layout rows=rows />
                <Preview number=number layout=layout rows=rows />
                <div aria-live="polite">
                    {move || fault().map(|problem| view! { <ProblemList problems=vec![problem] more=0 /> })}
                    <Lacking layout=layout />
                </div>
                <button
                    type="submit"
                    class="button button-main"
                    prop:disabled=move || busy() || layout.with(|layout| !layout.missing().is_empty())
                >
                    {tu_string!(i18n, import.layout.read)}
                </button>
            </form>
        </article>
    }
}

/// Side, category, first person.
#[component]
fn WhatItIs(
    number: u32,
    layout: RwSignal<Layout>,
    rows: StoredValue<Vec<Vec<String>>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let id = |part: &str| format!("tableau-{number}-{part}");
    let side = move |side: Side, text: String| {
        let chosen = move || layout.with(|layout| layout.side == side);
        view! {
            <label class="choice">
                <input
                    type="radio"
                    name=format!("tableau-{number}-cote")
                    prop:checked=chosen
                    on:change=move |_| layout.update(|layout| layout.side = side)
                />
                " "
                {text}
            </label>
        }
    };
    let category_id = id("categorie");
    let line_id = id("ligne");
    let category = move || {
        layout
            .with(|layout| layout.category.map(|category| category.index().to_string()))
            .unwrap_or_default()
    };
    let lines = rows.with_value(Vec::len);
    view! {
        <fieldset class="field">
            <legend>{tu_string!(i18n, import.layout.side)}</legend>
            {side(Side::Pronote, t_string!(i18n, import.layout.side_pronote).to_string())}
            {side(Side::Portal, t_string!(i18n, import.layout.side_portal).to_string())}
        </fieldset>
        <Show when=move || layout.with(|layout| layout.side == Side::Pronote)>
            <div class="field">
                <label for=category_id.clone()>{tu_string!(i18n, import.layout.category)}</label>
                <select
                    id=category_id.clone()
                    prop:value=category
                    on:change:target=move |event| {
                        let chosen = event.target().value().parse().ok();
                        let chosen = chosen.and_then(|index: usize| Category::ALL.get(index).copied());
                        layout.update(|layout| layout.category = chosen);
                    }
                >
                    <option value="">{tu_string!(i18n, import.layout.category_none)}</option>
                    {Category::ALL
                        .map(|one| {
                            view! { <option value=one.index().to_string()>{texts::category(i18n, one)}</option> }
                        })
                        .collect_view()}
                </select>
            </div>
        </Show>
        <div class="field">
            <label for=line_id.clone()>{tu_string!(i18n, import.layout.skipped)}</label>
            <select
                id=line_id.clone()
                prop:value=move || layout.with(|layout| layout.skipped.to_string())
                on:change:target=move |event| {
                    if let Ok(skipped) = event.target().value().parse() {
                        layout.update(|layout| layout.skipped = skipped);
                    }
                }
            >
                {(0..lines)
                    .map(|line| {
                        view! {
                            <option value=line.to_string()>
                                {t!(i18n, import.layout.line, number = line + 1)}
                            </option>
                        }
                    })
                    .collect_view()}
            </select>
        </div>
    }
}

/// The first rows, with a choice above each column.
#[component]
fn Preview(
    number: u32,
    layout: RwSignal<Layout>,
    rows: StoredValue<Vec<Vec<String>>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let width = layout.with_untracked(|layout| layout.columns.len());
    let choice = move |place: usize| {
        let id = format!("tableau-{number}-colonne-{place}");
        let chosen =
            Memo::new(move |_| layout.with(|layout| layout.columns.get(place).copied().flatten()));
        let offered = Memo::new(move |_| match layout.with(|layout| layout.side) {
            Side::Pronote => Column::OF_PRONOTE.to_vec(),
            Side::Portal => Column::OF_PORTAL.to_vec(),
        });
        let option = move |place: usize, column: Column| {
            let selected = move || chosen.get() == Some(column);
            view! {
                <option value=place.to_string() prop:selected=selected>
                    {texts::column(i18n, column)}
                </option>
            }
        };
        view! {
            <th scope="col">
                <label for=id.clone()>{t!(i18n, import.layout.column, number = place + 1)}</label>
                <select
                    id=id
                    on:change:target=move |event| {
                        let column = event.target().value().parse().ok();
                        let column = column.and_then(|at: usize| offered.with(|all| all.get(at).copied()));
                        layout.update(|layout| layout.columns[place] = column);
                    }
                >
                    <option value="" prop:selected=move || chosen.get().is_none()>
                        {tu_string!(i18n, import.layout.not_read)}
                    </option>
                    {move || {
                        offered
                            .get()
                            .into_iter()
                            .enumerate()
                            .map(|(place, column)| option(place, column))
                            .collect_view()
                    }}
                </select>
            </th>
        }
    };
    let row = move |(line, fields): (usize, Vec<String>)| {
        let above = move || layout.with(|layout| line < layout.skipped);
        view! {
            <tr class:preview-above=above>
                <th scope="row">{line + 1}</th>
                {(0..width)
                    .map(|place| {
                        let field = fields.get(place).cloned().unwrap_or_default();
                        // A password is hidden as soon as it is known to be one.
                        let is_password = move || {
                            layout.with(|layout| layout.columns.get(place) == Some(&Some(Column::Password)))
                        };
                        view! { <td>{move || if is_password() { "•••".to_owned() } else { field.clone() }}</td> }
                    })
                    .collect_view()}
            </tr>
        }
    };
    view! {
        <div class="preview" tabindex="0" role="region" aria-label=t_string!(i18n, import.layout.preview).to_string()>
            <table aria-label=t_string!(i18n, import.layout.preview).to_string()>
                <thead>
                    <tr>
                        <td></td>
                        {(0..width).map(choice).collect_view()}
                    </tr>
                </thead>
                <tbody>{rows.get_value().into_iter().enumerate().map(row).collect_view()}</tbody>
            </table>
        </div>
    }
}

/// What is still missing; nothing when the table can be read.
#[component]
fn Lacking(layout: RwSignal<Layout>) -> impl IntoView {
    let i18n = use_i18n();
    let missing = Memo::new(move |_| layout.with(Layout::missing));
    view! {
        <Show when=move || missing.with(|missing| !missing.is_empty())>
            <p>{tu_string!(i18n, import.layout.missing)}</p>
            <ul>
                {move || {
                    missing
                        .get()
                        .into_iter()
                        .map(|one| view! { <li>{texts::missing(i18n, one)}</li> })
                        .collect_view()
                }}
            </ul>
        </Show>
    }
}
