//! Content security policies: what the page and the engine may do at all. Whatever is neither of
//! both may do nothing (`headers`).

use axum::http::HeaderValue;
use base64::{Engine as _, engine::general_purpose::STANDARD};
use sha2::{Digest as _, Sha256};

/// The engine is sealed: a worker under this policy cannot open a connection.
const ENGINE: HeaderValue =
    HeaderValue::from_static("default-src 'none'; script-src 'wasm-unsafe-eval'");

/// What opens the page without network fetches the page's own files, and nothing from elsewhere.
const SERVICE_WORKER: HeaderValue =
    HeaderValue::from_static("default-src 'none'; connect-src 'self'");

/// The policy of a file, when it is the page, the engine or the service worker.
pub(super) fn of_file(name: &str, content: &[u8]) -> Option<HeaderValue> {
    match name {
        super::INDEX => Some(of_page(&String::from_utf8_lossy(content))),
        "engine.js" => Some(ENGINE),
        "service-worker.js" => Some(SERVICE_WORKER),
        _ => None,
    }
}

/// The page talks to its own origin only. The build writes a script into it, which is allowed by its
/// hash: no other inline script runs.
fn of_page(html: &str) -> HeaderValue {
    let hashes: String = inline_scripts(html)
        .map(|script| format!(" 'sha256-{}'", STANDARD.encode(Sha256::digest(script))))
        .collect();
    let policy = format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'{hashes}; style-src 'self'; \
         img-src 'self' data:; font-src 'self'; connect-src 'self'; worker-src 'self'; \
         manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; \
         object-src 'none'"
    );
    HeaderValue::try_from(policy).expect("directives and base64 are visible ASCII")
}

/// What stands between `<script …>` and `</script>`, byte for byte, where there is no `src`.
fn inline_scripts(html: &str) -> impl Iterator<Item = &str> {
    html.split("<script").skip(1).filter_map(|rest| {
        let (attributes, rest) = rest.split_once('>')?;
        let (script, _) = rest.split_once("</script>")?;
        let has_source = attributes.split_ascii_whitespace().any(|a| a.starts_with("src="));
        (!has_source).then_some(script)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_inline_script_is_allowed_by_its_hash() {
        let html = "<head><script type=\"module\">\nimport init from '/app.js';\n</script>\
                    <script src=\"/x.js\"></script><script>alert(1)</script></head>";
        let scripts: Vec<_> = inline_scripts(html).collect();
        assert_eq!(scripts, ["\nimport init from '/app.js';\n", "alert(1)"]);
    }

    /// Computed with: printf 'alert(1)' | openssl dgst -sha256 -binary | base64
    #[test]
    fn the_hash_is_the_one_that_browsers_compute() {
        let policy = of_page("<script>alert(1)</script>");
        let directive = "script-src 'self' 'wasm-unsafe-eval' \
                         'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI=';";
        assert!(policy.to_str().unwrap().contains(directive), "{policy:?}");
    }

    #[test]
    fn a_page_without_inline_script_allows_none() {
        let policy = of_page("<script src='/app.js'></script>");
        assert!(policy.to_str().unwrap().contains("script-src 'self' 'wasm-unsafe-eval';"));
    }

    #[test]
    fn the_engine_is_sealed_and_other_files_have_no_policy_of_their_own() {
        let policy = of_file("engine.js", b"").unwrap();
        assert_eq!(policy, "default-src 'none'; script-src 'wasm-unsafe-eval'");
        assert_eq!(of_file("app-0123456789abcdef.js", b""), None);
    }

    #[test]
    fn the_service_worker_reaches_our_own_origin_only() {
        let policy = of_file("service-worker.js", b"").unwrap();
        assert_eq!(policy, "default-src 'none'; connect-src 'self'");
    }
}
