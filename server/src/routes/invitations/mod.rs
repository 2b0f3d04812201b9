//! One-time links: made by superadmins, used by whoever they are handed to.

pub(crate) mod accept;
pub(crate) mod create;
pub(crate) mod list;
pub(crate) mod look;
pub(crate) mod withdraw;
