//! What holds for every answer: headers, the envelope, limits, where requests come from, the page.

use crate::{
    school::{Answer, Browser, HERE, PASSWORD, School},
    steps::{start_import, step_path},
};
use axum::{
    body::{Body, Bytes},
    http::{Method, Request, StatusCode, header},
};
use serde_json::json;
use server::{BODY_LIMIT, STEP_BODY_LIMIT, assets::Assets};

fn page() -> Assets {
    let file =
        |name: &str, body: &'static str| (name.to_owned(), Bytes::from_static(body.as_bytes()));
    Assets::from_files([
        file("index.html", "<!doctype html><script type=\"module\">alert(1)</script>"),
        file("engine.js", "engine"),
        file("icon.svg", "<svg/>"),
    ])
}

#[tokio::test]
async fn every_answer_tells_the_browser_what_not_to_do() {
    let school = School::with("https://raccord.exemple.fr", page()).await;
    let mut visitor = school.visitor();
    for path in
        ["/", "/e/0990001N", "/icon.svg", "/missing.js", "/api/session", "/api/x", "/healthz"]
    {
        let answer = visitor.get(path).await;
        for (name, value) in [
            ("x-content-type-options", "nosniff"),
            ("referrer-policy", "no-referrer"),
            ("cross-origin-opener-policy", "same-origin"),
            ("cross-origin-resource-policy", "same-origin"),
            ("strict-transport-security", "max-age=31536000; includeSubDomains"),
        ] {
            assert_eq!(answer.headers[name], value, "{path}");
        }
        assert!(answer.headers.contains_key("permissions-policy"));
        assert!(answer.headers.contains_key("content-security-policy"));
        let no_store = answer.headers.get("cache-control").is_some_and(|v| v == "no-store");
        assert_eq!(no_store, path.starts_with("/api"), "{path}");
    }
}

#[tokio::test]
async fn plain_http_promises_no_tls() {
    let school = School::open().await;
    let answer = school.visitor().get("/healthz").await;
    assert!(!answer.headers.contains_key("strict-transport-security"));
}

#[tokio::test]
async fn each_kind_of_answer_has_its_policy() {
    let school = School::with("http://localhost:8080", page()).await;
    let mut visitor = school.visitor();
    let mut policy = async |path: &str| {
        let answer = visitor.get(path).await;
        answer.headers["content-security-policy"].to_str().unwrap().to_owned()
    };
    assert_eq!(
        policy("/e/0990001N").await,
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval' \
         'sha256-bhHHL3z2vDgxUt0W3dWQOrprscmda2Y5pLsLg4GF+pI='; style-src 'self'; \
         img-src 'self' data:; font-src 'self'; connect-src 'self'; worker-src 'self'; \
         manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; \
         object-src 'none'"
    );
    assert_eq!(policy("/engine.js").await, "default-src 'none'; script-src 'wasm-unsafe-eval'");
    for path in ["/icon.svg", "/missing.js", "/api/session", "/api/x", "/healthz"] {
        assert_eq!(policy(path).await, "default-src 'none'", "{path}");
    }
}

#[tokio::test]
async fn the_page_is_read_only_and_comes_without_body_to_head() {
    let school = School::with("http://localhost:8080", page()).await;
    let mut visitor = school.visitor();
    let head = visitor.send(Method::HEAD, "/icon.svg", &[], None).await;
    assert_eq!(head.status, StatusCode::OK);
    assert_eq!(head.headers[header::CONTENT_LENGTH], "6");
    assert!(head.text.is_empty());
    let post = visitor.post("/icon.svg", json!({})).await;
    assert_eq!(post.status, StatusCode::METHOD_NOT_ALLOWED);
}

#[tokio::test]
async fn without_a_built_page_a_french_sentence_is_served() {
    let school = School::open().await;
    let answer = school.visitor().get("/").await;
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(answer.headers[header::CONTENT_TYPE], "text/plain; charset=utf-8");
    assert!(answer.text.contains("make run"));
}

#[tokio::test]
async fn what_is_not_there_is_refused_in_the_envelope() {
    let school = School::with("http://localhost:8080", page()).await;
    let mut browser = school.superadmin().await;
    for path in ["/api", "/api/", "/api/unknown", "/api/session/x", "/api/unknown.json"] {
        browser.get(path).await.refused(StatusCode::NOT_FOUND, "not_found");
    }
    let patch = browser.send(Method::PATCH, "/api/session", &[], None).await;
    assert!(patch.headers.contains_key(header::ALLOW));
    patch.refused(StatusCode::METHOD_NOT_ALLOWED, "not_found");
}

#[tokio::test]
async fn what_cannot_be_read_is_refused_in_the_envelope() {
    let school = School::open().await;
    let mut browser = school.with_establishment().await;
    let malformed = (StatusCode::BAD_REQUEST, "malformed");
    let no_uai = browser.get("/api/establishments/lycee/status").await;
    no_uai.refused(malformed.0, malformed.1);
    let no_utf8 = browser.get("/api/establishments/%FF/status").await;
    no_utf8.refused(malformed.0, malformed.1);
    let unknown = browser.get("/api/establishments?sort=name").await;
    unknown.refused(malformed.0, malformed.1);
    for (content_type, body) in [("application/json", "{"), ("text/plain", "{}")] {
        let request = Request::post("/api/establishments")
            .header(header::CONTENT_TYPE, content_type)
            .header("sec-fetch-site", "same-origin")
            .header(api::CSRF_HEADER, &browser.csrf)
            .body(Body::from(body))
            .unwrap();
        browser.raw(request).await.refused(malformed.0, malformed.1);
    }
}

