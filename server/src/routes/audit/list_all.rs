//! `GET /api/audit`: what was done everywhere, newest first.

use crate::{auth::Superadmin, error::ApiError, extract::Paged, state::AppState};
use api::{AuditEntry, Page};
use axum::{Json, extract::State};

pub(crate) async fn handler(
    State(app): State<AppState>,
    Superadmin(_): Superadmin,
    Paged(paging): Paged,
) -> Result<Json<Page<AuditEntry>>, ApiError> {
    Ok(Json(app.store.audit(None, paging).await?))
}
