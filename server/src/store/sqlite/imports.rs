//! Imports and the reports of their steps.

use super::{SqliteStore, count};
use crate::store::{
    Idempotency, Imports, KeyReused, NewImport, StoreError, code::Coded, time_text,
};
use api::{Category, Import, ImportState, Mode, Page, Paging, Step, StepReport};
use async_trait::async_trait;
use domain::uai::Uai;
use jiff::Timestamp;
use sqlx::{FromRow, SqliteConnection};
use std::collections::{BTreeMap, HashMap};

#[async_trait]
impl Imports for SqliteStore {
    async fn start_import(
        &self,
        new: &NewImport,
        idempotency: &Idempotency,
    ) -> Result<Result<Import, KeyReused>, StoreError> {
        let mut tx = self.begin_write().await?;
        let former = sqlx::query_as::<_, (String, Vec<u8>)>(
            "SELECT id, request_hash
             FROM import
             WHERE uai = $1 AND idempotency_key = $2",
        )
        .bind(new.uai.as_str())
        .bind(&idempotency.key)
        .fetch_optional(&mut *tx)
        .await?;
        if let Some((id, request_hash)) = former {
            if request_hash != idempotency.request_hash {
                return Ok(Err(KeyReused));
            }
            return Ok(Ok(written(&mut tx, &new.uai, &id).await?));
        }
        sqlx::query(
            "UPDATE import
             SET closed_at = $3
             WHERE uai = $1 AND started_by = $2 AND closed_at IS NULL",
        )
        .bind(new.uai.as_str())
        .bind(&new.started_by)
        .bind(time_text(new.started_at))
        .execute(&mut *tx)
        .await?;
        sqlx::query(
            "INSERT INTO import
                 (id, uai, mode, sources, started_by, started_at, closed_at,
                  idempotency_key, request_hash)
             VALUES ($1, $2, $3, $4, $5, $6, NULL, $7, $8)",
        )
        .bind(&new.id)
        .bind(new.uai.as_str())
        .bind(new.mode.code())
        .bind(serde_json::to_string(&new.sources).map_err(|_| SOURCES)?)
        .bind(&new.started_by)
        .bind(time_text(new.started_at))
        .bind(&idempotency.key)
        .bind(idempotency.request_hash.as_slice())
        .execute(&mut *tx)
        .await?;
        let import = written(&mut tx, &new.uai, &new.id).await?;
        tx.commit().await?;
        Ok(Ok(import))
    }

    async fn imports(&self, uai: &Uai, paging: Paging) -> Result<Page<Import>, StoreError> {
        let mut tx = self.begin_read().await?;
        let total: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM import WHERE uai = $1")
            .bind(uai.as_str())
            .fetch_one(&mut *tx)
            .await?;
        let rows = sqlx::query_as::<_, ImportRow>(
            "SELECT i.id, i.mode, i.sources, a.name AS started_by, i.started_at, i.closed_at
             FROM import AS i
             JOIN account AS a ON a.id = i.started_by
             WHERE i.uai = $1
             ORDER BY i.started_at DESC, i.id DESC
             LIMIT $2 OFFSET $3",
        )
        .bind(uai.as_str())
        .bind(i64::from(paging.limit))
        .bind(i64::from(paging.offset))
        .fetch_all(&mut *tx)
        .await?;
        let steps = sqlx::query_as::<_, StepRow>(
            "SELECT s.import_id, s.category, s.validated_at, a.name AS validated_by,
                    s.automatic, s.confirmed, s.manual, s.kept,
                    s.refused, s.to_review, s.undecided,
                    s.added, s.changed, s.unchanged, s.removed
             FROM import_step AS s
             JOIN account AS a ON a.id = s.validated_by
             WHERE s.import_id IN (
                 SELECT id FROM import WHERE uai = $1
                 ORDER BY started_at DESC, id DESC
                 LIMIT $2 OFFSET $3)
             ORDER BY s.import_id, s.number",
        )
        .bind(uai.as_str())
        .bind(i64::from(paging.limit))
        .bind(i64::from(paging.offset))
        .fetch_all(&mut *tx)
        .await?;
        let stock = stock(&mut tx, uai).await?;
        let mut reports = HashMap::<String, Vec<StepRow>>::new();
        for step in steps {
            reports.entry(step.import_id.clone()).or_default().push(step);
        }
        let import = |row: ImportRow| {
            let steps = reports.remove(&row.id).unwrap_or_default();
            row.into_import(steps, stock)
        };
        Ok(Page {
            items: rows.into_iter().map(import).collect::<Result<_, _>>()?,
            total: count(total, "import")?,
        })
    }

