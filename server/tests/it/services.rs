//! What an establishment's administrators set: settings, services, the checklist.

use crate::school::{Browser, HERE, School};
use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

const SERVICES: &str = "/api/establishments/0990001N/services";
const CHECKLIST: &str = "/api/establishments/0990001N/checklist";

/// What the portal's form holds for PRONOTE.
pub(crate) fn service(code: &str) -> Value {
    let line = |profile: &str| json!({"target": "current_site", "profile": profile});
    json!({
        "code": code, "title": "Pronote", "sso": "pronote_cas",
        "url": "https://0990001N.index-education.net/pronote/", "order": 90, "xiti": "undefined",
        "grouping": "Scolarité", "description": "", "anonymous": false,
        "block": {"shown": true, "version": "2020", "cas_url": ""},
        "access": [line("student"), line("parent")], "users": [],
    })
}

pub(crate) async fn set(browser: &mut Browser, settings: Value) -> Value {
    let path = format!("/api/establishments/{HERE}");
    let answer = browser.send(Method::PATCH, &path, &[], Some(json!({"settings": settings}))).await;
    answer.check(StatusCode::OK)
}

pub(crate) async fn add(browser: &mut Browser, service: &Value) -> Value {
    let path = format!("{SERVICES}/{}?new=true", service["code"].as_str().unwrap());
    browser.put(&path, service.clone()).await.check(StatusCode::OK)
}

async fn codes(browser: &mut Browser) -> Vec<String> {
    let list = browser.get(SERVICES).await.check(StatusCode::OK);
    let codes = list.as_array().unwrap().iter().map(|one| one["code"].as_str().unwrap().to_owned());
    codes.collect()
}

#[tokio::test]
async fn settings_are_stored_put_right() {
    let school = School::open().await;
    let mut admin = school.with_establishment().await;
    let before = admin.get(&format!("/api/establishments/{HERE}")).await.check(StatusCode::OK);
    assert_eq!(before["settings"]["generation"], "delegation");
    assert_eq!(before["access_url"], format!("http://localhost:8080/acces/{HERE}"));
    let set = set(&mut admin, json!({"cas_url": "https://cas.agora06.fr/login"})).await;
    assert_eq!(set["settings"]["cas_url"], "https://cas.agora06.fr");
    let school = school.restarted().await;
    let mut admin = Browser { router: school.router.clone(), ..admin };
    let after = admin.get(&format!("/api/establishments/{HERE}")).await.check(StatusCode::OK);
    assert_eq!(after["settings"], set["settings"]);
}

#[tokio::test]
async fn a_name_is_changed_but_not_the_invented_schools() {
    let school = School::open().await;
    let mut admin = school.with_establishment().await;
    let rename = |uai: &str| (format!("/api/establishments/{uai}"), json!({"name": "Lycée Autre"}));
    let (path, body) = rename(HERE);
    let renamed = admin.send(Method::PATCH, &path, &[], Some(body)).await.check(StatusCode::OK);
    assert_eq!(renamed["establishment"]["name"], "Lycée Autre");
    admin.register("9990001X").await;
    let (path, body) = rename("9990001X");
    admin.send(Method::PATCH, &path, &[], Some(body)).await.refused_field("name");
}

#[tokio::test]
async fn a_service_is_stored_changed_and_deleted() {
    let school = School::open().await;
    let mut admin = school.with_establishment().await;
    let stored = add(&mut admin, &service("PRONOTECAS")).await;
    assert_eq!(stored["url"], "https://0990001n.index-education.net/pronote/");
    let mut first = service("EDT");
    first["order"] = json!(10);
    add(&mut admin, &first).await;
    assert_eq!(codes(&mut admin).await, ["EDT", "PRONOTECAS"]);
    let renamed = admin.put(&format!("{SERVICES}/edt"), service("USER_1")).await;
    renamed.check(StatusCode::OK);
    assert_eq!(codes(&mut admin).await, ["PRONOTECAS", "USER_1"]);
    admin.delete(&format!("{SERVICES}/USER_1")).await.check(StatusCode::NO_CONTENT);
    let again = admin.delete(&format!("{SERVICES}/USER_1")).await;
    again.refused(StatusCode::NOT_FOUND, "not_found");
    // Undone: the same is put back.
    add(&mut admin, &service("USER_1")).await;
    assert_eq!(codes(&mut admin).await, ["PRONOTECAS", "USER_1"]);
}

