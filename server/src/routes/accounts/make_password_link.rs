//! `POST /api/accounts/{id}/password-link`: a one-time link to a new password, for somebody who forgot
//! theirs. The second factor stays.

use crate::{
    auth::Superadmin, error::ApiError, extract::Path, invite, routes::IdPath, state::AppState,
    store::By,
};
use api::NewLink;
use axum::{Json, extract::State, http::StatusCode};

pub(crate) async fn handler(
    State(app): State<AppState>,
    Superadmin(superadmin): Superadmin,
    Path(path): Path<IdPath>,
) -> Result<(StatusCode, Json<NewLink>), ApiError> {
    let by = By { account: Some(&superadmin.id), at: app.clock.now() };
    let link = invite::to_new_password(&app, &path.id, by).await?;
    Ok((StatusCode::CREATED, Json(link)))
}
