//! `POST /api/session`: sign in with a name, a password, and what else the account asks for. An
//! unknown name and a wrong password look alike, and take as long.

use crate::{
    auth::{attempts::Attempt, second_factor, session},
    error::ApiError,
    extract::{Body, ClientAddress},
    name,
    routes::session::describe,
    state::AppState,
    store::{Act, By},
};
use api::{AuditAction, AuditDetails, SignIn};
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
    let is_proved = sign_in.second.is_some();
    match second_factor::check(&app, &account_id, sign_in.second).await {
        // The right password alone is no failure: the account asks for more.
        Err(refusal) if !is_proved => {
            attempt.succeeded(&app).await?;
            return Err(refusal);
        }
        checked => checked?,
    }
    attempt.succeeded(&app).await?;
    let now = app.clock.now();
    let visit = session::sign_in(&session, account_id.clone(), now).await?;
    let by = By { account: Some(&account_id), at: now };
    let details = AuditDetails::default();
    app.store.record(&Act { by, uai: None, action: AuditAction::SignedIn, details }).await?;
    Ok(Json(describe(&app, Some(visit)).await?))
}

/// Whose name and password these are; with the attempt that this was.
pub(super) async fn check_sign_in_password(
    app: &AppState,
    name: &str,
    password: String,
    address: ClientAddress,
) -> Result<(String, Attempt), ApiError> {
    let attempt = Attempt::at(app, name, address).await?;
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
