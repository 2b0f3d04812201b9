//! `GET /api/establishments/{uai}/mappings`: a page of the stock, with its revision.

use crate::{auth::Admin, error::ApiError, extract::Paged, state::AppState};
use api::StoredMappings;
use axum::{Json, extract::State};

pub(crate) async fn handler(
    State(app): State<AppState>,
    Admin(access): Admin,
    Paged(paging): Paged,
) -> Result<Json<StoredMappings>, ApiError> {
    let mappings = app.store.mappings(&access.establishment.uai, paging).await?;
    Ok(Json(mappings))
}
