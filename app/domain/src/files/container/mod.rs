//! The encrypted container `EXPORT_INDEX_EDUCATION`.
//!
//! PRONOTE and EDT encrypt their exports for a partner's key. School, date, software and partners
//! are readable without it, so that a user is told what the file is; with the key, [`Unsealing`]
//! gives the export in clear.

mod key;
mod sealed;
mod unseal;

use crate::uai::Uai;
use serde::{Deserialize, Serialize};

pub use key::{MAX_KEY_BYTES, PartnerKey};
pub use sealed::Sealed;
pub use unseal::Unsealing;

/// Local name of the root element.
pub const ROOT: &str = "EXPORT_INDEX_EDUCATION";

/// The vendor's own entry, in every container: it says nothing about who the file is for.
pub const VENDOR: &str = "INDEXEDUCATION";

/// What a container says of itself without being opened. Absent texts are empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Container {
    /// LOGICIEL: "PRONOTE … - 0.5.14".
    pub software: String,
    /// DATEHEURE: when it was exported, as written (local time with its offset).
    pub exported_at: String,
    /// UAI, as far as it is one.
    pub uai: Option<Uai>,
    /// NOMETABLISSEMENT.
    pub school: String,
    /// CODEPOSTALVILLE.
    pub town: String,
    /// NOM of each PARTENAIRE who holds a key.
    pub partners: Vec<String>,
}

impl Container {
    /// Those it was made for.
    pub fn partners_but_vendor(&self) -> Vec<String> {
        self.partners.iter().filter(|name| *name != VENDOR).cloned().collect()
    }
}

#[cfg(test)]
mod seal;
#[cfg(test)]
mod tests;
