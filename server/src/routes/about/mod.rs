//! What anybody may know of the server.

pub(crate) mod get;
