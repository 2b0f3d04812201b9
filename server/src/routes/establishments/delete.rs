//! `DELETE /api/establishments/{uai}`: erase the invented school with everything of it, in one
//! click. A real one is never erased like this.

use crate::{auth::Admin, error::ApiError, state::AppState, store::By};
use axum::{extract::State, http::StatusCode};

pub(crate) async fn handler(
    State(app): State<AppState>,
    Admin(access): Admin,
) -> Result<StatusCode, ApiError> {
    if !access.establishment.demonstration {
        return Err(ApiError::not_a_demonstration());
    }
    let by = By { account: Some(&access.account.id), at: app.clock.now() };
    if app.store.erase_establishment(&access.establishment.uai, by).await? {
        Ok(StatusCode::NO_CONTENT)
    } else {
        Err(ApiError::not_found())
    }
}
