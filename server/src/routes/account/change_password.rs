//! `PUT /api/account/password`: a new password, for whoever knows the present one. Other sessions end.

use super::confirm;
use crate::{
    auth::{Holder, check_password},
    error::ApiError,
    extract::{Body, ClientAddress},
    state::AppState,
};
use api::ChangePassword;
use axum::{extract::State, http::StatusCode};

pub(crate) async fn handler(
    State(app): State<AppState>,
    holder: Holder,
    address: ClientAddress,
    Body(asked): Body<ChangePassword>,
) -> Result<StatusCode, ApiError> {
    check_password(&asked.new, &holder.account.name)?;
    confirm(&app, &holder.account, asked.current, address).await?;
    let hash = app.passwords.hash(asked.new).await?;
    let now = app.clock.now();
    app.store.change_password(&holder.account.id, &hash, &holder.session, now).await?;
    Ok(StatusCode::NO_CONTENT)
}
