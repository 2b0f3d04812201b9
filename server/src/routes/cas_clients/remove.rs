//! `DELETE /api/cas-clients/{id}`: shuts a CAS server out.

use crate::{
    auth::Superadmin, error::ApiError, extract::Path, routes::IdPath, state::AppState, store::By,
};
use axum::{extract::State, http::StatusCode};

pub(crate) async fn handler(
    State(app): State<AppState>,
    Superadmin(superadmin): Superadmin,
    Path(path): Path<IdPath>,
) -> Result<StatusCode, ApiError> {
    let by = By { account: Some(&superadmin.id), at: app.clock.now() };
    if app.store.remove_cas_client(&path.id, by).await? {
        Ok(StatusCode::NO_CONTENT)
    } else {
        Err(ApiError::not_found())
    }
}
