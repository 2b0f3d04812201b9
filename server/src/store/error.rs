//! Why the store fails. "Not found" is no failure: it is `None`.

use super::{postgres, sqlite};
use sqlx::{migrate::MigrateError, postgres::PgDatabaseError, sqlite::SqliteError};
use std::io;

/// The store could not do what it was asked to do; nothing of it was stored.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// It does not answer now: busy, gone or closed. Asking again later may help.
    #[error("the store does not answer: {0}")]
    Unavailable(#[source] sqlx::Error),
    /// It is full or read-only: it answers, and stores nothing until somebody mends it.
    #[error("the store is full or read-only: {0}")]
    Full(#[source] sqlx::Error),
    /// It refused a statement or gave another shape than expected: a fault of ours.
    #[error("the store refused a statement: {0}")]
    Refused(#[source] sqlx::Error),
    /// It has means of its own for what was asked.
    #[error("the database is saved by its own means: {0}")]
    Elsewhere(&'static str),
    /// It holds a value that this server never writes.
    #[error("{0} holds what was never written")]
    Inconsistent(&'static str),
}

/// The store could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The address names another kind of store.
    #[error(
        "the database must be given as `sqlite:` followed by the path of a file, or as \
         `postgres://user:password@host/database`"
    )]
    Address,
    /// The file or its folder cannot be made.
    #[error("the database file cannot be created: {0}")]
    File(#[source] io::Error),
    /// The file is no database, or is locked.
    #[error("the database cannot be opened: {0}")]
    Connect(#[source] sqlx::Error),
    /// A newer server wrote it: this one would misread it.
    #[error(
        "the database was written by a newer version of Raccord (its migration {0} is unknown \
         here): start that version, or restore a backup made with this one"
    )]
    Newer(i64),
    /// A migration failed; what came before it stands.
    #[error("the database cannot be brought up to date: {0}")]
    Migrate(#[source] MigrateError),
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        let (mut passing, mut full) = (false, false);
        match &error {
            sqlx::Error::Io(_)
            | sqlx::Error::PoolTimedOut
            | sqlx::Error::PoolClosed
            | sqlx::Error::WorkerCrashed => passing = true,
            sqlx::Error::Database(error) => {
                if let Some(error) = error.try_downcast_ref::<SqliteError>() {
                    (passing, full) = (sqlite::is_passing(error), sqlite::is_full(error));
                } else if let Some(error) = error.try_downcast_ref::<PgDatabaseError>() {
                    (passing, full) = (postgres::is_passing(error), postgres::is_full(error));
                }
            }
            _ => {}
        }
        if full {
            Self::Full(error)
        } else if passing {
            Self::Unavailable(error)
        } else {
            Self::Refused(error)
        }
    }
}

impl From<MigrateError> for OpenError {
    fn from(error: MigrateError) -> Self {
        match error {
            MigrateError::VersionMissing(version) => Self::Newer(version),
            other => Self::Migrate(other),
        }
    }
}
