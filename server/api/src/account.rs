//! The administrators' accounts, their rights, and the one-time links that make them.

use crate::{Right, Role};
use serde::{Deserialize, Serialize};

/// An account, as a superadmin sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AccountSummary {
    /// Its number, opaque.
    pub id: String,
    /// The name its holder signs in with.
    pub name: String,
    /// By what the portal's CAS server names its holder, who may then sign in through the portal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ent_id: Option<String>,
    /// What it may do everywhere.
    pub role: Role,
    /// What it may do in which establishment (UAI, right).
    pub rights: Vec<(String, Right)>,
    /// Whether signing in asks for more than the password.
    pub second_factor: bool,
    /// UTC, RFC 3339.
    pub created_at: String,
    /// Last use of a session that is still open. UTC, RFC 3339.
    pub seen_at: Option<String>,
    /// When it ended: nobody signs in with it any more. UTC, RFC 3339.
    pub ended_at: Option<String>,
}

/// What an account may do: `PUT /api/accounts/{id}/rights`, `POST /api/invitations`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Rights {
    /// What it may do everywhere.
    pub role: Role,
    /// What it may do in which establishment (UAI, right); empty for a superadmin, who needs none.
    pub rights: Vec<(String, Right)>,
}

/// `PUT /api/accounts/{id}/ent-id`: who may sign in with an account through the portal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ChangeEntId {
    /// By what the portal's CAS server names them; none: nobody.
    pub ent_id: Option<String>,
}

/// A one-time link that nobody has used yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Invitation {
    /// Its number, opaque. Not the secret of its link.
    pub id: String,
    /// The account that gets a new password by it; none when it makes a new account.
    pub account: Option<String>,
    /// What the new account may do.
    pub rights: Rights,
    /// Who made it; none when it was made from the command line.
    pub created_by: Option<String>,
    /// UTC, RFC 3339.
    pub created_at: String,
    /// UTC, RFC 3339.
    pub expires_at: String,
}

/// Answer of what makes a one-time link. The link is told this once: only a digest of it is kept.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewLink {
    /// The address to hand over.
    pub link: String,
    /// What it is for.
    pub invitation: Invitation,
}

/// `POST /api/invitation/look`: what a link is for.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct LookAtInvitation {
    /// The secret of the link.
    pub token: String,
}

/// Answer of `POST /api/invitation/look`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct InvitationOffer {
    /// The account that gets a new password; none when a new account is to be made.
    pub account: Option<String>,
    /// UTC, RFC 3339.
    pub expires_at: String,
}

/// `POST /api/invitation`: use the link. Whoever does is signed in.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AcceptInvitation {
    /// The secret of the link.
    pub token: String,
    /// Name of the new account; not used when the account exists already.
    #[serde(default)]
    pub name: String,
    /// Its password.
    pub password: String,
}
