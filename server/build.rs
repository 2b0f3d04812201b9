//! Says what the binary is made of besides Rust: the built page and the migrations.

use std::{env, fs, io};

/// Where the build puts the page, as seen from this package. `src/assets/mod.rs` embeds it.
const PAGE: &str = "../app/dist";

fn main() -> io::Result<()> {
    // The server compiles before the page was ever built. Cargo watches a folder only where it is:
    // for a missing one it would build the server anew each time.
    fs::create_dir_all(PAGE)?;
    // Without optimisation the page is read where it lies: nothing has to be built anew for it.
    if env::var("PROFILE").as_deref() == Ok("release") {
        println!("cargo::rerun-if-changed={PAGE}");
    }
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=migrations");
    Ok(())
}
