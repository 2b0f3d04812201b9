//! `GET /api/establishments/{uai}/status`: counts, last import, import in progress.

use super::on_wire;
use crate::{auth::ReaderOf, error::ApiError, state::AppState};
use api::Status;
use axum::{Json, extract::State};

pub(crate) async fn handler(
    State(app): State<AppState>,
    ReaderOf(permit): ReaderOf,
) -> Result<Json<Status>, ApiError> {
    let overview = app.store.overview(&permit.uai, &permit.account.id).await?;
    let overview = overview.ok_or(ApiError::not_found())?;
    Ok(Json(Status {
        establishment: api::Establishment {
            progress: Some(overview.progress),
            ..on_wire(overview.establishment, permit.right)
        },
        stock_by_category: overview.stock_by_category,
        last_import: overview.last_import,
        open_import: overview.open_import,
    }))
}
