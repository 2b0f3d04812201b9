//! `raccord backup` and `raccord restore`.

use crate::{
    config::Database,
    store::{self, SqliteStore, Store as _, sqlite},
};
use std::{error::Error, path::Path};

pub(super) async fn back_up(database: &Database, to: &Path) -> Result<(), Box<dyn Error>> {
    if store::is_postgres(&database.database) {
        return Err("a PostgreSQL database is saved by pg_dump, or by `raccord migrate` into an \
                    SQLite file"
            .into());
    }
    let store = SqliteStore::open(&database.database).await?;
    store.back_up(to).await?;
    store.close().await;
    println!("written to {}", to.display());
    Ok(())
}

pub(super) async fn restore(database: &Database, from: &Path) -> Result<(), Box<dyn Error>> {
    if store::is_postgres(&database.database) {
        return Err(
            "a PostgreSQL database is restored by pg_restore, or by `raccord migrate` from \
                    an SQLite file"
                .into(),
        );
    }
    let entries = sqlite::restore(from, &database.database).await?;
    println!("restored from {}; {entries} audit entries, unbroken", from.display());
    Ok(())
}
