//! The stock.

pub(crate) mod list;
