//! Accounts and rights.

use super::{ACCOUNTS, Backend, Connection, append, count, invitations};
use crate::store::{
    Account, AccountRefusal, Accounts, Act, By, Credentials, Hash, NewAccount, StoreError,
    code::Coded as _, time_text,
};
use api::{AccountSummary, AuditAction, AuditDetails, Page, Paging, Right, Role};
use async_trait::async_trait;
use domain::uai::Uai;
use jiff::Timestamp;
use sqlx::FromRow;
use std::collections::HashMap;

#[async_trait]
impl Accounts for Backend {
    async fn account(&self, id: &str) -> Result<Option<Account>, StoreError> {
        let rows = sqlx::query_as::<_, (String, String, Option<String>, Option<String>)>(
            "SELECT a.name, a.role, r.uai, r.granted
             FROM account AS a
             LEFT JOIN account_right AS r ON r.account_id = a.id
             WHERE a.id = $1 AND a.ended_at IS NULL
             ORDER BY r.uai",
        )
        .bind(id)
        .fetch_all(&self.read)
        .await?;
        let Some((name, role, ..)) = rows.first() else {
            return Ok(None);
        };
        let (name, role) = (name.clone(), role.clone());
        let rights = rows.into_iter().map(|(_, _, uai, granted)| (uai, granted));
        to_account(id.to_owned(), name, &role, rights).map(Some)
    }

    async fn credentials(&self, folded_name: &str) -> Result<Option<Credentials>, StoreError> {
        let row = sqlx::query_as::<_, (String, String)>(
            "SELECT id, password_hash
             FROM account
             WHERE folded_name = $1 AND ended_at IS NULL",
        )
        .bind(folded_name)
        .fetch_optional(&self.read)
        .await?;
        Ok(row.map(|(account_id, password_hash)| Credentials { account_id, password_hash }))
    }

    async fn accounts(
        &self,
        paging: Paging,
        now: Timestamp,
    ) -> Result<Page<AccountSummary>, StoreError> {
        let mut tx = self.begin_read().await?;
        let total: i64 =
            sqlx::query_scalar("SELECT COUNT(*) FROM account").fetch_one(&mut *tx).await?;
        let rows = sqlx::query_as::<_, SummaryRow>(
            "SELECT a.id, a.name, a.ent_id, a.role, a.created_at, a.ended_at,
                    EXISTS (SELECT 1 FROM totp AS t
                            WHERE t.account_id = a.id AND t.confirmed_at IS NOT NULL) AS has_totp,
                    EXISTS (SELECT 1 FROM passkey AS p WHERE p.account_id = a.id) AS has_passkey,
                    (SELECT MAX(s.seen_at) FROM session AS s
                     WHERE s.account_id = a.id AND s.expires_at > $1) AS seen_at
             FROM account AS a
             ORDER BY a.ended_at IS NOT NULL, a.folded_name
             LIMIT $2 OFFSET $3",
        )
        .bind(time_text(now))
        .bind(i64::from(paging.limit))
        .bind(i64::from(paging.offset))
        .fetch_all(&mut *tx)
        .await?;
        let all = sqlx::query_as::<_, (String, String, String)>(
            "SELECT account_id, uai, granted
             FROM account_right
             ORDER BY account_id, uai",
        )
        .fetch_all(&mut *tx)
        .await?;
        let mut rights = HashMap::<String, Vec<(String, Right)>>::new();
        for (account_id, uai, granted) in all {
            let granted = Right::parse(&granted, "account_right.granted")?;
            rights.entry(account_id).or_default().push((uai, granted));
        }
        let item = |row: SummaryRow| {
            let rights = rights.remove(&row.id).unwrap_or_default();
            row.into_summary(rights)
        };
        Ok(Page {
            items: rows.into_iter().map(item).collect::<Result<_, _>>()?,
            total: count(total, "account")?,
        })
    }

    async fn change_password(
        &self,
        account_id: &str,
        password_hash: &str,
        keep: &Hash,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        let mut tx = self.begin_write(ACCOUNTS).await?;
        set_password(&mut tx, account_id, password_hash).await?;
        sqlx::query("DELETE FROM session WHERE account_id = $1 AND id_hash <> $2")
            .bind(account_id)
            .bind(keep.as_slice())
            .execute(&mut *tx)
            .await?;
        let by = By { account: Some(account_id), at };
        append(&mut tx, &act(by, AuditAction::PasswordChanged, AuditDetails::default())).await?;
        Ok(tx.commit().await?)
    }

