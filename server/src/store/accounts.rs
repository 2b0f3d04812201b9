//! The administrators' accounts.

use super::{By, Hash, StoreError};
use api::{AccountSummary, Page, Paging, Right, Role};
use async_trait::async_trait;
use domain::uai::Uai;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Who may sign in.
#[async_trait]
pub trait Accounts: Send + Sync + 'static {
    /// An account with its rights, unless it has ended.
    async fn account(&self, id: &str) -> Result<Option<Account>, StoreError>;

    /// What a password is checked against; `folded_name` as in [`NewAccount`]. `None` for an account
    /// that has ended.
    async fn credentials(&self, folded_name: &str) -> Result<Option<Credentials>, StoreError>;

    /// All accounts, ordered by name, those that have ended last.
    async fn accounts(
        &self,
        paging: Paging,
        now: Timestamp,
    ) -> Result<Page<AccountSummary>, StoreError>;

    /// Gives an account a new password, and ends its sessions but one.
    async fn change_password(
        &self,
        account_id: &str,
        password_hash: &str,
        keep: &Hash,
        at: Timestamp,
    ) -> Result<(), StoreError>;

    /// Replaces what an account may do.
    async fn change_rights(
        &self,
        account_id: &str,
        role: Role,
        rights: &[(Uai, Right)],
        by: By<'_>,
    ) -> Result<Result<(), AccountRefusal>, StoreError>;

    /// Replaces by what the portal's CAS server names an account's holder.
    async fn change_ent_id(
        &self,
        account_id: &str,
        ent_id: Option<&str>,
        by: By<'_>,
    ) -> Result<Result<(), AccountRefusal>, StoreError>;

    /// The account of whom the portal's CAS server names so, unless it has ended.
    async fn account_of_ent_id(&self, ent_id: &str) -> Result<Option<String>, StoreError>;

    /// Ends an account and its sessions; takes its means of signing in away.
    async fn end_account(
        &self,
        account_id: &str,
        by: By<'_>,
    ) -> Result<Result<(), AccountRefusal>, StoreError>;
}

/// An administrator.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// UUID.
    pub id: String,
    /// The name they sign in with.
    pub name: String,
    /// What they may do everywhere.
    pub role: Role,
    /// What they may do where, ordered by UAI. A superadmin needs none.
    pub rights: Vec<(Uai, Right)>,
}

/// Why an account is not changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AccountRefusal {
    /// No such account, or it has ended.
    NoSuchAccount,
    /// A right in an establishment that there is not.
    NoSuchEstablishment,
    /// Another account has this ENT id.
    EntIdTaken,
    /// Nobody could do everything any more.
    LastSuperadmin,
}

/// What a password is checked against.
#[derive(Clone)]
pub struct Credentials {
    /// Whose password it is.
    pub account_id: String,
    /// PHC string.
    pub password_hash: String,
}

/// An account to be stored.
#[derive(Clone)]
pub struct NewAccount {
    /// UUID.
    pub id: String,
    /// The name they sign in with.
    pub name: String,
    /// The name without case and accents; unique.
    pub folded_name: String,
    /// PHC string.
    pub password_hash: String,
    /// When it was made.
    pub created_at: Timestamp,
}
