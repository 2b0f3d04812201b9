//! What the server remembers: one small trait per subject, [`Store`] for all of them, and the
//! pure rules of a step ([`step`], [`stock`]).
//!
//! One method is one act of a user and one transaction; when it fails, for a reason that
//! [`StoreError`] names, nothing of it was stored. "Not found" is `None`. Nothing here knows HTTP;
//! nothing outside `sql`, `sqlite` and `postgres` knows a pool or a statement.

mod access;
mod accounts;
mod attempts;
pub mod audit;
mod cas_clients;
mod code;
pub mod copy;
mod error;
mod establishments;
mod imports;
mod invitations;
mod mappings;
pub mod postgres;
mod refreshes;
mod releases;
mod remembered;
mod second_factors;
mod services;
mod sessions;
mod setup;
pub mod sqlite;
pub mod step;
pub mod stock;
pub mod undo;

pub use access::{AccessPages, AccessSession};
pub use accounts::{Account, AccountRefusal, Accounts, Credentials, NewAccount};
pub use attempts::Attempts;
pub use audit::{Act, Audit, By, Chain};
pub use cas_clients::{CasCaller, CasClientRefusal, CasClientSettings, CasClients, NewSecret};
pub(crate) use code::time_text;
pub use error::{OpenError, StoreError};
pub use establishments::{Establishment, Establishments, NewEstablishment, Overview, Visible};
pub use imports::{Imports, KeyReused, NewImport};
pub use invitations::{AcceptRefusal, InvitationOf, InvitationRefusal, Invitations, NewInvitation};
pub use mappings::Mappings;
pub use postgres::PostgresStore;
pub use refreshes::{Refresh, Refreshes};
pub use releases::{Released, Releases};
pub use second_factors::{
    Challenge, Factors, Passkey, Passkeys, Purpose, SecondFactors, TOTP_SECRET,
};
pub use services::{ServiceRefusal, Services};
pub use sessions::{Session, Sessions};
pub use setup::Setup;
pub use sqlite::SqliteStore;
pub use step::{StepPreview, StepRefusal, StepRequest};
pub use undo::UndoRefusal;

use async_trait::async_trait;
use std::{path::Path, sync::Arc};

/// Opens the store that an address names, SQLite or PostgreSQL.
///
/// # Errors
/// See [`OpenError`].
pub async fn open(address: &str) -> Result<Arc<dyn Store>, OpenError> {
    if is_postgres(address) {
        Ok(Arc::new(PostgresStore::open(address).await?))
    } else {
        Ok(Arc::new(SqliteStore::open(address).await?))
    }
}

/// Whether an address names a PostgreSQL database.
pub fn is_postgres(address: &str) -> bool {
    address.starts_with("postgres://") || address.starts_with("postgresql://")
}

/// The whole store.
#[async_trait]
pub trait Store:
    Setup
    + Accounts
    + Invitations
    + SecondFactors
    + Passkeys
    + Sessions
    + Attempts
    + Establishments
    + Imports
    + Mappings
    + CasClients
    + Releases
    + Refreshes
    + Services
    + AccessPages
    + Audit
{
    /// Whether something can be stored now.
    ///
    /// # Errors
    /// When it cannot.
    async fn ready(&self) -> Result<(), StoreError>;

    /// Writes a whole copy to a file that there is not yet, as of one moment, while others work.
    ///
    /// # Errors
    /// When it cannot, or when the database has means of its own for that.
    async fn back_up(&self, to: &Path) -> Result<(), StoreError>;

    /// Whether CAS servers can read mappings in the database itself.
    fn has_views(&self) -> bool;

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
