//! One's own means of signing in: password, second factor, sessions.

use serde::{Deserialize, Serialize};

/// `PUT /api/account/password`. All other sessions of the account end.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ChangePassword {
    /// The password so far.
    pub current: String,
    /// The new one.
    pub new: String,
}

/// The password once more, before a means of signing in is added or taken away.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ConfirmPassword {
    /// The account's password.
    pub password: String,
}

/// `GET /api/account/second-factor`: what signing in asks for beside the password.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SecondFactor {
    /// Whether the server's configuration demands one.
    pub required: bool,
    /// Whether passkeys can be made: not where the server is reached by a number instead of a name.
    pub passkeys_possible: bool,
    /// Whether codes of an authenticator application are asked for.
    pub totp: bool,
    /// Passkeys, oldest first.
    pub passkeys: Vec<Passkey>,
    /// Recovery codes that were not used yet.
    pub recovery_codes: u32,
}

/// A passkey.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Passkey {
    /// Its number, opaque.
    pub id: String,
    /// As its holder calls it.
    pub name: String,
    /// UTC, RFC 3339.
    pub created_at: String,
    /// UTC, RFC 3339; none when it never signed anybody in.
    pub used_at: Option<String>,
}

/// Answer of `POST /api/account/totp`: what the authenticator application is to know. Nothing is
/// asked for until a first code proves that it does.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TotpOffer {
    /// The secret, base32, to be typed.
    pub secret: String,
    /// The same as a picture to be scanned: SVG, base64.
    pub picture: String,
}

/// `PUT /api/account/totp`: the first code.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ConfirmTotp {
    /// Six digits.
    pub code: String,
}

/// Codes that replace a lost second factor, each once. Told this once: only digests are kept. Empty
/// when the account has codes already.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RecoveryCodes {
    /// The codes.
    pub codes: Vec<String>,
}

/// A session of one's own account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OwnSession {
    /// Its number. Not what opens it.
    pub id: String,
    /// UTC, RFC 3339.
    pub signed_in_at: String,
    /// Last use, to the minute. UTC, RFC 3339.
    pub seen_at: String,
    /// Whether it is the session that asks.
    pub current: bool,
}

/// What a browser is asked to sign with a passkey, or to make one.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Challenge {
    /// Goes back with the answer.
    pub id: String,
    /// JSON text: `publicKey` as in `WebAuthn` level 3, its bytes base64url.
    pub options: String,
}

/// `POST /api/account/passkeys`: the passkey that the browser made.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewPasskey {
    /// Of the challenge that it answers.
    pub challenge: String,
    /// As its holder calls it.
    pub name: String,
    /// JSON text: what the browser's `toJSON()` gives.
    pub credential: String,
}
