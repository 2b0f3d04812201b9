//! Imports: start, history, end.

use crate::{
    school::{Answer, Browser, HERE, School, THERE},
    steps::{start_import, validate},
};
use axum::http::{Method, StatusCode};
use jiff::SignedDuration;
use serde_json::{Value, json};

fn path() -> String {
    format!("/api/establishments/{HERE}/imports")
}

fn new_import() -> Value {
    json!({"mode": "partial", "sources": [
        {"kind": "ent_accounts", "sha256": "ab".repeat(32), "records": [["student", 812]]},
    ]})
}

async fn start(browser: &mut Browser, key: &str, body: Value) -> Answer {
    let headers = [(api::IDEMPOTENCY_HEADER, key)];
    browser.send(Method::POST, &path(), &headers, Some(body)).await
}

#[tokio::test]
async fn an_import_starts_open_and_empty() {
    let school = School::open().await;
    let mut browser = school.with_establishment().await;
    let import = start(&mut browser, "key", new_import()).await.check(StatusCode::CREATED);
    let expected = json!({
        "id": import["id"], "mode": "partial", "state": "open", "started_by": "Ada",
        "started_at": "2026-11-20T08:00:00.000Z", "closed_at": null,
        "sources": new_import()["sources"], "steps": [], "stock": 0,
    });
    assert_eq!(import, expected);
    let one = format!("{}/{}", path(), import["id"].as_str().unwrap());
    assert_eq!(browser.get(&one).await.check(StatusCode::OK), import);
}

#[tokio::test]
async fn the_cas_identifiers_of_the_files_are_counted() {
    let school = School::open().await;
    let mut browser = school.with_establishment().await;
    let mut body = new_import();
    body["cas_ids"] = json!({"linked": 612, "former": 31, "none": 169});
    let import = start(&mut browser, "key", body.clone()).await.check(StatusCode::CREATED);
    assert_eq!(import["cas_ids"], body["cas_ids"]);
    let import = import["id"].as_str().unwrap();
    validate(&mut browser, HERE, import, "student", "0", "a1").await.check(StatusCode::OK);
    let status = browser.get(&format!("/api/establishments/{HERE}/status")).await;
    assert_eq!(status.check(StatusCode::OK)["last_import"]["cas_ids"], body["cas_ids"]);

    for (field, value) in
        [("linked", json!(-1)), ("former", json!(1.5)), ("names", json!(["DUPONT"]))]
    {
        let mut body = body.clone();
        body["cas_ids"][field] = value;
        start(&mut browser, "other", body).await.refused(StatusCode::BAD_REQUEST, "malformed");
    }
}

#[tokio::test]
async fn the_same_key_starts_one_import() {
    let school = School::open().await;
    let mut browser = school.with_establishment().await;
    let first = start(&mut browser, "key", new_import()).await.check(StatusCode::CREATED);
    let again = start(&mut browser, "key", new_import()).await.check(StatusCode::CREATED);
    assert_eq!(again, first);
    let mut other = new_import();
    other["mode"] = "complete".into();
    let refused = start(&mut browser, "key", other).await;
    refused.refused(StatusCode::CONFLICT, "key_reused");
    assert_eq!(browser.get(&path()).await.json()["total"], 1);
}

#[tokio::test]
async fn a_key_and_well_formed_sources_are_required() {
    let school = School::open().await;
    let mut browser = school.with_establishment().await;
    let keyless = browser.post(&path(), new_import()).await;
    keyless.refused(StatusCode::PRECONDITION_REQUIRED, "precondition_required");

    for digest in ["", &"AB".repeat(32), &"ab".repeat(31)] {
        let mut body = new_import();
        body["sources"][0]["sha256"] = digest.into();
        start(&mut browser, "key", body).await.refused_field("sources.sha256");
    }
    let mut body = new_import();
    body["sources"] = vec![body["sources"][0].clone(); 51].into();
    start(&mut browser, "key", body).await.refused_field("sources");
    let mut body = new_import();
    body["sources"][0]["name"] = "eleves.csv".into();
    start(&mut browser, "key", body).await.refused(StatusCode::BAD_REQUEST, "malformed");
}

