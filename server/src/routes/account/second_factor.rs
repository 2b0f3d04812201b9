//! `GET /api/account/second-factor`: what signing in asks for beside the password.

use crate::{auth::Holder, error::ApiError, state::AppState, store, store::time_text};
use api::{Passkey, SecondFactor};
use axum::{Json, extract::State};

pub(crate) async fn handler(
    State(app): State<AppState>,
    holder: Holder,
) -> Result<Json<SecondFactor>, ApiError> {
    let factors = app.store.second_factors(&holder.account.id).await?;
    Ok(Json(SecondFactor {
        required: app.policy.second_factor_required,
        passkeys_possible: app.passkeys.is_some(),
        totp: factors.totp.is_some(),
        passkeys: factors.passkeys.into_iter().map(on_wire).collect(),
        recovery_codes: factors.recovery_codes,
    }))
}

pub(super) fn on_wire(passkey: store::Passkey) -> Passkey {
    Passkey {
        id: passkey.id,
        name: passkey.name,
        created_at: time_text(passkey.created_at),
        used_at: passkey.used_at.map(time_text),
    }
}
