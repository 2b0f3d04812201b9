//! The API, told to machines.

pub(crate) mod get;