    async fn change_rights(
        &self,
        account_id: &str,
        role: Role,
        rights: &[(Uai, Right)],
        by: By<'_>,
    ) -> Result<Result<(), AccountRefusal>, StoreError> {
        let mut tx = self.begin_write(ACCOUNTS).await?;
        let changed =
            sqlx::query("UPDATE account SET role = $2 WHERE id = $1 AND ended_at IS NULL")
                .bind(account_id)
                .bind(role.code())
                .execute(&mut *tx)
                .await?;
        if changed.rows_affected() == 0 {
            return Ok(Err(AccountRefusal::NoSuchAccount));
        }
        if !has_superadmin(&mut tx).await? {
            return Ok(Err(AccountRefusal::LastSuperadmin));
        }
        if !put_rights(&mut tx, account_id, rights).await? {
            return Ok(Err(AccountRefusal::NoSuchEstablishment));
        }
        let details = AuditDetails {
            account: Some(account_id.to_owned()),
            role: Some(role),
            rights: rights.iter().map(|(uai, right)| (uai.to_string(), *right)).collect(),
            ..AuditDetails::default()
        };
        append(&mut tx, &act(by, AuditAction::RightsChanged, details)).await?;
        tx.commit().await?;
        Ok(Ok(()))
    }

    async fn change_ent_id(
        &self,
        account_id: &str,
        ent_id: Option<&str>,
        by: By<'_>,
    ) -> Result<Result<(), AccountRefusal>, StoreError> {
        let mut tx = self.begin_write(ACCOUNTS).await?;
        let taken: bool = sqlx::query_scalar(
            "SELECT EXISTS (SELECT 1 FROM account WHERE ent_id = $2 AND id <> $1)",
        )
        .bind(account_id)
        .bind(ent_id)
        .fetch_one(&mut *tx)
        .await?;
        if taken {
            return Ok(Err(AccountRefusal::EntIdTaken));
        }
        let changed =
            sqlx::query("UPDATE account SET ent_id = $2 WHERE id = $1 AND ended_at IS NULL")
                .bind(account_id)
                .bind(ent_id)
                .execute(&mut *tx)
                .await?;
        if changed.rows_affected() == 0 {
            return Ok(Err(AccountRefusal::NoSuchAccount));
        }
        let details =
            AuditDetails { account: Some(account_id.to_owned()), ..AuditDetails::default() };
        append(&mut tx, &act(by, AuditAction::EntIdChanged, details)).await?;
        tx.commit().await?;
        Ok(Ok(()))
    }

    async fn account_of_ent_id(&self, ent_id: &str) -> Result<Option<String>, StoreError> {
        Ok(sqlx::query_scalar("SELECT id FROM account WHERE ent_id = $1 AND ended_at IS NULL")
            .bind(ent_id)
            .fetch_optional(&self.read)
            .await?)
    }

    async fn end_account(
        &self,
        account_id: &str,
        by: By<'_>,
    ) -> Result<Result<(), AccountRefusal>, StoreError> {
        let mut tx = self.begin_write(ACCOUNTS).await?;
        let ended = sqlx::query(
            "UPDATE account
             SET ended_at = $2, password_hash = '', ent_id = NULL
             WHERE id = $1 AND ended_at IS NULL",
        )
        .bind(account_id)
        .bind(time_text(by.at))
        .execute(&mut *tx)
        .await?;
        if ended.rows_affected() == 0 {
            return Ok(Err(AccountRefusal::NoSuchAccount));
        }
        if !has_superadmin(&mut tx).await? {
            return Ok(Err(AccountRefusal::LastSuperadmin));
        }
        for statement in [
            "DELETE FROM session WHERE account_id = $1",
            "DELETE FROM account_right WHERE account_id = $1",
            "DELETE FROM totp WHERE account_id = $1",
            "DELETE FROM recovery_code WHERE account_id = $1",
            "DELETE FROM passkey WHERE account_id = $1",
            "DELETE FROM challenge WHERE account_id = $1",
            "DELETE FROM invitation WHERE account_id = $1",
        ] {
            sqlx::query(statement).bind(account_id).execute(&mut *tx).await?;
        }
        let details =
            AuditDetails { account: Some(account_id.to_owned()), ..AuditDetails::default() };
        append(&mut tx, &act(by, AuditAction::AccountEnded, details)).await?;
        tx.commit().await?;
        Ok(Ok(()))
    }
}

