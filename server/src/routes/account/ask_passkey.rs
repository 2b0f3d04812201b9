//! `POST /api/account/passkeys/challenge`: what the browser has to sign to make a passkey.

use super::confirm;
use crate::{
    auth::Holder,
    error::ApiError,
    extract::{Body, ClientAddress},
    random,
    routes::session::CHALLENGE_LIFE,
    state::AppState,
    store::{self, Purpose},
};
use api::{Challenge, ConfirmPassword};
use axum::{Json, extract::State};

pub(crate) async fn handler(
    State(app): State<AppState>,
    holder: Holder,
    address: ClientAddress,
    Body(asked): Body<ConfirmPassword>,
) -> Result<Json<Challenge>, ApiError> {
    let site = app.passkeys.as_ref().ok_or(ApiError::not_found())?;
    let account = &holder.account;
    confirm(&app, account, asked.password, address).await?;
    let known = app.store.second_factors(&account.id).await?.passkeys;
    let asked = site.ask_new(account, &known)?;
    let now = app.clock.now();
    let challenge = store::Challenge {
        id: random::id(now),
        account_id: account.id.clone(),
        purpose: Purpose::Registration,
        state: asked.state,
        expires_at: now.checked_add(CHALLENGE_LIFE).unwrap_or(now),
    };
    app.store.put_challenge(&challenge).await?;
    Ok(Json(Challenge { id: challenge.id, options: asked.options }))
}
