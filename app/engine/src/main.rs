//! The loop of the engine: a dedicated worker that the server seals with
//! `default-src 'none'; script-src 'wasm-unsafe-eval'`. It cannot open a connection; it only answers
//! the page. [`session`] is what it knows, [`views`] what it shows, [`jobs`] how long work is cut
//! into slices so that it can be given up.

#![forbid(unsafe_code)]

mod checks;
mod digest;
mod jobs;
mod port;
mod session;
mod views;
mod waiting;

fn main() {
    port::listen();
}
