//! Sessions.

use super::{
    ACCOUNTS, Backend,
    accounts::{act, to_account},
    append, hash,
};
use crate::store::{Account, By, Hash, Session, Sessions, StoreError, code::parse_time, time_text};
use api::{AuditAction, AuditDetails};
use async_trait::async_trait;
use jiff::Timestamp;
use sqlx::FromRow;

#[async_trait]
impl Sessions for Backend {
    async fn create_session(&self, session: &Session) -> Result<bool, StoreError> {
        let created = sqlx::query(
            "INSERT INTO session (id_hash, account_id, csrf, signed_in_at, seen_at, expires_at)
             VALUES ($1, $2, $3, $4, $5, $6)
             ON CONFLICT (id_hash) DO NOTHING",
        )
        .bind(session.id_hash.as_slice())
        .bind(&session.account_id)
        .bind(&session.csrf)
        .bind(time_text(session.signed_in_at))
        .bind(time_text(session.seen_at))
        .bind(time_text(session.expires_at))
        .execute(&self.write)
        .await?;
        Ok(created.rows_affected() == 1)
    }

    async fn save_session(&self, session: &Session) -> Result<(), StoreError> {
        // Never an INSERT: a request that was under way while its session ended would revive it.
        sqlx::query(
            "UPDATE session
             SET account_id = $2, csrf = $3, signed_in_at = $4, seen_at = $5, expires_at = $6
             WHERE id_hash = $1",
        )
        .bind(session.id_hash.as_slice())
        .bind(&session.account_id)
        .bind(&session.csrf)
        .bind(time_text(session.signed_in_at))
        .bind(time_text(session.seen_at))
        .bind(time_text(session.expires_at))
        .execute(&self.write)
        .await?;
        Ok(())
    }

    async fn session(
        &self,
        id_hash: &Hash,
        now: Timestamp,
    ) -> Result<Option<(Session, Account)>, StoreError> {
        let rows = sqlx::query_as::<_, HolderRow>(
            "SELECT s.account_id, s.csrf, s.signed_in_at, s.seen_at, s.expires_at,
                    a.name, a.role, r.uai, r.granted
             FROM session AS s
             JOIN account AS a ON a.id = s.account_id AND a.ended_at IS NULL
             LEFT JOIN account_right AS r ON r.account_id = a.id
             WHERE s.id_hash = $1 AND s.expires_at > $2
             ORDER BY r.uai",
        )
        .bind(id_hash.as_slice())
        .bind(time_text(now))
        .fetch_all(&self.read)
        .await?;
        let mut rights = Vec::with_capacity(rows.len());
        let mut of_all = None;
        for HolderRow { session, name, role, uai, granted } in rows {
            rights.push((uai, granted));
            of_all = Some((session, name, role));
        }
        let Some((session, name, role)) = of_all else { return Ok(None) };
        let account = to_account(session.account_id.clone(), name, &role, rights.into_iter())?;
        Ok(Some((session.into_session(*id_hash)?, account)))
    }

    async fn delete_session(&self, id_hash: &Hash) -> Result<(), StoreError> {
        sqlx::query("DELETE FROM session WHERE id_hash = $1")
            .bind(id_hash.as_slice())
            .execute(&self.write)
            .await?;
        Ok(())
    }

    async fn sessions_of(
        &self,
        account_id: &str,
        now: Timestamp,
    ) -> Result<Vec<Session>, StoreError> {
        let rows = sqlx::query_as::<_, OwnRow>(
            "SELECT id_hash, account_id, csrf, signed_in_at, seen_at, expires_at
             FROM session
             WHERE account_id = $1 AND expires_at > $2
             ORDER BY signed_in_at DESC",
        )
        .bind(account_id)
        .bind(time_text(now))
        .fetch_all(&self.read)
        .await?;
        let session = |row: OwnRow| row.rest.into_session(hash(row.id_hash, "session.id_hash")?);
        rows.into_iter().map(session).collect()
    }

    async fn end_session(
        &self,
        account_id: &str,
        id_hash: &Hash,
        by: By<'_>,
    ) -> Result<bool, StoreError> {
        let mut tx = self.begin_write(ACCOUNTS).await?;
        let ended = sqlx::query("DELETE FROM session WHERE account_id = $1 AND id_hash = $2")
            .bind(account_id)
            .bind(id_hash.as_slice())
            .execute(&mut *tx)
            .await?;
        if ended.rows_affected() == 0 {
            return Ok(false);
        }
        append(&mut tx, &act(by, AuditAction::SessionsEnded, AuditDetails::default())).await?;
        tx.commit().await?;
        Ok(true)
    }

    async fn end_other_sessions(
        &self,
        account_id: &str,
        keep: &Hash,
        by: By<'_>,
    ) -> Result<u64, StoreError> {
        let mut tx = self.begin_write(ACCOUNTS).await?;
        let ended = sqlx::query("DELETE FROM session WHERE account_id = $1 AND id_hash <> $2")
            .bind(account_id)
            .bind(keep.as_slice())
            .execute(&mut *tx)
            .await?;
        if ended.rows_affected() > 0 {
            append(&mut tx, &act(by, AuditAction::SessionsEnded, AuditDetails::default())).await?;
        }
        tx.commit().await?;
        Ok(ended.rows_affected())
    }

    async fn delete_expired_sessions(&self, now: Timestamp) -> Result<u64, StoreError> {
        let deleted = sqlx::query("DELETE FROM session WHERE expires_at <= $1")
            .bind(time_text(now))
            .execute(&self.write)
            .await?;
        Ok(deleted.rows_affected())
    }
}

#[derive(FromRow)]
struct SessionRow {
    account_id: String,
    csrf: String,
    signed_in_at: String,
    seen_at: String,
    expires_at: String,
}

/// A session and its account, with one right of it: a row for each.
#[derive(FromRow)]
struct HolderRow {
    #[sqlx(flatten)]
    session: SessionRow,
    name: String,
    role: String,
    uai: Option<String>,
    granted: Option<String>,
}

#[derive(FromRow)]
struct OwnRow {
    id_hash: Vec<u8>,
    #[sqlx(flatten)]
    rest: SessionRow,
}

impl SessionRow {
    fn into_session(self, id_hash: Hash) -> Result<Session, StoreError> {
        Ok(Session {
            id_hash,
            account_id: self.account_id,
            csrf: self.csrf,
            signed_in_at: parse_time(&self.signed_in_at, "session.signed_in_at")?,
            seen_at: parse_time(&self.seen_at, "session.seen_at")?,
            expires_at: parse_time(&self.expires_at, "session.expires_at")?,
        })
    }
}
