//! `POST /api/session/passkey`: what the browser has to sign with a passkey, for whoever knows the
//! password.

use super::CHALLENGE_LIFE;
use crate::{
    error::ApiError,
    extract::{Body, ClientAddress},
    random,
    routes::session::create::check_sign_in_password,
    state::AppState,
    store::{self, Purpose},
};
use api::{Challenge, SignIn};
use axum::{Json, extract::State};

pub(crate) async fn handler(
    State(app): State<AppState>,
    address: ClientAddress,
    Body(sign_in): Body<SignIn>,
) -> Result<Json<Challenge>, ApiError> {
    let (account_id, _) =
        check_sign_in_password(&app, &sign_in.name, sign_in.password, address).await?;
    challenge(&app, account_id).await.map(Json)
}

/// What an account's browser has to sign; kept until it does.
pub(super) async fn challenge(app: &AppState, account_id: String) -> Result<Challenge, ApiError> {
    let site = app.passkeys.as_ref().ok_or(ApiError::not_found())?;
    let known = app.store.second_factors(&account_id).await?.passkeys;
    if known.is_empty() {
        return Err(ApiError::not_found());
    }
    let asked = site.ask_signature(&known)?;
    let now = app.clock.now();
    let challenge = store::Challenge {
        id: random::id(now),
        account_id,
        purpose: Purpose::SignIn,
        state: asked.state,
        expires_at: now.checked_add(CHALLENGE_LIFE).unwrap_or(now),
    };
    app.store.put_challenge(&challenge).await?;
    Ok(Challenge { id: challenge.id, options: asked.options })
}
