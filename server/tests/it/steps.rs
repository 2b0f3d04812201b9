//! Validating steps over HTTP. Pairs are written small: `a1` is the account "a" with the identifier
//! "1", `a1=` the same kept. What enters and leaves is tested in `store::stock`; here is what the
//! caller sees.

use crate::school::{Answer, Browser, HERE, School};
use axum::http::{Method, StatusCode};
use serde_json::{Value, json};
use std::sync::atomic::{AtomicU32, Ordering};

/// Starts an import whose file has records of teachers and students; its id.
pub(crate) async fn start_import(browser: &mut Browser, uai: &str, mode: &str) -> String {
    let source = json!({
        "kind": "identifiers", "sha256": "0".repeat(64),
        "records": [["teacher", 3], ["student", 3]],
    });
    let path = format!("/api/establishments/{uai}/imports");
    let body = json!({"mode": mode, "sources": [source]});
    let key = fresh_key();
    let answer =
        browser.send(Method::POST, &path, &[(api::IDEMPOTENCY_HEADER, &key)], Some(body)).await;
    answer.check(StatusCode::CREATED)["id"].as_str().unwrap().to_owned()
}

/// Validates a step with a key of its own, against a revision.
pub(crate) async fn validate(
    browser: &mut Browser,
    uai: &str,
    import: &str,
    category: &str,
    revision: &str,
    pairs: &str,
) -> Answer {
    let key = fresh_key();
    put(browser, &step_path(uai, import, category), revision, &key, step(pairs, false)).await
}

pub(crate) async fn put(
    browser: &mut Browser,
    path: &str,
    revision: &str,
    key: &str,
    body: Value,
) -> Answer {
    let if_match = format!("\"{revision}\"");
    let headers = [("if-match", if_match.as_str()), (api::IDEMPOTENCY_HEADER, key)];
    browser.send(Method::PUT, path, &headers, Some(body)).await
}

pub(crate) fn step_path(uai: &str, import: &str, category: &str) -> String {
    format!("/api/establishments/{uai}/imports/{import}/steps/{category}")
}

pub(crate) fn step(pairs: &str, replace: bool) -> Value {
    let pair = |word: &str| {
        let decision = if word.ends_with('=') { "kept" } else { "automatic" };
        json!({"ent_key": word[..1], "pronote_id": word[1..2], "decision": decision})
    };
    let pairs: Vec<_> = pairs.split_whitespace().map(pair).collect();
    json!({
        "pairs": pairs, "replace": replace,
        "report": {"refused": 1, "to_review": 2, "undecided": 3},
    })
}

pub(crate) fn fresh_key() -> String {
    static KEYS: AtomicU32 = AtomicU32::new(0);
    format!("key-{}", KEYS.fetch_add(1, Ordering::Relaxed))
}

/// The stock, small again: `teacher a1`.
pub(crate) async fn stock(browser: &mut Browser) -> Vec<String> {
    let path = format!("/api/establishments/{HERE}/mappings");
    let mappings = browser.get(&path).await.check(StatusCode::OK);
    let show = |item: &Value| {
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let pair = &item["pair"];
        let category = text(&item["category"]);
        format!("{category} {}{}", text(&pair["ent_key"]), text(&pair["pronote_id"]))
    };
    mappings["items"].as_array().unwrap().iter().map(show).collect()
}

#[tokio::test]
async fn a_validated_step_is_stored_and_reported() {
    let school = School::open().await;
    let mut browser = school.with_establishment().await;
    let import = start_import(&mut browser, HERE, "complete").await;
    let answer = validate(&mut browser, HERE, &import, "teacher", "0", "b2 a1").await;
    let outcome = json!({
        "added": 2, "changed": 0, "unchanged": 0, "removed": 0,
        "revision": 1, "stock": 2, "leaving": [],
    });
    assert_eq!(answer.check(StatusCode::OK), outcome);
    assert_eq!(stock(&mut browser).await, ["teacher a1", "teacher b2"]);

    let path = format!("/api/establishments/{HERE}/imports/{import}");
    let report = browser.get(&path).await.check(StatusCode::OK);
    let step = json!({
        "category": "teacher", "validated_at": "2026-11-20T08:00:00.000Z", "validated_by": "Ada",
        "automatic": 2, "confirmed": 0, "manual": 0, "kept": 0,
        "report": {"refused": 1, "to_review": 2, "undecided": 3},
        "added": 2, "changed": 0, "unchanged": 0, "removed": 0, "stock": 2,
    });
    assert_eq!(report["steps"], json!([step]));
    assert_eq!(report["stock"], 2);
}

