//! `GET /api/session/cas`: off to the portal's CAS server, where the configuration names one.

use super::Redirection;
use crate::{
    auth::portal_sign_in::{self, SignInPortal},
    error::ApiError,
    state::AppState,
};
use axum::extract::State;

pub(crate) async fn handler(State(app): State<AppState>) -> Result<Redirection, ApiError> {
    let portal = app.sign_in_portal.as_ref().ok_or(ApiError::not_found())?;
    let leaving = portal_sign_in::leave(&app.public_url);
    let service = SignInPortal::service(&leaving.state, &app.public_url);
    Ok(Redirection { to: portal.cas.login(&service), cookie: leaving.cookie })
}
