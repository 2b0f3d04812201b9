//! One endpoint, one file: what it refuses and what it answers, in the words of the wire contract.
//! No rule of the stock and no SQL here; who may call is in the arguments of each handler.

pub(crate) mod about;
pub(crate) mod access;
pub(crate) mod account;
pub(crate) mod accounts;
pub(crate) mod audit;
pub(crate) mod cas;
pub(crate) mod cas_clients;
pub(crate) mod checklist;
pub(crate) mod establishments;
pub(crate) mod health;
pub(crate) mod imports;
pub(crate) mod invitations;
pub(crate) mod mappings;
pub(crate) mod openapi;
pub(crate) mod services;
pub(crate) mod session;
pub(crate) mod setup;

use serde::Deserialize;

/// What the path names, beside the establishment, which is read with the right to it.
#[derive(Deserialize)]
pub(crate) struct IdPath {
    id: String,
}