/// Stores an account. False when its name is taken.
pub(super) async fn insert(
    db: &mut Connection,
    account: &NewAccount,
    role: Role,
) -> Result<bool, StoreError> {
    let inserted = sqlx::query(
        "INSERT INTO account (id, name, folded_name, password_hash, role, created_at)
         VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (folded_name) DO NOTHING",
    )
    .bind(&account.id)
    .bind(&account.name)
    .bind(&account.folded_name)
    .bind(&account.password_hash)
    .bind(role.code())
    .bind(time_text(account.created_at))
    .execute(db)
    .await?;
    Ok(inserted.rows_affected() == 1)
}

pub(super) async fn set_password(
    db: &mut Connection,
    account_id: &str,
    password_hash: &str,
) -> Result<(), StoreError> {
    sqlx::query("UPDATE account SET password_hash = $2 WHERE id = $1 AND ended_at IS NULL")
        .bind(account_id)
        .bind(password_hash)
        .execute(db)
        .await?;
    Ok(())
}

/// Replaces an account's rights. False when one is in an establishment that there is not.
pub(super) async fn put_rights(
    db: &mut Connection,
    account_id: &str,
    rights: &[(Uai, Right)],
) -> Result<bool, StoreError> {
    sqlx::query("DELETE FROM account_right WHERE account_id = $1")
        .bind(account_id)
        .execute(&mut *db)
        .await?;
    for (uai, granted) in rights {
        if !invitations::is_establishment(db, uai).await? {
            return Ok(false);
        }
        sqlx::query("INSERT INTO account_right (account_id, uai, granted) VALUES ($1, $2, $3)")
            .bind(account_id)
            .bind(uai.as_str())
            .bind(granted.code())
            .execute(&mut *db)
            .await?;
    }
    Ok(true)
}

/// An act that concerns the server as a whole.
pub(super) fn act(by: By<'_>, action: AuditAction, details: AuditDetails) -> Act<'_> {
    Act { by, uai: None, action, details }
}

async fn has_superadmin(db: &mut Connection) -> Result<bool, StoreError> {
    Ok(sqlx::query_scalar(
        "SELECT EXISTS (SELECT 1 FROM account WHERE role = 'superadmin' AND ended_at IS NULL)",
    )
    .fetch_one(db)
    .await?)
}

/// An account from its row and those of its rights, as an outer join gives them.
pub(super) fn to_account(
    id: String,
    name: String,
    role: &str,
    rights: impl Iterator<Item = (Option<String>, Option<String>)>,
) -> Result<Account, StoreError> {
    let rights = rights.filter_map(|(uai, granted)| Some((uai?, granted?)));
    Ok(Account {
        id,
        name,
        role: Role::parse(role, "account.role")?,
        rights: rights.map(right).collect::<Result<_, _>>()?,
    })
}

fn right((uai, granted): (String, String)) -> Result<(Uai, Right), StoreError> {
    let uai = Uai::parse(&uai).map_err(|_| StoreError::Inconsistent("account_right.uai"))?;
    Ok((uai, Right::parse(&granted, "account_right.granted")?))
}

#[derive(FromRow)]
struct SummaryRow {
    id: String,
    name: String,
    ent_id: Option<String>,
    role: String,
    created_at: String,
    ended_at: Option<String>,
    has_totp: bool,
    has_passkey: bool,
    seen_at: Option<String>,
}

impl SummaryRow {
    fn into_summary(self, rights: Vec<(String, Right)>) -> Result<AccountSummary, StoreError> {
        Ok(AccountSummary {
            id: self.id,
            name: self.name,
            ent_id: self.ent_id,
            role: Role::parse(&self.role, "account.role")?,
            rights,
            second_factor: self.has_totp || self.has_passkey,
            created_at: self.created_at,
            seen_at: self.seen_at,
            ended_at: self.ended_at,
        })
    }
}
