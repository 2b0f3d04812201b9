//! The CAS servers that may ask who is who, and their secrets.

use super::{Backend, Connection, append, count, invitations::is_establishment};
use crate::{
    name,
    store::{
        Act, By, CasCaller, CasClientRefusal, CasClientSettings, CasClients, Hash, NewSecret,
        StoreError, code::Coded as _, time_text,
    },
};
use api::{
    AuditAction, AuditDetails, CasClient, CasSecret, MAX_CAS_SECRETS, RefreshFailure, Refreshes,
};
use async_trait::async_trait;
use ipnet::IpNet;
use jiff::Timestamp;
use sqlx::FromRow;
use std::collections::HashMap;

/// What writes about CAS servers wait for.
const CAS_CLIENTS: &str = "cas-clients";

#[async_trait]
impl CasClients for Backend {
    async fn cas_clients(&self) -> Result<Vec<CasClient>, StoreError> {
        select(&mut *self.begin_read().await?, None).await
    }

    async fn cas_client(&self, id: &str) -> Result<Option<CasClient>, StoreError> {
        Ok(select(&mut *self.begin_read().await?, Some(id)).await?.pop())
    }

    async fn add_cas_client(
        &self,
        id: &str,
        settings: &CasClientSettings,
        secret: &NewSecret,
        by: By<'_>,
    ) -> Result<Result<(), CasClientRefusal>, StoreError> {
        let mut tx = self.begin_write(CAS_CLIENTS).await?;
        let inserted = sqlx::query(
            "INSERT INTO cas_client
                 (id, name, folded_name, everywhere, networks, refresh_url, created_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7)
             ON CONFLICT (folded_name) DO NOTHING",
        )
        .bind(id)
        .bind(&settings.name)
        .bind(name::folded(&settings.name))
        .bind(settings.establishments.is_none())
        .bind(networks_text(settings))
        .bind(&settings.refresh_url)
        .bind(time_text(by.at))
        .execute(&mut *tx)
        .await?;
        if inserted.rows_affected() == 0 {
            return Ok(Err(CasClientRefusal::NameTaken));
        }
        if !put_establishments(&mut tx, id, settings).await? {
            return Ok(Err(CasClientRefusal::NoSuchEstablishment));
        }
        insert_secret(&mut tx, id, secret, by).await?;
        append(&mut tx, &act(by, AuditAction::CasClientAdded, &settings.name)).await?;
        tx.commit().await?;
        Ok(Ok(()))
    }

    async fn change_cas_client(
        &self,
        id: &str,
        settings: &CasClientSettings,
        by: By<'_>,
    ) -> Result<Result<(), CasClientRefusal>, StoreError> {
        let mut tx = self.begin_write(CAS_CLIENTS).await?;
        let taken: bool = sqlx::query_scalar(
            "SELECT EXISTS (SELECT 1 FROM cas_client WHERE folded_name = $2 AND id <> $1)",
        )
        .bind(id)
        .bind(name::folded(&settings.name))
        .fetch_one(&mut *tx)
        .await?;
        if taken {
            return Ok(Err(CasClientRefusal::NameTaken));
        }
        let changed = sqlx::query(
            "UPDATE cas_client
             SET name = $2, folded_name = $3, everywhere = $4, networks = $5, refresh_url = $6
             WHERE id = $1",
        )
        .bind(id)
        .bind(&settings.name)
        .bind(name::folded(&settings.name))
        .bind(settings.establishments.is_none())
        .bind(networks_text(settings))
        .bind(&settings.refresh_url)
        .execute(&mut *tx)
        .await?;
        if changed.rows_affected() == 0 {
            return Ok(Err(CasClientRefusal::NoSuchClient));
        }
        if !put_establishments(&mut tx, id, settings).await? {
            return Ok(Err(CasClientRefusal::NoSuchEstablishment));
        }
        if settings.refresh_url.is_none() {
            sqlx::query("DELETE FROM cas_refresh WHERE client_id = $1")
                .bind(id)
                .execute(&mut *tx)
                .await?;
        }
        append(&mut tx, &act(by, AuditAction::CasClientChanged, &settings.name)).await?;
        tx.commit().await?;
        Ok(Ok(()))
    }

