//! Who is there: sign in, sign out, who am I.

pub(crate) mod ask_passkey;
pub(crate) mod ask_passkey_from_portal;
pub(crate) mod create;
pub(crate) mod create_from_portal;
pub(crate) mod delete;
pub(crate) mod get;
pub(crate) mod leave_for_portal;
pub(crate) mod return_from_portal;

use crate::{
    auth::{
        second_factor,
        session::{self, Visit},
    },
    error::ApiError,
    state::AppState,
    store::{self, Act, By},
};
use api::{ANONYMOUS_CSRF, Account, AuditAction, AuditDetails, Session};
use axum::{
    Json,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use jiff::SignedDuration;

/// How long a browser may take to answer a challenge: its holder looks for a key or a phone.
pub(crate) const CHALLENGE_LIFE: SignedDuration = SignedDuration::from_mins(5);

/// Sends a browser on, with a cookie.
pub(crate) struct Redirection {
    to: String,
    cookie: HeaderValue,
}

impl IntoResponse for Redirection {
    fn into_response(self) -> Response {
        match HeaderValue::try_from(self.to) {
            Ok(to) => {
                let headers = [(header::LOCATION, to), (header::SET_COOKIE, self.cookie)];
                (StatusCode::SEE_OTHER, headers).into_response()
            }
            Err(error) => ApiError::internal(&error).into_response(),
        }
    }
}

/// Whoever has come in, with a cookie to be kept or forgotten.
pub(crate) struct Arrival {
    session: Session,
    cookie: HeaderValue,
}

impl IntoResponse for Arrival {
    fn into_response(self) -> Response {
        ([(header::SET_COOKIE, self.cookie)], Json(self.session)).into_response()
    }
}

/// Lets an account in that has shown all that it asks for.
pub(crate) async fn enter(
    app: &AppState,
    session: &tower_sessions::Session,
    account_id: String,
) -> Result<Session, ApiError> {
    let now = app.clock.now();
    let visit = session::sign_in(session, account_id.clone(), now).await?;
    let by = By { account: Some(&account_id), at: now };
    let details = AuditDetails::default();
    app.store.record(&Act { by, uai: None, action: AuditAction::SignedIn, details }).await?;
    describe(app, Some(visit)).await
}

/// What the page is told about whoever is there.
pub(crate) async fn describe(app: &AppState, visit: Option<Visit>) -> Result<Session, ApiError> {
    let Some(visit) = visit else {
        return Ok(Session {
            csrf: ANONYMOUS_CSRF.to_owned(),
            account: None,
            setup_open: !app.store.has_account().await?,
            portal: app.sign_in_portal.is_some(),
            idle_seconds: 0,
            second_factor_missing: false,
        });
    };
    let account = app.store.account(&visit.account_id).await?;
    Ok(Session {
        csrf: visit.csrf,
        account: account.map(on_wire),
        setup_open: false,
        portal: app.sign_in_portal.is_some(),
        idle_seconds: session::idle_seconds(),
        second_factor_missing: second_factor::is_missing(app, &visit.account_id).await?,
    })
}

fn on_wire(account: store::Account) -> Account {
    let rights = account.rights.into_iter();
    Account {
        name: account.name,
        role: account.role,
        rights: rights.map(|(uai, right)| (uai.to_string(), right)).collect(),
    }
}
