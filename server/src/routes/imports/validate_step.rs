//! `PUT /api/establishments/{uai}/imports/{id}/steps/{category}`: validate a step, or with
//! `?dry_run=true` say what validating it would do.

use crate::{
    auth::Admin,
    error::ApiError,
    extract::{Body, Path, Query},
    preconditions::{IdempotencyKey, IfMatch},
    state::AppState,
    store::{StepRefusal, StepRequest, stock::Pair},
};
use api::{Category, MAX_PAIRS, StepOutcome, StepQuery, ValidateStep};
use axum::{Json, extract::State};
use domain::{ent_key::EntKey, pronote_id::PronoteId};
use serde::Deserialize;
use std::collections::HashSet;

#[derive(Deserialize)]
pub(crate) struct StepPath {
    id: String,
    category: Category,
}

pub(crate) async fn handler(
    State(app): State<AppState>,
    Admin(access): Admin,
    Path(path): Path<StepPath>,
    Query(query): Query<StepQuery>,
    IfMatch(revision): IfMatch,
    key: Result<IdempotencyKey, ApiError>,
    Body(mut asked): Body<ValidateStep>,
) -> Result<Json<StepOutcome>, ApiError> {
    // The set counts, not its order: so does what a key stands for.
    asked.pairs.sort_by(|a, b| a.pronote_id.cmp(&b.pronote_id));
    let step = StepRequest {
        uai: access.establishment.uai,
        import_id: path.id,
        category: path.category,
        revision,
        pairs: parse_pairs(&asked.pairs)?,
        replace: asked.replace,
        report: asked.report,
        validated_by: access.account.id,
        validated_at: app.clock.now(),
    };
    let outcome = if query.dry_run {
        app.store.preview_step(&step).await??
    } else {
        let idempotency = key?.of(&(path.category, &asked))?;
        app.store.validate_step(&step, &idempotency).await??
    };
    Ok(Json(outcome))
}

impl From<StepRefusal> for ApiError {
    fn from(refusal: StepRefusal) -> Self {
        match refusal {
            StepRefusal::NoSuchImport => Self::not_found(),
            StepRefusal::KeyReused => Self::key_reused(),
            StepRefusal::ImportClosed => Self::import_closed(),
            StepRefusal::Stale(revision) => Self::stale(revision),
            StepRefusal::NoSource => Self::no_source(),
            StepRefusal::KeptNotStored => Self::invalid("pairs.decision"),
            StepRefusal::Displaced(pairs) => Self::displaced(pairs),
        }
    }
}

/// Pairs that can be stored: in the exact characters that were sent, no account and no identifier
/// twice.
pub(super) fn parse_pairs(pairs: &[api::Pair]) -> Result<Vec<Pair>, ApiError> {
    if pairs.len() > MAX_PAIRS {
        return Err(ApiError::invalid("pairs"));
    }
    let pairs = pairs.iter().map(parse_pair).collect::<Result<Vec<_>, _>>()?;
    let mut ent_keys = HashSet::new();
    if !pairs.iter().all(|pair| ent_keys.insert(&pair.ent_key)) {
        return Err(ApiError::invalid("pairs.ent_key"));
    }
    let mut pronote_ids = HashSet::new();
    if !pairs.iter().all(|pair| pronote_ids.insert(&pair.pronote_id)) {
        return Err(ApiError::invalid("pairs.pronote_id"));
    }
    Ok(pairs)
}

fn parse_pair(pair: &api::Pair) -> Result<Pair, ApiError> {
    let ent_key = EntKey::parse(&pair.ent_key).ok();
    let ent_key = ent_key.filter(|key| key.as_str() == pair.ent_key);
    let pronote_id = PronoteId::parse(&pair.pronote_id).ok();
    let pronote_id = pronote_id.filter(|id| id.as_str() == pair.pronote_id);
    Ok(Pair {
        ent_key: ent_key.ok_or(ApiError::invalid("pairs.ent_key"))?,
        pronote_id: pronote_id.ok_or(ApiError::invalid("pairs.pronote_id"))?,
        decision: pair.decision,
    })
}
