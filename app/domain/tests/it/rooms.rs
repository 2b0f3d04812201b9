//! Who may depend on whom: the arrows of the architecture, checked on what cargo resolves.

use std::collections::BTreeSet;
use std::process::Command;

/// Everything that a package is built from, where it runs.
fn all_of(package: &str) -> BTreeSet<String> {
    tree(package, &[])
}

/// What it names itself.
fn direct(package: &str) -> BTreeSet<String> {
    tree(package, &["--depth", "1"])
}

fn tree(package: &str, options: &[&str]) -> BTreeSet<String> {
    let target =
        if ["app", "engine"].contains(&package) { "wasm32-unknown-unknown" } else { "all" };
    let output = Command::new(env!("CARGO"))
        .args(["tree", "-p", package, "-e", "normal", "--prefix", "none", "--target", target])
        .args(["--format", "{p}", "--locked"])
        .args(options)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).expect("cargo writes UTF-8");
    let names = text.lines().filter_map(|line| line.split(' ').next());
    names.filter(|name| *name != package && !name.is_empty()).map(ToOwned::to_owned).collect()
}

/// `leptos*` stands for leptos and all that begins with its name.
#[track_caller]
fn never(package: &str, forbidden: &[&str]) {
    for found in all_of(package) {
        let matches = |name: &&&str| match name.strip_suffix('*') {
            Some(beginning) => found.starts_with(beginning),
            None => found == **name,
        };
        let broken = forbidden.iter().find(matches);
        assert_eq!(broken, None, "{package} must not depend on {found}");
    }
}

#[test]
fn the_domain_depends_on_an_allow_list_only() {
    let allowed = [
        "aes",
        "argon2",
        "base64",
        "cbc",
        "chacha20poly1305",
        "compact_str",
        "csv-core",
        "flate2",
        "foldhash",
        "hmac",
        "md-5",
        "memchr",
        "pkcs8",
        "postcard",
        "rsa",
        "serde",
        "sha2",
        "strsim",
        "unicode-normalization",
        "zeroize",
        "zip",
    ];
    let allowed: BTreeSet<String> = allowed.into_iter().map(ToOwned::to_owned).collect();
    assert_eq!(direct("domain"), allowed);
    never(
        "domain",
        &[
            "api",
            "engine",
            "app",
            "server",
            "leptos*",
            "web-sys",
            "js-sys",
            "tokio",
            "sqlx*",
            "getrandom",
        ],
    );
}

#[test]
fn the_wire_contract_depends_on_serde_only() {
    assert_eq!(direct("api"), BTreeSet::from(["serde".to_owned()]));
}

#[test]
fn the_engine_knows_neither_server_nor_page() {
    never("engine", &["api", "server", "app", "leptos*", "gloo*", "tokio", "sqlx*"]);
}

#[test]
fn the_server_knows_neither_page_nor_engine() {
    never("server", &["app", "engine", "leptos*", "gloo*"]);
}

#[test]
fn the_page_does_not_know_the_server() {
    never("app", &["server", "tokio", "sqlx*", "axum*", "utoipa*"]);
}
