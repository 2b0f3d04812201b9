//! Codes of authenticator applications, and recovery codes.

use super::{ACCOUNTS, Backend, Connection, accounts::act, append, count, passkeys};
use crate::store::{By, Factors, Hash, SecondFactors, StoreError, TOTP_SECRET, time_text};
use api::{AuditAction, AuditDetails};
use async_trait::async_trait;
use jiff::Timestamp;

#[async_trait]
impl SecondFactors for Backend {
    async fn second_factors(&self, account_id: &str) -> Result<Factors, StoreError> {
        let mut tx = self.begin_read().await?;
        let totp = sqlx::query_scalar::<_, Vec<u8>>(
            "SELECT secret
             FROM totp
             WHERE account_id = $1 AND confirmed_at IS NOT NULL",
        )
        .bind(account_id)
        .fetch_optional(&mut *tx)
        .await?;
        Ok(Factors {
            totp: totp.map(secret).transpose()?,
            passkeys: passkeys::of(&mut tx, account_id).await?,
            recovery_codes: recovery_codes(&mut tx, account_id).await?,
        })
    }

    async fn offer_totp(
        &self,
        account_id: &str,
        secret: &[u8; TOTP_SECRET],
    ) -> Result<bool, StoreError> {
        let offered = sqlx::query(
            "INSERT INTO totp (account_id, secret, confirmed_at, last_step)
             VALUES ($1, $2, NULL, 0)
             ON CONFLICT (account_id) DO UPDATE
             SET secret = excluded.secret
             WHERE totp.confirmed_at IS NULL",
        )
        .bind(account_id)
        .bind(secret.as_slice())
        .execute(&self.write)
        .await?;
        Ok(offered.rows_affected() == 1)
    }

    async fn offered_totp(
        &self,
        account_id: &str,
    ) -> Result<Option<[u8; TOTP_SECRET]>, StoreError> {
        let offered = sqlx::query_scalar::<_, Vec<u8>>(
            "SELECT secret
             FROM totp
             WHERE account_id = $1 AND confirmed_at IS NULL",
        )
        .bind(account_id)
        .fetch_optional(&self.read)
        .await?;
        offered.map(secret).transpose()
    }

    async fn confirm_totp(
        &self,
        account_id: &str,
        step: u64,
        recovery: &[Hash],
        at: Timestamp,
    ) -> Result<bool, StoreError> {
        let mut tx = self.begin_write(ACCOUNTS).await?;
        sqlx::query(
            "UPDATE totp
             SET confirmed_at = $2, last_step = $3
             WHERE account_id = $1 AND confirmed_at IS NULL",
        )
        .bind(account_id)
        .bind(time_text(at))
        .bind(step_number(step)?)
        .execute(&mut *tx)
        .await?;
        let first = put_first_codes(&mut tx, account_id, recovery).await?;
        let by = By { account: Some(account_id), at };
        append(&mut tx, &act(by, AuditAction::SecondFactorAdded, AuditDetails::default())).await?;
        tx.commit().await?;
        Ok(first)
    }

    async fn use_totp(&self, account_id: &str, step: u64) -> Result<bool, StoreError> {
        let used = sqlx::query(
            "UPDATE totp
             SET last_step = $2
             WHERE account_id = $1 AND confirmed_at IS NOT NULL AND last_step < $2",
        )
        .bind(account_id)
        .bind(step_number(step)?)
        .execute(&self.write)
        .await?;
        Ok(used.rows_affected() == 1)
    }

    async fn remove_totp(&self, account_id: &str, at: Timestamp) -> Result<bool, StoreError> {
        let mut tx = self.begin_write(ACCOUNTS).await?;
        let removed = sqlx::query("DELETE FROM totp WHERE account_id = $1")
            .bind(account_id)
            .execute(&mut *tx)
            .await?;
        if removed.rows_affected() == 0 {
            return Ok(false);
        }
        removed_one(&mut tx, account_id, at).await?;
        tx.commit().await?;
        Ok(true)
    }

    async fn put_recovery_codes(
        &self,
        account_id: &str,
        codes: &[Hash],
        at: Timestamp,
    ) -> Result<(), StoreError> {
        let mut tx = self.begin_write(ACCOUNTS).await?;
        put_codes(&mut tx, account_id, codes).await?;
        let by = By { account: Some(account_id), at };
        append(&mut tx, &act(by, AuditAction::RecoveryCodesMade, AuditDetails::default())).await?;
        Ok(tx.commit().await?)
    }

