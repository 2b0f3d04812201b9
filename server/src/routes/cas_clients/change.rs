//! `PUT /api/cas-clients/{id}`: its name, where it may ask, from where, where it is told of changes.

use super::{one, parse};
use crate::{
    auth::Superadmin,
    error::ApiError,
    extract::{Body, Path},
    routes::IdPath,
    state::AppState,
    store::By,
};
use api::{CasClient, NewCasClient};
use axum::{Json, extract::State};

pub(crate) async fn handler(
    State(app): State<AppState>,
    Superadmin(superadmin): Superadmin,
    Path(path): Path<IdPath>,
    Body(asked): Body<NewCasClient>,
) -> Result<Json<CasClient>, ApiError> {
    let settings = parse(asked)?;
    let by = By { account: Some(&superadmin.id), at: app.clock.now() };
    app.store.change_cas_client(&path.id, &settings, by).await??;
    Ok(Json(one(&app, &path.id).await?))
}
