//! `GET /api/establishments/{uai}/services`, in their order.

use crate::{auth::Admin, error::ApiError, state::AppState};
use api::Service;
use axum::{Json, extract::State};

pub(crate) async fn handler(
    State(app): State<AppState>,
    Admin(access): Admin,
) -> Result<Json<Vec<Service>>, ApiError> {
    Ok(Json(app.store.services(&access.establishment.uai).await?))
}
