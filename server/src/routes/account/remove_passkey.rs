//! `DELETE /api/account/passkeys/{id}`: one passkey less.

use super::confirm;
use crate::{
    auth::Holder,
    error::ApiError,
    extract::{Body, ClientAddress, Path},
    routes::IdPath,
    state::AppState,
};
use api::ConfirmPassword;
use axum::{extract::State, http::StatusCode};

pub(crate) async fn handler(
    State(app): State<AppState>,
    holder: Holder,
    address: ClientAddress,
    Path(path): Path<IdPath>,
    Body(asked): Body<ConfirmPassword>,
) -> Result<StatusCode, ApiError> {
    confirm(&app, &holder.account, asked.password, address).await?;
    if app.store.remove_passkey(&holder.account.id, &path.id, app.clock.now()).await? {
        Ok(StatusCode::NO_CONTENT)
    } else {
        Err(ApiError::not_found())
    }
}
