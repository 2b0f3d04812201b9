//! The first account, and the one-time link to it.

use super::{ACCOUNTS, Backend, accounts, append, hash};
use crate::store::{By, Hash, NewAccount, Setup, StoreError, time_text};
use api::{AuditAction, AuditDetails, Role};
use async_trait::async_trait;
use jiff::Timestamp;

#[async_trait]
impl Setup for Backend {
    async fn has_account(&self) -> Result<bool, StoreError> {
        Ok(sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM account)")
            .fetch_one(&self.read)
            .await?)
    }

    async fn put_setup_link(&self, token_hash: &Hash, at: Timestamp) -> Result<(), StoreError> {
        sqlx::query(
            "INSERT INTO setup_link (only_row, token_hash, created_at)
             VALUES (1, $1, $2)
             ON CONFLICT (only_row) DO UPDATE
             SET token_hash = excluded.token_hash, created_at = excluded.created_at",
        )
        .bind(token_hash.as_slice())
        .bind(time_text(at))
        .execute(&self.write)
        .await?;
        Ok(())
    }

    async fn setup_link(&self) -> Result<Option<Hash>, StoreError> {
        let stored = sqlx::query_scalar::<_, Vec<u8>>("SELECT token_hash FROM setup_link")
            .fetch_optional(&self.read)
            .await?;
        stored.map(|stored| hash(stored, "setup_link.token_hash")).transpose()
    }

    async fn create_first_account(
        &self,
        account: &NewAccount,
        token_hash: &Hash,
    ) -> Result<bool, StoreError> {
        let mut tx = self.begin_write(ACCOUNTS).await?;
        let used = sqlx::query("DELETE FROM setup_link WHERE token_hash = $1")
            .bind(token_hash.as_slice())
            .execute(&mut *tx)
            .await?;
        let has_account: bool =
            sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM account)").fetch_one(&mut *tx).await?;
        if used.rows_affected() == 0 || has_account {
            return Ok(false);
        }
        accounts::insert(&mut tx, account, Role::Superadmin).await?;
        let by = By { account: Some(&account.id), at: account.created_at };
        append(&mut tx, &accounts::act(by, AuditAction::FirstAccount, AuditDetails::default()))
            .await?;
        tx.commit().await?;
        Ok(true)
    }
}
