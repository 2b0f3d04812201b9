//! The work file: an import to be continued later, on this computer or another one. It is made and
//! opened in the engine, encrypted with a passphrase that nobody keeps.
//!
//! # Format, version 2
//!
//! | bytes | content |
//! |---|---|
//! | 8 | `RACCORD` and a zero byte |
//! | 1 | version: 2 |
//! | 4 | Argon2id memory in KiB, little-endian |
//! | 4 | Argon2id passes, little-endian |
//! | 16 | Argon2id salt |
//! | 24 | XChaCha20-Poly1305 nonce |
//! | rest | ciphertext, then its tag of 16 bytes |
//!
//! The key is 32 bytes of Argon2id (version 0x13, one lane) over the passphrase in Unicode form NFKC,
//! so that the same letters typed elsewhere are the same bytes. The 57 bytes before the ciphertext
//! are its associated data: whatever is changed in them is noticed. The clear text is the postcard
//! form of `content::Saved`, followed since version 2 by that of the choices about classes and groups; a
//! new form is a new version, and older versions stay readable.
//!
//! A work file holds the accounts that were read, so that it can be continued without the files, and
//! the decisions. It holds neither passwords, which are never read, nor what the server stores, nor
//! the acts that could be taken back.

mod content;
mod seal;

use crate::files::FileRead;
use crate::files::fingerprint::Fingerprint;
use crate::reconciliation::carry::Carried;
use crate::reconciliation::sources::Mode;
use crate::timetable::portal::Choices;
use crate::uai::Uai;
use serde::{Deserialize, Serialize};

pub use seal::{Entropy, seal, unseal};

/// An import at rest.
#[derive(Clone, Debug, PartialEq)]
pub struct WorkFile {
    /// The establishment.
    pub uai: Uai,
    /// Complete or partial, once it was linked.
    pub mode: Option<Mode>,
    /// The files, in the order in which they came.
    pub files: Vec<WorkedFile>,
    /// A person's decisions.
    pub decisions: Vec<Carried>,
    /// A person's choices about classes and groups.
    pub groups: Choices,
}

/// A file of an import at rest.
#[derive(Clone, Debug, PartialEq)]
pub struct WorkedFile {
    /// Its name.
    pub name: String,
    /// Its fingerprint: the same file is known again.
    pub fingerprint: Fingerprint,
    /// What was read of it, without its problems.
    pub read: FileRead,
}

/// Why a work file cannot be opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum WorkFileError {
    /// It is no work file.
    NotOurs,
    /// A version that this program does not know.
    OtherVersion(u8),
    /// Its key would cost more memory or time than any file of ours asks for.
    TooCostly,
    /// The passphrase is another one, or a byte was changed.
    NotOpened,
    /// It opened, and what is inside makes no sense.
    Damaged,
}

#[cfg(test)]
mod tests;
