//! Accounts, rights and the one-time link.

use super::SqliteStore;
use crate::store::{
    Account, Accounts, Credentials, Hash, NewAccount, StoreError, code::Coded as _, time_text,
};
use api::{Right, Role};
use async_trait::async_trait;
use domain::uai::Uai;
use jiff::Timestamp;

#[async_trait]
impl Accounts for SqliteStore {
    async fn has_account(&self) -> Result<bool, StoreError> {
        Ok(sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM account)")
            .fetch_one(&self.read)
            .await?)
    }

    async fn account(&self, id: &str) -> Result<Option<Account>, StoreError> {
        let mut tx = self.begin_read().await?;
        let row = sqlx::query_as::<_, (String, String)>(
            "SELECT name, role
             FROM account
             WHERE id = $1",
        )
        .bind(id)
        .fetch_optional(&mut *tx)
        .await?;
        let Some((name, role)) = row else {
            return Ok(None);
        };
        let rights = sqlx::query_as::<_, (String, String)>(
            "SELECT uai, granted
             FROM account_right
             WHERE account_id = $1
             ORDER BY uai",
        )
        .bind(id)
        .fetch_all(&mut *tx)
        .await?;
        Ok(Some(Account {
            id: id.to_owned(),
            name,
            role: Role::parse(&role, "account.role")?,
            rights: rights.into_iter().map(right).collect::<Result<_, _>>()?,
        }))
    }

    async fn credentials(&self, folded_name: &str) -> Result<Option<Credentials>, StoreError> {
        let row = sqlx::query_as::<_, (String, String)>(
            "SELECT id, password_hash
             FROM account
             WHERE folded_name = $1",
        )
        .bind(folded_name)
        .fetch_optional(&self.read)
        .await?;
        Ok(row.map(|(account_id, password_hash)| Credentials { account_id, password_hash }))
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
        let hash = sqlx::query_scalar::<_, Vec<u8>>("SELECT token_hash FROM setup_link")
            .fetch_optional(&self.read)
            .await?;
        hash.map(|hash| {
            hash.try_into().map_err(|_| StoreError::Inconsistent("setup_link.token_hash"))
        })
        .transpose()
    }

    async fn create_first_account(
        &self,
        account: &NewAccount,
        token_hash: &Hash,
    ) -> Result<bool, StoreError> {
        let mut tx = self.begin_write().await?;
        let used = sqlx::query("DELETE FROM setup_link WHERE token_hash = $1")
            .bind(token_hash.as_slice())
            .execute(&mut *tx)
            .await?;
        let has_account: bool =
            sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM account)").fetch_one(&mut *tx).await?;
        if used.rows_affected() == 0 || has_account {
            return Ok(false);
        }
        sqlx::query(
            "INSERT INTO account (id, name, folded_name, password_hash, role, created_at)
             VALUES ($1, $2, $3, $4, $5, $6)",
        )
        .bind(&account.id)
        .bind(&account.name)
        .bind(&account.folded_name)
        .bind(&account.password_hash)
        .bind(Role::Superadmin.code())
        .bind(time_text(account.created_at))
        .execute(&mut *tx)
        .await?;
        tx.commit().await?;
        Ok(true)
    }
}

fn right((uai, granted): (String, String)) -> Result<(Uai, Right), StoreError> {
    let uai = Uai::parse(&uai).map_err(|_| StoreError::Inconsistent("account_right.uai"))?;
    Ok((uai, Right::parse(&granted, "account_right.granted")?))
}
