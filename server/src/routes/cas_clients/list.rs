//! `GET /api/cas-clients`: all of them, without their secrets.

use crate::{auth::Superadmin, error::ApiError, state::AppState};
use api::CasClient;
use axum::{Json, extract::State};

pub(crate) async fn handler(
    State(app): State<AppState>,
    Superadmin(_): Superadmin,
) -> Result<Json<Vec<CasClient>>, ApiError> {
    Ok(Json(app.store.cas_clients().await?))
}
