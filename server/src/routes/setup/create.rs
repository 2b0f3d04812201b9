//! `POST /api/setup`: the holder of the one-time link makes the first account and is signed in.

use crate::{
    auth::{self, session, setup_link},
    error::ApiError,
    extract::Body,
    name, random,
    routes::session::describe,
    state::AppState,
    store::NewAccount,
};
use api::Setup;
use axum::{Json, extract::State, http::StatusCode};
use tower_sessions::Session;

pub(crate) async fn handler(
    State(app): State<AppState>,
    session: Session,
    Body(setup): Body<Setup>,
) -> Result<(StatusCode, Json<api::Session>), ApiError> {
    // First, so that nobody else can make the server hash passwords.
    let token_hash = setup_link::check(&*app.store, &setup.token).await?;
    let name = name::parse(&setup.name, name::ACCOUNT_MAX).ok_or(ApiError::invalid("name"))?;
    auth::check_password(&setup.password, &name)?;
    let now = app.clock.now();
    let account = NewAccount {
        id: random::id(now),
        folded_name: name::folded(&name),
        name,
        password_hash: app.passwords.hash(setup.password).await?,
        created_at: now,
    };
    // Of two who use the link at once, one comes too late.
    if !app.store.create_first_account(&account, &token_hash).await? {
        return Err(ApiError::setup_link());
    }
    tracing::info!("the first account was created");
    let visit = session::sign_in(&session, account.id, now).await?;
    Ok((StatusCode::CREATED, Json(describe(&app, Some(visit)).await?)))
}
