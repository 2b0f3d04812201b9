//! Erasing mappings for good: from the stock and from the history.

use super::{Connection, append, changes, count, mappings, refreshes};
use crate::store::{Act, By, StoreError, code::Coded as _, time_text};
use api::{AuditAction, AuditDetails, Category, Purge};
use domain::uai::Uai;
use jiff::Timestamp;
use std::collections::HashMap;

/// Later than any moment that is stored.
const NEVER: &str = "9999-12-31T23:59:59.999Z";

/// What would be erased.
pub(super) async fn preview(
    db: &mut Connection,
    uai: &Uai,
    confirmed_before: Option<Timestamp>,
) -> Result<Purge, StoreError> {
    let (revision, stock) = sqlx::query_as::<_, (i64, i64)>(
        "SELECT e.revision, (SELECT COUNT(*) FROM mapping AS m WHERE m.uai = e.uai)
         FROM establishment AS e
         WHERE e.uai = $1",
    )
    .bind(uai.as_str())
    .fetch_optional(&mut *db)
    .await?
    .unwrap_or_default();
    let rows = sqlx::query_as::<_, (String, i64)>(
        "SELECT category, COUNT(*)
         FROM mapping
         WHERE uai = $1 AND confirmed_at < $2
         GROUP BY category",
    )
    .bind(uai.as_str())
    .bind(limit(confirmed_before))
    .fetch_all(db)
    .await?;
    let mut found = HashMap::new();
    for (category, mappings) in rows {
        let category = Category::parse(&category, "mapping.category")?;
        found.insert(category, count(mappings, "mapping")?);
    }
    let erased: u32 = found.values().sum();
    let of = |&category| (category, found.get(&category).copied().unwrap_or(0));
    Ok(Purge {
        by_category: Category::ALL.iter().map(of).collect(),
        revision: mappings::parse_revision(revision)? + u64::from(erased > 0),
        stock: count(stock, "mapping")? - erased,
    })
}

/// Erases it. Where everything goes, so does the whole history of pairs; otherwise that of the
/// accounts and identifiers that go.
pub(super) async fn write(
    db: &mut Connection,
    uai: &Uai,
    confirmed_before: Option<Timestamp>,
    purge: &Purge,
    by: By<'_>,
) -> Result<(), StoreError> {
    let limit = limit(confirmed_before);
    sqlx::query(
        "DELETE FROM mapping_change
         WHERE import_id IN (SELECT i.id FROM import AS i WHERE i.uai = $1)
           AND ($2
                OR ent_key IN (
                    SELECT m.ent_key FROM mapping AS m WHERE m.uai = $1 AND m.confirmed_at < $3)
                OR former_pronote_id IN (
                    SELECT m.pronote_id FROM mapping AS m WHERE m.uai = $1 AND m.confirmed_at < $3)
                OR new_pronote_id IN (
                    SELECT m.pronote_id FROM mapping AS m WHERE m.uai = $1 AND m.confirmed_at < $3))",
    )
    .bind(uai.as_str())
    .bind(confirmed_before.is_none())
    .bind(&limit)
    .execute(&mut *db)
    .await?;
    let erased = sqlx::query_scalar::<_, String>(
        "DELETE FROM mapping
         WHERE uai = $1 AND confirmed_at < $2
         RETURNING ent_key",
    )
    .bind(uai.as_str())
    .bind(&limit)
    .fetch_all(&mut *db)
    .await?;
    refreshes::enqueue(db, uai, erased.iter().map(String::as_str), by.at).await?;
    let erased = purge.by_category.iter().map(|(_, mappings)| mappings).sum();
    if erased > 0 {
        changes::next_revision(db, uai).await?;
    }
    let details = AuditDetails { removed: Some(erased), ..AuditDetails::default() };
    let act = Act { by, uai: Some(uai), action: AuditAction::MappingsPurged, details };
    append(db, &act).await
}

fn limit(confirmed_before: Option<Timestamp>) -> String {
    confirmed_before.map_or_else(|| NEVER.to_owned(), time_text)
}
