//! `DELETE /api/establishments/{uai}/services/{code}`. The page keeps it to put it back.

use super::put::CodePath;
use crate::{auth::Admin, error::ApiError, extract::Path, state::AppState, store::By};
use axum::{extract::State, http::StatusCode};

pub(crate) async fn handler(
    State(app): State<AppState>,
    Admin(access): Admin,
    Path(path): Path<CodePath>,
) -> Result<StatusCode, ApiError> {
    let by = By { account: Some(&access.account.id), at: app.clock.now() };
    if app.store.remove_service(&access.establishment.uai, &path.code, by).await? {
        Ok(StatusCode::NO_CONTENT)
    } else {
        Err(ApiError::not_found())
    }
}
