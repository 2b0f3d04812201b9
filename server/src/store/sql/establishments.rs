//! Establishments.

use super::{Backend, append, count, progress, stock_counts};
use crate::store::{
    Act, By, Establishment, Establishments, NewEstablishment, Overview, StoreError, Visible,
    code::Coded as _, remembered::Moment, time_text,
};
use api::{AuditAction, AuditDetails, CasKey, Page, Paging, Progress};
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
        let rows = sqlx::query_as::<_, WithStock>(
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
        let item =
            |WithStock { establishment, stock }| establishment.with(count(stock, "mapping")?);
        Ok(Page {
            items: rows.into_iter().map(item).collect::<Result<_, StoreError>>()?,
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
        let row = sqlx::query_as::<_, AtMoment>(
            "SELECT uai, name, cas_key, login_salt, demonstration, revision, created_at
             FROM establishment
             WHERE uai = $1",
        )
        .bind(uai.as_str())
        .fetch_optional(&self.read)
        .await?;
        let Some(AtMoment { establishment, moment }) = row else { return Ok(None) };
        let counts = match self.counts.get(uai, &moment) {
            Some(counts) => counts,
            None => self.counted(&mut *self.begin_read().await?, uai).await?,
        };
        establishment.with(stock_counts::total(&counts)).map(Some)
    }

    async fn overview(&self, uai: &Uai, account_id: &str) -> Result<Option<Overview>, StoreError> {
        self.overview_of(uai, account_id).await
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
pub(super) struct EstablishmentRow {
    uai: String,
    name: String,
    cas_key: String,
    login_salt: String,
    demonstration: bool,
}

#[derive(FromRow)]
struct AtMoment {
    #[sqlx(flatten)]
    establishment: EstablishmentRow,
    #[sqlx(flatten)]
    moment: Moment,
}

#[derive(FromRow)]
struct WithStock {
    #[sqlx(flatten)]
    establishment: EstablishmentRow,
    stock: i64,
}

impl EstablishmentRow {
    pub(super) fn with(self, stock: u32) -> Result<Establishment, StoreError> {
        Ok(Establishment {
            uai: Uai::parse(&self.uai)
                .map_err(|_| StoreError::Inconsistent("establishment.uai"))?,
            name: self.name,
            cas_key: CasKey::parse(&self.cas_key, "establishment.cas_key")?,
            login_salt: LoginSalt::parse(&self.login_salt)
                .ok_or(StoreError::Inconsistent("establishment.login_salt"))?,
            demonstration: self.demonstration,
            stock,
        })
    }
}
