//! One import: from its start to its report.

use crate::{Category, Step, Undone};
use serde::{Deserialize, Serialize};

/// What an import does with mappings that it does not find again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// The validated categories become what the import says.
    Complete,
    /// Adds and changes, never removes.
    Partial,
}

/// What kind of file a source was. Its name stays in the browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum SourceKind {
    /// PRONOTE's identifiers export.
    Identifiers,
    /// The timetable export, read for its identifiers.
    Timetable,
    /// The portal's accounts.
    EntAccounts,
    /// A list of PRONOTE's client.
    PronoteList,
}

/// One file that an import was computed from: enough to recognise it again, nothing of its content.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// What kind of file.
    pub kind: SourceKind,
    /// SHA-256 of its bytes, 64 lower-case hexadecimal digits.
    #[cfg_attr(feature = "openapi", schema(pattern = "^[0-9a-f]{64}$"))]
    pub sha256: String,
    /// Records per category found in it.
    pub records: Vec<(Category, u32)>,
}

/// How PRONOTE's accounts in the files stand with the portal's CAS server: numbers of accounts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CasIdCounts {
    /// PRONOTE has linked them to the portal.
    pub linked: u32,
    /// They still carry an identifier that the portal does not know.
    pub former: u32,
    /// They have no CAS identifier.
    pub none: u32,
}

/// `POST /api/establishments/{uai}/imports`. Repeatable by its idempotency key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewImport {
    /// Complete or partial.
    pub mode: Mode,
    /// The files it is computed from.
    pub sources: Vec<Source>,
    /// The CAS identifiers in them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cas_ids: Option<CasIdCounts>,
}

/// Whether steps can still be validated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ImportState {
    /// Steps can be validated, in any order.
    Open,
    /// Ended; only its report remains.
    Closed,
}

/// An import and its report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Import {
    /// Its number, opaque.
    pub id: String,
    /// Complete or partial.
    pub mode: Mode,
    /// Open or closed.
    pub state: ImportState,
    /// Account that started it.
    pub started_by: String,
    /// UTC, RFC 3339.
    pub started_at: String,
    /// UTC, RFC 3339.
    pub closed_at: Option<String>,
    /// The files it was computed from.
    pub sources: Vec<Source>,
    /// The CAS identifiers in them, where they were counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cas_ids: Option<CasIdCounts>,
    /// The validated steps, in the order of the steps; the last validation of each.
    pub steps: Vec<Step>,
    /// The stock now.
    pub stock: u32,
    /// That it was undone, if it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub undone: Option<Undone>,
}
