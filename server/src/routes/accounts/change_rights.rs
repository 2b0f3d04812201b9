//! `PUT /api/accounts/{id}/rights`: what an account may do from now on.

use super::parse_rights;
use crate::{
    auth::Superadmin,
    error::ApiError,
    extract::{Body, Path},
    routes::IdPath,
    state::AppState,
    store::By,
};
use api::Rights;
use axum::{extract::State, http::StatusCode};

pub(crate) async fn handler(
    State(app): State<AppState>,
    Superadmin(superadmin): Superadmin,
    Path(path): Path<IdPath>,
    Body(asked): Body<Rights>,
) -> Result<StatusCode, ApiError> {
    let rights = parse_rights(&asked)?;
    let by = By { account: Some(&superadmin.id), at: app.clock.now() };
    app.store.change_rights(&path.id, asked.role, &rights, by).await??;
    Ok(StatusCode::NO_CONTENT)
}
