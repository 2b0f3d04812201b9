//! The report as files: a table of what remains, and everything for machines. Both are made here and
//! go nowhere but to the user.

use crate::i18n::t_string;
use crate::texts::{self, I18n};
use ::engine::{FileView, RemainingView, ReportView};
use domain::reconciliation::table;
use serde_json::{Value, json};

/// What remains, with its causes, for a spreadsheet.
pub fn csv(i18n: I18n, report: &ReportView) -> String {
    let head = [
        t_string!(i18n, report.col_step),
        t_string!(i18n, report.col_name),
        t_string!(i18n, report.col_first_name),
        t_string!(i18n, report.col_birth_date),
        t_string!(i18n, report.col_class),
        t_string!(i18n, report.col_children),
        t_string!(i18n, report.col_id),
        t_string!(i18n, report.col_decision),
        t_string!(i18n, report.col_cause),
        t_string!(i18n, report.col_advice),
        t_string!(i18n, report.col_best),
        t_string!(i18n, report.col_reasons),
    ];
    let line = |remaining: &RemainingView| {
        let row = &remaining.row;
        let reasons = remaining.reasons.iter().map(|&reason| texts::reason(i18n, reason));
        vec![
            texts::category(i18n, remaining.category),
            row.last_name.clone(),
            row.first_name.clone(),
            row.birth_date.map(|date| date.to_string()).unwrap_or_default(),
            row.class.clone().unwrap_or_default(),
            texts::list(row.children.iter().cloned()),
            row.pronote_id.clone(),
            texts::decision(i18n, row.decision),
            texts::cause(i18n, remaining.cause),
            texts::cause_advice(i18n, remaining.cause),
            row.best.clone().unwrap_or_default(),
            texts::list(reasons),
        ]
    };
    let mut rows = vec![head.map(str::to_owned).to_vec()];
    rows.extend(report.remaining.iter().map(line));
    table::write(&rows)
}

/// The report for machines: counts, causes and sources; of people, the identifiers that remain.
pub fn json(report: &ReportView, files: &[FileView]) -> String {
    let steps: Vec<Value> = report
        .steps
        .iter()
        .map(|step| {
            json!({
                "category": step.category.code(),
                "state": step.state,
                "counts": step.counts,
                "difference": step.difference,
                "causes": step.causes.iter().map(|(cause, count)| json!({ "cause": cause, "count": count })).collect::<Vec<_>>(),
            })
        })
        .collect();
    let remaining: Vec<Value> = report
        .remaining
        .iter()
        .map(|remaining| {
            json!({
                "category": remaining.category.code(),
                "pronote_id": remaining.row.pronote_id,
                "decision": remaining.row.decision,
                "cause": remaining.cause,
                "reasons": remaining.reasons.iter().map(|reason| reason.code()).collect::<Vec<_>>(),
            })
        })
        .collect();
    let sources: Vec<Value> = files
        .iter()
        .map(|file| json!({ "kind": file.kind, "sha256": file.sha256, "records": file.records }))
        .collect();
    let whole = json!({
        "stored": report.stored,
        "sources": sources,
        "steps": steps,
        "remaining": remaining,
    });
    serde_json::to_string_pretty(&whole).unwrap_or_default()
}
