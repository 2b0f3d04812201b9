//! The server: stores confirmed mappings, and serves the page. It knows no names of people from the
//! files and never releases a mapping that was not confirmed. What the page shows and how accounts
//! are matched is not here.

#![forbid(unsafe_code)]
#![expect(
    clippy::duplicate_mod,
    reason = "the statements in store/sql are compiled once for each database"
)]

pub mod assets;
mod auth;
pub mod backups;
pub mod cas;
pub mod clock;
pub mod commands;
pub mod config;
pub mod error;
mod extract;
mod headers;
pub mod invite;
mod listen;
pub mod logs;
pub mod metrics;
mod name;
mod openapi;
pub mod portal;
mod preconditions;
mod random;
pub mod rates;
mod router;
mod routes;
pub mod state;
pub mod store;
mod strict;

pub use auth::{PasskeySite, Passwords, SignInPortal};
pub use listen::{Limits, certificate, serve};
pub use openapi::document as openapi_document;
pub use router::{BODY_LIMIT, STEP_BODY_LIMIT, endpoints, router};
pub use state::AppState;

use rates::Rates;
use std::{sync::Arc, time::Duration};
use store::StoreError;
use tokio::time;

/// How often expired sessions are forgotten.
const PURGE_EVERY: Duration = Duration::from_hours(1);

/// Makes the one-time link to the first account, unless there is an account already.
///
/// # Errors
/// Those of the store.
pub async fn setup_link(state: &AppState) -> Result<Option<String>, StoreError> {
    auth::setup_link::offer(&*state.store, &*state.clock, &state.public_url).await
}

/// Forgets who asked, now and then every minute.
async fn forget_rates(rates: Arc<Rates>) {
    let mut minutes = time::interval(rates::FORGET_EVERY);
    loop {
        minutes.tick().await;
        rates.forget();
    }
}

/// Forgets expired sessions and old failures, now and then every hour.
async fn purge(state: AppState) {
    let mut hours = time::interval(PURGE_EVERY);
    loop {
        hours.tick().await;
        let now = state.clock.now();
        let since = now.checked_sub(auth::attempts::STRETCH).unwrap_or(now);
        if let Err(error) = state.store.delete_old_failures(since).await {
            tracing::error!(%error, "old failures could not be forgotten");
        }
        if let Err(error) = state.store.forget_access(now).await {
            tracing::error!(%error, "visits that are over could not be forgotten");
        }
        match state.store.delete_expired_sessions(now).await {
            Ok(0) => {}
            Ok(sessions) => tracing::info!(sessions, "expired sessions were forgotten"),
            Err(error) => tracing::error!(%error, "expired sessions could not be forgotten"),
        }
    }
}
