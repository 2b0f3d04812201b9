//! `GET /api/invitations`: the links that can still be used, without their secrets.

use crate::{auth::Superadmin, error::ApiError, state::AppState};
use api::Invitation;
use axum::{Json, extract::State};

pub(crate) async fn handler(
    State(app): State<AppState>,
    Superadmin(_): Superadmin,
) -> Result<Json<Vec<Invitation>>, ApiError> {
    Ok(Json(app.store.invitations(app.clock.now()).await?))
}
