//! `raccord audit`: whether the trail is what was written.

use crate::{
    config::AuditCommand,
    extract::hex,
    store::{self, Chain},
};
use std::error::Error;

pub(super) async fn run(command: AuditCommand) -> Result<(), Box<dyn Error>> {
    let AuditCommand::Verify { database } = command;
    let store = store::open(&database.database).await?;
    let chain = store.verify_audit().await?;
    store.close().await;
    match chain {
        Chain::Whole { entries, last } => {
            println!("{entries} entries, unbroken; the last hash is {}", hex(&last));
            Ok(())
        }
        Chain::Broken(number) => {
            Err(format!("entry {number} is missing or is not what was written").into())
        }
    }
}
