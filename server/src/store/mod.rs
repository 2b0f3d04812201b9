//! What the server remembers: one small trait per subject, [`Store`] for all of them, and the
//! pure rules of a step ([`step`], [`stock`]).
//!
//! One method is one act of a user and one transaction; when it fails, for a reason that
//! [`StoreError`] names, nothing of it was stored. "Not found" is `None`. Nothing here knows HTTP;
//! nothing outside `sqlite` knows a pool or a statement.

mod accounts;
mod code;
mod error;
mod establishments;
mod imports;
mod mappings;
mod sessions;
pub mod sqlite;
pub mod step;
pub mod stock;

pub use accounts::{Account, Accounts, Credentials, NewAccount};
pub(crate) use code::time_text;
pub use error::{OpenError, StoreError};
pub use establishments::{Establishment, Establishments, NewEstablishment, Overview, Visible};
pub use imports::{Imports, KeyReused, NewImport};
pub use mappings::Mappings;
pub use sessions::{Session, Sessions};
pub use sqlite::SqliteStore;
pub use step::{StepRefusal, StepRequest};

use async_trait::async_trait;

/// The whole store.
#[async_trait]
pub trait Store: Accounts + Sessions + Establishments + Imports + Mappings {
    /// Whether something can be stored now.
    ///
    /// # Errors
    /// When it cannot.
    async fn ready(&self) -> Result<(), StoreError>;

    /// Ends cleanly. Whatever was answered as stored is stored already.
    async fn close(&self);
}

/// SHA-256, of a secret or of a request.
pub type Hash = [u8; 32];

/// A key that makes a request repeatable, with what it was used for.
#[derive(Clone, Debug)]
pub struct Idempotency {
    /// The key, as the client drew it.
    pub key: String,
    /// Digest of what was asked: the same key must not be used for something else.
    pub request_hash: Hash,
}
