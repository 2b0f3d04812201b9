//! What a step finds, and what was answered when it came before. What it writes is in `changes`.

use super::{Connection, count, mappings, reports::SOURCES};
use crate::store::{
    Idempotency, StepPreview, StepRefusal, StepRequest, StoreError, code::Coded as _,
    step::Situation,
};
use api::{Decision, Mode, StepOutcome};
use sqlx::FromRow;

/// What the step finds; `None` when its import is not one of this establishment.
pub(super) async fn situation(
    db: &mut Connection,
    step: &StepRequest,
) -> Result<Option<Situation>, StoreError> {
    let row = sqlx::query_as::<_, (String, String, bool, i64)>(
        "SELECT i.mode, i.sources, i.closed_at IS NOT NULL, e.revision
         FROM import AS i
         JOIN establishment AS e ON e.uai = i.uai
         WHERE i.uai = $1 AND i.id = $2",
    )
    .bind(step.uai.as_str())
    .bind(&step.import_id)
    .fetch_optional(&mut *db)
    .await?;
    let Some((mode, sources, closed, revision)) = row else {
        return Ok(None);
    };
    Ok(Some(Situation {
        mode: Mode::parse(&mode, "import.mode")?,
        sources: serde_json::from_str(&sources).map_err(|_| SOURCES)?,
        closed,
        revision: mappings::parse_revision(revision)?,
        stored: mappings::stored(db, &step.uai).await?,
    }))
}

/// What the first step of an import would find that was not begun yet.
pub(super) async fn before_the_first(
    db: &mut Connection,
    preview: &StepPreview,
) -> Result<Situation, StoreError> {
    Ok(Situation {
        mode: preview.mode,
        sources: preview.sources.clone(),
        closed: false,
        revision: mappings::revision_of(db, &preview.step.uai).await?,
        stored: mappings::stored(db, &preview.step.uai).await?,
    })
}

/// What was answered when this key came first; `None` when it comes for the first time.
pub(super) async fn replay(
    db: &mut Connection,
    step: &StepRequest,
    idempotency: &Idempotency,
) -> Result<Option<Result<StepOutcome, StepRefusal>>, StoreError> {
    let row = sqlx::query_as::<_, OutcomeRow>(
        "SELECT number, request_hash, added, changed, unchanged, removed, revision, stock
         FROM import_step
         WHERE import_id = $1 AND idempotency_key = $2",
    )
    .bind(&step.import_id)
    .bind(&idempotency.key)
    .fetch_optional(&mut *db)
    .await?;
    let Some(row) = row else {
        return Ok(None);
    };
    if row.request_hash != idempotency.request_hash {
        return Ok(Some(Err(StepRefusal::KeyReused)));
    }
    // A pair that only moved to another step did not leave the stock.
    let leaving = sqlx::query_as::<_, (String, String, String)>(
        "SELECT ent_key, former_pronote_id, former_decision
         FROM mapping_change
         WHERE import_id = $1 AND step = $2 AND former_pronote_id IS NOT NULL
           AND (new_pronote_id IS NULL OR new_pronote_id <> former_pronote_id)
         ORDER BY former_pronote_id",
    )
    .bind(&step.import_id)
    .bind(row.number)
    .fetch_all(&mut *db)
    .await?;
    row.into_outcome(leaving).map(|outcome| Some(Ok(outcome)))
}

#[derive(FromRow)]
struct OutcomeRow {
    number: i64,
    request_hash: Vec<u8>,
    added: i64,
    changed: i64,
    unchanged: i64,
    removed: i64,
    revision: i64,
    stock: i64,
}

impl OutcomeRow {
    fn into_outcome(
        self,
        leaving: Vec<(String, String, String)>,
    ) -> Result<StepOutcome, StoreError> {
        let pair = |(ent_key, pronote_id, decision): (String, String, String)| {
            Ok(api::Pair {
                ent_key,
                pronote_id,
                decision: Decision::parse(&decision, "mapping_change.former_decision")?,
            })
        };
        Ok(StepOutcome {
            added: count(self.added, "import_step.added")?,
            changed: count(self.changed, "import_step.changed")?,
            unchanged: count(self.unchanged, "import_step.unchanged")?,
            removed: count(self.removed, "import_step.removed")?,
            revision: mappings::parse_revision(self.revision)?,
            stock: count(self.stock, "import_step.stock")?,
            leaving: leaving.into_iter().map(pair).collect::<Result<_, StoreError>>()?,
        })
    }
}
