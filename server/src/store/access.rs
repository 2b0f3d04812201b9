//! Portal users on the way to PRONOTE, and who wants to go straight through.

use super::{Hash, StoreError};
use api::{Category, Profile};
use async_trait::async_trait;
use domain::uai::Uai;
use jiff::Timestamp;

/// The first-connection page's memory. No name is in it.
#[async_trait]
pub trait AccessPages: Send + Sync + 'static {
    /// The account that is linked to a PRONOTE account, by the name under which the CAS server knows
    /// its user: what it is stored under, and its category. Case does not matter.
    async fn linked_account(
        &self,
        uai: &Uai,
        user: &str,
    ) -> Result<Option<(String, Category)>, StoreError>;

    /// The category of an account that is linked.
    async fn linked_category(
        &self,
        uai: &Uai,
        ent_key: &str,
    ) -> Result<Option<Category>, StoreError>;

    /// Remembers who has come with a ticket.
    async fn open_access(&self, session: &AccessSession) -> Result<(), StoreError>;

    /// Who has come to this establishment with this cookie, and not too long ago.
    async fn access(
        &self,
        id: &Hash,
        uai: &Uai,
        now: Timestamp,
    ) -> Result<Option<AccessSession>, StoreError>;

    /// Ends the visit of a cookie.
    async fn end_access(&self, id: &Hash) -> Result<(), StoreError>;

    /// Ends the visits that came with a ticket.
    async fn end_access_of_ticket(&self, uai: &Uai, ticket: &Hash) -> Result<(), StoreError>;

    /// Remembers that an account goes straight through from now on.
    async fn accept_access(
        &self,
        uai: &Uai,
        ent_key: &str,
        now: Timestamp,
    ) -> Result<(), StoreError>;

    /// Whether an account goes straight through.
    async fn has_accepted(&self, uai: &Uai, ent_key: &str) -> Result<bool, StoreError>;

    /// Forgets visits that are over, and what accounts accepted that are not linked any more.
    async fn forget_access(&self, now: Timestamp) -> Result<(), StoreError>;
}

/// A portal user who has come with a ticket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccessSession {
    /// Of the cookie.
    pub id: Hash,
    /// Of the ticket.
    pub ticket: Hash,
    /// Where.
    pub uai: Uai,
    /// What an account of this user is stored under; none when nothing can be.
    pub ent_key: Option<String>,
    /// The profile that the CAS server told.
    pub profile: Option<Profile>,
    /// Until when.
    pub expires_at: Timestamp,
}
