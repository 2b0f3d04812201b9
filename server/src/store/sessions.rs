//! Who is signed in, and until when.

use super::{Account, By, Hash, StoreError};
use async_trait::async_trait;
use jiff::Timestamp;
use std::fmt;

/// Sessions by the digest of their identifier. A visitor who is not signed in has none.
#[async_trait]
pub trait Sessions: Send + Sync + 'static {
    /// Stores a new session; false when its identifier is taken.
    async fn create_session(&self, session: &Session) -> Result<bool, StoreError>;

    /// Stores what changed in a session. A session that has ended meanwhile stays ended.
    async fn save_session(&self, session: &Session) -> Result<(), StoreError>;

    /// A session that has not expired, and whose it is: every request asks for both.
    async fn session(
        &self,
        id_hash: &Hash,
        now: Timestamp,
    ) -> Result<Option<(Session, Account)>, StoreError>;

    /// Ends a session, if it still is there.
    async fn delete_session(&self, id_hash: &Hash) -> Result<(), StoreError>;

    /// Those of an account that have not expired, newest first.
    async fn sessions_of(
        &self,
        account_id: &str,
        now: Timestamp,
    ) -> Result<Vec<Session>, StoreError>;

    /// Ends one of an account's sessions. False when it has no such one.
    async fn end_session(
        &self,
        account_id: &str,
        id_hash: &Hash,
        by: By<'_>,
    ) -> Result<bool, StoreError>;

    /// Ends an account's sessions but one; answers how many there were.
    async fn end_other_sessions(
        &self,
        account_id: &str,
        keep: &Hash,
        by: By<'_>,
    ) -> Result<u64, StoreError>;

    /// Forgets expired sessions; answers how many there were.
    async fn delete_expired_sessions(&self, now: Timestamp) -> Result<u64, StoreError>;
}

/// One signed-in browser.
#[derive(Clone, PartialEq, Eq)]
pub struct Session {
    /// SHA-256 of its identifier.
    pub id_hash: Hash,
    /// Who is signed in.
    pub account_id: String,
    /// What unsafe requests must carry.
    pub csrf: String,
    /// Start of the absolute limit.
    pub signed_in_at: Timestamp,
    /// Start of the idle limit.
    pub seen_at: Timestamp,
    /// Whichever limit comes first.
    pub expires_at: Timestamp,
}

/// Shows nothing of the secret.
impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Session").field("expires_at", &self.expires_at).finish_non_exhaustive()
    }
}
