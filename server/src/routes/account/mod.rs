//! One's own means of signing in. Adding or taking away one asks for the password once more: an
//! unguarded screen must not be enough to lock its owner out.

pub(crate) mod add_passkey;
pub(crate) mod ask_passkey;
pub(crate) mod change_password;
pub(crate) mod confirm_totp;
pub(crate) mod end_other_sessions;
pub(crate) mod end_session;
pub(crate) mod list_sessions;
pub(crate) mod make_recovery_codes;
pub(crate) mod offer_totp;
pub(crate) mod remove_passkey;
pub(crate) mod remove_totp;
pub(crate) mod second_factor;

use crate::{
    auth::attempts::{Attempt, Means},
    error::ApiError,
    extract::ClientAddress,
    name,
    state::AppState,
    store::Account,
};

/// Checks the password of whoever is signed in, as carefully as at sign-in.
async fn confirm(
    app: &AppState,
    account: &Account,
    password: String,
    address: ClientAddress,
) -> Result<(), ApiError> {
    let attempt = Attempt::at(app, Means::Password, &account.name, address).await?;
    let credentials = app.store.credentials(&name::folded(&account.name)).await?;
    if !app.passwords.verify(password, credentials.as_ref()).await? {
        return Err(ApiError::wrong_credentials());
    }
    attempt.succeeded(app).await
}
