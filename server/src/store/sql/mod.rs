//! Every statement, in the words that both databases know: `$n`, `ON CONFLICT`, named columns, times
//! and identifiers as text. These files are compiled once inside `sqlite` and once inside `postgres`:
//! what they call `Backend`, `Db` and `Connection` is that database's own. Whatever a step means is
//! decided in [`crate::store::stock`].

mod access;
mod accounts;
mod attempts;
mod audit;
mod cas_clients;
mod changes;
mod establishments;
mod imports;
mod invitations;
mod mappings;
mod overview;
mod passkeys;
mod progress;
mod purge;
mod refreshes;
mod releases;
mod reports;
mod second_factors;
mod services;
mod sessions;
mod setup;
mod steps;
mod stock_counts;
mod undo;

use audit::append;
pub(super) use overview::{ForAll, Moment as OverviewMoment};

use super::{Backend, Connection, Db, lock};
use crate::store::{Hash, StoreError};

/// What writes about accounts wait for.
const ACCOUNTS: &str = "accounts";

/// A number of rows, as the contract counts.
fn count(rows: i64, column: &'static str) -> Result<u32, StoreError> {
    u32::try_from(rows).map_err(|_| StoreError::Inconsistent(column))
}

/// A stored digest.
fn hash(bytes: Vec<u8>, column: &'static str) -> Result<Hash, StoreError> {
    bytes.try_into().map_err(|_| StoreError::Inconsistent(column))
}
