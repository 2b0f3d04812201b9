//! What CAS servers ask: the identifiers of a user. Only confirmed mappings are released, and no
//! answer makes the portal refuse a user.

pub(crate) mod attributes;
pub(crate) mod attributes_in_establishment;
pub(crate) mod llng_userdb;

use crate::store::StoreError;
use serde::Serialize;
use serde_json::{Map, Value};
use std::time::Duration;
use tokio::time::timeout;
use utoipa::ToSchema;

/// How long an answer is worth waiting for: a user is standing at the portal's door.
const PATIENCE: Duration = Duration::from_secs(1);

/// A user's identifiers, by attribute.
#[derive(Serialize, ToSchema)]
#[serde(transparent)]
#[schema(value_type = Object)]
pub(crate) struct Attributes(Map<String, Value>);

/// What the store answers in time.
async fn in_time<T>(answer: impl Future<Output = Result<T, StoreError>>) -> Result<T, StoreError> {
    timeout(PATIENCE, answer)
        .await
        .unwrap_or(Err(StoreError::Unavailable(sqlx::Error::PoolTimedOut)))
}
