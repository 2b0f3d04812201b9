//! `GET /api/establishments/{uai}`: the establishment and its settings.

use super::details;
use crate::{auth::Reader, error::ApiError, state::AppState};
use api::EstablishmentDetails;
use axum::{Json, extract::State};

pub(crate) async fn handler(
    State(app): State<AppState>,
    Reader(access): Reader,
) -> Result<Json<EstablishmentDetails>, ApiError> {
    Ok(Json(details(&app, access.establishment, access.right).await?))
}
