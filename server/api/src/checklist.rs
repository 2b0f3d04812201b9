//! What was done of the set-up, by whom.

use serde::{Deserialize, Serialize};

/// `GET, PUT /api/establishments/{uai}/checklist`: a line that somebody has marked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ChecklistItem {
    /// Which line.
    pub item: String,
    /// How it stands.
    pub state: ItemState,
    /// Name of the account that marked it.
    pub by: String,
    /// UTC, RFC 3339.
    pub at: String,
}

/// How a line stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum ItemState {
    /// Done.
    Done,
    /// Does not concern this establishment.
    NotConcerned,
}

/// `PUT /api/establishments/{uai}/checklist`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct MarkItem {
    /// Which line.
    pub item: String,
    /// How it stands from now on; none: still to do.
    pub state: Option<ItemState>,
}
