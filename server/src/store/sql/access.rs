//! Portal users on the way to PRONOTE.

use super::{Backend, hash};
use crate::store::{
    AccessPages, AccessSession, Hash, StoreError,
    code::{Coded as _, parse_time},
    time_text,
};
use api::{Category, Profile};
use async_trait::async_trait;
use domain::{
    ent_key::{EntKey, LoginSalt},
    uai::Uai,
};
use jiff::Timestamp;
use sqlx::FromRow;

#[async_trait]
impl AccessPages for Backend {
    async fn linked_account(
        &self,
        uai: &Uai,
        user: &str,
    ) -> Result<Option<(String, Category)>, StoreError> {
        let mut tx = self.begin_read().await?;
        let establishment = sqlx::query_as::<_, (String, String)>(
            "SELECT cas_key, login_salt
             FROM establishment
             WHERE uai = $1 AND NOT demonstration",
        )
        .bind(uai.as_str())
        .fetch_optional(&mut *tx)
        .await?;
        let Some((cas_key, salt)) = establishment else { return Ok(None) };
        let user = user.trim();
        let key = if cas_key == "login" {
            let salt = LoginSalt::parse(&salt);
            let salt = salt.ok_or(StoreError::Inconsistent("establishment.login_salt"))?;
            EntKey::of_login(user, &salt)
        } else if let Ok(key) = EntKey::parse(user) {
            key
        } else {
            return Ok(None);
        };
        let rows = sqlx::query_as::<_, (String, String)>(
            "SELECT ent_key, category
             FROM mapping
             WHERE uai = $1 AND lower(ent_key) = $2",
        )
        .bind(uai.as_str())
        .bind(key.as_str().to_ascii_lowercase())
        .fetch_all(&mut *tx)
        .await?;
        // Of two that differ by case, the one as the CAS server writes it.
        let several = rows.len() > 1;
        let found = rows.into_iter().find(|(stored, _)| !several || stored == key.as_str());
        let found = found.map(|(stored, category)| {
            Ok::<_, StoreError>((stored, Category::parse(&category, "mapping.category")?))
        });
        found.transpose()
    }

    async fn linked_category(
        &self,
        uai: &Uai,
        ent_key: &str,
    ) -> Result<Option<Category>, StoreError> {
        let category: Option<String> =
            sqlx::query_scalar("SELECT category FROM mapping WHERE uai = $1 AND ent_key = $2")
                .bind(uai.as_str())
                .bind(ent_key)
                .fetch_optional(&self.read)
                .await?;
        category.map(|category| Category::parse(&category, "mapping.category")).transpose()
    }

    async fn open_access(&self, session: &AccessSession) -> Result<(), StoreError> {
        let mut tx = self.begin_write(ACCESS).await?;
        sqlx::query(
            "INSERT INTO access_session
                 (id_hash, ticket_hash, uai, ent_key, profile, expires_at)
             VALUES ($1, $2, $3, $4, $5, $6)",
        )
        .bind(session.id.as_slice())
        .bind(session.ticket.as_slice())
        .bind(session.uai.as_str())
        .bind(session.ent_key.as_deref())
        .bind(session.profile.map(Profile::code))
        .bind(time_text(session.expires_at))
        .execute(&mut *tx)
        .await?;
        tx.commit().await?;
        Ok(())
    }

    async fn access(
        &self,
        id: &Hash,
        uai: &Uai,
        now: Timestamp,
    ) -> Result<Option<AccessSession>, StoreError> {
        let row = sqlx::query_as::<_, Row>(
            "SELECT ticket_hash, ent_key, profile, expires_at
             FROM access_session
             WHERE id_hash = $1 AND uai = $2 AND expires_at > $3",
        )
        .bind(id.as_slice())
        .bind(uai.as_str())
        .bind(time_text(now))
        .fetch_optional(&self.read)
        .await?;
        row.map(|row| row.into_session(*id, uai.clone())).transpose()
    }

    async fn end_access(&self, id: &Hash) -> Result<(), StoreError> {
        let mut tx = self.begin_write(ACCESS).await?;
        sqlx::query("DELETE FROM access_session WHERE id_hash = $1")
            .bind(id.as_slice())
            .execute(&mut *tx)
            .await?;
        tx.commit().await?;
        Ok(())
    }

    async fn end_access_of_ticket(&self, uai: &Uai, ticket: &Hash) -> Result<(), StoreError> {
        let mut tx = self.begin_write(ACCESS).await?;
        sqlx::query("DELETE FROM access_session WHERE ticket_hash = $1 AND uai = $2")
            .bind(ticket.as_slice())
            .bind(uai.as_str())
            .execute(&mut *tx)
            .await?;
        tx.commit().await?;
        Ok(())
    }

    async fn accept_access(
        &self,
        uai: &Uai,
        ent_key: &str,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let mut tx = self.begin_write(ACCESS).await?;
        sqlx::query(
            "INSERT INTO access_acceptance (uai, ent_key, accepted_at)
             VALUES ($1, $2, $3)
             ON CONFLICT (uai, ent_key) DO NOTHING",
        )
        .bind(uai.as_str())
        .bind(ent_key)
        .bind(time_text(now))
        .execute(&mut *tx)
        .await?;
        tx.commit().await?;
        Ok(())
    }

    async fn has_accepted(&self, uai: &Uai, ent_key: &str) -> Result<bool, StoreError> {
        Ok(sqlx::query_scalar(
            "SELECT EXISTS (SELECT 1 FROM access_acceptance WHERE uai = $1 AND ent_key = $2)",
        )
        .bind(uai.as_str())
        .bind(ent_key)
        .fetch_one(&self.read)
        .await?)
    }

    async fn forget_access(&self, now: Timestamp) -> Result<(), StoreError> {
        let mut tx = self.begin_write(ACCESS).await?;
        sqlx::query("DELETE FROM access_session WHERE expires_at <= $1")
            .bind(time_text(now))
            .execute(&mut *tx)
            .await?;
        sqlx::query(
            "DELETE FROM access_acceptance
             WHERE NOT EXISTS (
                 SELECT 1 FROM mapping AS m
                 WHERE m.uai = access_acceptance.uai AND m.ent_key = access_acceptance.ent_key)",
        )
        .execute(&mut *tx)
        .await?;
        tx.commit().await?;
        Ok(())
    }
}

/// What writes about visits wait for.
const ACCESS: &str = "access";

#[derive(FromRow)]
struct Row {
    ticket_hash: Vec<u8>,
    ent_key: Option<String>,
    profile: Option<String>,
    expires_at: String,
}

impl Row {
    fn into_session(self, id: Hash, uai: Uai) -> Result<AccessSession, StoreError> {
        let profile = self.profile.as_deref();
        let profile = profile.map(|code| Profile::parse(code, "access_session.profile"));
        Ok(AccessSession {
            id,
            ticket: hash(self.ticket_hash, "access_session.ticket_hash")?,
            uai,
            ent_key: self.ent_key,
            profile: profile.transpose()?,
            expires_at: parse_time(&self.expires_at, "access_session.expires_at")?,
        })
    }
}
