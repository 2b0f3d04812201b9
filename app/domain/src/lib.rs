//! The rules of Raccord: what the files say, which accounts are the same person, what will be sent.
//!
//! Everything here is pure: no clock, no randomness, no input or output, no web. Bytes come in,
//! values come out; the same input gives the same output, whatever the order of its lines. Nothing
//! here makes sentences: what went wrong and why two accounts match is data, put into words by the
//! page.

pub mod announcement;
pub mod birth_date;
pub mod category;
pub mod ent_key;
pub mod files;
pub mod fold;
pub mod handout;
pub mod linkage;
pub mod name;
pub mod person;
pub mod problem;
pub mod pronote_id;
pub mod reconciliation;
pub mod service;
pub mod task;
pub mod text;
pub mod timetable;
pub mod uai;
