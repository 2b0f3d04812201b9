//! `POST /api/invitation`: whoever holds the link makes their account, or gives it a new password. A
//! new account is signed in; after a new password one signs in by it, with the second factor too.

use crate::{
    auth::{check_password, invitation_link::digest, session},
    error::ApiError,
    extract::Body,
    name, random,
    routes::session::describe,
    state::AppState,
    store::{AcceptRefusal, Hash, NewAccount},
};
use api::AcceptInvitation;
use axum::{Json, extract::State, http::StatusCode};
use tower_sessions::Session;

pub(crate) async fn handler(
    State(app): State<AppState>,
    session: Session,
    Body(asked): Body<AcceptInvitation>,
) -> Result<(StatusCode, Json<api::Session>), ApiError> {
    // First, so that nobody else can make the server hash passwords.
    let token_hash = digest(&asked.token);
    let now = app.clock.now();
    let found = app.store.invitation(&token_hash, now).await?;
    let found = found.ok_or(ApiError::invitation_link())?;
    let visit = match found.account {
        Some(account) => {
            check_password(&asked.password, &account)?;
            let hash = app.passwords.hash(asked.password).await?;
            let changed = app.store.reset_password(&token_hash, &hash, now).await?;
            changed.ok_or(ApiError::invitation_link())?;
            None
        }
        None => {
            let id = make_account(&app, &asked.name, asked.password, &token_hash).await?;
            Some(session::sign_in(&session, id, now).await?)
        }
    };
    Ok((StatusCode::CREATED, Json(describe(&app, visit).await?)))
}

async fn make_account(
    app: &AppState,
    name: &str,
    password: String,
    token_hash: &Hash,
) -> Result<String, ApiError> {
    let name = name::parse(name, name::ACCOUNT_MAX).ok_or(ApiError::invalid("name"))?;
    check_password(&password, &name)?;
    let now = app.clock.now();
    let account = NewAccount {
        id: random::id(now),
        folded_name: name::folded(&name),
        name,
        password_hash: app.passwords.hash(password).await?,
        created_at: now,
    };
    app.store.accept_invitation(token_hash, &account).await??;
    Ok(account.id)
}

impl From<AcceptRefusal> for ApiError {
    fn from(refusal: AcceptRefusal) -> Self {
        match refusal {
            AcceptRefusal::Gone => Self::invitation_link(),
            AcceptRefusal::NameTaken => Self::account_exists(),
        }
    }
}
