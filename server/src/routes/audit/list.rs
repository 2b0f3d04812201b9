//! `GET /api/establishments/{uai}/audit`: what was done in an establishment, newest first.

use crate::{auth::Admin, error::ApiError, extract::Paged, state::AppState};
use api::{AuditEntry, Page};
use axum::{Json, extract::State};

pub(crate) async fn handler(
    State(app): State<AppState>,
    Admin(access): Admin,
    Paged(paging): Paged,
) -> Result<Json<Page<AuditEntry>>, ApiError> {
    Ok(Json(app.store.audit(Some(&access.establishment.uai), paging).await?))
}
