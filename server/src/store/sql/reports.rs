//! Imports as they are read: with their steps and the stock.

use super::{Connection, count};
use crate::store::{StoreError, code::Coded as _};
use api::{CasIdCounts, Category, Import, ImportState, Mode, Paging, Step, StepReport, Undone};
use domain::uai::Uai;
use sqlx::FromRow;
use std::collections::{BTreeMap, HashMap};

/// What to say when an import's sources are not the JSON that was written.
pub(super) const SOURCES: StoreError = StoreError::Inconsistent("import.sources");

/// A page of the imports of an establishment, newest first.
pub(super) async fn all(
    db: &mut Connection,
    uai: &Uai,
    stock: u32,
    paging: Paging,
) -> Result<Vec<Import>, StoreError> {
    select(db, uai, None, stock, paging).await
}

/// One import of an establishment.
pub(super) async fn one(
    db: &mut Connection,
    uai: &Uai,
    id: &str,
    stock: u32,
) -> Result<Option<Import>, StoreError> {
    let imports = select(db, uai, Some(id), stock, Paging::default()).await?;
    Ok(imports.into_iter().next())
}

/// The import of the step that was validated last.
pub(super) async fn last(
    db: &mut Connection,
    uai: &Uai,
    stock: u32,
) -> Result<Option<Import>, StoreError> {
    let id = sqlx::query_scalar::<_, String>(
        "SELECT s.import_id
         FROM import_step AS s
         JOIN import AS i ON i.id = s.import_id
         WHERE i.uai = $1
         ORDER BY s.validated_at DESC, s.import_id DESC
         LIMIT 1",
    )
    .bind(uai.as_str())
    .fetch_optional(&mut *db)
    .await?;
    match id {
        Some(id) => one(db, uai, &id, stock).await,
        None => Ok(None),
    }
}

/// Of each account, the newest import that it started and has not ended, by the account's id.
pub(super) async fn open(
    db: &mut Connection,
    uai: &Uai,
    stock: u32,
) -> Result<Vec<(String, Import)>, StoreError> {
    let newest_first = sqlx::query_as::<_, (String, String)>(
        "SELECT started_by, id
         FROM import
         WHERE uai = $1 AND closed_at IS NULL
         ORDER BY started_at DESC, id DESC",
    )
    .bind(uai.as_str())
    .fetch_all(&mut *db)
    .await?;
    let mut imports = Vec::<(String, Import)>::new();
    for (started_by, id) in newest_first {
        if imports.iter().any(|(account, _)| *account == started_by) {
            continue;
        }
        if let Some(import) = one(db, uai, &id, stock).await? {
            imports.push((started_by, import));
        }
    }
    Ok(imports)
}

async fn select(
    db: &mut Connection,
    uai: &Uai,
    only: Option<&str>,
    stock: u32,
    paging: Paging,
) -> Result<Vec<Import>, StoreError> {
    let rows = sqlx::query_as::<_, ImportRow>(
        "SELECT i.id, i.mode, i.sources, a.name AS started_by, i.started_at, i.closed_at,
                i.cas_linked, i.cas_former, i.cas_none,
                b.name AS undone_by, u.undone_at, u.restored, u.removed, u.left_over
         FROM import AS i
         JOIN account AS a ON a.id = i.started_by
         LEFT JOIN import_undo AS u ON u.import_id = i.id
         LEFT JOIN account AS b ON b.id = u.undone_by
         WHERE i.uai = $1 AND i.id = COALESCE($2, i.id)
         ORDER BY i.started_at DESC, i.id DESC
         LIMIT $3 OFFSET $4",
    )
    .bind(uai.as_str())
    .bind(only)
    .bind(i64::from(paging.limit))
    .bind(i64::from(paging.offset))
    .fetch_all(&mut *db)
    .await?;
    let steps = sqlx::query_as::<_, StepRow>(
        "SELECT s.import_id, s.category, s.validated_at, a.name AS validated_by,
                s.automatic, s.confirmed, s.manual, s.kept,
                s.refused, s.to_review, s.undecided,
                s.added, s.changed, s.unchanged, s.removed, s.stock
         FROM import_step AS s
         JOIN account AS a ON a.id = s.validated_by
         WHERE s.import_id IN (
             SELECT i.id
             FROM import AS i
             WHERE i.uai = $1 AND i.id = COALESCE($2, i.id)
             ORDER BY i.started_at DESC, i.id DESC
             LIMIT $3 OFFSET $4)
         ORDER BY s.import_id, s.number",
    )
    .bind(uai.as_str())
    .bind(only)
    .bind(i64::from(paging.limit))
    .bind(i64::from(paging.offset))
    .fetch_all(db)
    .await?;

    // In the order of the validations: of each category, the last one stays.
    let mut reports = HashMap::<String, BTreeMap<Category, Step>>::new();
    for row in steps {
        let import_id = row.import_id.clone();
        let step = Step::try_from(row)?;
        let report = reports.entry(import_id).or_default();
        report.insert(step.category, step);
    }
    let import = |row: ImportRow| {
        let report = reports.remove(&row.id).unwrap_or_default();
        row.into_import(report.into_values().collect(), stock)
    };
    rows.into_iter().map(import).collect()
}

