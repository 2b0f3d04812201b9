//! The log tells what happened, and nothing of whom or what it was about.

use crate::{
    school::{HERE, PASSWORD, School},
    steps::{put, start_import, step, step_path},
};
use axum::http::StatusCode;
use serde_json::json;
use std::{
    cell::RefCell,
    io::{self, Write},
    sync::Once,
};
use tracing_subscriber::filter::LevelFilter;

thread_local! {
    /// What this thread logs, that is this test; nothing is kept unless it is asked for.
    static LOG: RefCell<Option<Vec<u8>>> = const { RefCell::new(None) };
}

struct ThisThread;

impl Write for ThisThread {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        LOG.with_borrow_mut(|log| log.as_mut().map(|log| log.extend_from_slice(bytes)));
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Starts the log of all tests, down to the smallest detail that any part of the server can tell.
/// Each server does it before anything else: what was once found not to be logged never is.
pub(crate) fn start() {
    static STARTED: Once = Once::new();
    STARTED.call_once(|| {
        tracing_subscriber::fmt()
            .with_max_level(LevelFilter::TRACE)
            .with_writer(|| ThisThread)
            .with_ansi(false)
            .init();
    });
}

/// Keeps what this test logs from now on.
pub(crate) fn keep() {
    LOG.set(Some(Vec::new()));
}

/// What was kept.
pub(crate) fn take() -> String {
    String::from_utf8(LOG.take().unwrap_or_default()).unwrap()
}

#[tokio::test]
async fn nothing_that_was_sent_is_logged() {
    keep();
    let school = School::open().await;
    let token = school.setup_token().await;
    let mut browser = school.visitor();
    let setup = json!({"token": token, "name": "CanaryName", "password": PASSWORD});
    browser.post("/api/setup", setup).await.check(StatusCode::CREATED);
    let wrong = json!({"name": "CanaryName", "password": "CanaryPassword"});
    school.visitor().post("/api/session", wrong).await;
    let salt = browser.register(HERE).await["login_salt"].as_str().unwrap().to_owned();
    let import = start_import(&mut browser, HERE, "complete").await;
    let mut body = step("a1", false);
    body["pairs"][0]["ent_key"] = "CanaryKey".into();
    body["pairs"][0]["pronote_id"] = "CanaryId".into();
    let path = step_path(HERE, &import, "teacher");
    put(&mut browser, &path, "0", "CanaryIdempotency", body.clone()).await.check(StatusCode::OK);
    body["CanaryField"] = json!(1);
    put(&mut browser, &path, "0", "other", body).await;
    browser.get("/api/establishments?CanaryQuery=1").await;
    browser.get("/CanaryPath").await;

    let log = take();
    let route = "/api/establishments/{uai}/imports/{id}/steps/{category}";
    assert!(log.contains(route), "the log tells the route");
    let cookie = browser.cookie.unwrap();
    let cookie = cookie.strip_prefix("raccord=").unwrap();
    for secret in ["Canary", PASSWORD, HERE, &token, &salt, &import, &browser.csrf, cookie] {
        let line = log.lines().find(|line| line.contains(secret));
        assert_eq!(line, None, "{secret}");
    }
}
