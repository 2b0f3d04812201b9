//! `GET /metrics`: figures since the start, for Prometheus.

use crate::state::AppState;
use axum::{
    extract::State,
    http::{HeaderName, header},
};

pub(crate) async fn handler(
    State(app): State<AppState>,
) -> ([(HeaderName, &'static str); 1], String) {
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4")], app.metrics.text())
}
