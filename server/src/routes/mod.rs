//! One endpoint, one file: what it refuses and what it answers, in the words of the wire contract.
//! No rule of the stock and no SQL here; who may call is in the arguments of each handler.

pub(crate) mod establishments;
pub(crate) mod health;
pub(crate) mod imports;
pub(crate) mod mappings;
pub(crate) mod session;
pub(crate) mod setup;