    async fn import(&self, uai: &Uai, id: &str) -> Result<Option<Import>, StoreError> {
        let mut tx = self.begin_read().await?;
        find(&mut tx, uai, id).await
    }

    async fn close_import(
        &self,
        uai: &Uai,
        id: &str,
        at: Timestamp,
    ) -> Result<Option<Import>, StoreError> {
        let mut tx = self.begin_write().await?;
        sqlx::query(
            "UPDATE import
             SET closed_at = $3
             WHERE uai = $1 AND id = $2 AND closed_at IS NULL",
        )
        .bind(uai.as_str())
        .bind(id)
        .bind(time_text(at))
        .execute(&mut *tx)
        .await?;
        let import = find(&mut tx, uai, id).await?;
        tx.commit().await?;
        Ok(import)
    }
}

/// How many mappings an establishment has.
pub(super) async fn stock(db: &mut SqliteConnection, uai: &Uai) -> Result<u32, StoreError> {
    let stock: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM mapping WHERE uai = $1")
        .bind(uai.as_str())
        .fetch_one(db)
        .await?;
    count(stock, "mapping")
}

/// The import of the step that was validated last.
pub(super) async fn last(
    db: &mut SqliteConnection,
    uai: &Uai,
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
        Some(id) => find(db, uai, &id).await,
        None => Ok(None),
    }
}

/// The newest import that is open.
pub(super) async fn newest_open(
    db: &mut SqliteConnection,
    uai: &Uai,
) -> Result<Option<Import>, StoreError> {
    let id = sqlx::query_scalar::<_, String>(
        "SELECT id
         FROM import
         WHERE uai = $1 AND closed_at IS NULL
         ORDER BY started_at DESC, id DESC
         LIMIT 1",
    )
    .bind(uai.as_str())
    .fetch_optional(&mut *db)
    .await?;
    match id {
        Some(id) => find(db, uai, &id).await,
        None => Ok(None),
    }
}

const SOURCES: StoreError = StoreError::Inconsistent("import.sources");

/// An import that this transaction has just written or found.
async fn written(db: &mut SqliteConnection, uai: &Uai, id: &str) -> Result<Import, StoreError> {
    find(db, uai, id)
        .await?
        .ok_or(StoreError::Inconsistent("import.id"))
}

async fn find(
    db: &mut SqliteConnection,
    uai: &Uai,
    id: &str,
) -> Result<Option<Import>, StoreError> {
    let row = sqlx::query_as::<_, ImportRow>(
        "SELECT i.id, i.mode, i.sources, a.name AS started_by, i.started_at, i.closed_at
         FROM import AS i
         JOIN account AS a ON a.id = i.started_by
         WHERE i.uai = $1 AND i.id = $2",
    )
    .bind(uai.as_str())
    .bind(id)
    .fetch_optional(&mut *db)
    .await?;
    let Some(row) = row else {
        return Ok(None);
    };
    let steps = sqlx::query_as::<_, StepRow>(
        "SELECT s.import_id, s.category, s.validated_at, a.name AS validated_by,
                s.automatic, s.confirmed, s.manual, s.kept,
                s.refused, s.to_review, s.undecided,
                s.added, s.changed, s.unchanged, s.removed
         FROM import_step AS s
         JOIN account AS a ON a.id = s.validated_by
         WHERE s.import_id = $1
         ORDER BY s.number",
    )
    .bind(id)
    .fetch_all(&mut *db)
    .await?;
    let stock = stock(db, uai).await?;
    row.into_import(steps, stock).map(Some)
}

#[derive(FromRow)]
struct ImportRow {
    id: String,
    mode: String,
    sources: String,
    started_by: String,
    started_at: String,
    closed_at: Option<String>,
}

impl ImportRow {
    /// With its steps in the order of their validation, of which the last of each category stays.
    fn into_import(self, steps: Vec<StepRow>, stock: u32) -> Result<Import, StoreError> {
        let mut last_of_each = BTreeMap::new();
        for row in steps {
            let step = Step::try_from(row)?;
            last_of_each.insert(step.category, step);
        }
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
            steps: last_of_each.into_values().collect(),
            stock,
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
        })
    }
}
