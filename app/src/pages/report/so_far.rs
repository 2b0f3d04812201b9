//! The report of the import in progress, made here: before anything is stored, or after.

use super::export;
use super::since::Since;
use crate::components::heading::PageHeading;
use crate::components::notice::{Notice, Tone};
use crate::components::path::{Above, Path};
use crate::i18n::{t, t_string, tu_string, use_i18n};
use crate::pages::import::{FilesMissing, establishment_name, status_above};
use crate::routes;
use crate::state::import::use_import;
use crate::texts::{self, I18n};
use ::engine::{FileView, RemainingView, ReportView, StepReportView};
use domain::reconciliation::StepState;
use leptos::prelude::*;

/// Of those who remain, so many are on the screen: the table for spreadsheets has them all.
const SHOWN: usize = 200;

/// The report so far.
#[component]
pub fn ReportSoFar() -> impl IntoView {
    let i18n = use_i18n();
    let import = use_import();
    let uai = routes::uai();
    let title = Signal::derive(move || t_string!(i18n, report.so_far).to_string());
    let place = Signal::derive(move || establishment_name(import));
    let above = Signal::derive(move || {
        let uai = uai.get();
        let files =
            Above { href: routes::import(&uai), name: t_string!(i18n, import.title).to_string() };
        vec![status_above(import, &uai), files]
    });
    let report = RwSignal::new(None::<ReportView>);
    Effect::new(move || {
        import.overview.track();
        leptos::task::spawn_local(async move {
            report.try_set(import.report().await);
        });
    });
    let ready = move || import.is_for(&uai.get()) && import.is_linked();
    let files = move || {
        import
            .overview
            .with(|view| view.as_ref().map(|view| view.files.clone()).unwrap_or_default())
    };
    view! {
        <Path above=above here=title />
        <PageHeading text=title above=place place=place />
        <Show when=ready fallback=move || view! { <FilesMissing uai=uai /> }>
            {move || {
                report.get().map(|report| {
                    let files = files();
                    view! {
                        <p>{tu_string!(i18n, report.so_far_intro)}</p>
                        <Downloads report=report.clone() files=files.clone() />
                        <p class="stock-count">
                            {t!(i18n, report.stored, count = texts::thousands(report.stored))}
                        </p>
                        {steps(i18n, &report.steps)}
                        <Since since=report.since />
                        {sources(i18n, files)}
                        {remaining(i18n, &report.remaining)}
                    }
                })
            }}
        </Show>
    }
}

/// The report as files, and on paper.
#[component]
fn Downloads(report: ReportView, files: Vec<FileView>) -> impl IntoView {
    let i18n = use_i18n();
    let uai = routes::uai();
    let failed = RwSignal::new(false);
    let made = StoredValue::new((report, files));
    let give = move |name: &str, kind: &str, text: &str| {
        let name = format!("raccord-{}-{name}", uai.get_untracked());
        failed.set(!crate::files::download(&name, kind, text.as_bytes()));
    };
    let csv = move |_| {
        let text = made.with_value(|(report, _)| export::csv(i18n, report));
        give("reste.csv", "text/csv;charset=utf-8", &text);
    };
    let json = move |_| {
        let text = made.with_value(|(report, files)| export::json(report, files));
        give("bilan.json", "application/json", &text);
    };
    let print = move |_| {
        // It fails only where there is nothing to print on.
        let _ = window().print();
    };
    view! {
        <div class="toolbar">
            <button type="button" class="button" on:click=csv>
                {tu_string!(i18n, report.csv)}
            </button>
            <button type="button" class="button" on:click=json>
                {tu_string!(i18n, report.json)}
            </button>
            <button type="button" class="button" on:click=print>
                {tu_string!(i18n, report.print)}
            </button>
        </div>
        <Show when=move || failed.get()>
            <Notice tone=Tone::Error>
                <p>{tu_string!(i18n, report.not_given)}</p>
            </Notice>
        </Show>
    }
}

