//! Settings of an establishment, its services, and what was done of the set-up.

use super::{Backend, Connection, append, count};
use crate::store::{Act, By, ServiceRefusal, Services, StoreError, code::Coded as _, time_text};
use api::{AuditAction, AuditDetails, ChecklistItem, ItemState, MAX_SERVICES, Service, Settings};
use async_trait::async_trait;
use domain::{fold::fold, uai::Uai};
use serde::{Serialize, de::DeserializeOwned};

#[async_trait]
impl Services for Backend {
    async fn settings(&self, uai: &Uai) -> Result<Option<Settings>, StoreError> {
        let text: Option<String> =
            sqlx::query_scalar("SELECT settings FROM establishment WHERE uai = $1")
                .bind(uai.as_str())
                .fetch_optional(&self.read)
                .await?;
        text.map(|text| read(&text, "establishment.settings")).transpose()
    }

    async fn change_establishment(
        &self,
        uai: &Uai,
        name: Option<&str>,
        settings: Option<&Settings>,
        by: By<'_>,
    ) -> Result<bool, StoreError> {
        let mut tx = self.begin_write(uai.as_str()).await?;
        let new_version = match settings {
            Some(settings) => has_another_version(&mut tx, uai, settings).await?,
            None => false,
        };
        let settings =
            settings.map(|settings| write(settings, "establishment.settings")).transpose()?;
        let changed = sqlx::query(
            "UPDATE establishment
             SET name = COALESCE($2, name),
                 folded_name = COALESCE($3, folded_name),
                 settings = COALESCE($4, settings),
                 pronote_version_changed_at = COALESCE($5, pronote_version_changed_at)
             WHERE uai = $1",
        )
        .bind(uai.as_str())
        .bind(name)
        .bind(name.map(fold))
        .bind(settings)
        .bind(new_version.then(|| time_text(by.at)))
        .execute(&mut *tx)
        .await?;
        if changed.rows_affected() == 0 {
            return Ok(false);
        }
        let details = AuditDetails::default();
        let action = AuditAction::EstablishmentChanged;
        append(&mut tx, &Act { by, uai: Some(uai), action, details }).await?;
        tx.commit().await?;
        Ok(true)
    }

    async fn services(&self, uai: &Uai) -> Result<Vec<Service>, StoreError> {
        let texts: Vec<String> = sqlx::query_scalar(
            "SELECT content
             FROM service
             WHERE uai = $1
             ORDER BY position, folded_code",
        )
        .bind(uai.as_str())
        .fetch_all(&self.read)
        .await?;
        texts.iter().map(|text| read(text, "service.content")).collect()
    }

    async fn put_service(
        &self,
        uai: &Uai,
        former: Option<&str>,
        service: &Service,
        by: By<'_>,
    ) -> Result<Result<(), ServiceRefusal>, StoreError> {
        let content = write(service, "service.content")?;
        let mut tx = self.begin_write(uai.as_str()).await?;
        if let Some(former) = former
            && !delete(&mut tx, uai, former).await?
        {
            return Ok(Err(ServiceRefusal::NoSuchService));
        }
        let others: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM service WHERE uai = $1")
            .bind(uai.as_str())
            .fetch_one(&mut *tx)
            .await?;
        if count(others, "service")? as usize >= MAX_SERVICES {
            return Ok(Err(ServiceRefusal::TooMany));
        }
        let stored = sqlx::query(
            "INSERT INTO service (uai, folded_code, position, content)
             VALUES ($1, $2, $3, $4)
             ON CONFLICT (uai, folded_code) DO NOTHING",
        )
        .bind(uai.as_str())
        .bind(folded(&service.code))
        .bind(i64::from(service.order))
        .bind(content)
        .execute(&mut *tx)
        .await?;
        if stored.rows_affected() == 0 {
            return Ok(Err(ServiceRefusal::CodeTaken));
        }
        append(&mut tx, &act(uai, AuditAction::ServiceSet, &service.code, by)).await?;
        tx.commit().await?;
        Ok(Ok(()))
    }

