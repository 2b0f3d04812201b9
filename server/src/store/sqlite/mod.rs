//! The store in one SQLite file, the embedded default: how it is opened, and how its transactions
//! begin. The statements are in `sql`.

mod backup;
#[path = "../sql/mod.rs"]
mod sql;

pub use backup::{RestoreError, restore};

use super::{
    OpenError, Store, StoreError,
    remembered::{self, ByCategory, Remembered},
};
use async_trait::async_trait;
use sqlx::{
    Sqlite, SqliteConnection, SqlitePool, Transaction,
    error::DatabaseError as _,
    migrate::Migrator,
    sqlite::{
        SqliteConnectOptions, SqliteError, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous,
    },
};
use std::{
    fs::{DirBuilder, OpenOptions},
    io,
    os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _},
    path::Path,
    time::Duration,
};

/// Reads that may go on at the same time. They never wait for the writer, nor it for them.
const READERS: u32 = 4;

/// How long a request waits for its turn before the store counts as unavailable. Writing the
/// largest step takes well under a second.
const PATIENCE: Duration = Duration::from_secs(5);

static MIGRATIONS: Migrator = sqlx::migrate!("migrations/sqlite");

/// What `sql` is compiled for here.
type Backend = SqliteStore;
type Db = Sqlite;
type Connection = SqliteConnection;

/// A store in an SQLite file.
#[derive(Clone, Debug)]
pub struct SqliteStore {
    /// One connection: SQLite has one writer at a time, and waiting here is fair.
    write: SqlitePool,
    read: SqlitePool,
    counts: Remembered<remembered::Moment, ByCategory>,
    overviews: Remembered<sql::OverviewMoment, sql::ForAll>,
}

impl SqliteStore {
    /// Opens the file named by an address such as `sqlite:data/raccord.db`, makes it (readable by
    /// its owner alone) if it is missing, and brings its tables up to date.
    ///
    /// # Errors
    /// See [`OpenError`]; a database written by a newer version is left untouched.
    pub async fn open(address: &str) -> Result<Self, OpenError> {
        let path = path_of(address)?;
        create_private(path).map_err(OpenError::File)?;
        let options = SqliteConnectOptions::new()
            .filename(path)
            .journal_mode(SqliteJournalMode::Wal)
            // NORMAL would lose the last answers in a power cut; the data is small enough.
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(PATIENCE)
            .pragma("trusted_schema", "OFF")
            // What is erased leaves the file too, not only its index.
            .pragma("secure_delete", "ON");

        let write = SqlitePoolOptions::new()
            .max_connections(1)
            .acquire_timeout(PATIENCE)
            .idle_timeout(None)
            .max_lifetime(None)
            .test_before_acquire(false)
            .connect_with(options.clone())
            .await
            .map_err(OpenError::Connect)?;
        MIGRATIONS.run(&write).await?;
        let read = SqlitePoolOptions::new()
            .max_connections(READERS)
            .acquire_timeout(PATIENCE)
            // Nobody can take a file away as a network can; asking first would double each reading.
            .test_before_acquire(false)
            .connect_with(options.pragma("query_only", "ON"))
            .await
            .map_err(OpenError::Connect)?;
        Ok(Self {
            write,
            read,
            counts: Remembered::up_to(remembered::COUNTS),
            overviews: Remembered::up_to(remembered::OVERVIEWS),
        })
    }

    /// A transaction that may write. It takes the file's write lock at once, whatever it is about:
    /// nothing that it has read can have changed when it writes.
    async fn begin_write(&self, _: &str) -> Result<Transaction<'static, Sqlite>, StoreError> {
        Ok(self.write.begin_with("BEGIN IMMEDIATE").await?)
    }

    /// A transaction that reads everything as of one moment, for [`super::copy`].
    pub(super) async fn snapshot(&self) -> Result<Transaction<'static, Sqlite>, StoreError> {
        self.begin_read().await
    }

    /// A transaction that may write everything, for [`super::copy`].
    pub(super) async fn writing(&self) -> Result<Transaction<'static, Sqlite>, StoreError> {
        self.begin_write("copy").await
    }

    /// A transaction that reads everything as of one moment.
    async fn begin_read(&self) -> Result<Transaction<'static, Sqlite>, StoreError> {
        Ok(self.read.begin().await?)
    }
}

#[async_trait]
impl Store for SqliteStore {
    async fn ready(&self) -> Result<(), StoreError> {
        Ok(self.begin_write("").await?.rollback().await?)
    }

    async fn back_up(&self, to: &Path) -> Result<(), StoreError> {
        backup::write(self, to).await
    }

    fn has_views(&self) -> bool {
        false
    }

    async fn close(&self) {
        self.read.close().await;
        // The last connection to leave writes the log back into the file.
        self.write.close().await;
    }
}

/// Whether an error may pass by itself: busy (5), locked (6), input or output (10), cannot open (14).
pub(super) fn is_passing(error: &SqliteError) -> bool {
    primary_code(error).is_some_and(|code| matches!(code, 5 | 6 | 10 | 14))
}

/// Whether the disk is full (13) or the file is read-only (8).
pub(super) fn is_full(error: &SqliteError) -> bool {
    primary_code(error).is_some_and(|code| matches!(code, 8 | 13))
}

/// It is in the lowest byte.
fn primary_code(error: &SqliteError) -> Option<u32> {
    Some(error.code()?.parse::<u32>().ok()? & 0xff)
}

/// Whoever writes holds the whole file already.
async fn lock(_: &mut Connection, _: &str) -> Result<(), StoreError> {
    Ok(())
}