    async fn use_recovery_code(
        &self,
        account_id: &str,
        code: &Hash,
        at: Timestamp,
    ) -> Result<bool, StoreError> {
        let mut tx = self.begin_write(ACCOUNTS).await?;
        let used =
            sqlx::query("DELETE FROM recovery_code WHERE account_id = $1 AND code_hash = $2")
                .bind(account_id)
                .bind(code.as_slice())
                .execute(&mut *tx)
                .await?;
        if used.rows_affected() == 0 {
            return Ok(false);
        }
        let by = By { account: Some(account_id), at };
        append(&mut tx, &act(by, AuditAction::RecoveryCodeUsed, AuditDetails::default())).await?;
        tx.commit().await?;
        Ok(true)
    }

    async fn reset_second_factors(&self, account_id: &str, by: By<'_>) -> Result<bool, StoreError> {
        let mut tx = self.begin_write(ACCOUNTS).await?;
        let exists: bool = sqlx::query_scalar(
            "SELECT EXISTS (SELECT 1 FROM account WHERE id = $1 AND ended_at IS NULL)",
        )
        .bind(account_id)
        .fetch_one(&mut *tx)
        .await?;
        if !exists {
            return Ok(false);
        }
        for statement in [
            "DELETE FROM totp WHERE account_id = $1",
            "DELETE FROM recovery_code WHERE account_id = $1",
            "DELETE FROM passkey WHERE account_id = $1",
            "DELETE FROM challenge WHERE account_id = $1",
            "DELETE FROM session WHERE account_id = $1",
        ] {
            sqlx::query(statement).bind(account_id).execute(&mut *tx).await?;
        }
        let details =
            AuditDetails { account: Some(account_id.to_owned()), ..AuditDetails::default() };
        append(&mut tx, &act(by, AuditAction::SecondFactorReset, details)).await?;
        tx.commit().await?;
        Ok(true)
    }
}

/// Stores recovery codes with an account's first second factor; answers whether it did.
pub(super) async fn put_first_codes(
    db: &mut Connection,
    account_id: &str,
    codes: &[Hash],
) -> Result<bool, StoreError> {
    let first = recovery_codes(db, account_id).await? == 0;
    if first {
        put_codes(db, account_id, codes).await?;
    }
    Ok(first)
}

/// One second factor was taken away: recovery codes go with the last one.
pub(super) async fn removed_one(
    db: &mut Connection,
    account_id: &str,
    at: Timestamp,
) -> Result<(), StoreError> {
    sqlx::query(
        "DELETE FROM recovery_code
         WHERE account_id = $1
           AND NOT EXISTS (SELECT 1 FROM totp AS t
                           WHERE t.account_id = $1 AND t.confirmed_at IS NOT NULL)
           AND NOT EXISTS (SELECT 1 FROM passkey AS p WHERE p.account_id = $1)",
    )
    .bind(account_id)
    .execute(&mut *db)
    .await?;
    let by = By { account: Some(account_id), at };
    append(db, &act(by, AuditAction::SecondFactorRemoved, AuditDetails::default())).await
}

async fn put_codes(
    db: &mut Connection,
    account_id: &str,
    codes: &[Hash],
) -> Result<(), StoreError> {
    sqlx::query("DELETE FROM recovery_code WHERE account_id = $1")
        .bind(account_id)
        .execute(&mut *db)
        .await?;
    for code in codes {
        sqlx::query("INSERT INTO recovery_code (account_id, code_hash) VALUES ($1, $2)")
            .bind(account_id)
            .bind(code.as_slice())
            .execute(&mut *db)
            .await?;
    }
    Ok(())
}

async fn recovery_codes(db: &mut Connection, account_id: &str) -> Result<u32, StoreError> {
    let left: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM recovery_code WHERE account_id = $1")
        .bind(account_id)
        .fetch_one(db)
        .await?;
    count(left, "recovery_code")
}

fn secret(stored: Vec<u8>) -> Result<[u8; TOTP_SECRET], StoreError> {
    stored.try_into().map_err(|_| StoreError::Inconsistent("totp.secret"))
}

fn step_number(step: u64) -> Result<i64, StoreError> {
    i64::try_from(step).map_err(|_| StoreError::Inconsistent("totp.last_step"))
}
