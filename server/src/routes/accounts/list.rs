//! `GET /api/accounts`: all of them.

use crate::{auth::Superadmin, error::ApiError, extract::Paged, state::AppState};
use api::{AccountSummary, Page};
use axum::{Json, extract::State};

pub(crate) async fn handler(
    State(app): State<AppState>,
    Superadmin(_): Superadmin,
    Paged(paging): Paged,
) -> Result<Json<Page<AccountSummary>>, ApiError> {
    Ok(Json(app.store.accounts(paging, app.clock.now()).await?))
}
