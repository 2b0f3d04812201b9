//! `POST /api/invitations`: a one-time link to a new account with these rights.

use crate::{
    auth::Superadmin, error::ApiError, extract::Body, invite, routes::accounts::parse_rights,
    state::AppState, store::By,
};
use api::{NewLink, Rights};
use axum::{Json, extract::State, http::StatusCode};

pub(crate) async fn handler(
    State(app): State<AppState>,
    Superadmin(superadmin): Superadmin,
    Body(asked): Body<Rights>,
) -> Result<(StatusCode, Json<NewLink>), ApiError> {
    let rights = parse_rights(&asked)?;
    let by = By { account: Some(&superadmin.id), at: app.clock.now() };
    let link = invite::to_new_account(&app, asked.role, rights, by).await?;
    Ok((StatusCode::CREATED, Json(link)))
}
