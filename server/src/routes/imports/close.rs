//! `POST /api/establishments/{uai}/imports/{id}/close`: end an import. What its steps stored stays;
//! ending it twice changes nothing.

use crate::{
    auth::Admin, error::ApiError, extract::Path, routes::IdPath, state::AppState, store::By,
};
use api::Import;
use axum::{Json, extract::State};

pub(crate) async fn handler(
    State(app): State<AppState>,
    Admin(access): Admin,
    Path(path): Path<IdPath>,
) -> Result<Json<Import>, ApiError> {
    let uai = &access.establishment.uai;
    let by = By { account: Some(&access.account.id), at: app.clock.now() };
    let import = app.store.close_import(uai, &path.id, by).await?;
    import.map(Json).ok_or(ApiError::not_found())
}
