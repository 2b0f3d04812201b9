//! `GET /api/session/cas/callback`: back from the portal's CAS server, with a ticket. Whoever comes is
//! signed in where an account has their ENT id; nobody gets one. The page of the way back says the rest.

use super::Redirection;
use crate::{
    auth::{
        portal_sign_in::{self, SignInPortal},
        session,
    },
    error::ApiError,
    extract::Query,
    portal::NoVisitor,
    state::AppState,
    store::{Act, By},
};
use api::{AuditAction, AuditDetails};
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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    SignedIn,
    /// The state or the ticket is not one that was given.
    Refused,
    /// No answer of the portal, or none that is understood.
    Unreachable,
    /// No account has this ENT id.
    Unknown,
    /// The account asks for more than the portal's word.
    SecondFactor,
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
    let cookie = portal_sign_in::forget(&app.public_url);
    Ok(Redirection { to: app.public_url.page(page(end)), cookie })
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
        return Ok(End::SecondFactor);
    }
    session::sign_in(session, account_id.clone(), now).await?;
    let by = By { account: Some(&account_id), at: now };
    let details = AuditDetails::default();
    app.store.record(&Act { by, uai: None, action: AuditAction::SignedIn, details }).await?;
    Ok(End::SignedIn)
}

fn page(end: End) -> &'static str {
    match end {
        End::SignedIn => "/",
        End::Refused => "/connexion?portail=refus",
        End::Unreachable => "/connexion?portail=injoignable",
        End::Unknown => "/connexion?portail=inconnu",
        End::SecondFactor => "/connexion?portail=second-facteur",
    }
}
