//! The portal's word for an account that asks for more: kept until its second factor is shown, in the
//! browser that came back from the portal, and nowhere else.

use super::portal_sign_in::{PATIENCE, keep, shown, state_of};
use crate::{
    error::ApiError,
    random,
    state::AppState,
    store::{Account, Challenge, Purpose},
};
use axum::{
    extract::FromRequestParts,
    http::{HeaderValue, request::Parts},
};
use jiff::{SignedDuration, Timestamp};

/// Whoever the portal has named a moment ago, and who is not let in by that alone.
pub(crate) struct PortalWord {
    /// Number of what was kept.
    id: String,
    /// Whom it named.
    pub(crate) account: Account,
}

/// Keeps it: the cookie that shows it again.
pub(crate) async fn give(
    app: &AppState,
    account_id: String,
    now: Timestamp,
) -> Result<HeaderValue, ApiError> {
    let secret = random::secret();
    let patience = SignedDuration::from_secs(PATIENCE.whole_seconds());
    let word = Challenge {
        id: state_of(&secret),
        account_id,
        purpose: Purpose::PortalWord,
        state: "null".to_owned(),
        expires_at: now.checked_add(patience).unwrap_or(now),
    };
    app.store.put_challenge(&word).await?;
    Ok(keep(secret, &app.public_url))
}

impl PortalWord {
    /// Uses it up: it lets nobody in twice. False when that has happened already.
    pub(crate) async fn take(&self, app: &AppState, now: Timestamp) -> Result<bool, ApiError> {
        let taken =
            app.store.take_challenge(&self.account.id, &self.id, Purpose::PortalWord, now).await?;
        Ok(taken.is_some())
    }
}

impl FromRequestParts<AppState> for PortalWord {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self, ApiError> {
        let secret = shown(&parts.headers, &app.public_url).ok_or(ApiError::signed_out())?;
        let id = state_of(&secret);
        let account_id = app.store.challenged(&id, Purpose::PortalWord, app.clock.now()).await?;
        let account = app.store.account(&account_id.ok_or(ApiError::signed_out())?).await?;
        Ok(Self { id, account: account.ok_or(ApiError::signed_out())? })
    }
}
