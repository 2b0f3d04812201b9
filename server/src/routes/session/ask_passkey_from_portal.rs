//! `POST /api/session/cas/passkey`: what the browser has to sign with a passkey, for whoever the portal
//! has named.

use super::ask_passkey::challenge;
use crate::{auth::PortalWord, error::ApiError, state::AppState};
use api::Challenge;
use axum::{Json, extract::State};

pub(crate) async fn handler(
    State(app): State<AppState>,
    word: PortalWord,
) -> Result<Json<Challenge>, ApiError> {
    challenge(&app, word.account.id).await.map(Json)
}
