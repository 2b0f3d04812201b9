//! Undoing an import. What goes back is decided in [`crate::store::undo`].

use super::{Connection, append, changes, count, mappings, refreshes};
use crate::store::{
    Act, By, StoreError, UndoRefusal,
    code::Coded as _,
    stock::{Change, Mapping, Pair},
    time_text,
    undo::{self, Reversal},
};
use api::{AuditAction, AuditDetails, Category, Decision, StoredMapping, Undo};
use domain::{ent_key::EntKey, pronote_id::PronoteId, uai::Uai};
use sqlx::FromRow;
use std::collections::{BTreeSet, HashSet};

/// What undoing finds.
pub(super) struct Situation {
    reversal: Reversal,
    stored: Vec<Mapping>,
    revision: u64,
}

/// What there is to undo.
pub(super) async fn situation(
    db: &mut Connection,
    uai: &Uai,
    id: &str,
) -> Result<Result<Situation, UndoRefusal>, StoreError> {
    let row = sqlx::query_as::<_, (bool, i64)>(
        "SELECT EXISTS (SELECT 1 FROM import_undo AS u WHERE u.import_id = i.id), e.revision
         FROM import AS i
         JOIN establishment AS e ON e.uai = i.uai
         WHERE i.uai = $1 AND i.id = $2",
    )
    .bind(uai.as_str())
    .bind(id)
    .fetch_optional(&mut *db)
    .await?;
    let Some((undone, revision)) = row else {
        return Ok(Err(UndoRefusal::NoSuchImport));
    };
    if undone {
        return Ok(Err(UndoRefusal::AlreadyUndone));
    }
    let rows = sqlx::query_as::<_, ChangeRow>(
        "SELECT ent_key, former_pronote_id, former_category, former_decision,
                new_pronote_id, new_category, new_decision
         FROM mapping_change
         WHERE import_id = $1
         ORDER BY step, ent_key",
    )
    .bind(id)
    .fetch_all(&mut *db)
    .await?;
    let changes = rows.into_iter().map(Change::try_from).collect::<Result<Vec<_>, _>>()?;
    // An import that was undone itself confirms nothing any more.
    let confirmed_since = sqlx::query_scalar::<_, String>(
        "SELECT m.ent_key
         FROM mapping AS m
         WHERE m.uai = $1 AND m.import_id <> $2
           AND m.ent_key IN (SELECT c.ent_key FROM mapping_change AS c WHERE c.import_id = $2)
           AND NOT EXISTS (SELECT 1 FROM import_undo AS u WHERE u.import_id = m.import_id)",
    )
    .bind(uai.as_str())
    .bind(id)
    .fetch_all(&mut *db)
    .await?;
    let confirmed_since =
        confirmed_since.iter().map(|key| parse_key(key)).collect::<Result<BTreeSet<_>, _>>()?;
    let stored = mappings::stored(db, uai).await?;
    Ok(Ok(Situation {
        reversal: undo::reversal(&undo::net(changes), &stored, &confirmed_since),
        stored,
        revision: mappings::parse_revision(revision)?,
    }))
}

impl Situation {
    /// The stock's revision.
    pub(super) fn revision(&self) -> u64 {
        self.revision
    }

    /// What is answered.
    pub(super) fn outcome(&self) -> Result<Undo, StoreError> {
        let reversal = &self.reversal;
        let removed = reversal.removed();
        let stock = self.stored.len() + reversal.restored.len() - reversal.leaving.len();
        let left: HashSet<_> = reversal.left.iter().collect();
        let still_there = self.stored.iter().filter(|m| left.contains(&m.pair.ent_key));
        Ok(Undo {
            restored: rows(reversal.restored.len())?,
            removed: rows(removed)?,
            left: still_there
                .map(|m| StoredMapping { category: m.category, pair: (&m.pair).into() })
                .collect(),
            left_count: rows(reversal.left.len())?,
            revision: self.revision + u64::from(reversal.changes_something()),
            stock: rows(stock)?,
        })
    }
}

/// Stores it.
pub(super) async fn write(
    db: &mut Connection,
    uai: &Uai,
    id: &str,
    situation: &Situation,
    outcome: &Undo,
    by: By<'_>,
) -> Result<(), StoreError> {
    let Reversal { restored, leaving, .. } = &situation.reversal;
    changes::delete_all(db, uai, leaving).await?;
    changes::put_back(db, uai, id, by.at, restored).await?;
    let touched: BTreeSet<_> = leaving.iter().chain(restored).map(|m| &m.pair.ent_key).collect();
    refreshes::enqueue(db, uai, touched.into_iter().map(EntKey::as_str), by.at).await?;
    sqlx::query(
        "INSERT INTO import_undo (import_id, undone_by, undone_at, restored, removed, left_over)
         VALUES ($1, $2, $3, $4, $5, $6)",
    )
    .bind(id)
    .bind(by.account)
    .bind(time_text(by.at))
    .bind(i64::from(outcome.restored))
    .bind(i64::from(outcome.removed))
    .bind(i64::from(outcome.left_count))
    .execute(&mut *db)
    .await?;
    sqlx::query("UPDATE import SET closed_at = COALESCE(closed_at, $2) WHERE id = $1")
        .bind(id)
        .bind(time_text(by.at))
        .execute(&mut *db)
        .await?;
    if situation.reversal.changes_something() {
        changes::next_revision(db, uai).await?;
    }
    let details = AuditDetails {
        import: Some(id.to_owned()),
        added: Some(outcome.restored),
        removed: Some(outcome.removed),
        ..AuditDetails::default()
    };
    let act = Act { by, uai: Some(uai), action: AuditAction::ImportUndone, details };
    append(db, &act).await
}

fn rows(items: usize) -> Result<u32, StoreError> {
    count(i64::try_from(items).unwrap_or(i64::MAX), "mapping")
}

fn parse_key(key: &str) -> Result<EntKey, StoreError> {
    EntKey::parse(key).map_err(|_| StoreError::Inconsistent("mapping.ent_key"))
}

#[derive(FromRow)]
struct ChangeRow {
    ent_key: String,
    former_pronote_id: Option<String>,
    former_category: Option<String>,
    former_decision: Option<String>,
    new_pronote_id: Option<String>,
    new_category: Option<String>,
    new_decision: Option<String>,
}

impl TryFrom<ChangeRow> for Change {
    type Error = StoreError;

    fn try_from(row: ChangeRow) -> Result<Self, StoreError> {
        let ent_key = parse_key(&row.ent_key)?;
        Ok(Self {
            former: side(
                &ent_key,
                row.former_pronote_id,
                row.former_category,
                row.former_decision,
            )?,
            new: side(&ent_key, row.new_pronote_id, row.new_category, row.new_decision)?,
            ent_key,
        })
    }
}

/// What an account held on one side of a change.
fn side(
    ent_key: &EntKey,
    pronote_id: Option<String>,
    category: Option<String>,
    decision: Option<String>,
) -> Result<Option<Mapping>, StoreError> {
    let (Some(pronote_id), Some(category), Some(decision)) = (pronote_id, category, decision)
    else {
        return Ok(None);
    };
    Ok(Some(Mapping {
        category: Category::parse(&category, "mapping_change.category")?,
        pair: Pair {
            ent_key: ent_key.clone(),
            pronote_id: PronoteId::parse(&pronote_id)
                .map_err(|_| StoreError::Inconsistent("mapping_change.pronote_id"))?,
            decision: Decision::parse(&decision, "mapping_change.decision")?,
        },
    }))
}
