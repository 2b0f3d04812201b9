//! What was done of the set-up, by whom: handed to the next administrator.

pub(crate) mod list;
pub(crate) mod mark;
