//! What CAS servers are still to be told.

use super::{Backend, Connection, Db, count};
use crate::store::{Refresh, Refreshes, StoreError, code::Coded as _, time_text};
use api::RefreshFailure;
use async_trait::async_trait;
use domain::uai::Uai;
use jiff::Timestamp;
use sqlx::{FromRow, QueryBuilder};

/// Users taken at a time.
const PART: i64 = 50;

/// Rows in one statement.
const ROWS: usize = 500;

#[async_trait]
impl Refreshes for Backend {
    async fn take_refreshes(
        &self,
        now: Timestamp,
        lease: Timestamp,
    ) -> Result<Vec<Refresh>, StoreError> {
        let none: bool = !sqlx::query_scalar::<_, bool>(
            "SELECT EXISTS (SELECT 1 FROM cas_refresh WHERE due_at <= $1)",
        )
        .bind(time_text(now))
        .fetch_one(&self.read)
        .await?;
        if none {
            return Ok(Vec::new());
        }
        // Two processes that want the same row: the second finds it due later.
        let rows = sqlx::query_as::<_, RefreshRow>(
            "UPDATE cas_refresh
             SET due_at = $2
             WHERE due_at <= $1
               AND (client_id, ent_key) IN (
                   SELECT r.client_id, r.ent_key
                   FROM cas_refresh AS r
                   WHERE r.due_at <= $1
                   ORDER BY r.due_at
                   LIMIT $3)
             RETURNING client_id, ent_key, attempts,
                       (SELECT c.refresh_url FROM cas_client AS c
                        WHERE c.id = cas_refresh.client_id) AS url",
        )
        .bind(time_text(now))
        .bind(time_text(lease))
        .bind(PART)
        .fetch_all(&self.write)
        .await?;
        rows.into_iter().filter_map(|row| row.into_refresh().transpose()).collect()
    }

    async fn refreshed(
        &self,
        refresh: &Refresh,
        lease: Timestamp,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        let mut tx = self.begin_write(&refresh.client_id).await?;
        forget(&mut tx, refresh, lease).await?;
        sqlx::query("UPDATE cas_client SET refreshed_at = $2 WHERE id = $1")
            .bind(&refresh.client_id)
            .bind(time_text(at))
            .execute(&mut *tx)
            .await?;
        Ok(tx.commit().await?)
    }

    async fn not_refreshed(
        &self,
        refresh: &Refresh,
        lease: Timestamp,
        failure: RefreshFailure,
        at: Timestamp,
        again: Option<Timestamp>,
    ) -> Result<(), StoreError> {
        let mut tx = self.begin_write(&refresh.client_id).await?;
        match again {
            Some(again) => {
                sqlx::query(
                    "UPDATE cas_refresh
                     SET attempts = attempts + 1, due_at = $4
                     WHERE client_id = $1 AND ent_key = $2 AND due_at = $3",
                )
                .bind(&refresh.client_id)
                .bind(&refresh.ent_key)
                .bind(time_text(lease))
                .bind(time_text(again))
                .execute(&mut *tx)
                .await?;
            }
            None => forget(&mut tx, refresh, lease).await?,
        }
        sqlx::query(
            "UPDATE cas_client
             SET refresh_failed_at = $2, refresh_failure = $3, refreshes_lost = refreshes_lost + $4
             WHERE id = $1",
        )
        .bind(&refresh.client_id)
        .bind(time_text(at))
        .bind(failure.code())
        .bind(i64::from(again.is_none()))
        .execute(&mut *tx)
        .await?;
        Ok(tx.commit().await?)
    }
}

/// Puts users into the queue of every CAS server that asks to be told and may ask about their
/// establishment. Where logins are digests, nobody here could say who is meant: nothing is queued.
pub(super) async fn enqueue<'a>(
    db: &mut Connection,
    uai: &Uai,
    ent_keys: impl IntoIterator<Item = &'a str>,
    at: Timestamp,
) -> Result<(), StoreError> {
    let clients = sqlx::query_scalar::<_, String>(
        "SELECT c.id
         FROM cas_client AS c
         JOIN establishment AS e ON e.uai = $1
         WHERE c.refresh_url IS NOT NULL AND e.cas_key = 'ent_id' AND NOT e.demonstration
           AND (c.everywhere OR EXISTS (
               SELECT 1 FROM cas_client_establishment AS a
               WHERE a.client_id = c.id AND a.uai = e.uai))
         ORDER BY c.id",
    )
    .bind(uai.as_str())
    .fetch_all(&mut *db)
    .await?;
    if clients.is_empty() {
        return Ok(());
    }
    let due_at = time_text(at);
    let ent_keys: Vec<_> = ent_keys.into_iter().collect();
    for client_id in &clients {
        for ent_keys in ent_keys.chunks(ROWS) {
            QueryBuilder::<Db>::new(
                "INSERT INTO cas_refresh (client_id, ent_key, uai, attempts, due_at) ",
            )
            .push_values(ent_keys, |mut row, ent_key| {
                row.push_bind(client_id)
                    .push_bind(*ent_key)
                    .push_bind(uai.as_str())
                    .push_bind(0_i64)
                    .push_bind(&due_at);
            })
            .push(
                " ON CONFLICT (client_id, ent_key) DO UPDATE
                  SET attempts = 0, due_at = excluded.due_at",
            )
            .build()
            .execute(&mut *db)
            .await?;
        }
    }
    Ok(())
}

async fn forget(
    db: &mut Connection,
    refresh: &Refresh,
    lease: Timestamp,
) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM cas_refresh WHERE client_id = $1 AND ent_key = $2 AND due_at = $3")
        .bind(&refresh.client_id)
        .bind(&refresh.ent_key)
        .bind(time_text(lease))
        .execute(db)
        .await?;
    Ok(())
}

#[derive(FromRow)]
struct RefreshRow {
    client_id: String,
    ent_key: String,
    attempts: i64,
    url: Option<String>,
}

impl RefreshRow {
    /// Nothing where the CAS server does not want to be told any more.
    fn into_refresh(self) -> Result<Option<Refresh>, StoreError> {
        let attempts = count(self.attempts, "cas_refresh.attempts")?;
        let Self { client_id, ent_key, url, .. } = self;
        Ok(url.map(|url| Refresh { client_id, url, ent_key, attempts }))
    }
}
