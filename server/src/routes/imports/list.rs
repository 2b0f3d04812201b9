//! `GET /api/establishments/{uai}/imports`: the history, newest first.

use crate::{auth::Reader, error::ApiError, extract::Paged, state::AppState};
use api::{Import, Page};
use axum::{Json, extract::State};

pub(crate) async fn handler(
    State(app): State<AppState>,
    Reader(access): Reader,
    Paged(paging): Paged,
) -> Result<Json<Page<Import>>, ApiError> {
    let imports = app.store.imports(&access.establishment.uai, paging).await?;
    Ok(Json(imports))
}
