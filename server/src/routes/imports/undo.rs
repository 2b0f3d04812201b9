//! `POST /api/establishments/{uai}/imports/{id}/undo`: give the stock back what it held before an
//! import, against the revision of the preview.

use crate::{
    auth::Admin, error::ApiError, extract::Path, preconditions::IfMatch, routes::IdPath,
    state::AppState, store::By,
};
use api::Undo;
use axum::{Json, extract::State};

pub(crate) async fn handler(
    State(app): State<AppState>,
    Admin(access): Admin,
    Path(path): Path<IdPath>,
    IfMatch(revision): IfMatch,
) -> Result<Json<Undo>, ApiError> {
    let by = By { account: Some(&access.account.id), at: app.clock.now() };
    let uai = &access.establishment.uai;
    Ok(Json(app.store.undo_import(uai, &path.id, revision, by).await??))
}
