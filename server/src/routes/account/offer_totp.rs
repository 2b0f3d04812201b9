//! `POST /api/account/totp`: a secret for an authenticator application. Nothing asks for its codes
//! until a first one has proved that the application knows it.

use super::confirm;
use crate::{
    auth::{Holder, totp},
    error::ApiError,
    extract::{Body, ClientAddress},
    random,
    state::AppState,
};
use api::{ConfirmPassword, TotpOffer};
use axum::{Json, extract::State};

pub(crate) async fn handler(
    State(app): State<AppState>,
    holder: Holder,
    address: ClientAddress,
    Body(asked): Body<ConfirmPassword>,
) -> Result<Json<TotpOffer>, ApiError> {
    confirm(&app, &holder.account, asked.password, address).await?;
    let secret = random::bytes();
    if !app.store.offer_totp(&holder.account.id, &secret).await? {
        // One is in use: it has to be taken away first.
        return Err(ApiError::invalid("totp"));
    }
    totp::offer(secret, &holder.account.name).map(Json)
}
