//! Erasing mappings for good.

use crate::{
    school::{Answer, Browser, HERE, School},
    steps::{put, start_import, step_path, stock, validate},
};
use axum::http::{Method, StatusCode};
use jiff::SignedDuration;
use serde_json::json;

fn path(query: &str) -> String {
    format!("/api/establishments/{HERE}/mappings{query}")
}

async fn purge(browser: &mut Browser, query: &str, revision: &str) -> Answer {
    let if_match = format!("\"{revision}\"");
    browser.send(Method::DELETE, &path(query), &[("if-match", &if_match)], None).await
}

#[tokio::test]
async fn what_no_import_has_confirmed_goes_and_the_rest_stays() {
    let school = School::open().await;
    let mut browser = school.with_establishment().await;
    let first = start_import(&mut browser, HERE, "partial").await;
    validate(&mut browser, HERE, &first, "teacher", "0", "a1 b2").await.check(StatusCode::OK);
    school.clock.advance(SignedDuration::from_hours(1));
    let second = start_import(&mut browser, HERE, "partial").await;
    validate(&mut browser, HERE, &second, "teacher", "1", "b2").await.check(StatusCode::OK);

    let query = "?confirmed_before=2026-11-20T08:30:00Z";
    let seen = browser.delete(&path(&format!("{query}&dry_run=true"))).await;
    let seen = seen.check(StatusCode::OK);
    assert_eq!(seen["by_category"][0], json!(["teacher", 1]));
    assert_eq!((&seen["revision"], &seen["stock"]), (&json!(2), &json!(1)));
    assert_eq!(stock(&mut browser).await, ["teacher a1", "teacher b2"]);
    let blind = browser.delete(&path(query)).await;
    blind.refused(StatusCode::PRECONDITION_REQUIRED, "precondition_required");
    purge(&mut browser, query, "0").await.refused(StatusCode::PRECONDITION_FAILED, "stale");
    assert_eq!(purge(&mut browser, query, "1").await.check(StatusCode::OK), seen);
    assert_eq!(stock(&mut browser).await, ["teacher b2"]);
    let odd = browser.delete(&path("?dry_run=true&confirmed_before=hier")).await;
    odd.refused_field("confirmed_before");
}

#[tokio::test]
async fn what_is_purged_is_nowhere_in_the_file_and_the_chain_stays_whole() {
    let school = School::open().await;
    let mut browser = school.with_establishment().await;
    let import = start_import(&mut browser, HERE, "partial").await;
    let mut body = crate::steps::step("a1", false);
    body["pairs"][0]["ent_key"] = "PURGED-ACCOUNT".into();
    body["pairs"][0]["pronote_id"] = "PURGEDIDENTIFIER".into();
    let step = step_path(HERE, &import, "teacher");
    put(&mut browser, &step, "0", "key", body).await.check(StatusCode::OK);
    purge(&mut browser, "", "1").await.check(StatusCode::OK);

    let undo = format!("/api/establishments/{HERE}/imports/{import}/undo");
    let nothing = browser.get(&undo).await.check(StatusCode::OK);
    assert_eq!((&nothing["restored"], &nothing["removed"]), (&json!(0), &json!(0)));
    let chain = school.state.store.verify_audit().await.unwrap();
    assert!(matches!(chain, server::store::Chain::Whole { .. }));
    school.state.store.close().await;
    let file = std::fs::read(school.folder.path().join("raccord.db")).unwrap();
    for text in ["PURGED-ACCOUNT", "PURGEDIDENTIFIER"] {
        assert!(!file.windows(text.len()).any(|bytes| bytes == text.as_bytes()), "{text}");
    }
}
