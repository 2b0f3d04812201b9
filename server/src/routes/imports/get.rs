//! `GET /api/establishments/{uai}/imports/{id}`: one import and its report.

use crate::{auth::Reader, error::ApiError, extract::Path, routes::IdPath, state::AppState};
use api::Import;
use axum::{Json, extract::State};

pub(crate) async fn handler(
    State(app): State<AppState>,
    Reader(access): Reader,
    Path(path): Path<IdPath>,
) -> Result<Json<Import>, ApiError> {
    let import = app.store.import(&access.establishment.uai, &path.id).await?;
    import.map(Json).ok_or(ApiError::not_found())
}