fn path_of(address: &str) -> Result<&Path, OpenError> {
    let path = address.strip_prefix("sqlite:").ok_or(OpenError::Address)?;
    let path = path.strip_prefix("//").unwrap_or(path);
    // A store in memory would lose what was answered as stored.
    if path.is_empty() || path.starts_with(':') {
        return Err(OpenError::Address);
    }
    Ok(Path::new(path))
}

/// Makes the folder (0700) and the file (0600) where they are missing. SQLite gives the files it
/// makes beside it the same permissions.
fn create_private(path: &Path) -> io::Result<()> {
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    }
    OpenOptions::new().append(true).create(true).mode(0o600).open(path)?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{Act, Audit as _, By, Chain, Setup as _};
    use api::{AuditAction, AuditDetails};
    use jiff::Timestamp;
    use std::os::unix::fs::PermissionsExt as _;

    #[test]
    fn an_address_names_a_file() {
        for (address, path) in [
            ("sqlite:data/raccord.db", "data/raccord.db"),
            ("sqlite:/srv/raccord.db", "/srv/raccord.db"),
            ("sqlite:///srv/raccord.db", "/srv/raccord.db"),
            ("sqlite://raccord.db", "raccord.db"),
        ] {
            assert_eq!(path_of(address).unwrap(), Path::new(path), "{address}");
        }
    }

    #[test]
    fn memory_and_other_databases_are_refused() {
        for address in ["", "raccord.db", "sqlite:", "sqlite::memory:", "postgres://x/y"] {
            assert!(matches!(path_of(address), Err(OpenError::Address)), "{address}");
        }
    }

    #[tokio::test]
    async fn the_file_is_private_and_durable() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("new/raccord.db");
        let store = SqliteStore::open(&format!("sqlite:{}", path.display())).await.unwrap();
        let mode = |path: &Path| path.metadata().unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(path.parent().unwrap()), 0o700);
        assert_eq!(mode(&path), 0o600);
        assert_eq!(mode(&path.with_extension("db-wal")), 0o600);

        let mut connection = store.write.acquire().await.unwrap();
        for (pragma, expected) in [
            ("PRAGMA synchronous", 2_i64),
            ("PRAGMA foreign_keys", 1),
            ("PRAGMA trusted_schema", 0),
            ("PRAGMA secure_delete", 1),
        ] {
            let value: i64 = sqlx::query_scalar(pragma).fetch_one(&mut *connection).await.unwrap();
            assert_eq!(value, expected, "{pragma}");
        }
    }

    #[tokio::test]
    async fn readers_cannot_write() {
        let folder = tempfile::tempdir().unwrap();
        let address = format!("sqlite:{}", folder.path().join("raccord.db").display());
        let store = SqliteStore::open(&address).await.unwrap();
        let written = sqlx::query("DELETE FROM mapping").execute(&store.read).await;
        assert!(written.is_err());
    }

    #[tokio::test]
    async fn a_newer_database_is_refused_with_a_sentence() {
        let folder = tempfile::tempdir().unwrap();
        let address = format!("sqlite:{}", folder.path().join("raccord.db").display());
        let store = SqliteStore::open(&address).await.unwrap();
        sqlx::query(
            "INSERT INTO _sqlx_migrations
                 (version, description, success, checksum, execution_time)
             VALUES (99991231235959, 'later', TRUE, x'00', 0)",
        )
        .execute(&store.write)
        .await
        .unwrap();
        store.close().await;
        let error = SqliteStore::open(&address).await.unwrap_err();
        assert!(matches!(error, OpenError::Newer(99_991_231_235_959)));
        assert!(error.to_string().contains("newer version of Raccord"));
    }

    /// As on a full disk: SQLite may take no more pages.
    #[tokio::test]
    async fn a_full_disk_is_told_and_loses_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let address = format!("sqlite:{}", folder.path().join("raccord.db").display());
        let store = SqliteStore::open(&address).await.unwrap();
        let mut connection = store.write.acquire().await.unwrap();
        let pages: i64 =
            sqlx::query_scalar("PRAGMA page_count").fetch_one(&mut *connection).await.unwrap();
        let limit = sqlx::AssertSqlSafe(format!("PRAGMA max_page_count = {pages}"));
        sqlx::query(limit).execute(&mut *connection).await.unwrap();
        drop(connection);

        let by = By { account: None, at: Timestamp::UNIX_EPOCH };
        let details = AuditDetails::default();
        let act = Act { by, uai: None, action: AuditAction::SignedIn, details };
        let mut stored = 0;
        let error = loop {
            match store.record(&act).await {
                Ok(()) => stored += 1,
                Err(error) => break error,
            }
        };
        assert!(matches!(error, StoreError::Full(_)), "{error}");
        let chain = store.verify_audit().await.unwrap();
        assert!(matches!(chain, Chain::Whole { entries, .. } if entries == stored));
        store.close().await;
        let store = SqliteStore::open(&address).await.unwrap();
        store.record(&act).await.unwrap();
    }

    #[tokio::test]
    async fn a_read_only_database_is_told_and_still_read() {
        let folder = tempfile::tempdir().unwrap();
        let address = format!("sqlite:{}", folder.path().join("raccord.db").display());
        let store = SqliteStore::open(&address).await.unwrap();
        sqlx::query("PRAGMA query_only = ON").execute(&store.write).await.unwrap();
        let error = store.put_setup_link(&[1; 32], Timestamp::UNIX_EPOCH).await.unwrap_err();
        assert!(matches!(error, StoreError::Full(_)), "{error}");
        assert_eq!(store.setup_link().await.unwrap(), None);
    }
}
