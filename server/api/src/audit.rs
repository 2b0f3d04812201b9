//! Who did what, when.

use crate::{Category, Mode, Right, Role};
use serde::{Deserialize, Serialize};

/// Everything that is written down.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum AuditAction {
    /// The first account was made.
    FirstAccount,
    /// Somebody signed in.
    SignedIn,
    /// Somebody changed their password; their other sessions ended.
    PasswordChanged,
    /// An authenticator application or a passkey was added to an account.
    SecondFactorAdded,
    /// One was taken away by the account's holder.
    SecondFactorRemoved,
    /// All of an account's second factors were taken away by a superadmin.
    SecondFactorReset,
    /// New recovery codes replaced the old ones.
    RecoveryCodesMade,
    /// A recovery code stood in for the second factor.
    RecoveryCodeUsed,
    /// Sessions were ended from elsewhere.
    SessionsEnded,
    /// A link to a new account was made.
    Invited,
    /// A link to a new password was made.
    PasswordLinkMade,
    /// A link was withdrawn before it was used.
    InvitationWithdrawn,
    /// A link was used: there is a new account.
    AccountMade,
    /// A link was used: an account has a new password.
    PasswordReset,
    /// What an account may do has changed.
    RightsChanged,
    /// An account may be signed in to through the portal, by another ENT id or not any more.
    EntIdChanged,
    /// An account has ended.
    AccountEnded,
    /// An establishment was registered.
    EstablishmentAdded,
    /// Its name or its settings changed.
    EstablishmentChanged,
    /// A service was made or changed.
    ServiceSet,
    /// A service was deleted.
    ServiceRemoved,
    /// A line of the checklist was marked.
    ChecklistMarked,
    /// The invented establishment was erased.
    EstablishmentErased,
    /// A step was validated.
    StepValidated,
    /// An import was ended.
    ImportClosed,
    /// An import was undone.
    ImportUndone,
    /// Mappings were erased for good.
    MappingsPurged,
    /// A CAS server may ask from now on.
    CasClientAdded,
    /// Where it may ask, from where, or where it is told of changes has changed.
    CasClientChanged,
    /// It may not ask any more.
    CasClientRemoved,
    /// It was given another secret.
    CasSecretMade,
    /// One of its secrets does not work any more.
    CasSecretEnded,
}

/// What an entry says beyond who, what and when. Counts and numbers, never a pair.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AuditDetails {
    /// The import it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub import: Option<String>,
    /// Its mode.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mode: Option<Mode>,
    /// The step it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category: Option<Category>,
    /// Mappings added, or restored.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub added: Option<u32>,
    /// Mappings changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub changed: Option<u32>,
    /// Mappings removed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub removed: Option<u32>,
    /// The account it is about, where it is not the one that acts. Stored as its number, told as its
    /// name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<String>,
    /// The CAS server it is about, by the name it had then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cas_client: Option<String>,
    /// The service it is about, by its code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub service: Option<String>,
    /// The line of the checklist it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<String>,
    /// What that account may do from now on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<Role>,
    /// And where.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rights: Vec<(String, Right)>,
}

/// One act.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AuditEntry {
    /// Its place in the chain, from 1 without a gap over all establishments.
    pub number: u64,
    /// UTC, RFC 3339.
    pub at: String,
    /// Name of the account that acted; none for the operator.
    pub by: Option<String>,
    /// The establishment; none when it is about the server as a whole.
    pub uai: Option<String>,
    /// What was done.
    pub action: AuditAction,
    /// The rest.
    pub details: AuditDetails,
    /// SHA-256 of this entry and of the hash before it, hexadecimal.
    pub hash: String,
}
