//! `POST /api/establishments/{uai}/imports`: start an import. Of the files only their kind, their
//! digest and their counts come here.

use super::check_sources;
use crate::{
    auth::Admin,
    error::ApiError,
    extract::Body,
    preconditions::IdempotencyKey,
    random,
    state::AppState,
    store::{self, KeyReused},
};
use api::{Import, NewImport};
use axum::{Json, extract::State, http::StatusCode};

pub(crate) async fn handler(
    State(app): State<AppState>,
    Admin(access): Admin,
    key: IdempotencyKey,
    Body(asked): Body<NewImport>,
) -> Result<(StatusCode, Json<Import>), ApiError> {
    check_sources(&asked.sources)?;
    let idempotency = key.of(&asked)?;
    let now = app.clock.now();
    let new = store::NewImport {
        id: random::id(now),
        uai: access.establishment.uai,
        mode: asked.mode,
        sources: asked.sources,
        cas_ids: asked.cas_ids,
        started_by: access.account.id,
        started_at: now,
    };
    let import = app.store.start_import(&new, &idempotency).await??;
    Ok((StatusCode::CREATED, Json(import)))
}

impl From<KeyReused> for ApiError {
    fn from(KeyReused: KeyReused) -> Self {
        Self::key_reused()
    }
}
