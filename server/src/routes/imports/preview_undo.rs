//! `GET /api/establishments/{uai}/imports/{id}/undo`: what undoing an import would do.

use crate::{
    auth::Admin, error::ApiError, extract::Path, routes::IdPath, state::AppState,
    store::UndoRefusal,
};
use api::Undo;
use axum::{Json, extract::State};

pub(crate) async fn handler(
    State(app): State<AppState>,
    Admin(access): Admin,
    Path(path): Path<IdPath>,
) -> Result<Json<Undo>, ApiError> {
    Ok(Json(app.store.preview_undo(&access.establishment.uai, &path.id).await??))
}

impl From<UndoRefusal> for ApiError {
    fn from(refusal: UndoRefusal) -> Self {
        match refusal {
            UndoRefusal::NoSuchImport => Self::not_found(),
            UndoRefusal::AlreadyUndone => Self::already_undone(),
            UndoRefusal::Stale(revision) => Self::stale(revision),
        }
    }
}
