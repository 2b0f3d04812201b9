//! `POST /api/account/recovery-codes`: new recovery codes; the former ones do not work any more.

use super::confirm;
use crate::{
    auth::{Holder, recovery_codes},
    error::ApiError,
    extract::{Body, ClientAddress},
    state::AppState,
};
use api::{ConfirmPassword, RecoveryCodes};
use axum::{Json, extract::State};

pub(crate) async fn handler(
    State(app): State<AppState>,
    holder: Holder,
    address: ClientAddress,
    Body(asked): Body<ConfirmPassword>,
) -> Result<Json<RecoveryCodes>, ApiError> {
    confirm(&app, &holder.account, asked.password, address).await?;
    if !app.store.second_factors(&holder.account.id).await?.any() {
        // They replace a second factor, and there is none.
        return Err(ApiError::not_found());
    }
    let (codes, hashes) = recovery_codes::draw();
    app.store.put_recovery_codes(&holder.account.id, &hashes, app.clock.now()).await?;
    Ok(Json(RecoveryCodes { codes }))
}
