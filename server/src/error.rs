//! Every refusal of the API, by name, and the one envelope in which it travels. The cause of a
//! failure is logged here and never sent; no refusal repeats a value that was sent.

use crate::store::StoreError;
use api::{Details, ErrorBody, ErrorCode, ErrorEnvelope};
use axum::{
    Json,
    extract::Request,
    http::{HeaderValue, StatusCode, header},
    middleware::Next,
    response::{IntoResponse, Response},
};
use std::fmt;
use tower_sessions::session;

/// A request that is not granted.
#[derive(Debug)]
pub struct ApiError {
    code: ErrorCode,
    message: &'static str,
    details: Option<Details>,
}

impl ApiError {
    pub(crate) fn malformed(message: &'static str) -> Self {
        Self::new(ErrorCode::Malformed, message)
    }

    pub(crate) fn signed_out() -> Self {
        Self::new(ErrorCode::SignedOut, "nobody is signed in")
    }

    pub(crate) fn wrong_credentials() -> Self {
        Self::new(ErrorCode::WrongCredentials, "wrong name or password")
    }

    /// The password is right: what else there is to prove.
    pub(crate) fn second_factor(totp: bool, passkey: bool, recovery_code: bool) -> Self {
        Self {
            details: Some(Details::SecondFactor { totp, passkey, recovery_code }),
            ..Self::new(ErrorCode::SecondFactor, "a second factor is needed")
        }
    }

    pub(crate) fn wrong_second_factor() -> Self {
        Self::new(ErrorCode::WrongSecondFactor, "the second factor is not the right one")
    }

    pub(crate) fn second_factor_missing() -> Self {
        Self::new(ErrorCode::SecondFactorMissing, "this server demands a second factor")
    }

    pub(crate) fn too_many_attempts(seconds: u32) -> Self {
        Self {
            details: Some(Details::RetryAfter(seconds)),
            ..Self::new(ErrorCode::TooManyAttempts, "too many attempts")
        }
    }

    pub(crate) fn too_many_requests(seconds: u32) -> Self {
        Self {
            details: Some(Details::RetryAfter(seconds)),
            ..Self::new(ErrorCode::TooManyAttempts, "too many requests")
        }
    }

    pub(crate) fn forbidden() -> Self {
        Self::new(ErrorCode::Forbidden, "the account lacks the right")
    }

    pub(crate) fn csrf() -> Self {
        Self::new(ErrorCode::Csrf, "the request does not come from our page")
    }

    pub(crate) fn setup_link() -> Self {
        Self::new(ErrorCode::SetupLink, "the one-time link is not valid")
    }

    pub(crate) fn invitation_link() -> Self {
        Self::new(ErrorCode::InvitationLink, "the link of the invitation is not valid")
    }

    pub(crate) fn not_found() -> Self {
        Self::new(ErrorCode::NotFound, "no such thing")
    }

    pub(crate) fn establishment_exists() -> Self {
        Self::new(ErrorCode::EstablishmentExists, "this UAI is registered")
    }

    pub(crate) fn account_exists() -> Self {
        Self::new(ErrorCode::AccountExists, "this name is taken")
    }

    pub(crate) fn service_exists() -> Self {
        Self::new(ErrorCode::ServiceExists, "this code is taken, or there are too many services")
    }

    pub(crate) fn cas_client_exists() -> Self {
        Self::new(ErrorCode::CasClientExists, "this name is taken")
    }

    pub(crate) fn too_many_secrets() -> Self {
        Self::new(ErrorCode::TooManySecrets, "one of the secrets has to be ended first")
    }

    pub(crate) fn last_superadmin() -> Self {
        Self::new(ErrorCode::LastSuperadmin, "nobody could do everything any more")
    }

    pub(crate) fn already_undone() -> Self {
        Self::new(ErrorCode::AlreadyUndone, "the import was undone before")
    }

    pub(crate) fn import_closed() -> Self {
        Self::new(ErrorCode::ImportClosed, "the import has ended")
    }

    pub(crate) fn displaced(pairs: Vec<api::Pair>) -> Self {
        Self {
            details: Some(Details::Displaced(pairs)),
            ..Self::new(ErrorCode::Displaced, "stored pairs would lose their place")
        }
    }

    pub(crate) fn key_reused() -> Self {
        Self::new(ErrorCode::KeyReused, "the key was used for another request")
    }

    pub(crate) fn not_a_demonstration() -> Self {
        Self::new(ErrorCode::NotADemonstration, "this establishment is real")
    }

    pub(crate) fn stale(revision: u64) -> Self {
        Self {
            details: Some(Details::Revision(revision)),
            ..Self::new(ErrorCode::Stale, "the stock has changed")
        }
    }

    pub(crate) fn too_large() -> Self {
        Self::new(ErrorCode::TooLarge, "the body is too large")
    }

