//! `DELETE /api/account/sessions/{id}`: sign out elsewhere.

use crate::{
    auth::Holder,
    error::ApiError,
    extract::{Path, parse_hex},
    routes::IdPath,
    state::AppState,
    store::By,
};
use axum::{extract::State, http::StatusCode};

pub(crate) async fn handler(
    State(app): State<AppState>,
    holder: Holder,
    Path(path): Path<IdPath>,
) -> Result<StatusCode, ApiError> {
    let session = parse_hex(&path.id).ok_or(ApiError::not_found())?;
    let account = &holder.account.id;
    let by = By { account: Some(account), at: app.clock.now() };
    if app.store.end_session(account, &session, by).await? {
        Ok(StatusCode::NO_CONTENT)
    } else {
        Err(ApiError::not_found())
    }
}
