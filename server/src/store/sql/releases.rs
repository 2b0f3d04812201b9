//! What is released to CAS servers.

use super::{Backend, Connection, Db};
use crate::store::{
    StoreError,
    releases::{Released, Releases, unambiguous},
};
use async_trait::async_trait;
use domain::{
    ent_key::{EntKey, LoginSalt},
    pronote_id::PronoteId,
    uai::Uai,
};
use sqlx::QueryBuilder;

/// Establishments looked up in one statement.
const ESTABLISHMENTS: usize = 500;

#[async_trait]
impl Releases for Backend {
    async fn managed(&self, client_id: &str) -> Result<Vec<Uai>, StoreError> {
        let managed = sqlx::query_scalar::<_, String>(
            // Two ways: one with OR would read all establishments for whoever may ask about a few.
            "SELECT e.uai AS uai
             FROM cas_client AS c
             JOIN establishment AS e ON c.everywhere
             WHERE c.id = $1 AND NOT e.demonstration
             UNION
             SELECT e.uai AS uai
             FROM cas_client_establishment AS a
             JOIN establishment AS e ON e.uai = a.uai
             WHERE a.client_id = $1 AND NOT e.demonstration
             ORDER BY uai",
        )
        .bind(client_id)
        .fetch_all(&self.read)
        .await?;
        managed.iter().map(|uai| parse_uai(uai)).collect()
    }

    async fn manages(&self, client_id: &str, uai: &Uai) -> Result<bool, StoreError> {
        Ok(sqlx::query_scalar(
            "SELECT EXISTS (
                 SELECT 1
                 FROM establishment AS e
                 JOIN cas_client AS c ON c.id = $1
                 WHERE e.uai = $2 AND NOT e.demonstration
                   AND (c.everywhere OR EXISTS (
                       SELECT 1 FROM cas_client_establishment AS a
                       WHERE a.client_id = c.id AND a.uai = e.uai)))",
        )
        .bind(client_id)
        .bind(uai.as_str())
        .fetch_one(&self.read)
        .await?)
    }

    async fn released(
        &self,
        client_id: &str,
        login: &str,
        uai: Option<&Uai>,
    ) -> Result<Released, StoreError> {
        let mut tx = self.begin_read().await?;
        let login = login.trim();
        let mut released = match EntKey::parse(login) {
            Ok(_) => by_ent_id(&mut tx, client_id, login, uai).await?,
            Err(_) => Released::new(),
        };
        released.append(&mut by_login(&mut tx, client_id, login, uai).await?);
        Ok(released)
    }
}

/// Where the CAS server sends the portal's identifier.
async fn by_ent_id(
    db: &mut Connection,
    client_id: &str,
    login: &str,
    uai: Option<&Uai>,
) -> Result<Released, StoreError> {
    let mut statement = QueryBuilder::<Db>::new(
        "SELECT m.uai, m.ent_key, m.pronote_id
         FROM mapping AS m
         JOIN establishment AS e ON e.uai = m.uai
         JOIN cas_client AS c ON c.id = ",
    );
    statement
        .push_bind(client_id)
        .push(
            " WHERE e.cas_key = 'ent_id' AND NOT e.demonstration
                AND (c.everywhere OR EXISTS (
                    SELECT 1 FROM cas_client_establishment AS a
                    WHERE a.client_id = c.id AND a.uai = m.uai))
                AND lower(m.ent_key) = ",
        )
        .push_bind(login.to_ascii_lowercase());
    if let Some(uai) = uai {
        statement.push(" AND m.uai = ").push_bind(uai.as_str());
    }
    let rows = statement.build_query_as::<(String, String, String)>().fetch_all(db).await?;
    let found =
        rows.into_iter().map(|(uai, ent_key, id)| Ok((parse_uai(&uai)?, ent_key, parse_id(&id)?)));
    Ok(unambiguous(login, found.collect::<Result<Vec<_>, StoreError>>()?))
}

/// Where it sends the login: each establishment has a digest of its own.
async fn by_login(
    db: &mut Connection,
    client_id: &str,
    login: &str,
    uai: Option<&Uai>,
) -> Result<Released, StoreError> {
    let mut statement = QueryBuilder::<Db>::new(
        "SELECT e.uai, e.login_salt
         FROM establishment AS e
         JOIN cas_client AS c ON c.id = ",
    );
    statement.push_bind(client_id).push(
        " WHERE e.cas_key = 'login' AND NOT e.demonstration
            AND (c.everywhere OR EXISTS (
                SELECT 1 FROM cas_client_establishment AS a
                WHERE a.client_id = c.id AND a.uai = e.uai))",
    );
    if let Some(uai) = uai {
        statement.push(" AND e.uai = ").push_bind(uai.as_str());
    }
    let salts = statement.build_query_as::<(String, String)>().fetch_all(&mut *db).await?;
    let mut released = Released::new();
    for salts in salts.chunks(ESTABLISHMENTS) {
        let mut statement = QueryBuilder::<Db>::new(
            "SELECT m.uai, m.pronote_id
             FROM mapping AS m
             WHERE (m.uai, m.ent_key) IN (",
        );
        let mut keys = Vec::with_capacity(salts.len());
        for (uai, salt) in salts {
            let salt = LoginSalt::parse(salt);
            let salt = salt.ok_or(StoreError::Inconsistent("establishment.login_salt"))?;
            keys.push((uai.as_str(), EntKey::of_login(login, &salt)));
        }
        statement.push_values(&keys, |mut row, (uai, key)| {
            row.push_bind(*uai).push_bind(key.as_str());
        });
        statement.push(")");
        for (uai, id) in statement.build_query_as::<(String, String)>().fetch_all(&mut *db).await? {
            released.insert(parse_uai(&uai)?, parse_id(&id)?);
        }
    }
    Ok(released)
}

fn parse_uai(text: &str) -> Result<Uai, StoreError> {
    Uai::parse(text).map_err(|_| StoreError::Inconsistent("establishment.uai"))
}

fn parse_id(text: &str) -> Result<PronoteId, StoreError> {
    PronoteId::parse(text).map_err(|_| StoreError::Inconsistent("mapping.pronote_id"))
}
