//! The log: to standard error, readable, in English, without personal data. A request is told by its
//! route's template: the path itself, the query string, headers and bodies never get here.

use crate::metrics::Metrics;
use axum::{
    extract::{MatchedPath, Request, State},
    middleware::Next,
    response::Response,
};
use std::{
    io::{self, IsTerminal as _},
    sync::Arc,
    time::Instant,
};
use tracing_subscriber::EnvFilter;

/// What is logged unless `RUST_LOG` says otherwise. tower-sessions warns of every session that has
/// expired; sqlx tells of slow statements.
const DEFAULT_FILTER: &str = "info,sqlx=warn,tower_sessions=error,tower_sessions_core=error";

/// Starts logging.
pub fn start() {
    let filter = EnvFilter::try_from_default_env();
    tracing_subscriber::fmt()
        .with_env_filter(filter.unwrap_or_else(|_| EnvFilter::new(DEFAULT_FILTER)))
        .with_writer(io::stderr)
        .with_ansi(io::stderr().is_terminal())
        .with_target(false)
        .init();
}

/// Logs and counts a request once it is answered.
pub(crate) async fn request(
    State(metrics): State<Arc<Metrics>>,
    request: Request,
    next: Next,
) -> Response {
    let started = Instant::now();
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().cloned();
    let response = next.run(request).await;

    // Files of the page have no template; their names are nobody's business.
    let path = route.as_ref().map_or("(page)", MatchedPath::as_str);
    let status = response.status().as_u16();
    let took = started.elapsed();
    metrics.count(method.as_str(), path, status, took);
    let ms = took.as_millis();
    if response.status().is_server_error() {
        tracing::error!(%method, path, status, ms, "request");
    } else {
        tracing::info!(%method, path, status, ms, "request");
    }
    response
}
