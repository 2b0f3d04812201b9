//! `DELETE /api/cas-clients/{id}/secrets/{secret}`: it does not work any more.

use crate::{auth::Superadmin, error::ApiError, extract::Path, state::AppState, store::By};
use axum::{extract::State, http::StatusCode};
use serde::Deserialize;

#[derive(Deserialize)]
pub(crate) struct SecretPath {
    id: String,
    secret: String,
}

pub(crate) async fn handler(
    State(app): State<AppState>,
    Superadmin(superadmin): Superadmin,
    Path(path): Path<SecretPath>,
) -> Result<StatusCode, ApiError> {
    let by = By { account: Some(&superadmin.id), at: app.clock.now() };
    if app.store.end_cas_secret(&path.id, &path.secret, by).await? {
        Ok(StatusCode::NO_CONTENT)
    } else {
        Err(ApiError::not_found())
    }
}