    async fn remove_cas_client(&self, id: &str, by: By<'_>) -> Result<bool, StoreError> {
        let mut tx = self.begin_write(CAS_CLIENTS).await?;
        let name =
            sqlx::query_scalar::<_, String>("DELETE FROM cas_client WHERE id = $1 RETURNING name")
                .bind(id)
                .fetch_optional(&mut *tx)
                .await?;
        let Some(name) = name else {
            return Ok(false);
        };
        append(&mut tx, &act(by, AuditAction::CasClientRemoved, &name)).await?;
        tx.commit().await?;
        Ok(true)
    }

    async fn add_cas_secret(
        &self,
        id: &str,
        secret: &NewSecret,
        by: By<'_>,
    ) -> Result<Result<(), CasClientRefusal>, StoreError> {
        let mut tx = self.begin_write(CAS_CLIENTS).await?;
        let Some(name) = name_of(&mut tx, id).await? else {
            return Ok(Err(CasClientRefusal::NoSuchClient));
        };
        let secrets: i64 =
            sqlx::query_scalar("SELECT COUNT(*) FROM cas_secret WHERE client_id = $1")
                .bind(id)
                .fetch_one(&mut *tx)
                .await?;
        if count(secrets, "cas_secret")? as usize >= MAX_CAS_SECRETS {
            return Ok(Err(CasClientRefusal::TooManySecrets));
        }
        insert_secret(&mut tx, id, secret, by).await?;
        append(&mut tx, &act(by, AuditAction::CasSecretMade, &name)).await?;
        tx.commit().await?;
        Ok(Ok(()))
    }

    async fn end_cas_secret(
        &self,
        id: &str,
        secret_id: &str,
        by: By<'_>,
    ) -> Result<bool, StoreError> {
        let mut tx = self.begin_write(CAS_CLIENTS).await?;
        let ended = sqlx::query("DELETE FROM cas_secret WHERE client_id = $1 AND id = $2")
            .bind(id)
            .bind(secret_id)
            .execute(&mut *tx)
            .await?;
        let name = name_of(&mut tx, id).await?;
        let Some(name) = name.filter(|_| ended.rows_affected() > 0) else {
            return Ok(false);
        };
        append(&mut tx, &act(by, AuditAction::CasSecretEnded, &name)).await?;
        tx.commit().await?;
        Ok(true)
    }

    async fn cas_caller(&self, secret_hash: &Hash) -> Result<Option<CasCaller>, StoreError> {
        let row = sqlx::query_as::<_, (String, String, String, bool)>(
            "SELECT c.id, s.id, c.networks, c.everywhere
             FROM cas_secret AS s
             JOIN cas_client AS c ON c.id = s.client_id
             WHERE s.secret_hash = $1",
        )
        .bind(secret_hash.as_slice())
        .fetch_optional(&self.read)
        .await?;
        let caller = |(client_id, secret_id, networks, everywhere): (_, _, String, _)| {
            Ok(CasCaller { client_id, secret_id, networks: parse_networks(&networks)?, everywhere })
        };
        row.map(caller).transpose()
    }

    async fn cas_secret_used(&self, secret_id: &str, at: Timestamp) -> Result<(), StoreError> {
        sqlx::query("UPDATE cas_secret SET used_at = $2 WHERE id = $1")
            .bind(secret_id)
            .bind(time_text(at))
            .execute(&self.write)
            .await?;
        Ok(())
    }
}

async fn select(db: &mut Connection, only: Option<&str>) -> Result<Vec<CasClient>, StoreError> {
    let rows = sqlx::query_as::<_, ClientRow>(
        "SELECT c.id, c.name, c.everywhere, c.networks, c.refresh_url, c.created_at,
                c.refreshed_at, c.refresh_failed_at, c.refresh_failure, c.refreshes_lost,
                (SELECT COUNT(*) FROM cas_refresh AS r WHERE r.client_id = c.id) AS pending
         FROM cas_client AS c
         WHERE c.id = COALESCE($1, c.id)
         ORDER BY c.folded_name",
    )
    .bind(only)
    .fetch_all(&mut *db)
    .await?;
    let limits = sqlx::query_as::<_, (String, String)>(
        "SELECT client_id, uai
         FROM cas_client_establishment
         ORDER BY client_id, uai",
    )
    .fetch_all(&mut *db)
    .await?;
    let mut establishments = HashMap::<String, Vec<String>>::new();
    for (client_id, uai) in limits {
        establishments.entry(client_id).or_default().push(uai);
    }
    let all = sqlx::query_as::<_, (String, String, String, Option<String>)>(
        "SELECT client_id, id, created_at, used_at
         FROM cas_secret
         ORDER BY created_at, id",
    )
    .fetch_all(db)
    .await?;
    let mut secrets = HashMap::<String, Vec<CasSecret>>::new();
    for (client_id, id, created_at, used_at) in all {
        secrets.entry(client_id).or_default().push(CasSecret { id, created_at, used_at });
    }
    let client = |row: ClientRow| {
        let establishments = establishments.remove(&row.id).unwrap_or_default();
        let secrets = secrets.remove(&row.id).unwrap_or_default();
        row.into_client(establishments, secrets)
    };
    rows.into_iter().map(client).collect()
}

