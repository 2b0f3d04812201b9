//! Linkage: which PRONOTE account and which portal account are the same person.
//!
//! The steps have a file each: [`normalise`] the names, find candidate pairs ([`block`]), [`compare`]
//! them field by field, [`weigh`] the agreements in bits, see who else wants the account
//! ([`assign`]), [`decide`], [`explain`]. [`Linker`] runs them. Nothing here knows what a person
//! decided, nor what a server stores.

pub mod assign;
pub mod block;
pub mod compare;
pub mod decide;
pub mod explain;
pub mod kinship;
mod linker;
pub mod normalise;
pub mod search;
pub mod weigh;

pub use decide::{Doubt, Outcome};
pub use explain::Reason;
pub use linker::{Candidate, Input, Link, Linker, MAX_CANDIDATES};
