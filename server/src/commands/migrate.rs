//! `raccord migrate`: from one database to another.

use crate::store::{self, copy};
use std::error::Error;

pub(super) async fn run(from: &str, to: &str) -> Result<(), Box<dyn Error>> {
    for (table, rows) in copy::copy(from, to).await? {
        println!("{table}\t{rows}");
    }
    let store = store::open(to).await?;
    let chain = store.verify_audit().await?;
    store.close().await;
    match chain {
        store::Chain::Whole { entries, .. } => {
            println!("done; {entries} audit entries, unbroken");
            Ok(())
        }
        store::Chain::Broken(number) => Err(format!("audit entry {number} is broken").into()),
    }
}
