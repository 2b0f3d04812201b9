//! Copies of the file, made while the server works, and the way back.

use super::{SqliteStore, path_of};
use crate::store::{Audit as _, Chain, OpenError, Store as _, StoreError};
use sqlx::{
    ConnectOptions as _, Connection as _,
    sqlite::{SqliteConnectOptions, SqliteConnection},
};
use std::{
    fs::{self, OpenOptions},
    io,
    os::unix::fs::OpenOptionsExt as _,
    path::{Path, PathBuf},
};

/// A copy could not be put in the place of the database.
#[derive(Debug, thiserror::Error)]
pub enum RestoreError {
    /// The copy is not a database of Raccord, or cannot be opened.
    #[error("the backup cannot be opened: {0}")]
    Open(#[source] OpenError),
    /// The copy is damaged.
    #[error("the backup is damaged: {0}")]
    Damaged(String),
    /// Something is there already.
    #[error("{0} exists: stop the server, move the file away, and restore again")]
    Exists(PathBuf),
    /// Files cannot be read or written.
    #[error("a file cannot be copied: {0}")]
    File(#[source] io::Error),
    /// The copy does not answer.
    #[error(transparent)]
    Store(StoreError),
}

/// Writes a whole copy to a file that there is not yet, readable by its owner alone. Writers wait for
/// no longer than the copy takes; readers do not wait.
pub(super) async fn write(store: &SqliteStore, to: &Path) -> Result<(), StoreError> {
    let path = to.to_str().ok_or(StoreError::Inconsistent("the path of the backup"))?;
    // SQLite fills an empty file that is there, and leaves any other alone.
    let made = OpenOptions::new().write(true).create_new(true).mode(0o600).open(to);
    made.map_err(sqlx::Error::Io)?;
    sqlx::query("VACUUM INTO $1").bind(path).execute(&store.write).await?;
    Ok(())
}

/// Puts a copy in the place of the database named by an address, after looking at it: the file is
/// whole, its references hold, the audit chain is unbroken. Answers how many audit entries it holds.
///
/// # Errors
/// See [`RestoreError`]; then nothing was put anywhere.
pub async fn restore(from: &Path, address: &str) -> Result<u64, RestoreError> {
    let to = path_of(address).map_err(RestoreError::Open)?;
    for file in [to.to_owned(), beside(to, "-wal"), beside(to, "-shm")] {
        if file.exists() {
            return Err(RestoreError::Exists(file));
        }
    }
    check(from).await?;
    let made = to.with_extension("restoring");
    super::create_private(&made).map_err(RestoreError::File)?;
    let outcome = put(from, &made, to).await;
    if outcome.is_err() {
        for file in [made.clone(), beside(&made, "-wal"), beside(&made, "-shm")] {
            // Whatever went wrong before matters more than a file that stays.
            let _ = fs::remove_file(file);
        }
    }
    outcome
}

/// Brings the copy up to date under another name, so that the database appears all at once.
async fn put(from: &Path, made: &Path, to: &Path) -> Result<u64, RestoreError> {
    fs::copy(from, made).map_err(RestoreError::File)?;
    let store = SqliteStore::open(&format!("sqlite:{}", made.display())).await;
    let store = store.map_err(RestoreError::Open)?;
    let chain = store.verify_audit().await.map_err(RestoreError::Store)?;
    store.close().await;
    match chain {
        Chain::Whole { entries, .. } => {
            fs::rename(made, to).map_err(RestoreError::File)?;
            Ok(entries)
        }
        Chain::Broken(number) => {
            Err(RestoreError::Damaged(format!("audit entry {number} is not what was written")))
        }
    }
}

/// Reads the whole file.
async fn check(file: &Path) -> Result<(), RestoreError> {
    let failed = |error: sqlx::Error| RestoreError::Damaged(error.to_string());
    let options = SqliteConnectOptions::new().filename(file).read_only(true).immutable(true);
    let mut connection: SqliteConnection = options.connect().await.map_err(failed)?;
    let found: String = sqlx::query_scalar("PRAGMA integrity_check")
        .fetch_one(&mut connection)
        .await
        .map_err(failed)?;
    let dangling: Vec<(String, Option<i64>, String, i64)> =
        sqlx::query_as("PRAGMA foreign_key_check")
            .fetch_all(&mut connection)
            .await
            .map_err(failed)?;
    connection.close().await.map_err(failed)?;
    if found != "ok" {
        return Err(RestoreError::Damaged(found));
    }
    match dangling.first() {
        None => Ok(()),
        Some((table, ..)) => {
            Err(RestoreError::Damaged(format!("a reference in {table} leads nowhere")))
        }
    }
}

fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}
