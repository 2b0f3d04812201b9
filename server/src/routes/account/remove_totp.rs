//! `DELETE /api/account/totp`: signing in asks for no codes any more.

use super::confirm;
use crate::{
    auth::Holder,
    error::ApiError,
    extract::{Body, ClientAddress},
    state::AppState,
};
use api::ConfirmPassword;
use axum::{extract::State, http::StatusCode};

pub(crate) async fn handler(
    State(app): State<AppState>,
    holder: Holder,
    address: ClientAddress,
    Body(asked): Body<ConfirmPassword>,
) -> Result<StatusCode, ApiError> {
    confirm(&app, &holder.account, asked.password, address).await?;
    if app.store.remove_totp(&holder.account.id, app.clock.now()).await? {
        Ok(StatusCode::NO_CONTENT)
    } else {
        Err(ApiError::not_found())
    }
}
