//! The audit trail over HTTP, and whether a change of it shows.

use crate::{
    school::{HERE, School, THERE},
    steps::{start_import, validate},
};
use axum::http::StatusCode;
use serde_json::{Value, json};
use server::store::Chain;

#[tokio::test]
async fn acts_are_told_with_who_and_when() {
    let school = School::open().await;
    let mut ada = school.with_establishment().await;
    ada.register(THERE).await;
    let import = start_import(&mut ada, HERE, "complete").await;
    validate(&mut ada, HERE, &import, "teacher", "0", "a1 b2").await.check(StatusCode::OK);
    let here = ada.get(&format!("/api/establishments/{HERE}/audit")).await.check(StatusCode::OK);
    let newest = &here["items"][0];
    let expected = json!({
        "number": newest["number"], "at": "2026-11-20T08:00:00.000Z", "by": "Ada", "uai": HERE,
        "action": "step_validated", "hash": newest["hash"],
        "details": {"import": import, "category": "teacher", "added": 2, "changed": 0, "removed": 0},
    });
    assert_eq!(newest, &expected);
    assert_eq!(actions(&here), ["step_validated", "establishment_added"]);
    assert_eq!(here["total"], 2);

    let all = ada.get("/api/audit?limit=2").await.check(StatusCode::OK);
    assert_eq!(actions(&all), ["step_validated", "establishment_added"]);
    assert_eq!(all["items"][1]["uai"], THERE);
    assert_eq!(all["total"], 4);
}

#[tokio::test]
async fn no_pair_is_in_it() {
    let school = School::open().await;
    let mut ada = school.with_establishment().await;
    let import = start_import(&mut ada, HERE, "complete").await;
    let mut body = crate::steps::step("a1", false);
    body["pairs"][0]["ent_key"] = "CanaryKey".into();
    body["pairs"][0]["pronote_id"] = "CanaryId".into();
    let path = crate::steps::step_path(HERE, &import, "teacher");
    crate::steps::put(&mut ada, &path, "0", "key", body).await.check(StatusCode::OK);
    let all = ada.get("/api/audit").await;
    assert!(!all.text.contains("Canary"), "{}", all.text);
}

#[tokio::test]
async fn whatever_is_changed_in_the_file_shows() {
    let school = School::open().await;
    let mut ada = school.with_establishment().await;
    ada.register(THERE).await;
    let verify = async || school.state.store.verify_audit().await.unwrap();
    let Chain::Whole { entries: 3, .. } = verify().await else { panic!("three entries") };
    let database = school.database().await;
    let write = async |statement: &'static str| {
        sqlx::query(statement).execute(&database).await.unwrap();
    };
    write("UPDATE audit_entry SET uai = '0990003R' WHERE number = 2").await;
    assert_eq!(verify().await, Chain::Broken(2));
    write("UPDATE audit_entry SET uai = '0990001N' WHERE number = 2").await;
    assert!(matches!(verify().await, Chain::Whole { entries: 3, .. }));
    write("DELETE FROM audit_entry WHERE number = 1").await;
    assert_eq!(verify().await, Chain::Broken(1));
}

fn actions(page: &Value) -> Vec<&str> {
    page["items"].as_array().unwrap().iter().map(|e| e["action"].as_str().unwrap()).collect()
}
