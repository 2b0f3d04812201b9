//! `POST /api/cas-clients/{id}/secrets`: another secret, beside the one that is in use.

use super::{draw_secret, told};
use crate::{
    auth::Superadmin, error::ApiError, extract::Path, routes::IdPath, state::AppState, store::By,
};
use api::NewCasSecret;
use axum::{Json, extract::State, http::StatusCode};

pub(crate) async fn handler(
    State(app): State<AppState>,
    Superadmin(superadmin): Superadmin,
    Path(path): Path<IdPath>,
) -> Result<(StatusCode, Json<NewCasSecret>), ApiError> {
    let by = By { account: Some(&superadmin.id), at: app.clock.now() };
    let (secret, stored) = draw_secret(by.at);
    app.store.add_cas_secret(&path.id, &stored, by).await??;
    Ok((StatusCode::CREATED, Json(told(&app, &path.id, secret).await?)))
}
