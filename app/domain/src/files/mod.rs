//! Files: bytes in, records and problems out. One format, one file.
//!
//! Reading never fails as a whole, never panics, never recurses with the depth of its input and
//! keeps to the limits of [`limits`], whatever the bytes. What cannot be used is told as a
//! [`Problem`](crate::problem::Problem); nothing here knows a sentence, a path or a user.

pub mod columns;
pub mod container;
pub mod encoding;
pub mod ent_accounts;
pub mod fingerprint;
mod full_name;
pub mod handout;
pub mod identifiers;
pub mod layout;
pub mod limits;
pub mod merge;
mod problems;
pub mod pronote_list;
mod recognise;
mod rows;
mod table;
pub(crate) mod xml;

pub use problems::Problems;
pub use recognise::{FileKind, FileRead, Opened, Reader, Records, open, open_as, open_named};
