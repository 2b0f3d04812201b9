//! Who is there: first account, sign in, sign out, who am I.

use crate::Right;
use serde::{Deserialize, Serialize};

/// `POST /api/setup`: the first account, by the holder of the one-time link.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Setup {
    /// The secret of the link that the server printed at its first start.
    pub token: String,
    /// Name of the account.
    pub name: String,
    /// Its password.
    pub password: String,
}

/// `POST /api/session`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SignIn {
    /// Name of the account, compared without case.
    pub name: String,
    /// Its password.
    pub password: String,
    /// What the account asks for beside the password, once the server has said so
    /// ([`crate::ErrorCode::SecondFactor`]).
    #[serde(default)]
    pub second: Option<SecondProof>,
}

/// `POST /api/session/cas`: what an account asks for beside the portal's word.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ProveSecond {
    /// None, to be told what it may be ([`crate::ErrorCode::SecondFactor`]).
    #[serde(default)]
    pub second: Option<SecondProof>,
}

/// A proof beside the password.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum SecondProof {
    /// Six digits of the authenticator application.
    Totp(String),
    /// A recovery code.
    RecoveryCode(String),
    /// What the browser signed with a passkey.
    Passkey {
        /// Of the challenge that it answers.
        challenge: String,
        /// JSON text: what the browser's `toJSON()` gives.
        credential: String,
    },
}

/// Answer of `GET /api/session`, and of what signs somebody in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Session {
    /// The value that unsafe requests must carry.
    pub csrf: String,
    /// Who is signed in.
    pub account: Option<Account>,
    /// No account exists yet: the one-time link is the only way in.
    pub setup_open: bool,
    /// One can sign in through the portal: `GET /api/session/cas`.
    #[serde(default)]
    pub portal: bool,
    /// A session may end when nothing is asked for so many seconds; 0 when nobody is signed in.
    #[serde(default)]
    pub idle_seconds: u32,
    /// The server demands a second factor and the account has none yet: nothing else can be done.
    pub second_factor_missing: bool,
}

/// Who is signed in, and what they may do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Account {
    /// The name they sign in with.
    pub name: String,
    /// What they may do everywhere.
    pub role: Role,
    /// What they may do in which establishment (UAI, right). Empty for a superadmin, who needs none.
    pub rights: Vec<(String, Right)>,
}

/// What an account may do everywhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Everything, in every establishment.
    Superadmin,
    /// Only what its rights per establishment allow.
    Member,
}
