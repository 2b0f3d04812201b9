//! The stock.

pub(crate) mod list;
pub(crate) mod purge;