    pub(crate) fn invalid(field: &'static str) -> Self {
        Self {
            details: Some(Details::Field(field.to_owned())),
            ..Self::new(ErrorCode::Invalid, "a value is not allowed")
        }
    }

    pub(crate) fn common_password() -> Self {
        Self::new(ErrorCode::CommonPassword, "this password is too common")
    }

    pub(crate) fn no_source() -> Self {
        Self::new(ErrorCode::NoSource, "no record of this category in the files")
    }

    pub(crate) fn precondition_required(message: &'static str) -> Self {
        Self::new(ErrorCode::PreconditionRequired, message)
    }

    /// Our fault: `cause` goes to the log.
    pub(crate) fn internal(cause: &dyn std::error::Error) -> Self {
        tracing::error!(error = %cause, "a request failed");
        Self::new(ErrorCode::Internal, "internal error")
    }

    /// The store's fault, perhaps for a moment only: `cause` goes to the log.
    pub(crate) fn unavailable(cause: &dyn std::error::Error) -> Self {
        tracing::error!(error = %cause, "the store is unavailable");
        Self::new(ErrorCode::Unavailable, "the store does not answer")
    }

    /// Somebody has to make room, or to make the store writable: `cause` goes to the log.
    pub(crate) fn storage_full(cause: &dyn std::error::Error) -> Self {
        tracing::error!(error = %cause, "the store is full or read-only");
        Self::new(ErrorCode::StorageFull, "nothing can be stored")
    }

    fn new(code: ErrorCode, message: &'static str) -> Self {
        Self { code, message, details: None }
    }
}

impl From<StoreError> for ApiError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Unavailable(_) => Self::unavailable(&error),
            StoreError::Full(_) => Self::storage_full(&error),
            StoreError::Refused(_) | StoreError::Inconsistent(_) | StoreError::Elsewhere(_) => {
                Self::internal(&error)
            }
        }
    }
}

impl From<session::Error> for ApiError {
    fn from(error: session::Error) -> Self {
        match error {
            session::Error::Store(_) => Self::unavailable(&error),
            session::Error::SerdeJson(_) => Self::internal(&error),
        }
    }
}

/// tower-sessions answers without a body when it cannot store a session, and logs why.
pub(crate) async fn fill_envelope(request: Request, next: Next) -> Response {
    let response = next.run(request).await;
    let failed = response.status() == StatusCode::INTERNAL_SERVER_ERROR;
    if failed && !response.headers().contains_key(header::CONTENT_TYPE) {
        ApiError::new(ErrorCode::Unavailable, "the session cannot be stored").into_response()
    } else {
        response
    }
}

/// For the command line.
impl fmt::Display for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.message)
    }
}

impl std::error::Error for ApiError {}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let retry_after = match &self.details {
            Some(Details::RetryAfter(seconds)) => Some(*seconds),
            _ => None,
        };
        let body = ErrorEnvelope {
            error: ErrorBody {
                code: self.code,
                message: self.message.to_owned(),
                details: self.details,
            },
        };
        let mut response = (status(self.code), Json(body)).into_response();
        if let Some(seconds) = retry_after {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }
}

fn status(code: ErrorCode) -> StatusCode {
    match code {
        ErrorCode::Malformed => StatusCode::BAD_REQUEST,
        ErrorCode::SignedOut
        | ErrorCode::WrongCredentials
        | ErrorCode::SecondFactor
        | ErrorCode::WrongSecondFactor => StatusCode::UNAUTHORIZED,
        ErrorCode::Forbidden
        | ErrorCode::Csrf
        | ErrorCode::SetupLink
        | ErrorCode::InvitationLink
        | ErrorCode::SecondFactorMissing => StatusCode::FORBIDDEN,
        ErrorCode::NotFound => StatusCode::NOT_FOUND,
        ErrorCode::EstablishmentExists
        | ErrorCode::AccountExists
        | ErrorCode::CasClientExists
        | ErrorCode::ServiceExists
        | ErrorCode::TooManySecrets
        | ErrorCode::LastSuperadmin
        | ErrorCode::AlreadyUndone
        | ErrorCode::ImportClosed
        | ErrorCode::Displaced
        | ErrorCode::KeyReused
        | ErrorCode::NotADemonstration => StatusCode::CONFLICT,
        ErrorCode::Stale => StatusCode::PRECONDITION_FAILED,
        ErrorCode::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        ErrorCode::Invalid | ErrorCode::CommonPassword | ErrorCode::NoSource => {
            StatusCode::UNPROCESSABLE_ENTITY
        }
        ErrorCode::PreconditionRequired => StatusCode::PRECONDITION_REQUIRED,
        ErrorCode::TooManyAttempts => StatusCode::TOO_MANY_REQUESTS,
        ErrorCode::StorageFull => StatusCode::INSUFFICIENT_STORAGE,
        ErrorCode::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        ErrorCode::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
    }
}
