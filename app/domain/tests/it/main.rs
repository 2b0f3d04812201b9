//! What only shows when the parts of the domain work together: whole files, whole schools.

mod demonstration;
mod rooms;
mod vendor_export;

#[path = "../school/mod.rs"]
mod school;
