//! The report of an import ("bilan"): of one that the server holds, and of the one in progress.

mod export;
mod since;
mod so_far;

use crate::api;
use crate::components::cas_counts::CasCounts;
use crate::components::heading::PageHeading;
use crate::components::notice::{Notice, Tone};
use crate::components::path::{Above, Path};
use crate::i18n::{t, t_string, tu_string, use_i18n};
use crate::routes;
use crate::texts::{self, I18n, trouble};
use crate::wire;
use ::api::{Import, ImportState, Source, Step};
use leptos::prelude::*;
use leptos_router::components::A;
use leptos_router::hooks::use_params_map;

pub use so_far::ReportSoFar;

/// The report.
#[component]
pub fn Report() -> impl IntoView {
    let i18n = use_i18n();
    let params = use_params_map();
    let uai = routes::uai();
    let id = Memo::new(move |_| params.with(|params| params.get("id").unwrap_or_default()));
    let import = LocalResource::new(move || {
        let (uai, id) = (uai.get(), id.get());
        async move { api::import(&uai, &id).await }
    });
    let status = LocalResource::new(move || {
        let uai = uai.get();
        async move { api::status(&uai).await }
    });
    let place = Signal::derive(move || match status.get() {
        Some(Ok(status)) => {
            format!("{} ({})", status.establishment.name, status.establishment.uai)
        }
        _ => uai.get(),
    });
    let title = Signal::derive(move || t_string!(i18n, report.title).to_string());
    let above = Signal::derive(move || {
        let uai = uai.get();
        vec![Above { href: routes::status(&uai), name: place.get() }]
    });
    view! {
        <Path above=above here=title />
        <PageHeading text=title above=place place=place />
        {move || match import.get() {
            None => view! { <p class="loading" aria-live="polite" aria-atomic="true">{tu_string!(i18n, frame.loading)}</p> }.into_any(),
            Some(Err(error)) => {
                view! {
                    <Notice tone=Tone::Error>
                        <p>{trouble(i18n, &error)}</p>
                        <button type="button" class="button" on:click=move |_| import.refetch()>
                            {tu_string!(i18n, frame.retry)}
                        </button>
                    </Notice>
                }
                .into_any()
            }
            Some(Ok(import)) => known(i18n, &import).into_any(),
        }}
        <p>
            <A href=move || routes::status(&uai.get())>{tu_string!(i18n, report.to_status)}</A>
        </p>
    }
}

fn known(i18n: I18n, import: &Import) -> impl IntoView + use<> {
    let date = texts::day_and_time(&import.started_at);
    let mode = texts::mode(i18n, wire::mode(import.mode));
    let name = import.started_by.clone();
    let closed = import.closed_at.as_deref().map(texts::day_and_time);
    let stock = import.stock;
    let state = match (import.state, closed) {
        (ImportState::Closed, Some(date)) => t!(i18n, report.closed, date = date).into_any(),
        (ImportState::Closed, None) => ().into_any(),
        (ImportState::Open, _) => tu_string!(i18n, report.still_open).into_any(),
    };
    let steps = if import.steps.is_empty() {
        view! { <p>{tu_string!(i18n, report.none)}</p> }.into_any()
    } else {
        steps(i18n, &import.steps).into_any()
    };
    view! {
        <p>{t!(i18n, report.of, date = date, mode = mode, name = name)} " " {state}</p>
        <p class="stock-count">{t!(i18n, report.stock, count = stock)}</p>
        <h2>{tu_string!(i18n, report.steps)}</h2>
        {steps}
        <p class="quiet">{tu_string!(i18n, report.stock_flow)}</p>
        <h2>{tu_string!(i18n, report.sources)}</h2>
        {sources(i18n, &import.sources)}
        <p class="quiet">{tu_string!(i18n, report.sources_note)}</p>
        {import
            .cas_ids
            .map(|counts| {
                view! {
                    <h2>{tu_string!(i18n, import.cas.title)}</h2>
                    <CasCounts counts=counts />
                }
            })}
    }
}

