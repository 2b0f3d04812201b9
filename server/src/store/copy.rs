//! From one database to another, row by row: when a portal outgrows SQLite, and back.

use super::{OpenError, PostgresStore, SqliteStore, Store as _, StoreError, is_postgres};
use futures_util::TryStreamExt as _;
use sqlx::{
    AssertSqlSafe, Database, Executor, IntoArguments, Postgres, QueryBuilder, Row as _, Sqlite,
    postgres::PgRow, query_builder::Separated, sqlite::SqliteRow,
};

/// Rows in one statement: times the twenty columns of the widest table, far below what databases
/// accept.
const ROWS: usize = 500;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Text,
    Number,
    Bytes,
    Flag,
}

use Kind::{Bytes, Flag, Number, Text};

type Table = (&'static str, &'static [(&'static str, Kind)]);

/// Every table, those before that others refer to. A test compares it with what the migrations make.
const TABLES: &[Table] = &[
    (
        "establishment",
        &[
            ("uai", Text),
            ("name", Text),
            ("folded_name", Text),
            ("cas_key", Text),
            ("login_salt", Text),
            ("demonstration", Flag),
            ("revision", Number),
            ("created_at", Text),
            ("settings", Text),
            ("pronote_version_changed_at", Text),
        ],
    ),
    (
        "account",
        &[
            ("id", Text),
            ("name", Text),
            ("folded_name", Text),
            ("password_hash", Text),
            ("role", Text),
            ("created_at", Text),
            ("ended_at", Text),
            ("ent_id", Text),
        ],
    ),
    ("account_right", &[("account_id", Text), ("uai", Text), ("granted", Text)]),
    ("setup_link", &[("only_row", Number), ("token_hash", Bytes), ("created_at", Text)]),
    (
        "session",
        &[
            ("id_hash", Bytes),
            ("account_id", Text),
            ("csrf", Text),
            ("signed_in_at", Text),
            ("seen_at", Text),
            ("expires_at", Text),
        ],
    ),
    (
        "invitation",
        &[
            ("id", Text),
            ("token_hash", Bytes),
            ("account_id", Text),
            ("role", Text),
            ("created_by", Text),
            ("created_at", Text),
            ("expires_at", Text),
        ],
    ),
    ("invitation_right", &[("invitation_id", Text), ("uai", Text), ("granted", Text)]),
    ("attempt", &[("subject", Bytes), ("failures", Number), ("started_at", Text)]),
    (
        "totp",
        &[("account_id", Text), ("secret", Bytes), ("confirmed_at", Text), ("last_step", Number)],
    ),
    ("recovery_code", &[("account_id", Text), ("code_hash", Bytes)]),
    (
        "passkey",
        &[
            ("id", Text),
            ("account_id", Text),
            ("name", Text),
            ("credential_id", Text),
            ("credential", Text),
            ("created_at", Text),
            ("used_at", Text),
        ],
    ),
    (
        "challenge",
        &[
            ("id", Text),
            ("account_id", Text),
            ("purpose", Text),
            ("state", Text),
            ("expires_at", Text),
        ],
    ),
    ("service", &[("uai", Text), ("folded_code", Text), ("position", Number), ("content", Text)]),
    (
        "checklist_item",
        &[("uai", Text), ("item", Text), ("state", Text), ("marked_by", Text), ("marked_at", Text)],
    ),
    (
        "access_session",
        &[
            ("id_hash", Bytes),
            ("ticket_hash", Bytes),
            ("uai", Text),
            ("ent_key", Text),
            ("profile", Text),
            ("expires_at", Text),
        ],
    ),
    ("access_acceptance", &[("uai", Text), ("ent_key", Text), ("accepted_at", Text)]),
    (
        "cas_client",
        &[
            ("id", Text),
            ("name", Text),
            ("folded_name", Text),
            ("everywhere", Flag),
            ("networks", Text),
            ("refresh_url", Text),
            ("created_at", Text),
            ("refreshed_at", Text),
            ("refresh_failed_at", Text),
            ("refresh_failure", Text),
            ("refreshes_lost", Number),
        ],
    ),
    ("cas_client_establishment", &[("client_id", Text), ("uai", Text)]),
    (
        "cas_secret",
        &[
            ("id", Text),
            ("client_id", Text),
            ("secret_hash", Bytes),
            ("created_at", Text),
            ("used_at", Text),
        ],
    ),
    (
        "cas_refresh",
        &[
            ("client_id", Text),
            ("ent_key", Text),
            ("uai", Text),
            ("attempts", Number),
            ("due_at", Text),
        ],
    ),
    (
        "import",
        &[
            ("id", Text),
            ("uai", Text),
            ("mode", Text),
            ("sources", Text),
            ("started_by", Text),
            ("started_at", Text),
            ("closed_at", Text),
            ("idempotency_key", Text),
            ("request_hash", Bytes),
            ("cas_linked", Number),
            ("cas_former", Number),
            ("cas_none", Number),
        ],
    ),
    (
        "import_step",
        &[
            ("import_id", Text),
            ("number", Number),
            ("category", Text),
            ("idempotency_key", Text),
            ("request_hash", Bytes),
            ("validated_by", Text),
            ("validated_at", Text),
            ("automatic", Number),
            ("confirmed", Number),
            ("manual", Number),
            ("kept", Number),
            ("refused", Number),
            ("to_review", Number),
            ("undecided", Number),
            ("added", Number),
            ("changed", Number),
            ("unchanged", Number),
            ("removed", Number),
            ("revision", Number),
            ("stock", Number),
        ],
    ),
    (
        "mapping",
        &[
            ("uai", Text),
            ("ent_key", Text),
            ("pronote_id", Text),
            ("category", Text),
            ("decision", Text),
            ("import_id", Text),
            ("confirmed_at", Text),
        ],
    ),
    (
        "mapping_change",
        &[
            ("import_id", Text),
            ("step", Number),
            ("ent_key", Text),
            ("former_pronote_id", Text),
            ("former_category", Text),
            ("former_decision", Text),
            ("new_pronote_id", Text),
            ("new_category", Text),
            ("new_decision", Text),
        ],
    ),
    (
        "import_undo",
        &[
            ("import_id", Text),
            ("undone_by", Text),
            ("undone_at", Text),
            ("restored", Number),
            ("removed", Number),
            ("left_over", Number),
        ],
    ),
    (
        "audit_entry",
        &[
            ("number", Number),
            ("at", Text),
            ("account_id", Text),
            ("uai", Text),
            ("action", Text),
            ("details", Text),
            ("hash", Bytes),
        ],
    ),
];

/// A database was not copied; the target holds nothing of it.
#[derive(Debug, thiserror::Error)]
pub enum CopyError {
    /// One of both cannot be opened.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// One of both does not do what it is asked.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The target holds something already.
    #[error("the target is not empty: its table {0} has rows")]
    NotEmpty(&'static str),
}

impl From<sqlx::Error> for CopyError {
    fn from(error: sqlx::Error) -> Self {
        Self::Store(error.into())
    }
}

/// Copies everything into an empty database, in one transaction, as of one moment; both are brought up
/// to date first. Answers the rows of each table.
///
/// # Errors
/// See [`CopyError`].
pub async fn copy(from: &str, to: &str) -> Result<Vec<(&'static str, u64)>, CopyError> {
    if is_postgres(from) {
        let source = PostgresStore::open(from).await?;
        let mut tx = source.snapshot().await?;
        let copied = copy_into::<Postgres>(&mut tx, to).await;
        drop(tx);
        source.close().await;
        copied
    } else {
        let source = SqliteStore::open(from).await?;
        let mut tx = source.snapshot().await?;
        let copied = copy_into::<Sqlite>(&mut tx, to).await;
        drop(tx);
        source.close().await;
        copied
    }
}

async fn copy_into<A: Side>(
    from: &mut A::Connection,
    to: &str,
) -> Result<Vec<(&'static str, u64)>, CopyError>
where
    for<'c> &'c mut A::Connection: Executor<'c, Database = A>,
    A::Arguments: IntoArguments<A>,
{
    if is_postgres(to) {
        let target = PostgresStore::open(to).await?;
        let mut tx = target.writing().await?;
        let copied = copy_all::<A, Postgres>(from, &mut tx).await?;
        tx.commit().await?;
        target.close().await;
        Ok(copied)
    } else {
        let target = SqliteStore::open(to).await?;
        let mut tx = target.writing().await?;
        let copied = copy_all::<A, Sqlite>(from, &mut tx).await?;
        tx.commit().await?;
        target.close().await;
        Ok(copied)
    }
}

async fn copy_all<A: Side, B: Side>(
    from: &mut A::Connection,
    to: &mut B::Connection,
) -> Result<Vec<(&'static str, u64)>, CopyError>
where
    for<'c> &'c mut A::Connection: Executor<'c, Database = A>,
    A::Arguments: IntoArguments<A>,
    for<'c> &'c mut B::Connection: Executor<'c, Database = B>,
    B::Arguments: IntoArguments<B>,
{
    let mut copied = Vec::new();
    for (table, columns) in TABLES {
        let names: Vec<_> = columns.iter().map(|(name, _)| *name).collect();
        let names = names.join(", ");
        let any = format!("SELECT 1 FROM {table} LIMIT 1");
        if (&mut *to).fetch_optional(AssertSqlSafe(any)).await?.is_some() {
            return Err(CopyError::NotEmpty(table));
        }
        let select = format!("SELECT {names} FROM {table}");
        let insert = format!("INSERT INTO {table} ({names}) ");
        let mut rows = (&mut *from).fetch(AssertSqlSafe(select));
        let mut count = 0;
        let mut part = Vec::with_capacity(ROWS);
        while let Some(row) = rows.try_next().await? {
            let kinds = columns.iter().map(|(_, kind)| *kind).enumerate();
            let values = kinds.map(|(index, kind)| A::value(&row, index, kind));
            part.push(values.collect::<Result<Vec<_>, _>>()?);
            if part.len() == ROWS {
                count += insert_part::<B>(&insert, &mut part, to).await?;
            }
        }
        count += insert_part::<B>(&insert, &mut part, to).await?;
        copied.push((*table, count));
    }
    Ok(copied)
}

async fn insert_part<B: Side>(
    insert: &str,
    part: &mut Vec<Vec<Value>>,
    to: &mut B::Connection,
) -> Result<u64, CopyError>
where
    for<'c> &'c mut B::Connection: Executor<'c, Database = B>,
    B::Arguments: IntoArguments<B>,
{
    let rows = part.len() as u64;
    if rows > 0 {
        let mut statement = QueryBuilder::<B>::new(insert);
        statement.push_values(part.drain(..), |mut row, values| {
            for value in values {
                B::push(&mut row, value);
            }
        });
        statement.build().execute(&mut *to).await?;
    }
    Ok(rows)
}

/// A value on its way.
enum Value {
    Text(Option<String>),
    Number(Option<i64>),
    Bytes(Vec<u8>),
    Flag(bool),
}

/// A database that rows are read from or written to.
trait Side: Database {
    fn value(row: &Self::Row, index: usize, kind: Kind) -> Result<Value, sqlx::Error>;

    fn push(row: &mut Separated<'_, Self, &'static str>, value: Value)
    where
        Self: Sized;
}

macro_rules! side {
    ($database:ident, $row:ident) => {
        impl Side for $database {
            fn value(row: &$row, index: usize, kind: Kind) -> Result<Value, sqlx::Error> {
                Ok(match kind {
                    Text => Value::Text(row.try_get(index)?),
                    Number => Value::Number(row.try_get(index)?),
                    Bytes => Value::Bytes(row.try_get(index)?),
                    Flag => Value::Flag(row.try_get(index)?),
                })
            }

            fn push(row: &mut Separated<'_, Self, &'static str>, value: Value) {
                match value {
                    Value::Text(value) => row.push_bind(value),
                    Value::Number(value) => row.push_bind(value),
                    Value::Bytes(value) => row.push_bind(value),
                    Value::Flag(value) => row.push_bind(value),
                };
            }
        }
    };
}

side!(Sqlite, SqliteRow);
side!(Postgres, PgRow);

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    /// A new table or column that is not copied would be lost without a word.
    #[tokio::test]
    async fn every_column_of_every_table_is_copied() {
        let folder = tempfile::tempdir().unwrap();
        let address = format!("sqlite:{}", folder.path().join("raccord.db").display());
        let store = SqliteStore::open(&address).await.unwrap();
        let mut tx = store.snapshot().await.unwrap();
        let there = sqlx::query_as::<_, (String, String, String)>(
            "SELECT m.name, c.name, c.type
             FROM sqlite_schema AS m, pragma_table_info(m.name) AS c
             WHERE m.type = 'table' AND m.name NOT LIKE '\\_%' ESCAPE '\\'
               AND m.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
             ORDER BY m.name, c.cid",
        )
        .fetch_all(&mut *tx)
        .await
        .unwrap();
        let mut tables = BTreeMap::<_, Vec<_>>::new();
        for (table, column, kind) in there {
            tables.entry(table).or_default().push((column, kind));
        }
        let mut copied = BTreeMap::<_, Vec<_>>::new();
        for (table, columns) in TABLES {
            let columns = columns.iter().map(|(name, kind)| {
                let kind = match kind {
                    Text => "TEXT",
                    Number | Flag => "INTEGER",
                    Bytes => "BLOB",
                };
                ((*name).to_owned(), kind.to_owned())
            });
            copied.insert((*table).to_owned(), columns.collect());
        }
        assert_eq!(copied, tables);
    }
}
