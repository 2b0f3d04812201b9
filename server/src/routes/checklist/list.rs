//! `GET /api/establishments/{uai}/checklist`: the lines that somebody has marked.

use crate::{auth::Reader, error::ApiError, state::AppState};
use api::ChecklistItem;
use axum::{Json, extract::State};

pub(crate) async fn handler(
    State(app): State<AppState>,
    Reader(access): Reader,
) -> Result<Json<Vec<ChecklistItem>>, ApiError> {
    Ok(Json(app.store.checklist(&access.establishment.uai).await?))
}
