//! One screen per file. A screen composes: it asks the states, shows components, holds no rule.

pub mod establishments;
pub mod first_account;
pub mod import;
pub mod not_found;
pub mod report;
pub mod sending;
pub mod sign_in;
pub mod status;
pub mod step;
