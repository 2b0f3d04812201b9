//! Every reason for which a step is refused, and that nothing is stored then.

use crate::{
    school::{Browser, HERE, School, THERE},
    steps::{fresh_key, put, start_import, step, step_path, stock, validate},
};
use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

/// A school with an import and the stock `teacher a1`, at revision 1.
async fn prepared(mode: &str) -> (School, Browser, String) {
    let school = School::open().await;
    let mut browser = school.with_establishment().await;
    let import = start_import(&mut browser, HERE, mode).await;
    validate(&mut browser, HERE, &import, "teacher", "0", "a1").await.check(StatusCode::OK);
    (school, browser, import)
}

#[tokio::test]
async fn both_preconditions_are_required_and_read_strictly() {
    let (_school, mut browser, import) = prepared("complete").await;
    let path = step_path(HERE, &import, "teacher");
    let mut send = async |path: &str, headers: &[(&str, &str)]| {
        browser.send(Method::PUT, path, headers, Some(step("a1", false))).await
    };
    let required = (StatusCode::PRECONDITION_REQUIRED, "precondition_required");
    let key = (api::IDEMPOTENCY_HEADER, "key");
    send(&path, &[key]).await.refused(required.0, required.1);
    send(&path, &[("if-match", "\"1\"")]).await.refused(required.0, required.1);
    let dry = format!("{path}?dry_run=true");
    send(&dry, &[key]).await.refused(required.0, required.1);
    send(&dry, &[("if-match", "\"1\"")]).await.check(StatusCode::OK);

    let malformed = (StatusCode::BAD_REQUEST, "malformed");
    send(&path, &[("if-match", "1"), key]).await.refused(malformed.0, malformed.1);
    let long = "k".repeat(129);
    let headers = [("if-match", "\"1\""), (api::IDEMPOTENCY_HEADER, long.as_str())];
    send(&path, &headers).await.refused(malformed.0, malformed.1);
    let unknown = format!("{path}?dry_run=true&force=true");
    send(&unknown, &[("if-match", "\"1\"")]).await.refused(malformed.0, malformed.1);
}

#[tokio::test]
async fn pairs_must_be_exactly_as_they_are_stored() {
    let (_school, mut browser, import) = prepared("complete").await;
    let path = step_path(HERE, &import, "teacher");
    for (ent_key, pronote_id, field) in [
        ("", "1", "pairs.ent_key"),
        (" a", "1", "pairs.ent_key"),
        ("zoé", "1", "pairs.ent_key"),
        ("a b", "1", "pairs.ent_key"),
        ("a", "", "pairs.pronote_id"),
        ("a", "1\n", "pairs.pronote_id"),
        ("a", "1_", "pairs.pronote_id"),
    ] {
        let mut body = step("c3 a1", false);
        body["pairs"][1]["ent_key"] = ent_key.into();
        body["pairs"][1]["pronote_id"] = pronote_id.into();
        let answer = put(&mut browser, &path, "1", &fresh_key(), body).await;
        answer.refused_field(field);
    }
    for (pairs, field) in [("a1 a2", "pairs.ent_key"), ("a1 b1", "pairs.pronote_id")] {
        let answer = validate(&mut browser, HERE, &import, "teacher", "1", pairs).await;
        answer.refused_field(field);
    }
    let kept = validate(&mut browser, HERE, &import, "teacher", "1", "c3=").await;
    kept.refused_field("pairs.decision");
    assert_eq!(stock(&mut browser).await, ["teacher a1"]);
}

#[tokio::test]
async fn a_refusal_repeats_nothing_of_what_was_sent() {
    let (_school, mut browser, import) = prepared("complete").await;
    let mut body = step("a1", false);
    body["pairs"][0]["ent_key"] = "Dupont Zoé".into();
    let path = step_path(HERE, &import, "teacher");
    let answer = put(&mut browser, &path, "1", &fresh_key(), body).await;
    assert!(!answer.text.contains("Dupont"), "{}", answer.text);

    let body = json!({"pairs": [], "Dupont Zoé": 1});
    let answer = put(&mut browser, &path, "1", &fresh_key(), body).await;
    assert!(!answer.text.contains("Dupont"), "{}", answer.text);
}

