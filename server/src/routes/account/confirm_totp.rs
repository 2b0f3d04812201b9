//! `PUT /api/account/totp`: the first code. From now on signing in asks for one.

use crate::{
    auth::{
        Holder,
        attempts::{Attempt, Means},
        recovery_codes, totp,
    },
    error::ApiError,
    extract::{Body, ClientAddress},
    state::AppState,
};
use api::{ConfirmTotp, RecoveryCodes};
use axum::{Json, extract::State};

pub(crate) async fn handler(
    State(app): State<AppState>,
    holder: Holder,
    address: ClientAddress,
    Body(asked): Body<ConfirmTotp>,
) -> Result<Json<RecoveryCodes>, ApiError> {
    let account = &holder.account;
    let attempt = Attempt::at(&app, Means::SecondFactor, &account.name, address).await?;
    let secret = app.store.offered_totp(&account.id).await?.ok_or(ApiError::not_found())?;
    let now = app.clock.now();
    let step = totp::step_of(secret, &asked.code, now)?;
    let step = step.ok_or(ApiError::wrong_second_factor())?;
    attempt.succeeded(&app).await?;
    let (codes, hashes) = recovery_codes::draw();
    let stored = app.store.confirm_totp(&account.id, step, &hashes, now).await?;
    Ok(Json(RecoveryCodes { codes: if stored { codes } else { Vec::new() } }))
}
