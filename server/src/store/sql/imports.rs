//! Imports: their start and their end. How they are read is in `reports`.

use super::{Backend, Connection, append, count, reports, stock_counts, undo};
use crate::store::{
    Act, By, Idempotency, Imports, KeyReused, NewImport, StoreError, UndoRefusal, code::Coded as _,
    time_text,
};
use api::{AuditAction, AuditDetails, Import, Page, Paging, Undo};
use async_trait::async_trait;
use domain::uai::Uai;

#[async_trait]
impl Imports for Backend {
    async fn start_import(
        &self,
        new: &NewImport,
        idempotency: &Idempotency,
    ) -> Result<Result<Import, KeyReused>, StoreError> {
        let mut tx = self.begin_write(new.uai.as_str()).await?;
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
        insert(&mut tx, new, idempotency).await?;
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
        let stock = stock_counts::total(&self.counted(&mut tx, uai).await?);
        Ok(Page {
            items: reports::all(&mut tx, uai, stock, paging).await?,
            total: count(total, "import")?,
        })
    }

    async fn import(&self, uai: &Uai, id: &str) -> Result<Option<Import>, StoreError> {
        let mut tx = self.begin_read().await?;
        let stock = stock_counts::total(&self.counted(&mut tx, uai).await?);
        reports::one(&mut tx, uai, id, stock).await
    }

    async fn close_import(
        &self,
        uai: &Uai,
        id: &str,
        by: By<'_>,
    ) -> Result<Option<Import>, StoreError> {
        let mut tx = self.begin_write(uai.as_str()).await?;
        let closed = sqlx::query(
            "UPDATE import
             SET closed_at = $3
             WHERE uai = $1 AND id = $2 AND closed_at IS NULL",
        )
        .bind(uai.as_str())
        .bind(id)
        .bind(time_text(by.at))
        .execute(&mut *tx)
        .await?;
        let stock = stock_counts::now(&mut tx, uai).await?;
        let import = reports::one(&mut tx, uai, id, stock).await?;
        if closed.rows_affected() > 0 {
            let details = AuditDetails { import: Some(id.to_owned()), ..AuditDetails::default() };
            let act = Act { by, uai: Some(uai), action: AuditAction::ImportClosed, details };
            append(&mut tx, &act).await?;
        }
        tx.commit().await?;
        Ok(import)
    }

    async fn preview_undo(
        &self,
        uai: &Uai,
        id: &str,
    ) -> Result<Result<Undo, UndoRefusal>, StoreError> {
        let mut tx = self.begin_read().await?;
        match undo::situation(&mut tx, uai, id).await? {
            Ok(situation) => Ok(Ok(situation.outcome()?)),
            Err(refusal) => Ok(Err(refusal)),
        }
    }

    async fn undo_import(
        &self,
        uai: &Uai,
        id: &str,
        revision: u64,
        by: By<'_>,
    ) -> Result<Result<Undo, UndoRefusal>, StoreError> {
        let mut tx = self.begin_write(uai.as_str()).await?;
        let situation = match undo::situation(&mut tx, uai, id).await? {
            Ok(situation) => situation,
            Err(refusal) => return Ok(Err(refusal)),
        };
        if situation.revision() != revision {
            return Ok(Err(UndoRefusal::Stale(situation.revision())));
        }
        let outcome = situation.outcome()?;
        undo::write(&mut tx, uai, id, &situation, &outcome, by).await?;
        tx.commit().await?;
        Ok(Ok(outcome))
    }
}

async fn insert(
    db: &mut Connection,
    new: &NewImport,
    idempotency: &Idempotency,
) -> Result<(), StoreError> {
    let sources = serde_json::to_string(&new.sources).map_err(|_| reports::SOURCES)?;
    sqlx::query(
        "INSERT INTO import
             (id, uai, mode, sources, started_by, started_at, closed_at,
              idempotency_key, request_hash, cas_linked, cas_former, cas_none)
         VALUES ($1, $2, $3, $4, $5, $6, NULL, $7, $8, $9, $10, $11)",
    )
    .bind(&new.id)
    .bind(new.uai.as_str())
    .bind(new.mode.code())
    .bind(sources)
    .bind(&new.started_by)
    .bind(time_text(new.started_at))
    .bind(&idempotency.key)
    .bind(idempotency.request_hash.as_slice())
    .bind(new.cas_ids.map(|counts| i64::from(counts.linked)))
    .bind(new.cas_ids.map(|counts| i64::from(counts.former)))
    .bind(new.cas_ids.map(|counts| i64::from(counts.none)))
    .execute(db)
    .await?;
    Ok(())
}

/// An import that this transaction has just written or found.
async fn written(db: &mut Connection, uai: &Uai, id: &str) -> Result<Import, StoreError> {
    let stock = stock_counts::now(&mut *db, uai).await?;
    reports::one(db, uai, id, stock).await?.ok_or(StoreError::Inconsistent("import.id"))
}
