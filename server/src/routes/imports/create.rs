//! `POST /api/establishments/{uai}/imports`: start an import. Of the files only their kind, their
//! digest and their counts come here.

use crate::{
    auth::Admin,
    error::ApiError,
    extract::{Body, IdempotencyKey},
    random,
    state::AppState,
    store::{self, KeyReused},
};
use api::{Import, NewImport, Source};
use axum::{Json, extract::State, http::StatusCode};

/// A school has a handful of files; a whole network, one per class at worst.
const MAX_SOURCES: usize = 50;

pub(crate) async fn handler(
    State(app): State<AppState>,
    Admin(access): Admin,
    key: IdempotencyKey,
    Body(asked): Body<NewImport>,
) -> Result<(StatusCode, Json<Import>), ApiError> {
    check(&asked.sources)?;
    let idempotency = key.of(&asked)?;
    let now = app.clock.now();
    let new = store::NewImport {
        id: random::id(now),
        uai: access.establishment.uai,
        mode: asked.mode,
        sources: asked.sources,
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

fn check(sources: &[Source]) -> Result<(), ApiError> {
    if sources.len() > MAX_SOURCES {
        return Err(ApiError::invalid("sources"));
    }
    let is_digest = |text: &str| {
        text.len() == 64 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
    };
    if sources.iter().all(|source| is_digest(&source.sha256)) {
        Ok(())
    } else {
        Err(ApiError::invalid("sources.sha256"))
    }
}