#[tokio::test]
async fn a_new_import_closes_those_that_one_left_open() {
    let school = School::open().await;
    let mut browser = school.with_establishment().await;
    let mut colleague = school.member("zoe", &[(HERE, "admin")]).await;
    let theirs = start_import(&mut colleague, HERE, "partial").await;
    let mine = start_import(&mut browser, HERE, "partial").await;
    school.clock.advance(SignedDuration::from_secs(1));
    let newest = start_import(&mut browser, HERE, "partial").await;

    let imports = browser.get(&path()).await.check(StatusCode::OK);
    let state = |id: &str| {
        let items = imports["items"].as_array().unwrap().iter();
        items.filter(|i| i["id"] == id).map(|i| i["state"].as_str().unwrap()).collect::<String>()
    };
    assert_eq!([state(&theirs), state(&mine), state(&newest)], ["open", "closed", "open"]);
}

#[tokio::test]
async fn the_history_is_newest_first_and_paged() {
    let school = School::open().await;
    let mut browser = school.with_establishment().await;
    let mut started = Vec::new();
    for _ in 0..3 {
        started.insert(0, start_import(&mut browser, HERE, "complete").await);
        school.clock.advance(SignedDuration::from_secs(1));
    }
    validate(&mut browser, HERE, &started[0], "teacher", "0", "a1").await.check(StatusCode::OK);

    let all = browser.get(&path()).await.check(StatusCode::OK);
    assert_eq!(ids(&all), started);
    assert_eq!(all["items"][0]["steps"][0]["category"], "teacher");
    assert_eq!(all["items"][1]["steps"], json!([]));
    let page = browser.get(&format!("{}?offset=1&limit=1", path())).await.check(StatusCode::OK);
    assert_eq!((ids(&page), &page["total"]), (vec![started[1].clone()], &json!(3)));
    for limit in ["0", "5001"] {
        let answer = browser.get(&format!("{}?limit={limit}", path())).await;
        answer.refused_field("limit");
    }
}

#[tokio::test]
async fn the_report_has_the_last_validation_of_each_step_in_order() {
    let school = School::open().await;
    let mut browser = school.with_establishment().await;
    let import = start_import(&mut browser, HERE, "complete").await;
    validate(&mut browser, HERE, &import, "student", "0", "c3").await.check(StatusCode::OK);
    validate(&mut browser, HERE, &import, "teacher", "1", "a1").await.check(StatusCode::OK);
    validate(&mut browser, HERE, &import, "student", "2", "c3 d4").await.check(StatusCode::OK);

    let report = browser.get(&format!("{}/{import}", path())).await.check(StatusCode::OK);
    let steps = report["steps"].as_array().unwrap().iter();
    let shown: Vec<_> = steps.map(|s| (&s["category"], &s["added"], &s["unchanged"])).collect();
    let (teacher, student) = (json!("teacher"), json!("student"));
    assert_eq!(shown, [(&teacher, &json!(1), &json!(0)), (&student, &json!(1), &json!(1))]);
}

#[tokio::test]
async fn an_import_ends_once() {
    let school = School::open().await;
    let mut browser = school.with_establishment().await;
    let import = start_import(&mut browser, HERE, "complete").await;
    let close = format!("{}/{import}/close", path());
    school.clock.advance(SignedDuration::from_secs(60));
    let closed = browser.post(&close, json!({})).await.check(StatusCode::OK);
    assert_eq!(closed["state"], "closed");
    assert_eq!(closed["closed_at"], "2026-11-20T08:01:00.000Z");
    school.clock.advance(SignedDuration::from_secs(60));
    assert_eq!(browser.post(&close, json!({})).await.check(StatusCode::OK), closed);
}

#[tokio::test]
async fn an_import_of_another_establishment_is_not_found() {
    let school = School::open().await;
    let mut browser = school.with_establishment().await;
    browser.register(THERE).await;
    let import = start_import(&mut browser, THERE, "complete").await;
    let one = format!("{}/{import}", path());
    browser.get(&one).await.refused(StatusCode::NOT_FOUND, "not_found");
    let closed = browser.post(&format!("{one}/close"), json!({})).await;
    closed.refused(StatusCode::NOT_FOUND, "not_found");
}

fn ids(page: &Value) -> Vec<String> {
    let items = page["items"].as_array().unwrap().iter();
    items.map(|item| item["id"].as_str().unwrap().to_owned()).collect()
}
