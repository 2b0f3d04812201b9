//! Reactive shells around values: who is signed in, and the import in progress.

pub mod account;
pub mod import;
pub mod known;
pub mod language;
pub mod schools;
