//! What CAS servers are still to be told: that a user's session there holds something old.

use super::StoreError;
use api::RefreshFailure;
use async_trait::async_trait;
use jiff::Timestamp;

/// A queue that all server processes work on. Whoever changes mappings adds to it, in the same
/// transaction.
#[async_trait]
pub trait Refreshes: Send + Sync + 'static {
    /// Takes what is due, the oldest first: until `lease` nobody else does.
    async fn take_refreshes(
        &self,
        now: Timestamp,
        lease: Timestamp,
    ) -> Result<Vec<Refresh>, StoreError>;

    /// It was told, as it was taken: a change since then stays to be told.
    async fn refreshed(
        &self,
        refresh: &Refresh,
        lease: Timestamp,
        at: Timestamp,
    ) -> Result<(), StoreError>;

    /// It was not told: it is due again at `again`, or given up.
    async fn not_refreshed(
        &self,
        refresh: &Refresh,
        lease: Timestamp,
        failure: RefreshFailure,
        at: Timestamp,
        again: Option<Timestamp>,
    ) -> Result<(), StoreError>;
}

/// A user that a CAS server is to be told about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refresh {
    /// Which CAS server.
    pub client_id: String,
    /// Where it is told.
    pub url: String,
    /// How it names the user.
    pub ent_key: String,
    /// How often it was tried in vain.
    pub attempts: u32,
}
