//! For the operator: is it alive, can it store? Anonymous, plain text.

pub(crate) mod live;
pub(crate) mod metrics;
pub(crate) mod ready;
