//! The stock as it is read. What changes it is in `changes`.

use super::{SqliteStore, changes, count, steps};
use crate::store::{
    Idempotency, Mappings, StepRefusal, StepRequest, StoreError, code::Coded as _, step, stock,
};
use api::{Category, Decision, Paging, StepOutcome, StoredMapping, StoredMappings};
use async_trait::async_trait;
use domain::{ent_key::EntKey, pronote_id::PronoteId, uai::Uai};
use sqlx::{FromRow, SqliteConnection};

#[async_trait]
impl Mappings for SqliteStore {
    async fn mappings(&self, uai: &Uai, paging: Paging) -> Result<StoredMappings, StoreError> {
        let mut tx = self.begin_read().await?;
        let (revision, total) = sqlx::query_as::<_, (i64, i64)>(
            "SELECT e.revision, (SELECT COUNT(*) FROM mapping AS m WHERE m.uai = e.uai)
             FROM establishment AS e
             WHERE e.uai = $1",
        )
        .bind(uai.as_str())
        .fetch_optional(&mut *tx)
        .await?
        .unwrap_or_default();
        let rows = sqlx::query_as::<_, MappingRow>(
            "SELECT ent_key, pronote_id, category, decision
             FROM mapping
             WHERE uai = $1
             ORDER BY pronote_id
             LIMIT $2 OFFSET $3",
        )
        .bind(uai.as_str())
        .bind(i64::from(paging.limit))
        .bind(i64::from(paging.offset))
        .fetch_all(&mut *tx)
        .await?;
        let item = |row: MappingRow| {
            stock::Mapping::try_from(row).map(|mapping| StoredMapping {
                category: mapping.category,
                pair: (&mapping.pair).into(),
            })
        };
        Ok(StoredMappings {
            revision: parse_revision(revision)?,
            total: count(total, "mapping")?,
            items: rows.into_iter().map(item).collect::<Result<_, _>>()?,
        })
    }

    async fn preview_step(
        &self,
        request: &StepRequest,
    ) -> Result<Result<StepOutcome, StepRefusal>, StoreError> {
        let mut tx = self.begin_read().await?;
        let Some(situation) = steps::situation(&mut tx, request).await? else {
            return Ok(Err(StepRefusal::NoSuchImport));
        };
        Ok(step::review(request, &situation)
            .map(|difference| step::outcome(&difference, &situation)))
    }

    async fn validate_step(
        &self,
        request: &StepRequest,
        idempotency: &Idempotency,
    ) -> Result<Result<StepOutcome, StepRefusal>, StoreError> {
        let mut tx = self.begin_write().await?;
        let Some(situation) = steps::situation(&mut tx, request).await? else {
            return Ok(Err(StepRefusal::NoSuchImport));
        };
        if let Some(replay) = steps::replay(&mut tx, request, idempotency).await? {
            return Ok(replay);
        }
        let difference = match step::review(request, &situation) {
            Ok(difference) => difference,
            Err(refusal) => return Ok(Err(refusal)),
        };
        let outcome = step::outcome(&difference, &situation);
        changes::write(&mut tx, request, idempotency, &difference, &outcome).await?;
        tx.commit().await?;
        Ok(Ok(outcome))
    }
}

/// The whole stock of an establishment, ordered by PRONOTE identifier.
pub(super) async fn stored(
    db: &mut SqliteConnection,
    uai: &Uai,
) -> Result<Vec<stock::Mapping>, StoreError> {
    let rows = sqlx::query_as::<_, MappingRow>(
        "SELECT ent_key, pronote_id, category, decision
         FROM mapping
         WHERE uai = $1
         ORDER BY pronote_id",
    )
    .bind(uai.as_str())
    .fetch_all(db)
    .await?;
    rows.into_iter().map(stock::Mapping::try_from).collect()
}

pub(super) fn parse_revision(revision: i64) -> Result<u64, StoreError> {
    u64::try_from(revision).map_err(|_| StoreError::Inconsistent("establishment.revision"))
}

#[derive(FromRow)]
struct MappingRow {
    ent_key: String,
    pronote_id: String,
    category: String,
    decision: String,
}

impl TryFrom<MappingRow> for stock::Mapping {
    type Error = StoreError;

    fn try_from(row: MappingRow) -> Result<Self, StoreError> {
        Ok(Self {
            category: Category::parse(&row.category, "mapping.category")?,
            pair: stock::Pair {
                ent_key: EntKey::parse(&row.ent_key)
                    .map_err(|_| StoreError::Inconsistent("mapping.ent_key"))?,
                pronote_id: PronoteId::parse(&row.pronote_id)
                    .map_err(|_| StoreError::Inconsistent("mapping.pronote_id"))?,
                decision: Decision::parse(&row.decision, "mapping.decision")?,
            },
        })
    }
}
