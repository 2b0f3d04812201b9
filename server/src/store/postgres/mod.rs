//! The store in PostgreSQL, for portals with many establishments: several server processes on one
//! database. How it is opened, and how its transactions begin. The statements are in `sql`.

#[path = "../sql/mod.rs"]
mod sql;

use super::{
    OpenError, Store, StoreError,
    remembered::{self, ByCategory, Remembered},
};
use async_trait::async_trait;
use sqlx::{
    PgConnection, PgPool, Postgres, Transaction,
    migrate::Migrator,
    postgres::{PgConnectOptions, PgDatabaseError, PgPoolOptions},
};
use std::{path::Path, str::FromStr as _, time::Duration};

/// Connections of one server process, those that read and those that write. Four processes stay well
/// below the hundred that a server accepts by default.
const CONNECTIONS: u32 = 10;

/// How long a request waits for its turn before the store counts as unavailable.
const PATIENCE: Duration = Duration::from_secs(5);

static MIGRATIONS: Migrator = sqlx::migrate!("migrations/postgres");

/// What `sql` is compiled for here.
type Backend = PostgresStore;
type Db = Postgres;
type Connection = PgConnection;

/// A store in a PostgreSQL database.
#[derive(Clone, Debug)]
pub struct PostgresStore {
    write: PgPool,
    read: PgPool,
    counts: Remembered<remembered::Moment, ByCategory>,
    overviews: Remembered<sql::OverviewMoment, sql::ForAll>,
}

impl PostgresStore {
    /// Opens the database named by an address such as `postgres://user:password@host/raccord` and
    /// brings its tables up to date. Of several processes that start at once, one does.
    ///
    /// # Errors
    /// See [`OpenError`]; a database written by a newer version is left untouched.
    pub async fn open(address: &str) -> Result<Self, OpenError> {
        let options = PgConnectOptions::from_str(address)
            .map_err(|_| OpenError::Address)?
            // Answered is stored, whatever the server's own default is.
            .options([
                ("synchronous_commit", "on"),
                ("lock_timeout", "5s"),
                ("idle_in_transaction_session_timeout", "30s"),
            ]);
        let pool = PgPoolOptions::new()
            .max_connections(CONNECTIONS)
            .acquire_timeout(PATIENCE)
            .connect_with(options)
            .await
            .map_err(OpenError::Connect)?;
        MIGRATIONS.run(&pool).await?;
        Ok(Self {
            write: pool.clone(),
            read: pool,
            counts: Remembered::up_to(remembered::COUNTS),
            overviews: Remembered::up_to(remembered::OVERVIEWS),
        })
    }

    /// A transaction that may write. Writes about the same thing (an establishment, the accounts) wait
    /// for each other, in every process: nothing that it has read can have changed when it writes.
    async fn begin_write(&self, scope: &str) -> Result<Transaction<'static, Postgres>, StoreError> {
        let mut tx = self.write.begin().await?;
        lock(&mut tx, scope).await?;
        Ok(tx)
    }

    /// A transaction that reads everything as of one moment, for [`super::copy`].
    pub(super) async fn snapshot(&self) -> Result<Transaction<'static, Postgres>, StoreError> {
        self.begin_read().await
    }

    /// A transaction that may write everything, for [`super::copy`].
    pub(super) async fn writing(&self) -> Result<Transaction<'static, Postgres>, StoreError> {
        self.begin_write("copy").await
    }

    /// A transaction that reads everything as of one moment.
    async fn begin_read(&self) -> Result<Transaction<'static, Postgres>, StoreError> {
        Ok(self.read.begin_with("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY").await?)
    }
}

#[async_trait]
impl Store for PostgresStore {
    async fn ready(&self) -> Result<(), StoreError> {
        let mut tx = self.write.begin().await?;
        let read_only: String =
            sqlx::query_scalar("SHOW transaction_read_only").fetch_one(&mut *tx).await?;
        if read_only == "on" {
            return Err(StoreError::Inconsistent("a read-only standby"));
        }
        Ok(tx.rollback().await?)
    }

    async fn back_up(&self, _: &Path) -> Result<(), StoreError> {
        Err(StoreError::Elsewhere("pg_dump"))
    }

    fn has_views(&self) -> bool {
        true
    }

    async fn close(&self) {
        self.write.close().await;
    }
}

/// Holds what is named until the transaction ends.
async fn lock(db: &mut Connection, scope: &str) -> Result<(), StoreError> {
    sqlx::query("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))")
        .bind(scope)
        .execute(db)
        .await?;
    Ok(())
}

/// Whether an error may pass by itself: a lock that did not come in time, a deadlock, a server that is
/// stopping, starting or out of connections.
pub(super) fn is_passing(error: &PgDatabaseError) -> bool {
    let code = error.code();
    matches!(code, "55P03" | "40001" | "40P01" | "53300") || code.starts_with("57P")
}

/// Whether the disk is full (53100) or nothing may be written (25006).
pub(super) fn is_full(error: &PgDatabaseError) -> bool {
    matches!(error.code(), "53100" | "25006")
}
