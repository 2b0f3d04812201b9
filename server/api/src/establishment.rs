//! Establishments and what a head of school reads about one.

use crate::{Category, Import};
use serde::{Deserialize, Serialize};

/// What an account may do in one establishment. An admin may do all that a reader may.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Right {
    /// Read the status, the history and the reports.
    Reader,
    /// Import, validate, configure.
    Admin,
}

/// By what the portal's CAS server names its users.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum CasKey {
    /// The "Identifiant ENT": opaque, sent and stored as it is.
    EntId,
    /// The login: never sent nor stored, only its keyed digest.
    Login,
}

/// `POST /api/establishments`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewEstablishment {
    /// UAI (formerly RNE): seven digits and a letter.
    #[cfg_attr(feature = "openapi", schema(pattern = "^[0-9]{7}[A-Za-z]$"))]
    pub uai: String,
    /// Name as shown to its administrators. The demonstration establishment keeps its own.
    pub name: String,
    /// What its CAS server sends.
    pub cas_key: CasKey,
}

/// One establishment, as its administrators see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Establishment {
    /// UAI, upper case.
    pub uai: String,
    /// Name.
    pub name: String,
    /// What its CAS server sends.
    pub cas_key: CasKey,
    /// Salt of the login digests, base64url without padding, 32 bytes. Only for admins: it is what
    /// keeps a digest from being recomputed by somebody who knows the logins.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub login_salt: Option<String>,
    /// The invented school: never served to CAS, erased in one click.
    pub demonstration: bool,
    /// What the account that asks may do here.
    pub right: Right,
    /// The stock: how many mappings are stored.
    pub stock: u32,
    /// How far its imports have come; in lists and in its status.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub progress: Option<Progress>,
}

/// How far the imports of an establishment have come: numbers and dates that its state is judged by.
/// An import that was undone counts for nothing.
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// When the last complete import began of which every category in its files was validated. UTC,
    /// RFC 3339.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_complete: Option<String>,
    /// The newest import with a validated step is not ended, and has steps left.
    pub open: bool,
    /// Accounts without a pair, in the last validation of each category: of a complete import, or of
    /// any where there was no complete one.
    pub not_recognised: u32,
    /// Those of them that somebody put aside.
    pub to_review: u32,
    /// First day of the school year, `YYYY-MM-DD`; empty where it is not set.
    pub year_start: String,
    /// The version of PRONOTE became another one since the last complete import began.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub new_version: bool,
    /// A category's last validation removed or changed more than goes through unasked.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub mass_change: bool,
}

/// `GET /api/establishments/{uai}/status`: counts, last import, import in progress.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Status {
    /// The establishment itself.
    pub establishment: Establishment,
    /// Stored mappings per category, in the order of the steps; every category is present.
    pub stock_by_category: Vec<(Category, u32)>,
    /// The import of the last validated step.
    pub last_import: Option<Import>,
    /// The import that the account itself started and has not ended, if any.
    pub open_import: Option<Import>,
}
