//! `POST /api/account/passkeys`: the passkey that the browser made.

use crate::{
    auth::{Holder, recovery_codes},
    error::ApiError,
    extract::Body,
    name, random,
    state::AppState,
    store::{Passkey, Purpose},
};
use api::{NewPasskey, RecoveryCodes};
use axum::{Json, extract::State, http::StatusCode};

pub(crate) async fn handler(
    State(app): State<AppState>,
    holder: Holder,
    Body(asked): Body<NewPasskey>,
) -> Result<(StatusCode, Json<RecoveryCodes>), ApiError> {
    let site = app.passkeys.as_ref().ok_or(ApiError::not_found())?;
    let id = &holder.account.id;
    let name = name::parse(&asked.name, name::ACCOUNT_MAX).ok_or(ApiError::invalid("name"))?;
    let now = app.clock.now();
    let state = app.store.take_challenge(id, &asked.challenge, Purpose::Registration, now).await?;
    let state = state.ok_or(ApiError::wrong_second_factor())?;
    let made = site.made(&state, &asked.credential)?;
    let (credential_id, credential) = made.ok_or(ApiError::wrong_second_factor())?;
    let passkey = Passkey {
        id: random::id(now),
        name,
        credential_id,
        credential,
        created_at: now,
        used_at: None,
    };
    let (codes, hashes) = recovery_codes::draw();
    let first = app.store.add_passkey(id, &passkey, &hashes).await?;
    let first = first.ok_or(ApiError::wrong_second_factor())?;
    let codes = if first { codes } else { Vec::new() };
    Ok((StatusCode::CREATED, Json(RecoveryCodes { codes })))
}
