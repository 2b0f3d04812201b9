//! Whoever asks too often waits: by address, and by secret for CAS servers.

use crate::{
    cas::let_in,
    school::{Answer, Browser, School},
};
use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};
use serde_json::json;
use server::config::Policy;

const CAS: &str = "/cas/v1/attributes?username=TAA1";

/// More than come at once and, however slow the machine is, than are let through meanwhile.
const MANY: usize = 1_000;

/// One request a second for an address, and more than there are here for a CAS server.
const POLICY: Policy = Policy {
    requests_per_second: 1,
    cas_requests_per_second: 1_000,
    behind_proxy: true,
    second_factor_required: false,
    openapi: false,
};

async fn ask(browser: &mut Browser, path: &str, address: &str, secret: &str) -> Answer {
    let request = Request::get(path)
        .header(header::HOST, "localhost")
        .header("x-forwarded-for", address)
        .header(header::AUTHORIZATION, format!("Bearer {secret}"));
    browser.raw(request.body(Body::empty()).unwrap()).await
}

/// The first answer that tells this address to wait.
async fn refusal(browser: &mut Browser, path: &str, address: &str, secret: &str) -> Answer {
    for _ in 0..MANY {
        let answer = ask(browser, path, address, secret).await;
        if answer.status == StatusCode::TOO_MANY_REQUESTS {
            return answer;
        }
    }
    panic!("{address} is never told to wait");
}

#[tokio::test]
async fn an_address_that_asks_too_often_waits() {
    let school = School::open().await.demanding(POLICY);
    let mut browser = school.visitor();
    let refused = refusal(&mut browser, "/api/session", "192.0.2.1", "none").await;
    assert_eq!(refused.headers[header::RETRY_AFTER], "1");
    assert!(refused.headers.contains_key("content-security-policy"));
    let details = refused.refused(StatusCode::TOO_MANY_REQUESTS, "too_many_attempts");
    assert_eq!(details, json!({"retry_after": 1}));
    // On whatever route, and nobody else.
    let page = refusal(&mut browser, "/healthz", "192.0.2.1", "none").await;
    assert_eq!(
        (page.text.as_str(), &page.headers[header::RETRY_AFTER]),
        ("too many requests\n", &"1".parse().unwrap())
    );
    ask(&mut browser, "/api/session", "192.0.2.2", "none").await.check(StatusCode::OK);
}

#[tokio::test]
async fn a_cas_server_is_counted_by_its_secret() {
    let school = School::open().await;
    let mut superadmin = school.with_establishment().await;
    let (_, secret) = let_in(&mut superadmin, json!({"name": "Portail"})).await;
    let school = school.demanding(POLICY);
    let mut browser = school.visitor();
    ask(&mut browser, CAS, "192.0.2.1", &secret).await.check(StatusCode::OK);
    // Somebody else behind the same address guesses secrets.
    let refused = refusal(&mut browser, CAS, "192.0.2.1", "guess").await;
    assert_eq!(refused.text, "too many requests\n");
    ask(&mut browser, CAS, "192.0.2.1", &secret).await.check(StatusCode::OK);
}
