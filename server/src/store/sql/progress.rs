//! How far the imports of establishments have come, for a whole list of them at once.

use super::{Connection, count, establishments::seen_by, reports::SOURCES};
use crate::store::{StoreError, Visible, code::Coded as _};
use api::{Category, Mode, Paging, Progress, Settings, Source, SourceKind};
use domain::{reconciliation::Effect, uai::Uai};
use sqlx::FromRow;
use std::collections::{HashMap, HashSet};

/// Of each establishment on a page of the list, how far its imports have come.
pub(super) async fn of(
    db: &mut Connection,
    visible: Visible<'_>,
    paging: Paging,
) -> Result<HashMap<Uai, Progress>, StoreError> {
    let mut all = begun(db, visible, paging).await?;
    for row in last_steps(db, visible, paging).await? {
        if let Some((progress, _)) = all.get_mut(&uai(&row.uai)?) {
            let count = |number| count(number, "import_step");
            let (to_review, removed) = (count(row.to_review)?, count(row.removed)?);
            let changed = count(row.changed)?;
            let stored = changed + removed + count(row.unchanged)?;
            progress.not_recognised += to_review + count(row.refused)? + count(row.undecided)?;
            progress.to_review += to_review;
            progress.mass_change |= Effect { stored, changed, removed }.hold().is_some();
        }
    }
    let (imports, steps) = newest(db, visible, paging).await?;
    let mut validated = HashMap::<String, HashSet<Category>>::new();
    for (import, category) in steps {
        let category = Category::parse(&category, "import_step.category")?;
        validated.entry(import).or_default().insert(category);
    }
    let mut seen = HashSet::new();
    for row in imports {
        let Some(steps) = validated.get(&row.id) else { continue };
        let school = uai(&row.uai)?;
        let Some((progress, _)) = all.get_mut(&school) else { continue };
        if seen.insert(school) {
            progress.open = row.closed_at.is_none() && steps.len() < Category::ALL.len();
        }
        let is_complete = Mode::parse(&row.mode, "import.mode")? == Mode::Complete;
        if progress.last_complete.is_none() && is_complete && row.is_whole(steps)? {
            progress.last_complete = Some(row.started_at);
        }
    }
    let told = |(school, (mut progress, changed_at)): (Uai, (Progress, Option<String>))| {
        // Both are written alike: their order is that of time.
        progress.new_version =
            progress.last_complete.is_some() && changed_at > progress.last_complete;
        (school, progress)
    };
    Ok(all.into_iter().map(told).collect())
}

/// Nothing imported yet, and when the school year begins; when PRONOTE's version changed.
async fn begun(
    db: &mut Connection,
    visible: Visible<'_>,
    paging: Paging,
) -> Result<HashMap<Uai, (Progress, Option<String>)>, StoreError> {
    let (everything, account_id, only) = seen_by(visible);
    let rows = sqlx::query_as::<_, (String, String, Option<String>)>(
        "SELECT e.uai, e.settings, e.pronote_version_changed_at
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
    .fetch_all(db)
    .await?;
    let row = |(school, settings, changed_at): (String, String, Option<String>)| {
        let settings: Settings = serde_json::from_str(&settings)
            .map_err(|_| StoreError::Inconsistent("establishment.settings"))?;
        let progress = Progress { year_start: settings.year_start, ..Progress::default() };
        Ok((uai(&school)?, (progress, changed_at)))
    };
    rows.into_iter().map(row).collect()
}

#[derive(FromRow)]
struct LastStep {
    uai: String,
    refused: i64,
    to_review: i64,
    undecided: i64,
    changed: i64,
    unchanged: i64,
    removed: i64,
}

/// The last validation of each category: a complete import goes before a partial one, which knows
/// newcomers alone.
async fn last_steps(
    db: &mut Connection,
    visible: Visible<'_>,
    paging: Paging,
) -> Result<Vec<LastStep>, StoreError> {
    let (everything, account_id, only) = seen_by(visible);
    Ok(sqlx::query_as(
        "WITH page AS (
             SELECT e.uai
             FROM establishment AS e
             WHERE $1 OR e.uai = $3 OR EXISTS (
                 SELECT 1 FROM account_right AS r WHERE r.account_id = $2 AND r.uai = e.uai)
             ORDER BY e.folded_name, e.uai
             LIMIT $4 OFFSET $5),
         standing AS (
             SELECT i.uai, s.refused, s.to_review, s.undecided, s.changed, s.unchanged, s.removed,
                    ROW_NUMBER() OVER (
                        PARTITION BY i.uai, s.category
                        ORDER BY CASE i.mode WHEN 'complete' THEN 0 ELSE 1 END,
                                 i.started_at DESC, i.id DESC, s.number DESC) AS nth
             FROM import AS i
             JOIN page AS p ON p.uai = i.uai
             JOIN import_step AS s ON s.import_id = i.id
             LEFT JOIN import_undo AS u ON u.import_id = i.id
             WHERE u.import_id IS NULL)
         SELECT uai, refused, to_review, undecided, changed, unchanged, removed
         FROM standing
         WHERE nth = 1",
    )
    .bind(everything)
    .bind(account_id)
    .bind(only)
    .bind(i64::from(paging.limit))
    .bind(i64::from(paging.offset))
    .fetch_all(db)
    .await?)
}

