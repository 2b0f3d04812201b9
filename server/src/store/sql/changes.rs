//! What a step writes: its report, its changes, the stock as it is afterwards. Many rows go in one
//! statement: row by row, the largest step would hold the writer for seconds.

use super::{Connection, Db, append, refreshes};
use crate::store::{
    Act, By, Idempotency, StepRequest, StoreError,
    code::Coded as _,
    stock::{Change, Difference, Mapping, Pair},
    time_text,
};
use api::{AuditAction, AuditDetails, Decision, StepOutcome};
use domain::uai::Uai;
use jiff::Timestamp;
use sqlx::QueryBuilder;

/// Rows in one statement. Times the nine columns of a change, far below what databases accept.
const ROWS: usize = 500;

/// Stores a step in the caller's transaction.
pub(super) async fn write(
    db: &mut Connection,
    step: &StepRequest,
    idempotency: &Idempotency,
    difference: &Difference,
    outcome: &StepOutcome,
) -> Result<(), StoreError> {
    let number: i64 = sqlx::query_scalar(
        "SELECT COALESCE(MAX(number), 0) + 1
         FROM import_step
         WHERE import_id = $1",
    )
    .bind(&step.import_id)
    .fetch_one(&mut *db)
    .await?;
    insert_step(db, number, step, idempotency, outcome).await?;
    let changes = difference.changes(step.category);
    for changes in changes.chunks(ROWS) {
        insert_changes(db, number, step, changes).await?;
    }
    let touched = changes.iter().filter(|change| change.releases_another_id());
    let touched = touched.map(|change| change.ent_key.as_str());
    refreshes::enqueue(db, &step.uai, touched, step.validated_at).await?;
    // First all that leaves: two accounts that swap identifiers must not meet.
    delete_all(db, &step.uai, difference.leaving()).await?;
    for pairs in difference.entering().collect::<Vec<_>>().chunks(ROWS) {
        insert_mappings(db, step, pairs).await?;
    }
    for mappings in difference.staying().collect::<Vec<_>>().chunks(ROWS) {
        confirm_mappings(db, step, mappings).await?;
    }
    if difference.changes_something() {
        next_revision(db, &step.uai).await?;
    }
    let act = Act {
        by: By { account: Some(&step.validated_by), at: step.validated_at },
        uai: Some(&step.uai),
        action: AuditAction::StepValidated,
        details: AuditDetails {
            import: Some(step.import_id.clone()),
            category: Some(step.category),
            added: Some(outcome.added),
            changed: Some(outcome.changed),
            removed: Some(outcome.removed),
            ..AuditDetails::default()
        },
    };
    append(db, &act).await
}

/// Takes mappings out of the stock.
pub(super) async fn delete_all<'a>(
    db: &mut Connection,
    uai: &Uai,
    mappings: impl IntoIterator<Item = &'a Mapping>,
) -> Result<(), StoreError> {
    for mappings in mappings.into_iter().collect::<Vec<_>>().chunks(ROWS) {
        let mut statement = QueryBuilder::<Db>::new("DELETE FROM mapping WHERE uai = ");
        statement.push_bind(uai.as_str());
        push_ent_keys(&mut statement, mappings);
        statement.build().execute(&mut *db).await?;
    }
    Ok(())
}

/// Puts mappings back as they were; `import_id` is the import that was undone for it.
pub(super) async fn put_back(
    db: &mut Connection,
    uai: &Uai,
    import_id: &str,
    at: Timestamp,
    mappings: &[Mapping],
) -> Result<(), StoreError> {
    let confirmed_at = time_text(at);
    for mappings in mappings.chunks(ROWS) {
        QueryBuilder::<Db>::new(
            "INSERT INTO mapping
                 (uai, ent_key, pronote_id, category, decision, import_id, confirmed_at) ",
        )
        .push_values(mappings, |mut row, mapping| {
            row.push_bind(uai.as_str())
                .push_bind(mapping.pair.ent_key.as_str())
                .push_bind(mapping.pair.pronote_id.as_str())
                .push_bind(mapping.category.code())
                .push_bind(mapping.pair.decision.code())
                .push_bind(import_id)
                .push_bind(&confirmed_at);
        })
        .build()
        .execute(&mut *db)
        .await?;
    }
    Ok(())
}

/// The stock has changed: whoever computed on the former one is told.
pub(super) async fn next_revision(db: &mut Connection, uai: &Uai) -> Result<(), StoreError> {
    sqlx::query("UPDATE establishment SET revision = revision + 1 WHERE uai = $1")
        .bind(uai.as_str())
        .execute(db)
        .await?;
    Ok(())
}

