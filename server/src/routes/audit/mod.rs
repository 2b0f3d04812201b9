//! Who did what, when.

pub(crate) mod list;
pub(crate) mod list_all;