#[derive(FromRow)]
struct ImportRow {
    id: String,
    uai: String,
    mode: String,
    sources: String,
    started_at: String,
    closed_at: Option<String>,
}

impl ImportRow {
    /// Whether every category of PRONOTE's files was validated.
    fn is_whole(&self, validated: &HashSet<Category>) -> Result<bool, StoreError> {
        let sources: Vec<Source> = serde_json::from_str(&self.sources).map_err(|_| SOURCES)?;
        let sources = sources.iter().filter(|source| source.kind != SourceKind::EntAccounts);
        let mut found = sources.flat_map(|source| &source.records).filter(|(_, n)| *n > 0);
        Ok(found.all(|(category, _)| validated.contains(category)))
    }
}

/// The newest imports that stand and have a validated step, newest first, and which categories each
/// has validated. A school makes a complete import or two in a year, and a handful of tries at most:
/// ten of each mode hold the last good one.
async fn newest(
    db: &mut Connection,
    visible: Visible<'_>,
    paging: Paging,
) -> Result<(Vec<ImportRow>, Vec<(String, String)>), StoreError> {
    let (everything, account_id, only) = seen_by(visible);
    let imports: Vec<ImportRow> = sqlx::query_as(
        "WITH page AS (
             SELECT e.uai
             FROM establishment AS e
             WHERE $1 OR e.uai = $3 OR EXISTS (
                 SELECT 1 FROM account_right AS r WHERE r.account_id = $2 AND r.uai = e.uai)
             ORDER BY e.folded_name, e.uai
             LIMIT $4 OFFSET $5),
         standing AS (
             SELECT i.id, i.uai, i.mode, i.sources, i.started_at, i.closed_at,
                    ROW_NUMBER() OVER (
                        PARTITION BY i.uai, i.mode ORDER BY i.started_at DESC, i.id DESC) AS nth
             FROM import AS i
             JOIN page AS p ON p.uai = i.uai
             LEFT JOIN import_undo AS u ON u.import_id = i.id
             WHERE u.import_id IS NULL
               AND EXISTS (SELECT 1 FROM import_step AS s WHERE s.import_id = i.id))
         SELECT id, uai, mode, sources, started_at, closed_at
         FROM standing
         WHERE nth <= 10
         ORDER BY uai, started_at DESC, id DESC",
    )
    .bind(everything)
    .bind(account_id)
    .bind(only)
    .bind(i64::from(paging.limit))
    .bind(i64::from(paging.offset))
    .fetch_all(&mut *db)
    .await?;
    let steps = sqlx::query_as(
        "WITH page AS (
             SELECT e.uai
             FROM establishment AS e
             WHERE $1 OR e.uai = $3 OR EXISTS (
                 SELECT 1 FROM account_right AS r WHERE r.account_id = $2 AND r.uai = e.uai)
             ORDER BY e.folded_name, e.uai
             LIMIT $4 OFFSET $5),
         standing AS (
             SELECT i.id,
                    ROW_NUMBER() OVER (
                        PARTITION BY i.uai, i.mode ORDER BY i.started_at DESC, i.id DESC) AS nth
             FROM import AS i
             JOIN page AS p ON p.uai = i.uai
             LEFT JOIN import_undo AS u ON u.import_id = i.id
             WHERE u.import_id IS NULL
               AND EXISTS (SELECT 1 FROM import_step AS s WHERE s.import_id = i.id))
         SELECT DISTINCT s.import_id, s.category
         FROM import_step AS s
         JOIN standing AS i ON i.id = s.import_id
         WHERE i.nth <= 10",
    )
    .bind(everything)
    .bind(account_id)
    .bind(only)
    .bind(i64::from(paging.limit))
    .bind(i64::from(paging.offset))
    .fetch_all(db)
    .await?;
    Ok((imports, steps))
}

fn uai(text: &str) -> Result<Uai, StoreError> {
    Uai::parse(text).map_err(|_| StoreError::Inconsistent("establishment.uai"))
}
