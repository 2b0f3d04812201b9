//! `POST /api/session`: sign in with a name, a password, and what else the account asks for. An
//! unknown name and a wrong password look alike, and take as long.

use crate::{
    auth::{
        attempts::{Attempt, Means},
        second_factor,
    },
    error::ApiError,
    extract::{Body, ClientAddress},
    name,
    routes::session::enter,
    state::AppState,
};
use api::SignIn;
use axum::{Json, extract::State};
use tower_sessions::Session;

pub(crate) async fn handler(
    State(app): State<AppState>,
    session: Session,
    address: ClientAddress,
    Body(sign_in): Body<SignIn>,
) -> Result<Json<api::Session>, ApiError> {
    let (account_id, attempt) =
        check_sign_in_password(&app, &sign_in.name, sign_in.password, address).await?;
    attempt.succeeded(&app).await?;
    let attempt = match sign_in.second {
        Some(_) => Some(Attempt::at(&app, Means::SecondFactor, &sign_in.name, address).await?),
        // The right password alone is no failure: the account asks for more.
        None => None,
    };
    second_factor::check(&app, &account_id, sign_in.second).await?;
    if let Some(attempt) = attempt {
        attempt.succeeded(&app).await?;
    }
    enter(&app, &session, account_id).await.map(Json)
}

/// Whose name and password these are; with the attempt that this was.
pub(super) async fn check_sign_in_password(
    app: &AppState,
    name: &str,
    password: String,
    address: ClientAddress,
) -> Result<(String, Attempt), ApiError> {
    let attempt = Attempt::at(app, Means::Password, name, address).await?;
    let credentials = app.store.credentials(&name::folded(name)).await?;
    let known = app.passwords.verify(password, credentials.as_ref()).await?;
    match credentials.filter(|_| known) {
        Some(credentials) => Ok((credentials.account_id, attempt)),
        None => {
            tracing::info!("a sign-in was refused");
            Err(ApiError::wrong_credentials())
        }
    }
}