#[tokio::test]
async fn another_shape_is_malformed() {
    let (_school, mut browser, import) = prepared("complete").await;
    let path = step_path(HERE, &import, "teacher");
    let mut nameless = step("a1", false);
    nameless["pairs"][0]["name"] = "Zoé".into();
    for body in [json!([]), json!({"pairs": []}), nameless] {
        let answer = put(&mut browser, &path, "1", &fresh_key(), body).await;
        answer.refused(StatusCode::BAD_REQUEST, "malformed");
    }
    let path = step_path(HERE, &import, "pupil");
    let answer = put(&mut browser, &path, "1", &fresh_key(), step("a1", false)).await;
    answer.refused(StatusCode::BAD_REQUEST, "malformed");
}

#[tokio::test]
async fn an_import_is_known_in_its_establishment_only() {
    let (_school, mut browser, import) = prepared("complete").await;
    browser.register(THERE).await;
    let not_found = (StatusCode::NOT_FOUND, "not_found");
    let elsewhere = validate(&mut browser, THERE, &import, "teacher", "0", "a1").await;
    elsewhere.refused(not_found.0, not_found.1);
    let unknown = validate(&mut browser, HERE, "unknown", "teacher", "1", "a1").await;
    unknown.refused(not_found.0, not_found.1);
}

#[tokio::test]
async fn a_closed_import_takes_no_more_steps() {
    let (_school, mut browser, import) = prepared("complete").await;
    let close = format!("/api/establishments/{HERE}/imports/{import}/close");
    browser.post(&close, json!({})).await.check(StatusCode::OK);
    let answer = validate(&mut browser, HERE, &import, "teacher", "1", "b2").await;
    answer.refused(StatusCode::CONFLICT, "import_closed");
}

#[tokio::test]
async fn a_key_is_for_one_request() {
    let (_school, mut browser, import) = prepared("complete").await;
    let path = step_path(HERE, &import, "teacher");
    put(&mut browser, &path, "1", "key", step("a1", false)).await.check(StatusCode::OK);
    let reused = (StatusCode::CONFLICT, "key_reused");
    let other = put(&mut browser, &path, "1", "key", step("a1 b2", false)).await;
    other.refused(reused.0, reused.1);
    let elsewhere = step_path(HERE, &import, "student");
    let other = put(&mut browser, &elsewhere, "1", "key", step("a1", false)).await;
    other.refused(reused.0, reused.1);
    assert_eq!(stock(&mut browser).await, ["teacher a1"]);
}

#[tokio::test]
async fn a_step_that_was_computed_before_a_change_is_stale() {
    let (_school, mut browser, import) = prepared("complete").await;
    for revision in ["0", "2"] {
        let answer = validate(&mut browser, HERE, &import, "teacher", revision, "b2").await;
        let details = answer.refused(StatusCode::PRECONDITION_FAILED, "stale");
        assert_eq!(details, json!({"revision": 1}));
    }
    assert_eq!(stock(&mut browser).await, ["teacher a1"]);
}

#[tokio::test]
async fn a_complete_step_needs_a_record_in_the_files() {
    let (_school, mut browser, import) = prepared("complete").await;
    let answer = validate(&mut browser, HERE, &import, "guardian", "1", "").await;
    answer.refused(StatusCode::UNPROCESSABLE_ENTITY, "no_source");
    let partial = start_import(&mut browser, HERE, "partial").await;
    let answer = validate(&mut browser, HERE, &partial, "guardian", "1", "g7").await;
    answer.check(StatusCode::OK);
}

#[tokio::test]
async fn nothing_of_a_refused_step_is_in_the_report() {
    let (_school, mut browser, import) = prepared("complete").await;
    validate(&mut browser, HERE, &import, "student", "7", "b2").await;
    let path = format!("/api/establishments/{HERE}/imports/{import}");
    let report = browser.get(&path).await.check(StatusCode::OK);
    let categories: Vec<&Value> =
        report["steps"].as_array().unwrap().iter().map(|step| &step["category"]).collect();
    assert_eq!(categories, [&json!("teacher")]);
}
