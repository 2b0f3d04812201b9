//! Passkeys, and what browsers were asked to sign.

use super::{
    ACCOUNTS, Backend, Connection,
    accounts::act,
    append,
    second_factors::{put_first_codes, removed_one},
};
use crate::store::{
    By, Challenge, Hash, Passkey, Passkeys, Purpose, StoreError,
    code::{Coded as _, parse_time},
    time_text,
};
use api::{AuditAction, AuditDetails};
use async_trait::async_trait;
use jiff::Timestamp;
use sqlx::FromRow;

#[async_trait]
impl Passkeys for Backend {
    async fn add_passkey(
        &self,
        account_id: &str,
        passkey: &Passkey,
        recovery: &[Hash],
    ) -> Result<Option<bool>, StoreError> {
        let mut tx = self.begin_write(ACCOUNTS).await?;
        let added = sqlx::query(
            "INSERT INTO passkey (id, account_id, name, credential_id, credential, created_at)
             VALUES ($1, $2, $3, $4, $5, $6)
             ON CONFLICT (credential_id) DO NOTHING",
        )
        .bind(&passkey.id)
        .bind(account_id)
        .bind(&passkey.name)
        .bind(&passkey.credential_id)
        .bind(&passkey.credential)
        .bind(time_text(passkey.created_at))
        .execute(&mut *tx)
        .await?;
        if added.rows_affected() == 0 {
            return Ok(None);
        }
        let first = put_first_codes(&mut tx, account_id, recovery).await?;
        let by = By { account: Some(account_id), at: passkey.created_at };
        append(&mut tx, &act(by, AuditAction::SecondFactorAdded, AuditDetails::default())).await?;
        tx.commit().await?;
        Ok(Some(first))
    }

    async fn use_passkey(
        &self,
        account_id: &str,
        credential_id: &str,
        credential: &str,
        at: Timestamp,
    ) -> Result<bool, StoreError> {
        let used = sqlx::query(
            "UPDATE passkey
             SET credential = $3, used_at = $4
             WHERE account_id = $1 AND credential_id = $2",
        )
        .bind(account_id)
        .bind(credential_id)
        .bind(credential)
        .bind(time_text(at))
        .execute(&self.write)
        .await?;
        Ok(used.rows_affected() == 1)
    }

    async fn remove_passkey(
        &self,
        account_id: &str,
        id: &str,
        at: Timestamp,
    ) -> Result<bool, StoreError> {
        let mut tx = self.begin_write(ACCOUNTS).await?;
        let removed = sqlx::query("DELETE FROM passkey WHERE account_id = $1 AND id = $2")
            .bind(account_id)
            .bind(id)
            .execute(&mut *tx)
            .await?;
        if removed.rows_affected() == 0 {
            return Ok(false);
        }
        removed_one(&mut tx, account_id, at).await?;
        tx.commit().await?;
        Ok(true)
    }

    async fn put_challenge(&self, challenge: &Challenge) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO challenge (id, account_id, purpose, state, expires_at)
             VALUES ($1, $2, $3, $4, $5)",
        )
        .bind(&challenge.id)
        .bind(&challenge.account_id)
        .bind(challenge.purpose.code())
        .bind(&challenge.state)
        .bind(time_text(challenge.expires_at))
        .execute(&self.write)
        .await?;
        Ok(())
    }

    async fn challenged(
        &self,
        id: &str,
        purpose: Purpose,
        now: Timestamp,
    ) -> Result<Option<String>, StoreError> {
        Ok(sqlx::query_scalar(
            "SELECT account_id
             FROM challenge
             WHERE id = $1 AND purpose = $2 AND expires_at > $3",
        )
        .bind(id)
        .bind(purpose.code())
        .bind(time_text(now))
        .fetch_optional(&self.read)
        .await?)
    }

    async fn take_challenge(
        &self,
        account_id: &str,
        id: &str,
        purpose: Purpose,
        now: Timestamp,
    ) -> Result<Option<String>, StoreError> {
        let mut tx = self.begin_write(ACCOUNTS).await?;
        sqlx::query("DELETE FROM challenge WHERE expires_at <= $1")
            .bind(time_text(now))
            .execute(&mut *tx)
            .await?;
        let state = sqlx::query_scalar(
            "DELETE FROM challenge
             WHERE id = $1 AND account_id = $2 AND purpose = $3
             RETURNING state",
        )
        .bind(id)
        .bind(account_id)
        .bind(purpose.code())
        .fetch_optional(&mut *tx)
        .await?;
        tx.commit().await?;
        Ok(state)
    }
}

/// The passkeys of an account, oldest first.
pub(super) async fn of(db: &mut Connection, account_id: &str) -> Result<Vec<Passkey>, StoreError> {
    let rows = sqlx::query_as::<_, PasskeyRow>(
        "SELECT id, name, credential_id, credential, created_at, used_at
         FROM passkey
         WHERE account_id = $1
         ORDER BY created_at, id",
    )
    .bind(account_id)
    .fetch_all(db)
    .await?;
    rows.into_iter().map(PasskeyRow::into_passkey).collect()
}

#[derive(FromRow)]
struct PasskeyRow {
    id: String,
    name: String,
    credential_id: String,
    credential: String,
    created_at: String,
    used_at: Option<String>,
}

impl PasskeyRow {
    fn into_passkey(self) -> Result<Passkey, StoreError> {
        let used_at = self.used_at.map(|used_at| parse_time(&used_at, "passkey.used_at"));
        Ok(Passkey {
            id: self.id,
            name: self.name,
            credential_id: self.credential_id,
            credential: self.credential,
            created_at: parse_time(&self.created_at, "passkey.created_at")?,
            used_at: used_at.transpose()?,
        })
    }
}
