//! The whole history as files: a table, and everything for machines.

use crate::api::history;
use crate::components::loaded::{Failure, told};
use crate::files;
use crate::i18n::{t_string, tu_string, use_i18n};
use crate::texts::{self, I18n};
use crate::wire;
use ::api::{Import, Paging, Step};
use domain::reconciliation::table;
use leptos::prelude::*;

/// Two buttons.
#[component]
pub fn Export(
    /// The establishment.
    uai: String,
) -> impl IntoView {
    let i18n = use_i18n();
    let failure = RwSignal::new(String::new());
    let uai = StoredValue::new(uai);
    let export = move |kind: &'static str, make: fn(I18n, &[Import]) -> String| {
        leptos::task::spawn_local(async move {
            let uai = uai.get_value();
            if let Some(imports) = told(i18n, failure, all(&uai).await) {
                let (ending, mime) =
                    (kind, if kind == "csv" { "text/csv" } else { "application/json" });
                let text = make(i18n, &imports);
                files::download(&format!("historique-{uai}.{ending}"), mime, text.as_bytes());
            }
        });
    };
    view! {
        <Failure text=failure />
        <p class="buttons">
            <button type="button" class="button" on:click=move |_| export("csv", csv)>
                {tu_string!(i18n, undo.csv)}
            </button>
            <button type="button" class="button" on:click=move |_| export("json", json)>
                {tu_string!(i18n, undo.json)}
            </button>
        </p>
    }
}

/// Every import, newest first.
async fn all(uai: &str) -> crate::api::Outcome<Vec<Import>> {
    let mut all = Vec::new();
    loop {
        let offset = u32::try_from(all.len()).unwrap_or(u32::MAX);
        let page = history::history(uai, offset, Paging::MAX_LIMIT).await?;
        let came = page.items.len();
        all.extend(page.items);
        if came == 0 || all.len() >= page.total as usize {
            return Ok(all);
        }
    }
}

fn csv(i18n: I18n, imports: &[Import]) -> String {
    let head = [
        t_string!(i18n, status.history_date),
        t_string!(i18n, status.history_mode),
        t_string!(i18n, undo.by),
        t_string!(i18n, undo.category),
        t_string!(i18n, undo.validated),
        t_string!(i18n, undo.recognised),
        t_string!(i18n, undo.not_recognised),
        t_string!(i18n, undo.added),
        t_string!(i18n, undo.changed),
        t_string!(i18n, undo.gone),
        t_string!(i18n, undo.prints),
    ];
    let mut rows = vec![head.map(str::to_owned).to_vec()];
    for import in imports {
        let prints = import.sources.iter().map(|source| source.sha256.clone());
        let prints = prints.collect::<Vec<_>>().join(" ");
        rows.extend(import.steps.iter().map(|step| row(i18n, import, step, &prints)));
    }
    table::write(&rows)
}

fn row(i18n: I18n, import: &Import, step: &Step, prints: &str) -> Vec<String> {
    let recognised = step.automatic + step.confirmed + step.manual + step.kept;
    let left = step.report.refused + step.report.to_review + step.report.undecided;
    vec![
        texts::day_and_time(&import.started_at),
        texts::mode(i18n, wire::mode(import.mode)),
        import.started_by.clone(),
        texts::category(i18n, wire::category(step.category)),
        texts::day_and_time(&step.validated_at),
        recognised.to_string(),
        left.to_string(),
        step.added.to_string(),
        step.changed.to_string(),
        step.removed.to_string(),
        prints.to_owned(),
    ]
}

fn json(_: I18n, imports: &[Import]) -> String {
    serde_json::to_string_pretty(imports).unwrap_or_default()
}
