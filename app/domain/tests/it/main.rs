//! What only shows when the parts of the domain work together: whole files, whole schools.

#![expect(clippy::unwrap_used, reason = "a test that unwraps in vain fails, as it should")]

mod demonstration;
mod relations;
mod rooms;
mod timetable;
mod vendor_export;

#[path = "../school/mod.rs"]
mod school;
