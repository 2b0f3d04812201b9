//! Imports: their start and their end. How they are read is in `reports`.

use super::{SqliteStore, count, reports};
use crate::store::{
    Idempotency, Imports, KeyReused, NewImport, StoreError, code::Coded as _, time_text,
};
use api::{Import, Page, Paging};
use async_trait::async_trait;
use domain::uai::Uai;
use jiff::Timestamp;
use sqlx::SqliteConnection;

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
        Ok(Page {
            items: reports::all(&mut tx, uai, paging).await?,
            total: count(total, "import")?,
        })
    }

    async fn import(&self, uai: &Uai, id: &str) -> Result<Option<Import>, StoreError> {
        let mut tx = self.begin_read().await?;
        reports::one(&mut tx, uai, id).await
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
        let import = reports::one(&mut tx, uai, id).await?;
        tx.commit().await?;
        Ok(import)
    }
}

async fn insert(
    db: &mut SqliteConnection,
    new: &NewImport,
    idempotency: &Idempotency,
) -> Result<(), StoreError> {
    let sources = serde_json::to_string(&new.sources).map_err(|_| reports::SOURCES)?;
    sqlx::query(
        "INSERT INTO import
             (id, uai, mode, sources, started_by, started_at, closed_at,
              idempotency_key, request_hash)
         VALUES ($1, $2, $3, $4, $5, $6, NULL, $7, $8)",
    )
    .bind(&new.id)
    .bind(new.uai.as_str())
    .bind(new.mode.code())
    .bind(sources)
    .bind(&new.started_by)
    .bind(time_text(new.started_at))
    .bind(&idempotency.key)
    .bind(idempotency.request_hash.as_slice())
    .execute(db)
    .await?;
    Ok(())
}

/// An import that this transaction has just written or found.
async fn written(db: &mut SqliteConnection, uai: &Uai, id: &str) -> Result<Import, StoreError> {
    reports::one(db, uai, id).await?.ok_or(StoreError::Inconsistent("import.id"))
}
