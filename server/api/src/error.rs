//! The one envelope in which every refusal travels.

use crate::Pair;
use serde::{Deserialize, Serialize};

/// The body of every answer that is not a success.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ErrorEnvelope {
    /// What went wrong.
    pub error: ErrorBody,
}

/// What went wrong: a code for the page, a sentence in English for a developer's console.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ErrorBody {
    /// What the page decides on; the French sentence is made from it.
    pub code: ErrorCode,
    /// For developers; never shown to a user, never holds a cause or a value that was sent.
    pub message: String,
    /// What the page needs to say more than the code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub details: Option<Details>,
}

/// Every reason for which the server refuses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ErrorCode {
    /// 400: the body or the address does not have the expected form.
    Malformed,
    /// 401: nobody is signed in, or the session has ended.
    SignedOut,
    /// 401: this name and this password do not go together.
    WrongCredentials,
    /// 401: the password is right, and the account asks for more. [`Details::SecondFactor`] says what.
    SecondFactor,
    /// 401: the code, the recovery code or the signature is not the right one, or was used before.
    WrongSecondFactor,
    /// 403: the server demands a second factor, and the account has none yet.
    SecondFactorMissing,
    /// 403: the account lacks the right. Also for an establishment that the account may not see.
    Forbidden,
    /// 403: the request does not come from our own page.
    Csrf,
    /// 403: the one-time link is wrong, used or replaced.
    SetupLink,
    /// 403: the link of an invitation is wrong, used, withdrawn or too old.
    InvitationLink,
    /// 404: no such thing here.
    NotFound,
    /// 409: this UAI is already registered.
    EstablishmentExists,
    /// 409: this account name, or this ENT id, is already used.
    AccountExists,
    /// 409: another CAS server has this name.
    CasClientExists,
    /// 409: the establishment has a service of this code already, or as many as it may have.
    ServiceExists,
    /// 409: a CAS server has as many secrets as it may have.
    TooManySecrets,
    /// 409: nobody could do everything any more.
    LastSuperadmin,
    /// 409: the import was undone already.
    AlreadyUndone,
    /// 409: the import is closed; its steps cannot change any more.
    ImportClosed,
    /// 409: pairs of this step would take an identifier or an account from another holder, and
    /// `replace` was not asked for. [`Details::Displaced`] lists the stored pairs concerned.
    Displaced,
    /// 409: the same idempotency key came with another request.
    KeyReused,
    /// 409: only the demonstration establishment can be erased.
    NotADemonstration,
    /// 412: the stock changed since the step was computed. [`Details::Revision`] holds the new one.
    Stale,
    /// 413: the body is larger than the stated limit.
    TooLarge,
    /// 422: a field has a value that is not allowed. [`Details::Field`] names it.
    Invalid,
    /// 422: this password is too common, or too simple, to keep anybody out.
    CommonPassword,
    /// 422: a category without any record in the sources cannot be validated as Complete.
    NoSource,
    /// 428: the step came without `If-Match` or without its idempotency key.
    PreconditionRequired,
    /// 429: too many attempts to sign in, or too many requests; [`Details::RetryAfter`] says for how long.
    TooManyAttempts,
    /// 500: our fault; the cause is in the log.
    Internal,
    /// 503: the store does not answer.
    Unavailable,
    /// 507: the store is full or read-only: it has to be mended by hand.
    StorageFull,
}

/// What a refusal says beyond its code.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Details {
    /// The field that is not allowed as it is.
    Field(String),
    /// What the account asks for beside the password.
    SecondFactor {
        /// A code of an authenticator application.
        totp: bool,
        /// A passkey.
        passkey: bool,
        /// A recovery code.
        recovery_code: bool,
    },
    /// Seconds to wait.
    RetryAfter(u32),
    /// The stock's revision now.
    Revision(u64),
    /// The stored pairs that the request would take from their holders.
    Displaced(Vec<Pair>),
}
