//! Going back: undoing an import, erasing mappings for good.

use crate::{Category, StoredMapping};
use serde::{Deserialize, Serialize};

/// What undoing an import would do, or did.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Undo {
    /// Mappings that come back as they were before the import.
    pub restored: u32,
    /// Mappings of the import that go, with nothing before them.
    pub removed: u32,
    /// What the import changed and something later changed again: it is left as it is.
    pub left: Vec<StoredMapping>,
    /// How many of those there are, gone ones included.
    pub left_count: u32,
    /// The stock's revision afterwards.
    pub revision: u64,
    /// The stock afterwards.
    pub stock: u32,
}

/// That an import was undone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Undone {
    /// Account that did it.
    pub by: String,
    /// UTC, RFC 3339.
    pub at: String,
    /// See [`Undo::restored`].
    pub restored: u32,
    /// See [`Undo::removed`].
    pub removed: u32,
    /// See [`Undo::left_count`].
    pub left: u32,
}

/// Query string of `DELETE /api/establishments/{uai}/mappings`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PurgeQuery {
    /// Only mappings that no import has confirmed since this moment (UTC, RFC 3339); without it, all.
    #[serde(default)]
    pub confirmed_before: Option<String>,
    /// Answer the same, erase nothing.
    #[serde(default)]
    pub dry_run: bool,
}

/// What a purge erases, or would.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Purge {
    /// Mappings per category; every category is present.
    pub by_category: Vec<(Category, u32)>,
    /// The stock's revision afterwards.
    pub revision: u64,
    /// The stock afterwards.
    pub stock: u32,
}
