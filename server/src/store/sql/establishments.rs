//! Establishments.

use super::{Backend, append, count, progress, reports, stock_counts};
use crate::store::{
    Act, By, Establishment, Establishments, NewEstablishment, Overview, StoreError, Visible,
    code::Coded as _, time_text,
};
use api::{AuditAction, AuditDetails, CasKey, Category, Page, Paging, Progress};
use async_trait::async_trait;
use domain::{ent_key::LoginSalt, fold::fold, uai::Uai};
use sqlx::FromRow;
use std::collections::HashMap;

#[async_trait]
impl Establishments for Backend {
    async fn establishments(
        &self,
        visible: Visible<'_>,
        paging: Paging,
    ) -> Result<Page<Establishment>, StoreError> {
        let (everything, account_id, only) = seen_by(visible);
        let mut tx = self.begin_read().await?;
        let total: i64 = sqlx::query_scalar(
            "SELECT COUNT(*)
             FROM establishment AS e
             WHERE $1 OR e.uai = $3 OR EXISTS (
                 SELECT 1 FROM account_right AS r WHERE r.account_id = $2 AND r.uai = e.uai)",
        )
        .bind(everything)
        .bind(account_id)
        .bind(only)
        .fetch_one(&mut *tx)
        .await?;
        let rows = sqlx::query_as::<_, EstablishmentRow>(
            "SELECT e.uai, e.name, e.cas_key, e.login_salt, e.demonstration,
                    (SELECT COUNT(*) FROM mapping AS m WHERE m.uai = e.uai) AS stock
             FROM establishment AS e
             WHERE $1 OR e.uai = $3 OR EXISTS (
                 SELECT 1 FROM account_right AS r WHERE r.account_id = $2 AND r.uai = e.uai)
             ORDER BY e.folded_name, e.uai
             LIMIT $4 OFFSET $5",
        )
        .bind(everything)
        .bind(account_id)
        .bind(only)
        .bind(i64::from(paging.limit))
        .bind(i64::from(paging.offset))
        .fetch_all(&mut *tx)
        .await?;
        Ok(Page {
            items: rows.into_iter().map(Establishment::try_from).collect::<Result<_, _>>()?,
            total: count(total, "establishment")?,
        })
    }

    async fn progress(
        &self,
        visible: Visible<'_>,
        paging: Paging,
    ) -> Result<HashMap<Uai, Progress>, StoreError> {
        let mut tx = self.begin_read().await?;
        progress::of(&mut tx, visible, paging).await
    }

    async fn establishment(&self, uai: &Uai) -> Result<Option<Establishment>, StoreError> {
        let mut tx = self.begin_read().await?;
        let stock = stock_counts::total(&self.counted(&mut tx, uai).await?);
        let row = sqlx::query_as::<_, EstablishmentRow>(
            "SELECT uai, name, cas_key, login_salt, demonstration,
                    CAST($2 AS BIGINT) AS stock
             FROM establishment
             WHERE uai = $1",
        )
        .bind(uai.as_str())
        .bind(i64::from(stock))
        .fetch_optional(&mut *tx)
        .await?;
        row.map(Establishment::try_from).transpose()
    }

    async fn overview(&self, uai: &Uai, account_id: &str) -> Result<Overview, StoreError> {
        let mut tx = self.begin_read().await?;
        let counts = self.counted(&mut tx, uai).await?;
        let stock = stock_counts::total(&counts);
        let of_category = |&category| {
            let counted = counts.iter().find(|(counted, _)| *counted == category);
            (category, counted.map_or(0, |(_, count)| *count))
        };
        Ok(Overview {
            stock_by_category: Category::ALL.iter().map(of_category).collect(),
            last_import: reports::last(&mut tx, uai, stock).await?,
            open_import: reports::newest_open(&mut tx, uai, account_id, stock).await?,
        })
    }

    async fn create_establishment(
        &self,
        new: &NewEstablishment,
        by: By<'_>,
    ) -> Result<bool, StoreError> {
        let mut tx = self.begin_write(new.uai.as_str()).await?;
        let created = sqlx::query(
            "INSERT INTO establishment
                 (uai, name, folded_name, cas_key, login_salt, demonstration, revision, created_at)
             VALUES ($1, $2, $3, $4, $5, $6, 0, $7)
             ON CONFLICT (uai) DO NOTHING",
        )
        .bind(new.uai.as_str())
        .bind(&new.name)
        .bind(fold(&new.name))
        .bind(new.cas_key.code())
        .bind(new.login_salt.to_text())
        .bind(new.uai.is_demonstration())
        .bind(time_text(by.at))
        .execute(&mut *tx)
        .await?;
        if created.rows_affected() == 0 {
            return Ok(false);
        }
        append(&mut tx, &act(&new.uai, AuditAction::EstablishmentAdded, by)).await?;
        tx.commit().await?;
        Ok(true)
    }

    async fn erase_establishment(&self, uai: &Uai, by: By<'_>) -> Result<bool, StoreError> {
        let mut tx = self.begin_write(uai.as_str()).await?;
        // Imports, steps, mappings, their history and the rights go with it, in this statement.
        let erased = sqlx::query("DELETE FROM establishment WHERE uai = $1")
            .bind(uai.as_str())
            .execute(&mut *tx)
            .await?;
        if erased.rows_affected() == 0 {
            return Ok(false);
        }
        append(&mut tx, &act(uai, AuditAction::EstablishmentErased, by)).await?;
        tx.commit().await?;
        Ok(true)
    }
}

/// The three parameters by which statements tell who sees what.
pub(super) fn seen_by(visible: Visible<'_>) -> (bool, &str, &str) {
    match visible {
        Visible::All => (true, "", ""),
        Visible::To(account_id) => (false, account_id, ""),
        Visible::Only(uai) => (false, "", uai.as_str()),
    }
}

fn act<'a>(uai: &'a Uai, action: AuditAction, by: By<'a>) -> Act<'a> {
    Act { by, uai: Some(uai), action, details: AuditDetails::default() }
}

#[derive(FromRow)]
struct EstablishmentRow {
    uai: String,
    name: String,
    cas_key: String,
    login_salt: String,
    demonstration: bool,
    stock: i64,
}

impl TryFrom<EstablishmentRow> for Establishment {
    type Error = StoreError;

    fn try_from(row: EstablishmentRow) -> Result<Self, StoreError> {
        Ok(Self {
            uai: Uai::parse(&row.uai).map_err(|_| StoreError::Inconsistent("establishment.uai"))?,
            name: row.name,
            cas_key: CasKey::parse(&row.cas_key, "establishment.cas_key")?,
            login_salt: LoginSalt::parse(&row.login_salt)
                .ok_or(StoreError::Inconsistent("establishment.login_salt"))?,
            demonstration: row.demonstration,
            stock: count(row.stock, "mapping")?,
        })
    }
}
