use super::*;
use axum::body::to_bytes;

const HASHED: &str = "app-0123456789abcdef.js";

fn page() -> Assets {
    let file =
        |name: &str, body: &'static str| (name.to_owned(), Bytes::from_static(body.as_bytes()));
    Assets::from_files([
        file("index.html", "<!doctype html>"),
        file(HASHED, "plain"),
        file("app-0123456789abcdef.js.br", "brotli"),
        file("app-0123456789abcdef.js.gz", "gzip"),
        file("engine.js", "engine"),
        file("orphan.css.gz", "gzip"),
        file("demo/export.xml", "<x/>"),
    ])
}

fn get(path: &str, headers: &[(header::HeaderName, &str)]) -> Response {
    let headers = headers.iter().map(|(name, value)| (name.clone(), value.parse().unwrap()));
    page().respond(path, &headers.collect())
}

async fn body(response: Response) -> Bytes {
    to_bytes(response.into_body(), 1_000).await.unwrap()
}

#[tokio::test]
async fn every_address_of_the_page_is_the_page() {
    for path in ["/", "/index.html", "/e/0990001N", "/e/0990001N/import/teacher", "/connexion/"] {
        let response = get(path, &[]);
        assert_eq!(response.status(), StatusCode::OK, "{path}");
        assert_eq!(response.headers()[header::CONTENT_TYPE], "text/html; charset=utf-8");
        assert_eq!(response.headers()[header::CACHE_CONTROL], "no-cache");
        assert!(response.headers().contains_key(header::CONTENT_SECURITY_POLICY));
        assert_eq!(body(response).await, "<!doctype html>");
    }
}

#[test]
fn a_missing_file_is_not_the_page() {
    for path in ["/missing.js", "/demo/missing.xml", "/e/x.y", "/../Cargo.toml"] {
        assert_eq!(get(path, &[]).status(), StatusCode::NOT_FOUND, "{path}");
    }
}

#[test]
fn compressed_copies_are_no_files_of_their_own() {
    for path in ["/app-0123456789abcdef.js.br", "/orphan.css", "/orphan.css.gz"] {
        assert_eq!(get(path, &[]).status(), StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn the_browser_gets_the_copy_it_likes_best() {
    let path = format!("/{HASHED}");
    for (accept, coding, expected) in [
        ("gzip, br", Some("br"), "brotli"),
        ("gzip", Some("gzip"), "gzip"),
        ("zstd", None, "plain"),
    ] {
        let response = get(&path, &[(header::ACCEPT_ENCODING, accept)]);
        let headers = response.headers();
        let sent = headers.get(header::CONTENT_ENCODING).map(|v| v.to_str().unwrap());
        assert_eq!(sent, coding);
        assert_eq!(headers[header::VARY], "accept-encoding");
        assert_eq!(headers[header::CONTENT_TYPE], "text/javascript");
        assert_eq!(body(response).await, expected);
    }
}

#[tokio::test]
async fn what_the_browser_has_is_not_sent_again() {
    let path = format!("/{HASHED}");
    let accept = (header::ACCEPT_ENCODING, "br");
    let first = get(&path, std::slice::from_ref(&accept));
    let etag = first.headers()[header::ETAG].to_str().unwrap().to_owned();

    let again = get(&path, &[accept.clone(), (header::IF_NONE_MATCH, &format!("\"x\", W/{etag}"))]);
    assert_eq!(again.status(), StatusCode::NOT_MODIFIED);
    assert_eq!(again.headers(), first.headers());
    assert!(body(again).await.is_empty());

    let in_another_coding = get(&path, &[(header::IF_NONE_MATCH, &etag)]);
    assert_eq!(in_another_coding.status(), StatusCode::OK);
}

#[test]
fn the_page_keeps_its_policy_when_it_is_not_sent_again() {
    let etag = get("/", &[]).headers()[header::ETAG].to_str().unwrap().to_owned();
    let again = get("/", &[(header::IF_NONE_MATCH, &etag)]);
    assert_eq!(again.status(), StatusCode::NOT_MODIFIED);
    assert!(again.headers().contains_key(header::CONTENT_SECURITY_POLICY));
}

#[test]
fn only_hashed_names_are_kept_forever() {
    for name in [HASHED, "app-0123456789abcdef/app_bg.wasm", "style-0123456789abcdef.css"] {
        assert!(is_hashed(name), "{name}");
    }
    for name in [
        "engine.js",
        "engine_bg.wasm",
        "index.html",
        "icon-192.png",
        "style-01234567.css",
        "style-ABCDEF0123456789.css",
        "demo/export-complet.xml",
        "0123456789abcdef.js",
        "demo/app-0123456789abcdef.js",
    ] {
        assert!(!is_hashed(name), "{name}");
    }
    assert_eq!(
        get(&format!("/{HASHED}"), &[]).headers()[header::CACHE_CONTROL],
        "public, max-age=31536000, immutable"
    );
    assert_eq!(get("/engine.js", &[]).headers()[header::CACHE_CONTROL], "no-cache");
}

#[test]
fn types_follow_the_extension() {
    for (name, expected) in [
        ("a_bg.wasm", "application/wasm"),
        ("a.css", "text/css; charset=utf-8"),
        ("a.svg", "image/svg+xml"),
        ("demo/a.csv", "text/csv; charset=utf-8"),
        ("a.webmanifest", "application/manifest+json"),
        ("a", "application/octet-stream"),
    ] {
        assert_eq!(content_type(name), expected, "{name}");
    }
    assert_eq!(get("/demo/export.xml", &[]).headers()[header::CONTENT_TYPE], "application/xml");
}

#[tokio::test]
async fn without_a_built_page_a_sentence_says_so() {
    let response = Assets::default().respond("/e/0990001N", &HeaderMap::new());
    assert_eq!(response.status(), StatusCode::SERVICE_UNAVAILABLE);
    assert!(body(response).await.starts_with("La page n'est pas construite".as_bytes()));
    let file = Assets::default().respond("/engine.js", &HeaderMap::new());
    assert_eq!(file.status(), StatusCode::NOT_FOUND);
}