#[tokio::test]
async fn bodies_have_a_limit_and_a_step_a_larger_one() {
    let school = School::open().await;
    let mut browser = school.with_establishment().await;
    let too_large = (StatusCode::PAYLOAD_TOO_LARGE, "too_large");
    let long = json!({"name": "a".repeat(BODY_LIMIT), "password": PASSWORD});
    browser.post("/api/session", long).await.refused(too_large.0, too_large.1);

    let import = start_import(&mut browser, HERE, "complete").await;
    let path = step_path(HERE, &import, "teacher");
    let headers = [("if-match", "\"0\""), (api::IDEMPOTENCY_HEADER, "key")];
    let mut step = async |bytes: usize| {
        let body = json!({"unknown": "a".repeat(bytes)});
        browser.send(Method::PUT, &path, &headers, Some(body)).await
    };
    step(STEP_BODY_LIMIT / 2).await.refused(StatusCode::BAD_REQUEST, "malformed");
    step(STEP_BODY_LIMIT).await.refused(too_large.0, too_large.1);
}

#[tokio::test]
async fn unsafe_requests_must_come_from_our_page() {
    let school = School::open().await;
    let mut browser = school.superadmin().await;
    let csrf = browser.csrf.clone();
    let own = ("sec-fetch-site", "same-origin");
    let value = (api::CSRF_HEADER, csrf.as_str());
    let host = ("host", "lycee.lan");

    passes(&forged(&mut browser, &[own, value]).await);
    passes(&forged(&mut browser, &[host, ("origin", "http://lycee.lan"), value]).await);
    for headers in [
        &[own][..],
        &[own, (api::CSRF_HEADER, "")],
        &[own, (api::CSRF_HEADER, "anonymous")],
        &[("sec-fetch-site", "cross-site"), value],
        &[("sec-fetch-site", "same-site"), value],
        &[("sec-fetch-site", "none"), value],
        &[value],
        &[host, ("origin", "http://autre.lan"), value],
        &[host, value],
    ] {
        let answer = forged(&mut browser, headers).await;
        answer.refused(StatusCode::FORBIDDEN, "csrf");
    }
}

#[tokio::test]
async fn signing_in_needs_the_header_too() {
    let school = School::open().await;
    school.superadmin().await;
    for (csrf, status) in [("anonymous", StatusCode::OK), ("", StatusCode::FORBIDDEN)] {
        let mut visitor = school.visitor();
        csrf.clone_into(&mut visitor.csrf);
        assert_eq!(visitor.sign_in("Ada").await.status, status);
    }
}

#[tokio::test]
async fn one_can_sign_in_again_from_a_window_that_knows_nothing_of_it() {
    let school = School::open().await;
    let mut window = school.superadmin().await;
    window.sign_in("Ada").await.check(StatusCode::OK);
    api::ANONYMOUS_CSRF.clone_into(&mut window.csrf);
    window.sign_in("Ada").await.check(StatusCode::OK);
}

#[tokio::test]
async fn the_operator_sees_that_it_lives_and_stores() {
    let school = School::open().await;
    let mut visitor = school.visitor();
    let alive = visitor.get("/healthz").await;
    assert_eq!((alive.status, alive.text.as_str()), (StatusCode::OK, "alive\n"));
    assert_eq!(visitor.get("/readyz").await.status, StatusCode::OK);

    school.state.store.close().await;
    assert_eq!(visitor.get("/healthz").await.status, StatusCode::OK);
    assert_eq!(visitor.get("/readyz").await.status, StatusCode::SERVICE_UNAVAILABLE);
    let answer = visitor.get("/api/session").await;
    answer.refused(StatusCode::SERVICE_UNAVAILABLE, "unavailable");
}

#[tokio::test]
async fn figures_hold_no_personal_data() {
    let school = School::open().await;
    let mut browser = school.with_establishment().await;
    browser.get(&format!("/api/establishments/{HERE}/status")).await;
    browser.get("/CanaryPath").await;
    let figures = school.visitor().get("/metrics").await;
    let route = "route=\"/api/establishments/{uai}/status\",status=\"200\"} 1";
    assert!(figures.text.contains(route), "{}", figures.text);
    for secret in [HERE, "Ada", "Canary"] {
        assert!(!figures.text.contains(secret), "{secret}");
    }
}

/// A request with exactly these headers, that would fail later for lack of a body.
async fn forged(browser: &mut Browser, headers: &[(&str, &str)]) -> Answer {
    let mut request = Request::post("/api/establishments");
    for &(name, value) in headers {
        request = request.header(name, value);
    }
    browser.raw(request.body(Body::empty()).unwrap()).await
}

#[track_caller]
fn passes(answer: &Answer) {
    assert_eq!(answer.code(), "malformed", "{}", answer.text);
}