#[tokio::test]
async fn the_same_set_again_changes_nothing_not_even_the_revision() {
    let school = School::open().await;
    let mut browser = school.with_establishment().await;
    let import = start_import(&mut browser, HERE, "complete").await;
    validate(&mut browser, HERE, &import, "teacher", "0", "a1 b2").await.check(StatusCode::OK);
    let again = validate(&mut browser, HERE, &import, "teacher", "1", "b2= a1").await;
    let outcome = json!({
        "added": 0, "changed": 0, "unchanged": 2, "removed": 0,
        "revision": 1, "stock": 2, "leaving": [],
    });
    assert_eq!(again.check(StatusCode::OK), outcome);
    let mappings = browser.get(&format!("/api/establishments/{HERE}/mappings")).await;
    for item in mappings.json()["items"].as_array().unwrap() {
        assert_eq!(item["pair"]["decision"], "automatic");
    }
}

#[tokio::test]
async fn complete_removes_what_is_gone_partial_does_not() {
    let school = School::open().await;
    let mut browser = school.with_establishment().await;
    let complete = start_import(&mut browser, HERE, "complete").await;
    validate(&mut browser, HERE, &complete, "teacher", "0", "a1 b2").await.check(StatusCode::OK);
    validate(&mut browser, HERE, &complete, "student", "1", "c3").await.check(StatusCode::OK);

    let partial = start_import(&mut browser, HERE, "partial").await;
    let answer = validate(&mut browser, HERE, &partial, "teacher", "2", "d4").await;
    assert_eq!(answer.check(StatusCode::OK)["removed"], 0);
    assert_eq!(stock(&mut browser).await, ["teacher a1", "teacher b2", "student c3", "teacher d4"]);

    let complete = start_import(&mut browser, HERE, "complete").await;
    let answer = validate(&mut browser, HERE, &complete, "teacher", "3", "d4").await;
    let outcome = answer.check(StatusCode::OK);
    assert_eq!((&outcome["removed"], &outcome["stock"]), (&json!(2), &json!(2)));
    let left =
        |key: &str, id: &str| json!({"ent_key": key, "pronote_id": id, "decision": "automatic"});
    assert_eq!(outcome["leaving"], json!([left("a", "1"), left("b", "2")]));
    assert_eq!(stock(&mut browser).await, ["student c3", "teacher d4"]);
}

#[tokio::test]
async fn an_exchange_has_to_be_asked_for() {
    let school = School::open().await;
    let mut browser = school.with_establishment().await;
    let import = start_import(&mut browser, HERE, "partial").await;
    validate(&mut browser, HERE, &import, "teacher", "0", "a1 b2").await.check(StatusCode::OK);

    let path = step_path(HERE, &import, "teacher");
    let refused = put(&mut browser, &path, "1", &fresh_key(), step("a2 b1", false)).await;
    let left =
        |key: &str, id: &str| json!({"ent_key": key, "pronote_id": id, "decision": "automatic"});
    assert_eq!(
        refused.refused(StatusCode::CONFLICT, "displaced"),
        json!({"displaced": [left("a", "1"), left("b", "2")]})
    );
    assert_eq!(stock(&mut browser).await, ["teacher a1", "teacher b2"]);

    let swapped = put(&mut browser, &path, "1", &fresh_key(), step("a2 b1", true)).await;
    let outcome = swapped.check(StatusCode::OK);
    assert_eq!((&outcome["changed"], &outcome["removed"]), (&json!(2), &json!(0)));
    assert_eq!(outcome["leaving"], json!([left("a", "1"), left("b", "2")]));
    assert_eq!(stock(&mut browser).await, ["teacher b1", "teacher a2"]);
}

#[tokio::test]
async fn a_pair_of_another_category_moves_without_being_asked() {
    let school = School::open().await;
    let mut browser = school.with_establishment().await;
    let import = start_import(&mut browser, HERE, "complete").await;
    validate(&mut browser, HERE, &import, "student", "0", "a1").await.check(StatusCode::OK);
    let moved = validate(&mut browser, HERE, &import, "teacher", "1", "a1=").await;
    let outcome = moved.check(StatusCode::OK);
    assert_eq!((&outcome["changed"], &outcome["leaving"]), (&json!(1), &json!([])));
    assert_eq!(stock(&mut browser).await, ["teacher a1"]);
}

