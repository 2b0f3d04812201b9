//! The loop of the engine: a dedicated worker that the server seals with
//! `default-src 'none'; script-src 'wasm-unsafe-eval'`. It cannot open a connection; it only answers
//! the page. [`session`] is what it knows, [`views`] and [`step_views`] what it shows, [`jobs`] how
//! long work is cut into slices so that it can be given up.

#![forbid(unsafe_code)]

mod checks;
mod digest;
mod jobs;
mod port;
mod session;
mod step_views;
mod views;
mod waiting;

/// Whatever is freed is wiped: keys, passphrases and names leave nothing behind in the memory, not even
/// in what libraries keep for a moment.
#[global_allocator]
static MEMORY: zeroizing_alloc::ZeroAlloc<std::alloc::System> =
    zeroizing_alloc::ZeroAlloc(std::alloc::System);

fn main() {
    port::listen();
}