fn steps(i18n: I18n, steps: &[Step]) -> impl IntoView + use<> {
    let rows: Vec<_> = steps.iter().map(|step| step_row(i18n, step)).collect();
    let sum = |of: fn(&Step) -> u32| texts::thousands(steps.iter().map(of).sum());
    let total = [
        sum(recognised),
        sum(unrecognised),
        sum(|s| s.added),
        sum(|s| s.changed),
        sum(|s| s.unchanged),
        sum(|s| s.removed),
    ];
    view! {
        <table class="rows-table report" aria-label=t_string!(i18n, report.title).to_string()>
            <thead>
                <tr>
                    <th scope="col">{tu_string!(i18n, report.category)}</th>
                    <th scope="col">{tu_string!(i18n, report.recognised)}</th>
                    <th scope="col">{tu_string!(i18n, report.unrecognised)}</th>
                    <th scope="col">{tu_string!(i18n, report.added)}</th>
                    <th scope="col">{tu_string!(i18n, report.changed)}</th>
                    <th scope="col">{tu_string!(i18n, report.unchanged)}</th>
                    <th scope="col">{tu_string!(i18n, report.removed)}</th>
                    <th scope="col">{tu_string!(i18n, report.when)}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
            <tfoot>
                <tr>
                    <th scope="row">{tu_string!(i18n, report.total)}</th>
                    {total.into_iter().zip(labels(i18n)).map(|(sum, label)| view! { <td data-label=label>{sum}</td> }).collect_view()}
                    <td></td>
                </tr>
            </tfoot>
        </table>
    }
}

fn step_row(i18n: I18n, step: &Step) -> impl IntoView + use<> {
    let detail_recognised = texts::counts::decided_in(i18n, step);
    let detail_unrecognised = texts::counts::remaining(i18n, step.report);
    let cells = [
        (texts::thousands(recognised(step)), detail_recognised),
        (texts::thousands(unrecognised(step)), detail_unrecognised),
        (texts::thousands(step.added), String::new()),
        (texts::thousands(step.changed), String::new()),
        (texts::thousands(step.unchanged), String::new()),
        (texts::thousands(step.removed), String::new()),
    ];
    let cells = cells.into_iter().zip(labels(i18n)).map(|((count, detail), label)| {
        view! {
            <td data-label=label>
                {count}
                {(!detail.is_empty()).then(|| view! { <span class="row-details">{detail}</span> })}
            </td>
        }
    });
    let when = texts::day_and_time(&step.validated_at);
    view! {
        <tr>
            <th scope="row">{texts::category(i18n, wire::category(step.category))}</th>
            {cells.collect_view()}
            <td data-label=t_string!(i18n, report.when).to_string()>
                {when} <span class="row-details">{step.validated_by.clone()}</span>
            </td>
        </tr>
    }
}

fn labels(i18n: I18n) -> [String; 6] {
    [
        t_string!(i18n, report.recognised).to_string(),
        t_string!(i18n, report.unrecognised).to_string(),
        t_string!(i18n, report.added).to_string(),
        t_string!(i18n, report.changed).to_string(),
        t_string!(i18n, report.unchanged).to_string(),
        t_string!(i18n, report.removed).to_string(),
    ]
}

fn sources(i18n: I18n, sources: &[Source]) -> impl IntoView + use<> {
    let row = |source: &Source| {
        let count = source.records.iter().map(|(_, count)| count).sum();
        view! {
            <tr>
                <th scope="row">{texts::kind(i18n, wire::kind(source.kind))}</th>
                <td data-label=t_string!(i18n, report.source_records).to_string()>
                    {texts::thousands(count)}
                </td>
                <td data-label=t_string!(i18n, report.source_sha).to_string()>
                    <code class="long">{source.sha256.clone()}</code>
                </td>
            </tr>
        }
    };
    let rows: Vec<_> = sources.iter().map(row).collect();
    view! {
        <table class="rows-table" aria-label=t_string!(i18n, report.sources).to_string()>
            <thead>
                <tr>
                    <th scope="col">{tu_string!(i18n, report.source_kind)}</th>
                    <th scope="col">{tu_string!(i18n, report.source_records)}</th>
                    <th scope="col">{tu_string!(i18n, report.source_sha)}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
}

const fn recognised(step: &Step) -> u32 {
    step.automatic + step.confirmed + step.manual + step.kept
}

const fn unrecognised(step: &Step) -> u32 {
    step.report.refused + step.report.to_review + step.report.undecided
}
