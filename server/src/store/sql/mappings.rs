//! The stock as it is read. What changes it is in `changes`.

use super::{Backend, Connection, changes, count, purge, steps};
use crate::store::{
    By, Idempotency, Mappings, StepPreview, StepRefusal, StepRequest, StoreError, code::Coded as _,
    step, stock,
};
use api::{Category, Decision, Paging, Purge, StepOutcome, StoredMapping, StoredMappings};
use async_trait::async_trait;
use domain::{ent_key::EntKey, pronote_id::PronoteId, uai::Uai};
use jiff::Timestamp;
use sqlx::FromRow;

#[async_trait]
impl Mappings for Backend {
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

    async fn preview_new(
        &self,
        preview: &StepPreview,
    ) -> Result<Result<StepOutcome, StepRefusal>, StoreError> {
        let mut tx = self.begin_read().await?;
        let situation = steps::before_the_first(&mut tx, preview).await?;
        Ok(step::review(&preview.step, &situation)
            .map(|difference| step::outcome(&difference, &situation)))
    }

    async fn validate_step(
        &self,
        request: &StepRequest,
        idempotency: &Idempotency,
    ) -> Result<Result<StepOutcome, StepRefusal>, StoreError> {
        let mut tx = self.begin_write(request.uai.as_str()).await?;
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

    async fn preview_purge(
        &self,
        uai: &Uai,
        confirmed_before: Option<Timestamp>,
    ) -> Result<Purge, StoreError> {
        let mut tx = self.begin_read().await?;
        purge::preview(&mut tx, uai, confirmed_before).await
    }

    async fn purge(
        &self,
        uai: &Uai,
        confirmed_before: Option<Timestamp>,
        revision: u64,
        by: By<'_>,
    ) -> Result<Result<Purge, u64>, StoreError> {
        let mut tx = self.begin_write(uai.as_str()).await?;
        let now = revision_of(&mut tx, uai).await?;
        if now != revision {
            return Ok(Err(now));
        }
        let erased = purge::preview(&mut tx, uai, confirmed_before).await?;
        purge::write(&mut tx, uai, confirmed_before, &erased, by).await?;
        tx.commit().await?;
        Ok(Ok(erased))
    }
}

/// The stock's revision; 0 where there is no such establishment.
pub(super) async fn revision_of(db: &mut Connection, uai: &Uai) -> Result<u64, StoreError> {
    let revision = sqlx::query_scalar("SELECT revision FROM establishment WHERE uai = $1")
        .bind(uai.as_str())
        .fetch_optional(db)
        .await?;
    parse_revision(revision.unwrap_or_default())
}

/// The whole stock of an establishment, ordered by PRONOTE identifier.
pub(super) async fn stored(
    db: &mut Connection,
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
