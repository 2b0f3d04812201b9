//! What CAS servers are given, told, and configured with. Who may ask is in `auth`, what is stored in
//! `store`; no rule of the stock is here.

pub(crate) mod attributes;
pub(crate) mod configuration;
pub mod pusher;
pub mod uses;
