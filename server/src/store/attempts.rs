//! Attempts that failed: what makes guessing slow. Shared by every server process on the database.

use super::{Hash, StoreError};
use async_trait::async_trait;
use jiff::Timestamp;

/// Failures by what is limited, in stretches of time of a fixed length.
#[async_trait]
pub trait Attempts: Send + Sync + 'static {
    /// One more; answers how many there are in this stretch, this one included, and when it began. A
    /// stretch that began before `since` is over, and a new one begins.
    async fn add_failure(
        &self,
        subject: &Hash,
        since: Timestamp,
        at: Timestamp,
    ) -> Result<(u32, Timestamp), StoreError>;

    /// None any more.
    async fn forget_failures(&self, subject: &Hash) -> Result<(), StoreError>;

    /// Forgets stretches that began before `since`.
    async fn delete_old_failures(&self, since: Timestamp) -> Result<(), StoreError>;
}
