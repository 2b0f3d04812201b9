//! The reverse flow: the portal tells PRONOTE its users, by a file named `RapprochementSSO`.
//!
//! PRONOTE recognises them by itself and remembers for each what the portal's CAS server sends, so that
//! no `idPronote` is needed. The document follows the vendor's schema 2.0: sections in its order, numbers
//! that are unique, dates that the calendar has. What the schema demands and an account lacks leaves it
//! out, and is told.

mod document;
mod families;
mod seal;
mod xml;

use crate::category::Category;
use crate::ent_key::CasKey;
use crate::person::{EntAccount, PronoteAccount};
use crate::uai::Uai;
use serde::{Deserialize, Serialize};

pub use document::write;
pub use seal::{PublicKey, PublicKeyTrouble, Seed, seal};

/// What the document is made of.
#[derive(Clone, Copy, Debug)]
pub struct Announcing<'a> {
    /// The establishment.
    pub uai: &'a Uai,
    /// Its name.
    pub school: &'a str,
    /// The name under which the vendor knows the portal.
    pub partner: &'a str,
    /// When it is made, in ISO 8601 with its offset.
    pub date: &'a str,
    /// What the portal's CAS server sends.
    pub cas_key: CasKey,
    /// The portal's accounts.
    pub directory: &'a [EntAccount],
    /// PRONOTE's accounts.
    pub pronote: &'a [PronoteAccount],
    /// Who is who: places in `pronote` and in `directory`. Names and dates are then written as PRONOTE
    /// has them.
    pub pairs: &'a [(usize, usize)],
}

/// The document, and who is not in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Announced {
    /// The document, in clear.
    pub text: String,
    /// How many people of each category are in it.
    pub counts: [usize; 6],
    /// How many accounts are left out, and why.
    pub left_out: Vec<(LeftOut, usize)>,
}

/// Why an account is not announced.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum LeftOut {
    /// It lacks what the CAS server sends.
    NoKey,
    /// A last or a first name is missing.
    NoName,
    /// A pupil whose birth date is neither in the portal's file nor in PRONOTE's.
    NoBirthDate,
    /// Its category has no place in the document, or is unknown.
    NoPlace,
}

/// The categories that have a section, in the order of the schema.
const SECTIONS: [Category; 4] =
    [Category::Staff, Category::Teacher, Category::Guardian, Category::Student];

#[cfg(test)]
mod tests;
