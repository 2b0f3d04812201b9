//! Makes the typed keys of the texts in `locales/`.

use leptos_i18n_build::{Config, ParseOptions, TranslationsInfos};
use std::error::Error;
use std::path::PathBuf;

/// One file of texts per area of the page.
const AREAS: [&str; 26] = [
    "frame",
    "account",
    "accounts",
    "own",
    "audit",
    "cas",
    "services",
    "guide",
    "diagnosis",
    "undo",
    "purge",
    "establishments",
    "status",
    "import",
    "step",
    "sending",
    "report",
    "problems",
    "reasons",
    "words",
    "privacy",
    "help",
    "accessibility",
    "timetable",
    "handout",
    "announcement",
];

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo:rerun-if-changed=build.rs");
    let config = Config::new("fr")?
        .add_locale("en")?
        .add_namespaces(AREAS)?
        .parse_options(ParseOptions::new().interpolate_display(true));
    let texts = TranslationsInfos::parse(config)?;
    texts.emit_diagnostics();
    texts.rerun_if_locales_changed();
    let out = PathBuf::from(std::env::var("OUT_DIR")?).join("i18n");
    texts.generate_i18n_module(out)?;
    Ok(())
}
