//! Around the import: where PRONOTE and the portal's CAS server are, what the portal's service is set
//! to, who may use it, what is done in which order, and what an error message means.
//!
//! Addresses are computed and corrected here and nowhere else. Words that the portal or PRONOTE show
//! are data of these files where they are typed or looked for there; sentences are made by the page.

pub mod access;
pub mod block;
pub mod calendar;
pub mod cas_address;
pub mod checklist;
pub mod diagnosis;
pub mod guide;
pub mod health;
pub mod icon;
pub mod projects;
pub mod pronote_address;
pub mod settings;
pub mod simulation;
pub mod web_address;

pub use access::Profile;
pub use cas_address::CasAddress;
pub use pronote_address::{Generation, PronoteAddress};
pub use web_address::{Correction, NotAnAddress};
