//! `GET /api/about`: who publishes it, and how to reach them.

use crate::state::AppState;
use api::About;
use axum::{Json, extract::State};

pub(crate) async fn handler(State(app): State<AppState>) -> Json<About> {
    Json(About::clone(&app.about))
}
