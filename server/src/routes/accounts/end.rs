//! `DELETE /api/accounts/{id}`: nobody signs in with it any more. Its name stays, for the history.

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
    app.store.end_account(&path.id, by).await??;
    Ok(StatusCode::NO_CONTENT)
}