#[tokio::test]
async fn a_code_is_taken_whatever_its_case() {
    let school = School::open().await;
    let mut admin = school.with_establishment().await;
    add(&mut admin, &service("PRONOTECAS")).await;
    add(&mut admin, &service("USER_1")).await;
    let taken = admin.put(&format!("{SERVICES}/x?new=true"), service("pronotecas")).await;
    taken.refused(StatusCode::CONFLICT, "service_exists");
    let taken = admin.put(&format!("{SERVICES}/USER_1"), service("PRONOTECAS")).await;
    taken.refused(StatusCode::CONFLICT, "service_exists");
    // Nothing was lost by the attempt.
    assert_eq!(codes(&mut admin).await, ["PRONOTECAS", "USER_1"]);
    let missing = admin.put(&format!("{SERVICES}/NONE"), service("NONE")).await;
    missing.refused(StatusCode::NOT_FOUND, "not_found");
}

#[tokio::test]
async fn what_the_portal_does_not_know_is_refused() {
    let school = School::open().await;
    let mut admin = school.with_establishment().await;
    let mut unknown = service("PRONOTECAS");
    unknown["xiti"] = json!("autre");
    let path = format!("{SERVICES}/PRONOTECAS?new=true");
    admin.put(&path, unknown).await.refused(StatusCode::BAD_REQUEST, "malformed");
    let mut named = service("PRONOTECAS");
    named["users"] = json!(["Zoé Martin"]);
    admin.put(&path, named).await.refused_field("users");
}

#[tokio::test]
async fn a_line_is_marked_by_somebody_and_taken_back() {
    let school = School::open().await;
    let mut admin = school.with_establishment().await;
    let mark = json!({"item": "base_publiee", "state": "done"});
    let marked = admin.put(CHECKLIST, mark).await.check(StatusCode::OK);
    let expected = json!([{
        "item": "base_publiee", "state": "done", "by": "Ada", "at": "2026-11-20T08:00:00.000Z",
    }]);
    assert_eq!(marked, expected);
    assert_eq!(admin.get(CHECKLIST).await.check(StatusCode::OK), expected);
    let back = admin.put(CHECKLIST, json!({"item": "base_publiee", "state": null})).await;
    assert_eq!(back.check(StatusCode::OK), json!([]));
    admin.put(CHECKLIST, json!({"item": "x", "state": "done"})).await.refused_field("item");
}

#[tokio::test]
async fn every_act_is_in_the_audit_trail() {
    let school = School::open().await;
    let mut admin = school.with_establishment().await;
    set(&mut admin, json!({})).await;
    add(&mut admin, &service("PRONOTECAS")).await;
    admin.delete(&format!("{SERVICES}/PRONOTECAS")).await;
    admin.put(CHECKLIST, json!({"item": "acces", "state": "done"})).await;
    let path = format!("/api/establishments/{HERE}/audit?limit=4");
    let trail = admin.get(&path).await.check(StatusCode::OK);
    let acts: Vec<_> = trail["items"].as_array().unwrap().iter().rev().collect();
    let actions: Vec<_> = acts.iter().map(|act| act["action"].as_str().unwrap()).collect();
    let expected = ["establishment_changed", "service_set", "service_removed", "checklist_marked"];
    assert_eq!(actions, expected);
    assert_eq!(acts[1]["details"]["service"], "PRONOTECAS");
    assert_eq!(acts[3]["details"]["item"], "acces");
}
