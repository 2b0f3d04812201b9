//! `POST /api/establishments/{uai}/imports/{id}/close`: end an import. What its steps stored stays;
//! ending it twice changes nothing.

use super::ImportPath;
use crate::{auth::Admin, error::ApiError, extract::Path, state::AppState};
use api::Import;
use axum::{Json, extract::State};

pub(crate) async fn handler(
    State(app): State<AppState>,
    Admin(access): Admin,
    Path(path): Path<ImportPath>,
) -> Result<Json<Import>, ApiError> {
    let uai = &access.establishment.uai;
    let import = app.store.close_import(uai, &path.id, app.clock.now()).await?;
    import.map(Json).ok_or(ApiError::not_found())
}
