//! The page: asks, shows, decides. Files go to the engine, confirmed pairs to the server; rules live
//! in `domain`.

#![forbid(unsafe_code)]

mod api;
mod app;
mod components;
mod engine;
mod files;
mod offline;
mod pages;
mod parts;
mod passkey;
mod routes;
mod state;
mod texts;
mod wire;

/// The typed texts of `locales/`, made by the build script.
#[expect(warnings, clippy::pedantic, reason = "generated")]
mod texts_of_locales {
    include!(concat!(env!("OUT_DIR"), "/i18n/mod.rs"));
}
pub(crate) use texts_of_locales::i18n;

/// Whatever is freed is wiped: letters with passwords pass through this memory on their way to the paper.
#[global_allocator]
static MEMORY: zeroizing_alloc::ZeroAlloc<std::alloc::System> =
    zeroizing_alloc::ZeroAlloc(std::alloc::System);

fn main() {
    console_error_panic_hook::set_once();
    leptos::mount::mount_to_body(app::App);
    offline::opened();
    offline::keep_the_page();
}
