//! The first account, and the one-time link to it.

use super::{Hash, NewAccount, StoreError};
use async_trait::async_trait;
use jiff::Timestamp;

/// How the first of all comes in.
#[async_trait]
pub trait Setup: Send + Sync + 'static {
    /// Whether anybody has an account.
    async fn has_account(&self) -> Result<bool, StoreError>;

    /// Replaces the one-time link.
    async fn put_setup_link(&self, token_hash: &Hash, at: Timestamp) -> Result<(), StoreError>;

    /// The one-time link, if it was neither used nor yet made.
    async fn setup_link(&self) -> Result<Option<Hash>, StoreError>;

    /// Stores the first account, a superadmin, and uses up the one-time link. False, and nothing
    /// stored, when there is an account already or the link is another one.
    async fn create_first_account(
        &self,
        account: &NewAccount,
        token_hash: &Hash,
    ) -> Result<bool, StoreError>;
}
