//! One screen per file. A screen composes: it asks the states, shows components, holds no rule.

pub mod accessibility;
pub mod accounts;
pub mod audit;
pub mod cas_clients;
pub mod cas_configuration;
pub mod diagnosis;
pub mod establishments;
pub mod first_account;
pub mod guide;
pub mod handout;
pub mod help;
pub mod history;
pub mod import;
pub mod invitation;
pub mod not_found;
pub mod own_account;
pub mod privacy;
pub mod purge;
pub mod report;
pub mod sending;
pub mod services;
pub mod sign_in;
pub mod status;
pub mod step;
pub mod timetable;
pub mod undo;
