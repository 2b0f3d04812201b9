//! `GET /api/session/cas/callback`: back from the portal's CAS server, with a ticket. Whoever comes is
//! signed in where an account has their ENT id; nobody gets one. The page of the way back says the rest.

use super::Redirection;
use crate::{
    auth::{
        portal_sign_in::{self, SignInPortal},
        portal_word,
    },
    error::ApiError,
    extract::Query,
    portal::NoVisitor,
    routes::session::enter,
    state::AppState,
};
use axum::{extract::State, http::HeaderMap};
use serde::Deserialize;
use tower_sessions::Session;
use utoipa::ToSchema;

/// What the CAS server and we ourselves have put into the address. A CAS server may add more.
#[derive(Deserialize, ToSchema)]
pub(crate) struct Asked {
    #[serde(default)]
    state: String,
    #[serde(default)]
    ticket: String,
}

/// How it ends: a page of ours.
enum End {
    SignedIn,
    /// The state or the ticket is not one that was given.
    Refused,
    /// No answer of the portal, or none that is understood.
    Unreachable,
    /// No account has this ENT id.
    Unknown,
    /// This account asks for more than the portal's word.
    SecondFactor(String),
}

pub(crate) async fn handler(
    State(app): State<AppState>,
    session: Session,
    headers: HeaderMap,
    Query(asked): Query<Asked>,
) -> Result<Redirection, ApiError> {
    let portal = app.sign_in_portal.as_ref().ok_or(ApiError::not_found())?;
    let end = if portal_sign_in::has_left(&asked.state, &headers, &app.public_url) {
        arrive(&app, portal, &session, &asked).await?
    } else {
        End::Refused
    };
    let to = app.public_url.page(page(&end));
    let cookie = match end {
        End::SecondFactor(account_id) => {
            portal_word::give(&app, account_id, app.clock.now()).await?
        }
        _ => portal_sign_in::forget(&app.public_url),
    };
    Ok(Redirection { to, cookie })
}

async fn arrive(
    app: &AppState,
    portal: &SignInPortal,
    session: &Session,
    asked: &Asked,
) -> Result<End, ApiError> {
    let service = SignInPortal::service(&asked.state, &app.public_url);
    let now = app.clock.now();
    let visitor =
        app.portal.visitor(&portal.cas, portal.validation, &service, &asked.ticket, None, now);
    let visitor = match visitor.await {
        Ok(visitor) => visitor,
        Err(NoVisitor::Refused) => return Ok(End::Refused),
        Err(reason) => {
            tracing::warn!(%reason, "nobody could be signed in through the portal");
            return Ok(End::Unreachable);
        }
    };
    let Some(account_id) = app.store.account_of_ent_id(&visitor.user).await? else {
        tracing::info!("a sign-in through the portal was refused: no account");
        return Ok(End::Unknown);
    };
    // The portal's word stands for a password. What an account asks for beside it still has to be shown.
    if app.store.second_factors(&account_id).await?.any() {
        return Ok(End::SecondFactor(account_id));
    }
    enter(app, session, account_id).await?;
    Ok(End::SignedIn)
}

fn page(end: &End) -> &'static str {
    match end {
        End::SignedIn => "/",
        End::Refused => "/connexion?portail=refus",
        End::Unreachable => "/connexion?portail=injoignable",
        End::Unknown => "/connexion?portail=inconnu",
        End::SecondFactor(_) => "/connexion?portail=second-facteur",
    }
}
