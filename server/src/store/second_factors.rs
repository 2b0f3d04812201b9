//! What signing in asks for beside the password.

use super::{By, Hash, StoreError};
use async_trait::async_trait;
use jiff::Timestamp;

/// Bytes of an authenticator application's secret: what RFC 4226 recommends.
pub const TOTP_SECRET: usize = 20;

/// Codes of authenticator applications, recovery codes, passkeys.
#[async_trait]
pub trait SecondFactors: Send + Sync + 'static {
    /// What an account has.
    async fn second_factors(&self, account_id: &str) -> Result<Factors, StoreError>;

    /// Stores a secret that still has to be proved, in place of another such one. False when the
    /// account uses an application already.
    async fn offer_totp(
        &self,
        account_id: &str,
        secret: &[u8; TOTP_SECRET],
    ) -> Result<bool, StoreError>;

    /// The secret that still has to be proved.
    async fn offered_totp(&self, account_id: &str)
    -> Result<Option<[u8; TOTP_SECRET]>, StoreError>;

    /// It was proved by the code of a time step. Stores recovery codes too, unless the account has
    /// some; answers whether it did.
    async fn confirm_totp(
        &self,
        account_id: &str,
        step: u64,
        recovery: &[Hash],
        at: Timestamp,
    ) -> Result<bool, StoreError>;

    /// Uses up a time step. False when it or a later one was used before.
    async fn use_totp(&self, account_id: &str, step: u64) -> Result<bool, StoreError>;

    /// Takes the application away. Recovery codes go with the last second factor.
    async fn remove_totp(&self, account_id: &str, at: Timestamp) -> Result<bool, StoreError>;

    /// Replaces all recovery codes.
    async fn put_recovery_codes(
        &self,
        account_id: &str,
        codes: &[Hash],
        at: Timestamp,
    ) -> Result<(), StoreError>;

    /// Uses up a recovery code. False when it is none.
    async fn use_recovery_code(
        &self,
        account_id: &str,
        code: &Hash,
        at: Timestamp,
    ) -> Result<bool, StoreError>;

    /// Takes everything away, for somebody who lost it, and ends the account's sessions. False when
    /// there is no such account.
    async fn reset_second_factors(&self, account_id: &str, by: By<'_>) -> Result<bool, StoreError>;
}

/// What an account has.
#[derive(Clone, Default)]
pub struct Factors {
    /// The secret of its authenticator application, proved.
    pub totp: Option<[u8; TOTP_SECRET]>,
    /// Its passkeys, oldest first.
    pub passkeys: Vec<Passkey>,
    /// How many recovery codes are left.
    pub recovery_codes: u32,
}

impl Factors {
    /// Whether signing in asks for something beside the password.
    pub fn any(&self) -> bool {
        self.totp.is_some() || !self.passkeys.is_empty()
    }
}

/// A passkey as it is stored.
#[derive(Clone)]
pub struct Passkey {
    /// UUID.
    pub id: String,
    /// As its holder calls it.
    pub name: String,
    /// The authenticator's own identifier, base64url.
    pub credential_id: String,
    /// JSON.
    pub credential: String,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it last signed somebody in.
    pub used_at: Option<Timestamp>,
}

/// Passkeys, and what a browser was asked to sign.
#[async_trait]
pub trait Passkeys: Send + Sync + 'static {
    /// Stores one, and recovery codes unless the account has some; answers whether it did. `None`
    /// when the authenticator is known already.
    async fn add_passkey(
        &self,
        account_id: &str,
        passkey: &Passkey,
        recovery: &[Hash],
    ) -> Result<Option<bool>, StoreError>;

    /// One signed somebody in: what its counter says now.
    async fn use_passkey(
        &self,
        account_id: &str,
        credential_id: &str,
        credential: &str,
        at: Timestamp,
    ) -> Result<bool, StoreError>;

    /// Takes one away. Recovery codes go with the last second factor.
    async fn remove_passkey(
        &self,
        account_id: &str,
        id: &str,
        at: Timestamp,
    ) -> Result<bool, StoreError>;

    /// Stores what a browser is asked to sign.
    async fn put_challenge(&self, challenge: &Challenge) -> Result<(), StoreError>;

    /// Whose one is, while it is good for this purpose.
    async fn challenged(
        &self,
        id: &str,
        purpose: Purpose,
        now: Timestamp,
    ) -> Result<Option<String>, StoreError>;

    /// Takes it out again: it serves once. `None` when it is not this account's, is for something
    /// else or is too old.
    async fn take_challenge(
        &self,
        account_id: &str,
        id: &str,
        purpose: Purpose,
        now: Timestamp,
    ) -> Result<Option<String>, StoreError>;
}

/// What a browser is asked to sign.
#[derive(Clone)]
pub struct Challenge {
    /// UUID.
    pub id: String,
    /// Whose.
    pub account_id: String,
    /// What for.
    pub purpose: Purpose,
    /// JSON.
    pub state: String,
    /// Until when.
    pub expires_at: Timestamp,
}

/// What a challenge is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// To make a passkey.
    Registration,
    /// To sign in with one.
    SignIn,
    /// Nothing to sign: the portal has named the account, which still has to show a second factor.
    PortalWord,
}
