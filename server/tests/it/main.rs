//! The server as its users meet it: over HTTP, on a database file of its own for each test. What a
//! single file can show is tested at the bottom of that file.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod access;
mod accounts;
mod audit;
mod backups;
mod cas;
mod cas_clients;
mod cas_store;
mod crash;
mod establishments;
mod http;
mod imports;
mod listen;
mod log;
mod openapi;
mod own_account;
mod portal_sign_in;
mod postgres;
mod processes;
mod program;
mod purge;
mod rates;
mod refreshes;
mod restart;
mod rights;
mod school;
mod services;
mod session;
mod setup;
mod step_refusals;
mod steps;
mod store_story;
mod undo;
