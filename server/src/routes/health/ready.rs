//! `GET /readyz`: something can be stored now.

use crate::state::AppState;
use axum::{extract::State, http::StatusCode};

pub(crate) async fn handler(State(app): State<AppState>) -> (StatusCode, &'static str) {
    match app.store.ready().await {
        Ok(()) => (StatusCode::OK, "ready\n"),
        Err(error) => {
            tracing::error!(%error, "the store is not ready");
            (StatusCode::SERVICE_UNAVAILABLE, "the store is unavailable\n")
        }
    }
}
