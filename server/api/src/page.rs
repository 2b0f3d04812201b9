//! Lists come in pages.

use serde::{Deserialize, Serialize};

/// Which part of a list is asked for. In the query string.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Paging {
    /// How many items to skip.
    #[serde(default)]
    pub offset: u32,
    /// How many items to answer at most, between 1 and [`Paging::MAX_LIMIT`].
    #[serde(default = "Paging::default_limit")]
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 5_000))]
    pub limit: u32,
}

impl Paging {
    /// The most items in one answer.
    pub const MAX_LIMIT: u32 = 5_000;

    fn default_limit() -> u32 {
        100
    }
}

impl Default for Paging {
    fn default() -> Self {
        Self { offset: 0, limit: Self::default_limit() }
    }
}

/// A part of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Page<T> {
    /// The items asked for, in the list's own order.
    #[cfg_attr(feature = "openapi", schema(inline))]
    pub items: Vec<T>,
    /// How many items the whole list has.
    pub total: u32,
}