async fn insert_step(
    db: &mut Connection,
    number: i64,
    step: &StepRequest,
    idempotency: &Idempotency,
    outcome: &StepOutcome,
) -> Result<(), StoreError> {
    let decided = |decision| {
        let pairs = step.pairs.iter().filter(|pair| pair.decision == decision);
        i64::try_from(pairs.count()).unwrap_or(i64::MAX)
    };
    sqlx::query(
        "INSERT INTO import_step
             (import_id, number, category, idempotency_key, request_hash,
              validated_by, validated_at,
              automatic, confirmed, manual, kept,
              refused, to_review, undecided,
              added, changed, unchanged, removed, revision, stock)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14,
                 $15, $16, $17, $18, $19, $20)",
    )
    .bind(&step.import_id)
    .bind(number)
    .bind(step.category.code())
    .bind(&idempotency.key)
    .bind(idempotency.request_hash.as_slice())
    .bind(&step.validated_by)
    .bind(time_text(step.validated_at))
    .bind(decided(Decision::Automatic))
    .bind(decided(Decision::Confirmed))
    .bind(decided(Decision::Manual))
    .bind(decided(Decision::Kept))
    .bind(i64::from(step.report.refused))
    .bind(i64::from(step.report.to_review))
    .bind(i64::from(step.report.undecided))
    .bind(i64::from(outcome.added))
    .bind(i64::from(outcome.changed))
    .bind(i64::from(outcome.unchanged))
    .bind(i64::from(outcome.removed))
    .bind(i64::try_from(outcome.revision).unwrap_or(i64::MAX))
    .bind(i64::from(outcome.stock))
    .execute(db)
    .await?;
    Ok(())
}

async fn insert_changes(
    db: &mut Connection,
    number: i64,
    step: &StepRequest,
    changes: &[Change],
) -> Result<(), StoreError> {
    QueryBuilder::<Db>::new(
        "INSERT INTO mapping_change
             (import_id, step, ent_key,
              former_pronote_id, former_category, former_decision,
              new_pronote_id, new_category, new_decision) ",
    )
    .push_values(changes, |mut row, change| {
        row.push_bind(&step.import_id).push_bind(number).push_bind(change.ent_key.as_str());
        for side in [&change.former, &change.new] {
            let side = side.as_ref();
            row.push_bind(side.map(|mapping| mapping.pair.pronote_id.as_str()))
                .push_bind(side.map(|mapping| mapping.category.code()))
                .push_bind(side.map(|mapping| mapping.pair.decision.code()));
        }
    })
    .build()
    .execute(db)
    .await?;
    Ok(())
}

async fn insert_mappings(
    db: &mut Connection,
    step: &StepRequest,
    pairs: &[&Pair],
) -> Result<(), StoreError> {
    let confirmed_at = time_text(step.validated_at);
    QueryBuilder::<Db>::new(
        "INSERT INTO mapping
             (uai, ent_key, pronote_id, category, decision, import_id, confirmed_at) ",
    )
    .push_values(pairs, |mut row, pair| {
        row.push_bind(step.uai.as_str())
            .push_bind(pair.ent_key.as_str())
            .push_bind(pair.pronote_id.as_str())
            .push_bind(step.category.code())
            .push_bind(pair.decision.code())
            .push_bind(&step.import_id)
            .push_bind(&confirmed_at);
    })
    .build()
    .execute(db)
    .await?;
    Ok(())
}

/// Stored pairs that stay keep their first decision.
async fn confirm_mappings(
    db: &mut Connection,
    step: &StepRequest,
    mappings: &[&Mapping],
) -> Result<(), StoreError> {
    let mut statement = QueryBuilder::<Db>::new("UPDATE mapping SET category = ");
    statement
        .push_bind(step.category.code())
        .push(", import_id = ")
        .push_bind(&step.import_id)
        .push(", confirmed_at = ")
        .push_bind(time_text(step.validated_at))
        .push(" WHERE uai = ")
        .push_bind(step.uai.as_str());
    push_ent_keys(&mut statement, mappings);
    statement.build().execute(db).await?;
    Ok(())
}

fn push_ent_keys(statement: &mut QueryBuilder<Db>, mappings: &[&Mapping]) {
    let mut keys = statement.push(" AND ent_key IN (").separated(", ");
    for mapping in mappings {
        keys.push_bind(mapping.pair.ent_key.as_str());
    }
    keys.push_unseparated(")");
}