#[derive(FromRow)]
struct ImportRow {
    id: String,
    mode: String,
    sources: String,
    started_by: String,
    started_at: String,
    closed_at: Option<String>,
    cas_linked: Option<i64>,
    cas_former: Option<i64>,
    cas_none: Option<i64>,
    undone_by: Option<String>,
    undone_at: Option<String>,
    restored: Option<i64>,
    removed: Option<i64>,
    left_over: Option<i64>,
}

impl ImportRow {
    fn into_import(self, steps: Vec<Step>, stock: u32) -> Result<Import, StoreError> {
        let undone = match (self.undone_by, self.undone_at) {
            (Some(by), Some(at)) => Some(Undone {
                by,
                at,
                restored: count(self.restored.unwrap_or_default(), "import_undo.restored")?,
                removed: count(self.removed.unwrap_or_default(), "import_undo.removed")?,
                left: count(self.left_over.unwrap_or_default(), "import_undo.left_over")?,
            }),
            _ => None,
        };
        let cas_ids = match (self.cas_linked, self.cas_former, self.cas_none) {
            (Some(linked), Some(former), Some(none)) => Some(CasIdCounts {
                linked: count(linked, "import.cas_linked")?,
                former: count(former, "import.cas_former")?,
                none: count(none, "import.cas_none")?,
            }),
            _ => None,
        };
        Ok(Import {
            id: self.id,
            mode: Mode::parse(&self.mode, "import.mode")?,
            state: match self.closed_at {
                None => ImportState::Open,
                Some(_) => ImportState::Closed,
            },
            started_by: self.started_by,
            started_at: self.started_at,
            closed_at: self.closed_at,
            sources: serde_json::from_str(&self.sources).map_err(|_| SOURCES)?,
            cas_ids,
            steps,
            stock,
            undone,
        })
    }
}

#[derive(FromRow)]
struct StepRow {
    import_id: String,
    category: String,
    validated_at: String,
    validated_by: String,
    automatic: i64,
    confirmed: i64,
    manual: i64,
    kept: i64,
    refused: i64,
    to_review: i64,
    undecided: i64,
    added: i64,
    changed: i64,
    unchanged: i64,
    removed: i64,
    stock: i64,
}

impl TryFrom<StepRow> for Step {
    type Error = StoreError;

    fn try_from(row: StepRow) -> Result<Self, StoreError> {
        Ok(Self {
            category: Category::parse(&row.category, "import_step.category")?,
            validated_at: row.validated_at,
            validated_by: row.validated_by,
            automatic: count(row.automatic, "import_step.automatic")?,
            confirmed: count(row.confirmed, "import_step.confirmed")?,
            manual: count(row.manual, "import_step.manual")?,
            kept: count(row.kept, "import_step.kept")?,
            report: StepReport {
                refused: count(row.refused, "import_step.refused")?,
                to_review: count(row.to_review, "import_step.to_review")?,
                undecided: count(row.undecided, "import_step.undecided")?,
            },
            added: count(row.added, "import_step.added")?,
            changed: count(row.changed, "import_step.changed")?,
            unchanged: count(row.unchanged, "import_step.unchanged")?,
            removed: count(row.removed, "import_step.removed")?,
            stock: count(row.stock, "import_step.stock")?,
        })
    }
}
