//! The first account.

pub(crate) mod create;
