//! Undoing an import over HTTP; what goes back is tested in `store::undo`.

use crate::{
    school::{Answer, Browser, HERE, School, THERE},
    steps::{put, start_import, step, step_path, stock, validate},
};
use axum::http::{Method, StatusCode};
use serde_json::json;

fn path(import: &str) -> String {
    format!("/api/establishments/{HERE}/imports/{import}/undo")
}

async fn undo(browser: &mut Browser, import: &str, revision: &str) -> Answer {
    let if_match = format!("\"{revision}\"");
    browser.send(Method::POST, &path(import), &[("if-match", &if_match)], Some(json!({}))).await
}

#[tokio::test]
async fn the_stock_is_what_it_was_before() {
    let school = School::open().await;
    let mut browser = school.with_establishment().await;
    let first = start_import(&mut browser, HERE, "complete").await;
    validate(&mut browser, HERE, &first, "teacher", "0", "a1 b2").await.check(StatusCode::OK);
    let second = start_import(&mut browser, HERE, "complete").await;
    let teachers = step_path(HERE, &second, "teacher");
    put(&mut browser, &teachers, "1", "key", step("a2 c3", true)).await.check(StatusCode::OK);
    validate(&mut browser, HERE, &second, "student", "2", "d4").await.check(StatusCode::OK);

    let preview = browser.get(&path(&second)).await.check(StatusCode::OK);
    let expected = json!({"restored": 2, "removed": 2, "left": [], "left_count": 0,
                          "revision": 4, "stock": 2});
    assert_eq!(preview, expected);
    assert_eq!(stock(&mut browser).await, ["teacher a2", "teacher c3", "student d4"]);
    assert_eq!(undo(&mut browser, &second, "3").await.check(StatusCode::OK), preview);
    assert_eq!(stock(&mut browser).await, ["teacher a1", "teacher b2"]);

    let report = browser.get(&format!("/api/establishments/{HERE}/imports/{second}")).await;
    let report = report.check(StatusCode::OK);
    assert_eq!(report["state"], "closed");
    assert_eq!(
        (&report["undone"]["by"], &report["undone"]["restored"]),
        (&json!("Ada"), &json!(2))
    );
    let late = validate(&mut browser, HERE, &second, "teacher", "4", "a1").await;
    late.refused(StatusCode::CONFLICT, "import_closed");
}

#[tokio::test]
async fn what_a_later_import_changed_or_confirmed_is_left() {
    let school = School::open().await;
    let mut browser = school.with_establishment().await;
    let first = start_import(&mut browser, HERE, "partial").await;
    validate(&mut browser, HERE, &first, "teacher", "0", "a1 b2 c3").await.check(StatusCode::OK);
    let second = start_import(&mut browser, HERE, "partial").await;
    let teachers = step_path(HERE, &second, "teacher");
    put(&mut browser, &teachers, "1", "key", step("a9 b2", true)).await.check(StatusCode::OK);

    let preview = browser.get(&path(&first)).await.check(StatusCode::OK);
    assert_eq!((&preview["removed"], &preview["left_count"]), (&json!(1), &json!(2)));
    let left: Vec<_> = preview["left"].as_array().unwrap().iter().collect();
    assert_eq!(left[0]["pair"]["pronote_id"], "2");
    undo(&mut browser, &first, "2").await.check(StatusCode::OK);
    assert_eq!(stock(&mut browser).await, ["teacher b2", "teacher a9"]);
}

#[tokio::test]
async fn it_is_refused_when_it_must_be() {
    let school = School::open().await;
    let mut browser = school.with_establishment().await;
    browser.register(THERE).await;
    let import = start_import(&mut browser, HERE, "partial").await;
    validate(&mut browser, HERE, &import, "teacher", "0", "a1").await.check(StatusCode::OK);
    let blind = browser.post(&path(&import), json!({})).await;
    blind.refused(StatusCode::PRECONDITION_REQUIRED, "precondition_required");
    let stale = undo(&mut browser, &import, "0").await;
    let details = stale.refused(StatusCode::PRECONDITION_FAILED, "stale");
    assert_eq!(details, json!({"revision": 1}));
    assert_eq!(stock(&mut browser).await, ["teacher a1"]);

    let elsewhere = format!("/api/establishments/{THERE}/imports/{import}/undo");
    browser.get(&elsewhere).await.refused(StatusCode::NOT_FOUND, "not_found");
    undo(&mut browser, &import, "1").await.check(StatusCode::OK);
    let again = undo(&mut browser, &import, "2").await;
    again.refused(StatusCode::CONFLICT, "already_undone");
}

#[tokio::test]
async fn two_undone_one_after_the_other_give_the_first_stock_back() {
    let school = School::open().await;
    let mut browser = school.with_establishment().await;
    let mut imports = Vec::new();
    for (revision, pairs) in [("0", "a1"), ("1", "a1 b2"), ("2", "a1 c3")] {
        let import = start_import(&mut browser, HERE, "complete").await;
        let answer = validate(&mut browser, HERE, &import, "teacher", revision, pairs).await;
        answer.check(StatusCode::OK);
        imports.push(import);
    }
    undo(&mut browser, &imports[2], "3").await.check(StatusCode::OK);
    assert_eq!(stock(&mut browser).await, ["teacher a1", "teacher b2"]);
    undo(&mut browser, &imports[1], "4").await.check(StatusCode::OK);
    assert_eq!(stock(&mut browser).await, ["teacher a1"]);
}

#[tokio::test]
async fn looking_at_a_step_begins_no_import_and_ends_none() {
    let school = School::open().await;
    let mut browser = school.with_establishment().await;
    let open = start_import(&mut browser, HERE, "partial").await;
    let import = json!({"mode": "complete", "sources": [
        {"kind": "identifiers", "sha256": "0".repeat(64), "records": [["teacher", 2]]}]});
    let body = json!({"import": import, "step": step("a1 b2", false)});
    let preview = format!("/api/establishments/{HERE}/preview/teacher");
    let if_match = [("if-match", "\"0\"")];
    let seen = browser.send(Method::POST, &preview, &if_match, Some(body.clone())).await;
    assert_eq!(seen.check(StatusCode::OK)["added"], 2);
    let imports = browser.get(&format!("/api/establishments/{HERE}/imports")).await.json();
    assert_eq!((&imports["total"], &imports["items"][0]["id"]), (&json!(1), &json!(open)));
    assert_eq!(imports["items"][0]["state"], "open");
    assert!(stock(&mut browser).await.is_empty());

    let students = format!("/api/establishments/{HERE}/preview/student");
    let none = browser.send(Method::POST, &students, &if_match, Some(body.clone())).await;
    none.refused(StatusCode::UNPROCESSABLE_ENTITY, "no_source");
    let stale = browser.send(Method::POST, &preview, &[("if-match", "\"7\"")], Some(body)).await;
    stale.refused(StatusCode::PRECONDITION_FAILED, "stale");
}

#[tokio::test]
async fn only_ones_own_import_is_proposed_for_going_on() {
    let school = School::open().await;
    let mut ada = school.with_establishment().await;
    let mut zoe = school.member("zoe", &[(HERE, "admin")]).await;
    let theirs = start_import(&mut zoe, HERE, "partial").await;
    let status = format!("/api/establishments/{HERE}/status");
    assert_eq!(ada.get(&status).await.json()["open_import"], json!(null));
    assert_eq!(zoe.get(&status).await.json()["open_import"]["id"], theirs);
}
