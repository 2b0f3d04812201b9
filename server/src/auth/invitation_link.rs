//! The links of invitations: like the one to the first account, their secret is in the fragment and
//! only its digest is stored.

use crate::{config::PublicUrl, extract::sha256, random, store::Hash};
use jiff::{SignedDuration, Timestamp};

/// Long enough for a letter or a week of holidays, short enough to be forgotten safely.
const LIFE: SignedDuration = SignedDuration::from_hours(7 * 24);

/// A new link.
pub(crate) struct InvitationLink {
    /// What is handed over.
    pub(crate) address: String,
    /// What is stored.
    pub(crate) token_hash: Hash,
    /// Until when it can be used.
    pub(crate) expires_at: Timestamp,
}

impl InvitationLink {
    /// Draws one.
    pub(crate) fn draw(public_url: &PublicUrl, now: Timestamp) -> Self {
        let token = random::secret();
        Self {
            address: public_url.page(&format!("/invitation#{token}")),
            token_hash: digest(&token),
            expires_at: now.checked_add(LIFE).unwrap_or(now),
        }
    }
}

/// What the store knows a token by.
pub(crate) fn digest(token: &str) -> Hash {
    sha256(token.as_bytes())
}
