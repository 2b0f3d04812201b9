//! `POST /api/session`: sign in with a name and a password. An unknown name and a wrong password
//! look alike, and take as long.

use crate::{
    auth::session, error::ApiError, extract::Body, name, routes::session::describe, state::AppState,
};
use api::SignIn;
use axum::{Json, extract::State};
use tower_sessions::Session;

pub(crate) async fn handler(
    State(app): State<AppState>,
    session: Session,
    Body(sign_in): Body<SignIn>,
) -> Result<Json<api::Session>, ApiError> {
    let credentials = app.store.credentials(&name::folded(&sign_in.name)).await?;
    let known = app.passwords.verify(sign_in.password, credentials.as_ref()).await?;
    let Some(credentials) = credentials.filter(|_| known) else {
        return Err(ApiError::wrong_credentials());
    };
    let visit = session::sign_in(&session, credentials.account_id, app.clock.now()).await?;
    Ok(Json(describe(&app, Some(visit)).await?))
}
