//! All remarks about all files in one table: filtered, copied, downloaded.

use crate::files;
use crate::i18n::{t, t_string, tu_string, use_i18n};
use crate::state::import::{Refused, use_import};
use crate::texts::{self, I18n};
use domain::problem::{Problem, Severity};
use domain::reconciliation::table;
use leptos::prelude::*;

/// Rows shown at once; the download has all.
const ROWS_SHOWN: usize = 200;

/// One remark, ready to be shown.
#[derive(Clone, Debug, PartialEq)]
struct Remark {
    severity: Severity,
    /// Severity, file, line, column, text, meaning, what to do.
    cells: [String; 7],
}

/// The table; nothing when there is no remark.
#[component]
pub fn Remarks() -> impl IntoView {
    let i18n = use_i18n();
    let import = use_import();
    let severity = RwSignal::new(None::<Severity>);
    let filter = RwSignal::new(String::new());
    let copied = RwSignal::new(None::<bool>);
    let all = Memo::new(move |_| {
        let mut remarks = Vec::new();
        import.refused.with(|refused| {
            for one in refused {
                if let Refused::ByEngine(file) = one {
                    remarks.extend(of_file(i18n, &file.name, &file.problems));
                }
            }
        });
        import.overview.with(|view| {
            for file in view.iter().flat_map(|view| &view.waiting) {
                remarks.extend(of_file(i18n, &file.name, file.problem.as_slice()));
            }
            for file in view.iter().flat_map(|view| &view.files) {
                remarks.extend(of_file(i18n, &file.name, &file.problems));
            }
        });
        remarks.sort_by_key(|remark| remark.severity);
        remarks
    });
    let left_out = move || {
        import.overview.with(|view| {
            view.iter().flat_map(|view| &view.files).map(|file| file.more_problems).sum::<u32>()
        })
    };
    let shown = Memo::new(move |_| {
        let words = domain::fold::fold(&filter.get());
        let matches = |remark: &Remark| {
            let text = domain::fold::fold(&remark.cells.join(" "));
            severity.get().is_none_or(|wanted| remark.severity == wanted)
                && words.split_whitespace().all(|word| text.contains(word))
        };
        all.get().into_iter().filter(matches).collect::<Vec<_>>()
    });
    let copy = move |_| {
        let text: String =
            shown.get_untracked().iter().map(|remark| remark.cells.join("\t") + "\n").collect();
        leptos::task::spawn_local(async move { copied.set(Some(files::copy(&text).await)) });
    };
    let download = move |_| {
        let mut rows = vec![headings(i18n).to_vec()];
        rows.extend(shown.get_untracked().into_iter().map(|remark| remark.cells.to_vec()));
        files::download("remarques.csv", "text/csv", table::write(&rows).as_bytes());
    };
    let count = move || shown.with(Vec::len);
    view! {
        <Show when=move || all.with(|all| !all.is_empty())>
            <section aria-labelledby="remarques">
                <h2 id="remarques">{tu_string!(i18n, import.remarks_page.title)}</h2>
                <div class="remarks-tools">
                    <SeverityChoice severity=severity />
                    <div class="field">
                        <label for="remarques-filtre">{tu_string!(i18n, import.remarks_page.filter)}</label>
                        <input
                            id="remarques-filtre"
                            type="search"
                            placeholder=t_string!(i18n, import.remarks_page.filter_help).to_string()
                            prop:value=filter
                            on:input:target=move |event| filter.set(event.target().value())
                        />
                    </div>
                    <p class="buttons">
                        <button type="button" class="button" on:click=copy>
                            {tu_string!(i18n, import.remarks_page.copy)}
                        </button>
                        <button type="button" class="button" on:click=download>
                            {tu_string!(i18n, import.remarks_page.download)}
                        </button>
                    </p>
                </div>
                <p role="status">
                    {t!(i18n, import.remarks_page.shown, count = count)}
                    " "
                    {move || match copied.get() {
                        Some(true) => Some(tu_string!(i18n, import.remarks_page.copied).into_any()),
                        Some(false) => Some(tu_string!(i18n, import.remarks_page.not_copied).into_any()),
                        None => None,
                    }}
                </p>
                <Table shown=shown />
                {move || {
                    let count = left_out();
                    (count > 0).then(|| view! { <p>{t!(i18n, import.remarks_page.left_out, count = count)}</p> })
                }}
            </section>
        </Show>
    }
}

#[component]
fn SeverityChoice(severity: RwSignal<Option<Severity>>) -> impl IntoView {
    let i18n = use_i18n();
    let all = [Severity::Blocking, Severity::Warning, Severity::Note];
    view! {
        <div class="field">
            <label for="remarques-gravite">{tu_string!(i18n, import.remarks_page.severity)}</label>
            <select
                id="remarques-gravite"
                on:change:target=move |event| {
                    let chosen = event.target().value().parse().ok();
                    severity.set(chosen.and_then(|at: usize| all.get(at).copied()));
                }
            >
                <option value="">{tu_string!(i18n, import.remarks_page.all)}</option>
                {all.into_iter()
                    .enumerate()
                    .map(|(at, one)| {
                        view! { <option value=at.to_string()>{texts::severity(i18n, one)}</option> }
                    })
                    .collect_view()}
            </select>
        </div>
    }
}

#[component]
fn Table(shown: Memo<Vec<Remark>>) -> impl IntoView {
    let i18n = use_i18n();
    let headings = headings(i18n);
    let label = t_string!(i18n, import.remarks_page.table).to_string();
    let head = headings.clone().map(|heading| view! { <th scope="col">{heading}</th> });
    let row = move |remark: Remark| {
        let class = match remark.severity {
            Severity::Blocking => "remark remark-blocking",
            Severity::Warning => "remark remark-warning",
            Severity::Note => "remark",
        };
        let cells = remark.cells.into_iter().zip(headings.clone());
        let cells = cells.map(|(cell, heading)| view! { <td data-label=heading>{cell}</td> });
        view! { <tr class=class>{cells.collect_view()}</tr> }
    };
    view! {
        <div class="remarks" tabindex="0" role="region" aria-label=label>
            <table aria-label=t_string!(i18n, import.remarks_page.table).to_string()>
                <thead>
                    <tr>{head.collect_view()}</tr>
                </thead>
                <tbody>
                    {move || shown.get().into_iter().take(ROWS_SHOWN).map(row.clone()).collect_view()}
                </tbody>
            </table>
        </div>
    }
}

fn of_file(i18n: I18n, name: &str, problems: &[Problem]) -> Vec<Remark> {
    let remark = |problem: &Problem| {
        let told = texts::tell(i18n, problem);
        let line = problem.place.map(|place| place.line.to_string()).unwrap_or_default();
        let column = problem.place.and_then(|place| place.column);
        let column = column.map(|column| column.to_string()).unwrap_or_default();
        let subject = texts::subject(problem);
        Remark {
            severity: problem.severity(),
            cells: [told.severity, name.to_owned(), line, column, subject, told.what, told.advice],
        }
    };
    problems.iter().map(remark).collect()
}

fn headings(i18n: I18n) -> [String; 7] {
    [
        t_string!(i18n, import.remarks_page.severity).to_string(),
        t_string!(i18n, import.remarks_page.file).to_string(),
        t_string!(i18n, import.remarks_page.line).to_string(),
        t_string!(i18n, import.remarks_page.column).to_string(),
        t_string!(i18n, import.remarks_page.text).to_string(),
        t_string!(i18n, import.remarks_page.meaning).to_string(),
        t_string!(i18n, import.remarks_page.todo).to_string(),
    ]
}