fn steps(i18n: I18n, steps: &[StepReportView]) -> impl IntoView + use<> {
    let count = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
    let row = |step: &StepReportView| {
        let (counts, difference) = (step.counts, step.difference);
        let recognised = texts::counts::decided_so_far(i18n, counts);
        let left = texts::counts::left(i18n, counts);
        let state = match step.state {
            StepState::Empty => t_string!(i18n, step.state_empty),
            StepState::Open => t_string!(i18n, step.state_open),
            StepState::Changed => t_string!(i18n, step.state_changed),
            StepState::Validated => t_string!(i18n, step.state_validated),
        };
        let causes = step.causes.iter().map(|&(cause, count)| {
            let cause = texts::cause(i18n, cause);
            view! { <span class="row-details">{count} " : " {cause}</span> }
        });
        let causes = causes.collect_view();
        view! {
            <tr>
                <th scope="row">{texts::category(i18n, step.category)}</th>
                <td data-label=t_string!(i18n, report.recognised)>
                    {texts::thousands(count(counts.recognised()))}
                    <span class="row-details">{recognised}</span>
                </td>
                <td data-label=t_string!(i18n, report.unrecognised)>
                    {texts::thousands(count(counts.unrecognised()))}
                    <span class="row-details">{left}</span>
                    {causes}
                </td>
                <td data-label=t_string!(i18n, report.added)>{texts::thousands(difference.added)}</td>
                <td data-label=t_string!(i18n, report.changed)>{texts::thousands(difference.changed)}</td>
                <td data-label=t_string!(i18n, report.unchanged)>{texts::thousands(difference.unchanged)}</td>
                <td data-label=t_string!(i18n, report.removed)>{texts::thousands(difference.removed)}</td>
                <td data-label=t_string!(i18n, report.state)>{state}</td>
            </tr>
        }
    };
    let rows = steps.iter().map(row).collect_view();
    view! {
        <table class="rows-table report" aria-label=t_string!(i18n, report.so_far).to_string()>
            <thead>
                <tr>
                    <th scope="col">{tu_string!(i18n, report.category)}</th>
                    <th scope="col">{tu_string!(i18n, report.recognised)}</th>
                    <th scope="col">{tu_string!(i18n, report.unrecognised)}</th>
                    <th scope="col">{tu_string!(i18n, report.added)}</th>
                    <th scope="col">{tu_string!(i18n, report.changed)}</th>
                    <th scope="col">{tu_string!(i18n, report.unchanged)}</th>
                    <th scope="col">{tu_string!(i18n, report.removed)}</th>
                    <th scope="col">{tu_string!(i18n, report.state)}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
}

fn sources(i18n: I18n, files: Vec<FileView>) -> impl IntoView {
    let rows = files.into_iter().map(|file| {
        let kind = file.kind.map(|kind| texts::kind(i18n, kind)).unwrap_or_default();
        let records = file.records.iter().sum();
        view! {
            <tr>
                <th scope="row">{kind}</th>
                <td data-label=t_string!(i18n, report.file)>{file.name}</td>
                <td data-label=t_string!(i18n, report.source_records)>{texts::thousands(records)}</td>
                <td data-label=t_string!(i18n, report.source_sha)>
                    <code class="long">{file.sha256}</code>
                </td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    view! {
        <h2>{tu_string!(i18n, report.sources)}</h2>
        <table class="rows-table" aria-label=t_string!(i18n, report.sources).to_string()>
            <thead>
                <tr>
                    <th scope="col">{tu_string!(i18n, report.source_kind)}</th>
                    <th scope="col">{tu_string!(i18n, report.file)}</th>
                    <th scope="col">{tu_string!(i18n, report.source_records)}</th>
                    <th scope="col">{tu_string!(i18n, report.source_sha)}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
}

fn remaining(i18n: I18n, remaining: &[RemainingView]) -> impl IntoView + use<> {
    let total = remaining.len();
    let row = |one: &RemainingView| {
        let name = format!("{} {}", one.row.last_name, one.row.first_name);
        let class = one.row.class.clone().unwrap_or_default();
        view! {
            <tr>
                <th scope="row">{name} <span class="row-details">{class}</span></th>
                <td data-label=t_string!(i18n, report.col_step)>
                    {texts::category(i18n, one.category)}
                </td>
                <td data-label=t_string!(i18n, report.col_id)>
                    <code>{one.row.pronote_id.clone()}</code>
                </td>
                <td data-label=t_string!(i18n, report.col_decision)>
                    {texts::decision(i18n, one.row.decision)}
                </td>
                <td data-label=t_string!(i18n, report.col_cause)>{texts::cause(i18n, one.cause)}</td>
            </tr>
        }
    };
    let rows = remaining.iter().take(SHOWN).map(row).collect_view();
    let table = (total > 0).then(|| {
        view! {
            <table class="rows-table" aria-label=t_string!(i18n, report.remaining).to_string()>
                <thead>
                    <tr>
                        <th scope="col">{tu_string!(i18n, report.col_name)}</th>
                        <th scope="col">{tu_string!(i18n, report.col_step)}</th>
                        <th scope="col">{tu_string!(i18n, report.col_id)}</th>
                        <th scope="col">{tu_string!(i18n, report.col_decision)}</th>
                        <th scope="col">{tu_string!(i18n, report.col_cause)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        }
    });
    view! {
        <h2>{tu_string!(i18n, report.remaining)} " (" {total} ")"</h2>
        {(total == 0).then(|| view! { <p>{tu_string!(i18n, report.remaining_none)}</p> })}
        {(total > SHOWN).then(|| view! { <p class="quiet">{t!(i18n, report.shown_first, count = SHOWN)}</p> })}
        {table}
    }
}
