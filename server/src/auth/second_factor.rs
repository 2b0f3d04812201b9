//! Whether an account needs more than its password, and whether what is given is enough.

use super::{recovery_codes, totp};
use crate::{
    error::ApiError,
    state::AppState,
    store::{Factors, Purpose},
};
use api::SecondProof;

/// Whether the configuration demands a second factor that an account does not have.
pub(crate) async fn is_missing(app: &AppState, account_id: &str) -> Result<bool, ApiError> {
    if !app.policy.second_factor_required {
        return Ok(false);
    }
    Ok(!app.store.second_factors(account_id).await?.any())
}

/// Lets an account in that has no second factor, or whose proof is right and was not used before.
pub(crate) async fn check(
    app: &AppState,
    account_id: &str,
    proof: Option<SecondProof>,
) -> Result<(), ApiError> {
    let factors = app.store.second_factors(account_id).await?;
    if !factors.any() {
        return Ok(());
    }
    let Some(proof) = proof else {
        let codes = factors.recovery_codes > 0;
        return Err(ApiError::second_factor(
            factors.totp.is_some(),
            app.passkeys.is_some() && !factors.passkeys.is_empty(),
            codes,
        ));
    };
    let is_right = match proof {
        SecondProof::Totp(code) => is_code(app, account_id, &factors, &code).await?,
        SecondProof::RecoveryCode(code) => {
            let code = recovery_codes::digest(&code);
            app.store.use_recovery_code(account_id, &code, app.clock.now()).await?
        }
        SecondProof::Passkey { challenge, credential } => {
            is_signature(app, account_id, &factors, &challenge, &credential).await?
        }
    };
    if is_right { Ok(()) } else { Err(ApiError::wrong_second_factor()) }
}

async fn is_code(
    app: &AppState,
    account_id: &str,
    factors: &Factors,
    code: &str,
) -> Result<bool, ApiError> {
    let Some(secret) = factors.totp else {
        return Ok(false);
    };
    match totp::step_of(secret, code, app.clock.now())? {
        Some(step) => Ok(app.store.use_totp(account_id, step).await?),
        None => Ok(false),
    }
}

async fn is_signature(
    app: &AppState,
    account_id: &str,
    factors: &Factors,
    challenge: &str,
    answer: &str,
) -> Result<bool, ApiError> {
    let Some(site) = &app.passkeys else {
        return Ok(false);
    };
    let now = app.clock.now();
    let state = app.store.take_challenge(account_id, challenge, Purpose::SignIn, now).await?;
    let Some(state) = state else {
        return Ok(false);
    };
    match site.signed(&state, answer, &factors.passkeys)? {
        Some((id, credential)) => {
            Ok(app.store.use_passkey(account_id, &id, &credential, now).await?)
        }
        None => Ok(false),
    }
}