#[tokio::test]
async fn a_dry_run_answers_the_same_and_stores_nothing() {
    let school = School::open().await;
    let mut browser = school.with_establishment().await;
    let import = start_import(&mut browser, HERE, "complete").await;
    validate(&mut browser, HERE, &import, "teacher", "0", "a1 b2").await.check(StatusCode::OK);

    let path = step_path(HERE, &import, "teacher");
    let dry = format!("{path}?dry_run=true");
    let body = step("a1 c3", false);
    let headers = [("if-match", "\"1\"")];
    let preview = browser.send(Method::PUT, &dry, &headers, Some(body.clone())).await;
    let preview = preview.check(StatusCode::OK);
    assert_eq!(stock(&mut browser).await, ["teacher a1", "teacher b2"]);

    let refused = browser.send(Method::PUT, &dry, &headers, Some(step("a2", false))).await;
    refused.refused(StatusCode::CONFLICT, "displaced");
    let stored = put(&mut browser, &path, "1", &fresh_key(), body).await;
    assert_eq!(stored.check(StatusCode::OK), preview);
}

#[tokio::test]
async fn a_retry_after_a_lost_answer_gets_the_first_answer_again() {
    let school = School::open().await;
    let mut browser = school.with_establishment().await;
    let import = start_import(&mut browser, HERE, "complete").await;
    let path = step_path(HERE, &import, "teacher");
    validate(&mut browser, HERE, &import, "teacher", "0", "a1 b2 c3").await.check(StatusCode::OK);
    let first = put(&mut browser, &path, "1", "key", step("b1 d4", true)).await;
    let first = first.check(StatusCode::OK);
    assert_eq!(first["leaving"].as_array().unwrap().len(), 3);
    validate(&mut browser, HERE, &import, "student", "2", "e5").await.check(StatusCode::OK);

    // The revision is old by now, the pairs come in another order, the import has ended.
    let close = format!("/api/establishments/{HERE}/imports/{import}/close");
    browser.post(&close, json!({})).await.check(StatusCode::OK);
    let again = put(&mut browser, &path, "1", "key", step("d4 b1", true)).await;
    assert_eq!(again.check(StatusCode::OK), first);
    assert_eq!(stock(&mut browser).await, ["teacher b1", "teacher d4", "student e5"]);
}

#[tokio::test]
async fn of_two_at_once_with_the_same_revision_one_wins() {
    let school = School::open().await;
    let mut one = school.with_establishment().await;
    let mut other = school.member("zoe", &[(HERE, "admin")]).await;
    let here = start_import(&mut one, HERE, "partial").await;
    let there = start_import(&mut other, HERE, "partial").await;
    let (first, second) = tokio::join!(
        validate(&mut one, HERE, &here, "teacher", "0", "a1"),
        validate(&mut other, HERE, &there, "student", "0", "b2"),
    );
    let (won, lost) =
        if first.status == StatusCode::OK { (first, second) } else { (second, first) };
    assert_eq!(won.check(StatusCode::OK)["revision"], 1);
    let details = lost.refused(StatusCode::PRECONDITION_FAILED, "stale");
    assert_eq!(details, json!({"revision": 1}));
    assert_eq!(stock(&mut one).await.len(), 1);
}

#[tokio::test]
async fn the_largest_step_is_stored() {
    let school = School::open().await;
    let mut browser = school.with_establishment().await;
    let import = start_import(&mut browser, HERE, "complete").await;
    let path = step_path(HERE, &import, "student");
    let pair = |n: usize| {
        json!({"ent_key": format!("h:{n:043}"), "pronote_id": format!("{n:016}"),
               "decision": "automatic"})
    };
    let mut body = step("", false);
    body["pairs"] = (0..api::MAX_PAIRS).map(pair).collect();
    let stored = put(&mut browser, &path, "0", &fresh_key(), body.clone()).await;
    assert_eq!(stored.check(StatusCode::OK)["stock"], api::MAX_PAIRS);
    body["pairs"].as_array_mut().unwrap().push(pair(api::MAX_PAIRS));
    put(&mut browser, &path, "1", &fresh_key(), body).await.refused_field("pairs");
}
