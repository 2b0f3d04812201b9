//! `GET /api/session`: who is signed in, and the value that unsafe requests must carry. Asking
//! leaves no trace.

use crate::{auth::session, error::ApiError, routes::session::describe, state::AppState};
use axum::{Json, extract::State};
use tower_sessions::Session;

pub(crate) async fn handler(
    State(app): State<AppState>,
    session: Session,
) -> Result<Json<api::Session>, ApiError> {
    let visit = session::visit(&session, app.clock.now()).await?;
    Ok(Json(describe(&app, visit).await?))
}
