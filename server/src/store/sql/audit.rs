//! The audit trail.

use super::{Backend, Connection, count, hash, lock};
use crate::store::{
    Act, Audit, Chain, StoreError,
    audit::{Entry, START, Walk, chained},
    time_text,
};
use api::{AuditDetails, AuditEntry, Page, Paging};
use async_trait::async_trait;
use domain::uai::Uai;
use sqlx::FromRow;

/// What every entry waits for, last of all locks: the chain has one end.
const CHAIN: &str = "audit";

/// Entries read at a time.
const PART: i64 = 1_000;

/// What to say when an entry is not what was written.
const DETAILS: StoreError = StoreError::Inconsistent("audit_entry.details");

#[async_trait]
impl Audit for Backend {
    async fn audit(
        &self,
        uai: Option<&Uai>,
        paging: Paging,
    ) -> Result<Page<AuditEntry>, StoreError> {
        let mut tx = self.begin_read().await?;
        let total: i64 = sqlx::query_scalar(
            "SELECT COUNT(*)
             FROM audit_entry
             WHERE $1 OR uai = $2",
        )
        .bind(uai.is_none())
        .bind(uai.map(Uai::as_str))
        .fetch_one(&mut *tx)
        .await?;
        let rows = sqlx::query_as::<_, ToldRow>(
            "SELECT e.number, e.at, e.uai, e.action, e.details, e.hash, a.name AS by_name
             FROM audit_entry AS e
             LEFT JOIN account AS a ON a.id = e.account_id
             WHERE $1 OR e.uai = $2
             ORDER BY e.number DESC
             LIMIT $3 OFFSET $4",
        )
        .bind(uai.is_none())
        .bind(uai.map(Uai::as_str))
        .bind(i64::from(paging.limit))
        .bind(i64::from(paging.offset))
        .fetch_all(&mut *tx)
        .await?;
        let mut items = Vec::new();
        for row in rows {
            let mut entry = row.into_entry()?;
            if let Some(id) = entry.details.account.take() {
                entry.details.account =
                    sqlx::query_scalar("SELECT name FROM account WHERE id = $1")
                        .bind(id)
                        .fetch_optional(&mut *tx)
                        .await?;
            }
            items.push(entry);
        }
        Ok(Page { items, total: count(total, "audit_entry")? })
    }

    async fn record(&self, act: &Act<'_>) -> Result<(), StoreError> {
        let mut tx = self.begin_write(CHAIN).await?;
        append(&mut tx, act).await?;
        Ok(tx.commit().await?)
    }

    async fn verify_audit(&self) -> Result<Chain, StoreError> {
        let mut tx = self.begin_read().await?;
        let mut walk = Walk::start();
        let mut after = 0;
        loop {
            let part = entries(&mut tx, after, PART).await?;
            let Some(last) = part.last() else {
                return Ok(walk.end());
            };
            after = last.number;
            for entry in &part {
                if let Err(number) = walk.step(entry) {
                    return Ok(Chain::Broken(number));
                }
            }
        }
    }
}

/// Writes an entry down in the transaction of the act, as the last thing before it is committed.
pub(super) async fn append(db: &mut Connection, act: &Act<'_>) -> Result<(), StoreError> {
    lock(db, CHAIN).await?;
    let last = sqlx::query_as::<_, (i64, Vec<u8>)>(
        "SELECT number, hash
         FROM audit_entry
         ORDER BY number DESC
         LIMIT 1",
    )
    .fetch_optional(&mut *db)
    .await?;
    let (number, before) = match last {
        Some((number, last)) => (number + 1, hash(last, "audit_entry.hash")?),
        None => (1, START),
    };
    let mut entry = Entry {
        number: u64::try_from(number).map_err(|_| DETAILS)?,
        at: time_text(act.by.at),
        account_id: act.by.account.map(str::to_owned),
        uai: act.uai.map(|uai| uai.as_str().to_owned()),
        action: word(act.action)?,
        details: serde_json::to_string(&act.details).map_err(|_| DETAILS)?,
        hash: START,
    };
    entry.hash = chained(&before, &entry);
    sqlx::query(
        "INSERT INTO audit_entry (number, at, account_id, uai, action, details, hash)
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(number)
    .bind(&entry.at)
    .bind(&entry.account_id)
    .bind(&entry.uai)
    .bind(&entry.action)
    .bind(&entry.details)
    .bind(entry.hash.as_slice())
    .execute(db)
    .await?;
    Ok(())
}

/// The entries that follow a number, in order, as they are stored.
async fn entries(db: &mut Connection, after: u64, limit: i64) -> Result<Vec<Entry>, StoreError> {
    let rows = sqlx::query_as::<_, EntryRow>(
        "SELECT number, at, account_id, uai, action, details, hash
         FROM audit_entry
         WHERE number > $1
         ORDER BY number
         LIMIT $2",
    )
    .bind(i64::try_from(after).unwrap_or(i64::MAX))
    .bind(limit)
    .fetch_all(db)
    .await?;
    rows.into_iter().map(EntryRow::into_entry).collect()
}

/// The wire's word for an action.
fn word(action: api::AuditAction) -> Result<String, StoreError> {
    match serde_json::to_value(action) {
        Ok(serde_json::Value::String(word)) => Ok(word),
        _ => Err(StoreError::Inconsistent("audit_entry.action")),
    }
}

#[derive(FromRow)]
struct EntryRow {
    number: i64,
    at: String,
    account_id: Option<String>,
    uai: Option<String>,
    action: String,
    details: String,
    hash: Vec<u8>,
}

impl EntryRow {
    fn into_entry(self) -> Result<Entry, StoreError> {
        Ok(Entry {
            number: number(self.number)?,
            at: self.at,
            account_id: self.account_id,
            uai: self.uai,
            action: self.action,
            details: self.details,
            hash: hash(self.hash, "audit_entry.hash")?,
        })
    }
}

#[derive(FromRow)]
struct ToldRow {
    number: i64,
    at: String,
    uai: Option<String>,
    action: String,
    details: String,
    hash: Vec<u8>,
    by_name: Option<String>,
}

impl ToldRow {
    fn into_entry(self) -> Result<AuditEntry, StoreError> {
        let action = serde_json::Value::String(self.action);
        let details: AuditDetails = serde_json::from_str(&self.details).map_err(|_| DETAILS)?;
        Ok(AuditEntry {
            number: number(self.number)?,
            at: self.at,
            by: self.by_name,
            uai: self.uai,
            action: serde_json::from_value(action)
                .map_err(|_| StoreError::Inconsistent("audit_entry.action"))?,
            details,
            hash: self.hash.iter().map(|byte| format!("{byte:02x}")).collect(),
        })
    }
}

fn number(number: i64) -> Result<u64, StoreError> {
    u64::try_from(number).map_err(|_| StoreError::Inconsistent("audit_entry.number"))
}