/// Replaces where a CAS server may ask. False when one is an establishment that there is not.
async fn put_establishments(
    db: &mut Connection,
    id: &str,
    settings: &CasClientSettings,
) -> Result<bool, StoreError> {
    sqlx::query("DELETE FROM cas_client_establishment WHERE client_id = $1")
        .bind(id)
        .execute(&mut *db)
        .await?;
    for uai in settings.establishments.iter().flatten() {
        if !is_establishment(db, uai).await? {
            return Ok(false);
        }
        sqlx::query("INSERT INTO cas_client_establishment (client_id, uai) VALUES ($1, $2)")
            .bind(id)
            .bind(uai.as_str())
            .execute(&mut *db)
            .await?;
    }
    Ok(true)
}

async fn insert_secret(
    db: &mut Connection,
    id: &str,
    secret: &NewSecret,
    by: By<'_>,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO cas_secret (id, client_id, secret_hash, created_at)
         VALUES ($1, $2, $3, $4)",
    )
    .bind(&secret.id)
    .bind(id)
    .bind(secret.hash.as_slice())
    .bind(time_text(by.at))
    .execute(db)
    .await?;
    Ok(())
}

async fn name_of(db: &mut Connection, id: &str) -> Result<Option<String>, StoreError> {
    Ok(sqlx::query_scalar("SELECT name FROM cas_client WHERE id = $1")
        .bind(id)
        .fetch_optional(db)
        .await?)
}

fn act<'a>(by: By<'a>, action: AuditAction, name: &str) -> Act<'a> {
    let details = AuditDetails { cas_client: Some(name.to_owned()), ..AuditDetails::default() };
    Act { by, uai: None, action, details }
}

fn networks_text(settings: &CasClientSettings) -> String {
    settings.networks.iter().map(IpNet::to_string).collect::<Vec<_>>().join(" ")
}

fn parse_networks(text: &str) -> Result<Vec<IpNet>, StoreError> {
    let networks = text.split_whitespace().map(str::parse);
    networks.collect::<Result<_, _>>().map_err(|_| StoreError::Inconsistent("cas_client.networks"))
}

#[derive(FromRow)]
struct ClientRow {
    id: String,
    name: String,
    everywhere: bool,
    networks: String,
    refresh_url: Option<String>,
    created_at: String,
    refreshed_at: Option<String>,
    refresh_failed_at: Option<String>,
    refresh_failure: Option<String>,
    refreshes_lost: i64,
    pending: i64,
}

impl ClientRow {
    fn into_client(
        self,
        establishments: Vec<String>,
        secrets: Vec<CasSecret>,
    ) -> Result<CasClient, StoreError> {
        let failure = self.refresh_failure.as_deref();
        let failure = failure
            .map(|code| RefreshFailure::parse(code, "cas_client.refresh_failure"))
            .transpose()?;
        let refreshes = Refreshes {
            pending: count(self.pending, "cas_refresh")?,
            lost: count(self.refreshes_lost, "cas_client.refreshes_lost")?,
            done_at: self.refreshed_at,
            failed_at: self.refresh_failed_at,
            failure,
        };
        Ok(CasClient {
            id: self.id,
            name: self.name,
            establishments: (!self.everywhere).then_some(establishments),
            networks: self.networks.split_whitespace().map(str::to_owned).collect(),
            refreshes: self.refresh_url.is_some().then_some(refreshes),
            refresh_url: self.refresh_url,
            secrets,
            created_at: self.created_at,
        })
    }
}
