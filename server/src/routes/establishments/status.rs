//! `GET /api/establishments/{uai}/status`: counts, last import, import in progress.

use super::on_wire;
use crate::{auth::Reader, error::ApiError, state::AppState};
use api::Status;
use axum::{Json, extract::State};

pub(crate) async fn handler(
    State(app): State<AppState>,
    Reader(access): Reader,
) -> Result<Json<Status>, ApiError> {
    let overview = app.store.overview(&access.establishment.uai, &access.account.id).await?;
    Ok(Json(Status {
        establishment: api::Establishment {
            progress: overview.progress,
            ..on_wire(access.establishment, access.right)
        },
        stock_by_category: overview.stock_by_category,
        last_import: overview.last_import,
        open_import: overview.open_import,
    }))
}