    async fn remove_service(&self, uai: &Uai, code: &str, by: By<'_>) -> Result<bool, StoreError> {
        let mut tx = self.begin_write(uai.as_str()).await?;
        if !delete(&mut tx, uai, code).await? {
            return Ok(false);
        }
        append(&mut tx, &act(uai, AuditAction::ServiceRemoved, code, by)).await?;
        tx.commit().await?;
        Ok(true)
    }

    async fn checklist(&self, uai: &Uai) -> Result<Vec<ChecklistItem>, StoreError> {
        let rows = sqlx::query_as::<_, (String, String, String, String)>(
            "SELECT c.item, c.state, a.name, c.marked_at
             FROM checklist_item AS c
             JOIN account AS a ON a.id = c.marked_by
             WHERE c.uai = $1
             ORDER BY c.item",
        )
        .bind(uai.as_str())
        .fetch_all(&self.read)
        .await?;
        let item = |(item, state, by, at): (String, String, _, _)| {
            let state = ItemState::parse(&state, "checklist_item.state")?;
            Ok(ChecklistItem { item, state, by, at })
        };
        rows.into_iter().map(item).collect()
    }

    async fn mark_item(
        &self,
        uai: &Uai,
        item: &str,
        state: Option<ItemState>,
        by: By<'_>,
    ) -> Result<(), StoreError> {
        let mut tx = self.begin_write(uai.as_str()).await?;
        match state {
            Some(state) => {
                sqlx::query(
                    "INSERT INTO checklist_item (uai, item, state, marked_by, marked_at)
                     VALUES ($1, $2, $3, $4, $5)
                     ON CONFLICT (uai, item) DO UPDATE
                     SET state = excluded.state,
                         marked_by = excluded.marked_by,
                         marked_at = excluded.marked_at",
                )
                .bind(uai.as_str())
                .bind(item)
                .bind(state.code())
                .bind(by.account)
                .bind(time_text(by.at))
                .execute(&mut *tx)
                .await?;
            }
            None => {
                sqlx::query("DELETE FROM checklist_item WHERE uai = $1 AND item = $2")
                    .bind(uai.as_str())
                    .bind(item)
                    .execute(&mut *tx)
                    .await?;
            }
        }
        let details = AuditDetails { item: Some(item.to_owned()), ..AuditDetails::default() };
        let action = AuditAction::ChecklistMarked;
        append(&mut tx, &Act { by, uai: Some(uai), action, details }).await?;
        tx.commit().await?;
        Ok(())
    }
}

/// Whether settings tell another version of PRONOTE than what is stored tells.
async fn has_another_version(
    db: &mut Connection,
    uai: &Uai,
    settings: &Settings,
) -> Result<bool, StoreError> {
    let stored: Option<String> =
        sqlx::query_scalar("SELECT settings FROM establishment WHERE uai = $1")
            .bind(uai.as_str())
            .fetch_optional(db)
            .await?;
    let Some(stored) = stored else { return Ok(false) };
    let former = read::<Settings>(&stored, "establishment.settings")?.pronote_version;
    let version = &settings.pronote_version;
    Ok(!former.is_empty() && !version.is_empty() && former != *version)
}

async fn delete(db: &mut Connection, uai: &Uai, code: &str) -> Result<bool, StoreError> {
    let deleted = sqlx::query("DELETE FROM service WHERE uai = $1 AND folded_code = $2")
        .bind(uai.as_str())
        .bind(folded(code))
        .execute(db)
        .await?;
    Ok(deleted.rows_affected() > 0)
}

fn folded(code: &str) -> String {
    code.to_ascii_lowercase()
}

fn act<'a>(uai: &'a Uai, action: AuditAction, code: &str, by: By<'a>) -> Act<'a> {
    let details = AuditDetails { service: Some(code.to_owned()), ..AuditDetails::default() };
    Act { by, uai: Some(uai), action, details }
}

fn read<T: DeserializeOwned>(text: &str, column: &'static str) -> Result<T, StoreError> {
    serde_json::from_str(text).map_err(|_| StoreError::Inconsistent(column))
}

fn write(value: &impl Serialize, column: &'static str) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|_| StoreError::Inconsistent(column))
}
