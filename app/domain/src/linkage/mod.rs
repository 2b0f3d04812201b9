//! Linkage: which PRONOTE account and which portal account are the same person.
//!
//! The steps have a file each: [`normalise`] the names, keep each once ([`lexicon`], [`record`]), find
//! those that are alike ([`neighbours`]) and the candidate pairs ([`block`], [`pairs`]), [`compare`]
//! them field by field, compare their [`identifiers`], count how often they agree by chance ([`frequencies`]), [`learn`] how true pairs
//! agree, [`weigh`] the agreements in bits, ask the relatives ([`kinship`], [`family`], [`household`]),
//! see who else wants the account ([`assign`]), [`decide`], [`explain`]. [`Linker`] runs them. Nothing
//! here knows what a person decided, nor what a server stores.

pub mod assign;
pub mod block;
pub mod compare;
pub mod decide;
pub mod explain;
pub mod family;
pub mod frequencies;
pub mod home;
pub mod household;
pub mod identifiers;
pub mod kinship;
pub mod learn;
pub mod lexicon;
mod linker;
pub mod neighbours;
pub mod normalise;
pub mod pairs;
pub mod record;
pub mod search;
pub mod weigh;

pub use decide::{Doubt, Outcome};
pub use explain::Reason;
pub use linker::{Candidate, Input, Link, Linker, MAX_CANDIDATES};
