//! `PUT /api/accounts/{id}/ent-id`: by what the portal's CAS server names the account's holder, who may
//! then sign in through the portal.

use crate::{
    auth::Superadmin,
    error::ApiError,
    extract::{Body, Path},
    routes::IdPath,
    state::AppState,
    store::By,
};
use api::ChangeEntId;
use axum::{extract::State, http::StatusCode};
use domain::ent_key::EntKey;

pub(crate) async fn handler(
    State(app): State<AppState>,
    Superadmin(superadmin): Superadmin,
    Path(path): Path<IdPath>,
    Body(asked): Body<ChangeEntId>,
) -> Result<StatusCode, ApiError> {
    let ent_id = asked.ent_id.as_deref().map(EntKey::parse).transpose();
    let ent_id = ent_id.map_err(|_| ApiError::invalid("ent_id"))?;
    let by = By { account: Some(&superadmin.id), at: app.clock.now() };
    let ent_id = ent_id.as_ref().map(EntKey::as_str);
    app.store.change_ent_id(&path.id, ent_id, by).await??;
    Ok(StatusCode::NO_CONTENT)
}
