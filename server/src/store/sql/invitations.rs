//! One-time links.

use super::{
    ACCOUNTS, Backend, Connection,
    accounts::{act, insert, put_rights, set_password},
    append,
};
use crate::store::{
    AcceptRefusal, By, Hash, InvitationOf, InvitationRefusal, Invitations, NewAccount,
    NewInvitation, StoreError,
    code::{Coded as _, parse_time},
    time_text,
};
use api::{AuditAction, AuditDetails, Right, Rights, Role};
use async_trait::async_trait;
use domain::uai::Uai;
use jiff::Timestamp;
use sqlx::FromRow;
use std::collections::HashMap;

#[async_trait]
impl Invitations for Backend {
    async fn invite(
        &self,
        new: &NewInvitation,
        by: By<'_>,
    ) -> Result<Result<(), InvitationRefusal>, StoreError> {
        let mut tx = self.begin_write(ACCOUNTS).await?;
        if let Some(account_id) = &new.account_id {
            let exists: bool = sqlx::query_scalar(
                "SELECT EXISTS (SELECT 1 FROM account WHERE id = $1 AND ended_at IS NULL)",
            )
            .bind(account_id)
            .fetch_one(&mut *tx)
            .await?;
            if !exists {
                return Ok(Err(InvitationRefusal::NoSuchAccount));
            }
            sqlx::query("DELETE FROM invitation WHERE account_id = $1")
                .bind(account_id)
                .execute(&mut *tx)
                .await?;
        }
        sqlx::query(
            "INSERT INTO invitation
                 (id, token_hash, account_id, role, created_by, created_at, expires_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(&new.id)
        .bind(new.token_hash.as_slice())
        .bind(&new.account_id)
        .bind(new.role.code())
        .bind(by.account)
        .bind(time_text(by.at))
        .bind(time_text(new.expires_at))
        .execute(&mut *tx)
        .await?;
        for (uai, granted) in &new.rights {
            if !is_establishment(&mut tx, uai).await? {
                return Ok(Err(InvitationRefusal::NoSuchEstablishment));
            }
            sqlx::query(
                "INSERT INTO invitation_right (invitation_id, uai, granted) VALUES ($1, $2, $3)",
            )
            .bind(&new.id)
            .bind(uai.as_str())
            .bind(granted.code())
            .execute(&mut *tx)
            .await?;
        }
        let (action, details) = match &new.account_id {
            Some(account) => (
                AuditAction::PasswordLinkMade,
                AuditDetails { account: Some(account.clone()), ..AuditDetails::default() },
            ),
            None => (
                AuditAction::Invited,
                AuditDetails {
                    role: Some(new.role),
                    rights: new.rights.iter().map(|(uai, r)| (uai.to_string(), *r)).collect(),
                    ..AuditDetails::default()
                },
            ),
        };
        append(&mut tx, &act(by, action, details)).await?;
        tx.commit().await?;
        Ok(Ok(()))
    }

    async fn invitations(&self, now: Timestamp) -> Result<Vec<api::Invitation>, StoreError> {
        let mut tx = self.begin_read().await?;
        let rows = sqlx::query_as::<_, InvitationRow>(
            "SELECT i.id, i.role, i.created_at, i.expires_at,
                    a.name AS account, b.name AS created_by
             FROM invitation AS i
             LEFT JOIN account AS a ON a.id = i.account_id
             LEFT JOIN account AS b ON b.id = i.created_by
             WHERE i.expires_at > $1
             ORDER BY i.created_at DESC, i.id DESC",
        )
        .bind(time_text(now))
        .fetch_all(&mut *tx)
        .await?;
        let all = sqlx::query_as::<_, (String, String, String)>(
            "SELECT invitation_id, uai, granted
             FROM invitation_right
             ORDER BY invitation_id, uai",
        )
        .fetch_all(&mut *tx)
        .await?;
        let mut rights = HashMap::<String, Vec<(String, Right)>>::new();
        for (invitation_id, uai, granted) in all {
            let granted = Right::parse(&granted, "invitation_right.granted")?;
            rights.entry(invitation_id).or_default().push((uai, granted));
        }
        let item = |row: InvitationRow| {
            Ok(api::Invitation {
                rights: Rights {
                    role: Role::parse(&row.role, "invitation.role")?,
                    rights: rights.remove(&row.id).unwrap_or_default(),
                },
                id: row.id,
                account: row.account,
                created_by: row.created_by,
                created_at: row.created_at,
                expires_at: row.expires_at,
            })
        };
        rows.into_iter().map(item).collect()
    }

    async fn invitation(
        &self,
        token_hash: &Hash,
        now: Timestamp,
    ) -> Result<Option<InvitationOf>, StoreError> {
        let row = sqlx::query_as::<_, (Option<String>, String)>(
            "SELECT a.name, i.expires_at
             FROM invitation AS i
             LEFT JOIN account AS a ON a.id = i.account_id
             WHERE i.token_hash = $1 AND i.expires_at > $2",
        )
        .bind(token_hash.as_slice())
        .bind(time_text(now))
        .fetch_optional(&self.read)
        .await?;
        row.map(|(account, expires_at)| {
            let expires_at = parse_time(&expires_at, "invitation.expires_at")?;
            Ok(InvitationOf { account, expires_at })
        })
        .transpose()
    }

    async fn withdraw_invitation(&self, id: &str, by: By<'_>) -> Result<bool, StoreError> {
        let mut tx = self.begin_write(ACCOUNTS).await?;
        let withdrawn =
            sqlx::query("DELETE FROM invitation WHERE id = $1").bind(id).execute(&mut *tx).await?;
        if withdrawn.rows_affected() == 0 {
            return Ok(false);
        }
        append(&mut tx, &act(by, AuditAction::InvitationWithdrawn, AuditDetails::default()))
            .await?;
        tx.commit().await?;
        Ok(true)
    }

    async fn accept_invitation(
        &self,
        token_hash: &Hash,
        account: &NewAccount,
    ) -> Result<Result<(), AcceptRefusal>, StoreError> {
        let mut tx = self.begin_write(ACCOUNTS).await?;
        let row = sqlx::query_as::<_, (String, String)>(
            "SELECT id, role
             FROM invitation
             WHERE token_hash = $1 AND expires_at > $2 AND account_id IS NULL",
        )
        .bind(token_hash.as_slice())
        .bind(time_text(account.created_at))
        .fetch_optional(&mut *tx)
        .await?;
        let Some((id, role)) = row else {
            return Ok(Err(AcceptRefusal::Gone));
        };
        let role = Role::parse(&role, "invitation.role")?;
        let rights = sqlx::query_as::<_, (String, String)>(
            "SELECT uai, granted
             FROM invitation_right
             WHERE invitation_id = $1
             ORDER BY uai",
        )
        .bind(&id)
        .fetch_all(&mut *tx)
        .await?;
        let rights = rights.into_iter().map(right).collect::<Result<Vec<_>, _>>()?;
        sqlx::query("DELETE FROM invitation WHERE id = $1").bind(&id).execute(&mut *tx).await?;
        if !insert(&mut tx, account, role).await? {
            return Ok(Err(AcceptRefusal::NameTaken));
        }
        put_rights(&mut tx, &account.id, &rights).await?;
        let by = By { account: Some(&account.id), at: account.created_at };
        let details = AuditDetails {
            role: Some(role),
            rights: rights.iter().map(|(uai, right)| (uai.to_string(), *right)).collect(),
            ..AuditDetails::default()
        };
        append(&mut tx, &act(by, AuditAction::AccountMade, details)).await?;
        tx.commit().await?;
        Ok(Ok(()))
    }

    async fn reset_password(
        &self,
        token_hash: &Hash,
        password_hash: &str,
        at: Timestamp,
    ) -> Result<Option<String>, StoreError> {
        let mut tx = self.begin_write(ACCOUNTS).await?;
        let account_id = sqlx::query_scalar::<_, String>(
            "DELETE FROM invitation
             WHERE token_hash = $1 AND expires_at > $2 AND account_id IS NOT NULL
             RETURNING account_id",
        )
        .bind(token_hash.as_slice())
        .bind(time_text(at))
        .fetch_optional(&mut *tx)
        .await?;
        let Some(account_id) = account_id else {
            return Ok(None);
        };
        set_password(&mut tx, &account_id, password_hash).await?;
        sqlx::query("DELETE FROM session WHERE account_id = $1")
            .bind(&account_id)
            .execute(&mut *tx)
            .await?;
        let by = By { account: Some(&account_id), at };
        append(&mut tx, &act(by, AuditAction::PasswordReset, AuditDetails::default())).await?;
        tx.commit().await?;
        Ok(Some(account_id))
    }
}

/// Whether there is such an establishment.
pub(super) async fn is_establishment(db: &mut Connection, uai: &Uai) -> Result<bool, StoreError> {
    Ok(sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM establishment WHERE uai = $1)")
        .bind(uai.as_str())
        .fetch_one(db)
        .await?)
}

fn right((uai, granted): (String, String)) -> Result<(Uai, Right), StoreError> {
    let uai = Uai::parse(&uai).map_err(|_| StoreError::Inconsistent("invitation_right.uai"))?;
    Ok((uai, Right::parse(&granted, "invitation_right.granted")?))
}

#[derive(FromRow)]
struct InvitationRow {
    id: String,
    role: String,
    created_at: String,
    expires_at: String,
    account: Option<String>,
    created_by: Option<String>,
}
