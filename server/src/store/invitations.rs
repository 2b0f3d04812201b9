//! One-time links: to a new account, or to a new password for an account.

use super::{By, Hash, NewAccount, StoreError};
use api::{Right, Role};
use async_trait::async_trait;
use domain::uai::Uai;
use jiff::Timestamp;

/// Links that nobody has used yet, by the digest of their secret.
#[async_trait]
pub trait Invitations: Send + Sync + 'static {
    /// Stores one. One for a password replaces an older one for the same account.
    async fn invite(
        &self,
        new: &NewInvitation,
        by: By<'_>,
    ) -> Result<Result<(), InvitationRefusal>, StoreError>;

    /// Those that can still be used, newest first.
    async fn invitations(&self, now: Timestamp) -> Result<Vec<api::Invitation>, StoreError>;

    /// What one is for: nothing when it was used, withdrawn or is too old; the name of the account
    /// that gets a new password.
    async fn invitation(
        &self,
        token_hash: &Hash,
        now: Timestamp,
    ) -> Result<Option<InvitationOf>, StoreError>;

    /// Withdraws one. False when it is not there any more.
    async fn withdraw_invitation(&self, id: &str, by: By<'_>) -> Result<bool, StoreError>;

    /// Uses one: stores the account with the rights it was made for.
    async fn accept_invitation(
        &self,
        token_hash: &Hash,
        account: &NewAccount,
    ) -> Result<Result<(), AcceptRefusal>, StoreError>;

    /// Uses one: gives an account a new password and ends its sessions; answers whose it is.
    async fn reset_password(
        &self,
        token_hash: &Hash,
        password_hash: &str,
        at: Timestamp,
    ) -> Result<Option<String>, StoreError>;
}

/// A link to be stored.
#[derive(Clone)]
pub struct NewInvitation {
    /// UUID.
    pub id: String,
    /// SHA-256 of its secret.
    pub token_hash: Hash,
    /// The account that gets a new password.
    pub account_id: Option<String>,
    /// What a new account may do everywhere.
    pub role: Role,
    /// What a new account may do where.
    pub rights: Vec<(Uai, Right)>,
    /// Until when it can be used.
    pub expires_at: Timestamp,
}

/// What a link is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvitationOf {
    /// Name of the account that gets a new password; none for a new account.
    pub account: Option<String>,
    /// Until when it can be used.
    pub expires_at: Timestamp,
}

/// Why there is no link.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InvitationRefusal {
    /// No such account, or it has ended.
    NoSuchAccount,
    /// A right in an establishment that there is not.
    NoSuchEstablishment,
}

/// Why a link makes no account.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AcceptRefusal {
    /// It was used, withdrawn, is too old, or is for a password.
    Gone,
    /// Another account has this name.
    NameTaken,
}
