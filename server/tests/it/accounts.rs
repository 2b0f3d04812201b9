//! Accounts, rights, invitations, as superadmins handle them and as those who are invited see them.

use crate::school::{Browser, HERE, PASSWORD, School, THERE};
use axum::http::{Method, StatusCode};
use jiff::SignedDuration;
use serde_json::{Value, json};

/// Makes a link; its secret.
async fn invite(browser: &mut Browser, rights: Value) -> String {
    let made = browser.post("/api/invitations", rights).await.check(StatusCode::CREATED);
    token(&made)
}

fn token(made: &Value) -> String {
    let link = made["link"].as_str().unwrap();
    link.strip_prefix("http://localhost:8080/invitation#").unwrap().to_owned()
}

fn reader() -> Value {
    json!({"role": "member", "rights": [[HERE, "reader"]]})
}

fn accept(token: &str, name: &str) -> Value {
    json!({"token": token, "name": name, "password": PASSWORD})
}

async fn id_of(browser: &mut Browser, name: &str) -> String {
    let accounts = browser.get("/api/accounts").await.check(StatusCode::OK);
    let found = accounts["items"].as_array().unwrap().iter().find(|a| a["name"] == name);
    found.unwrap()["id"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn a_link_makes_an_account_with_the_rights_it_was_made_for() {
    let school = School::open().await;
    let mut ada = school.with_establishment().await;
    let token = invite(&mut ada, reader()).await;
    let open = ada.get("/api/invitations").await.check(StatusCode::OK);
    assert_eq!(open[0]["rights"], reader());
    assert_eq!((&open[0]["created_by"], &open[0]["account"]), (&json!("Ada"), &json!(null)));
    assert!(!open.to_string().contains(&token), "the secret is told once");

    let mut zoe = school.visitor();
    let offer = zoe.post("/api/invitation/look", json!({"token": token})).await;
    assert_eq!(offer.check(StatusCode::OK)["account"], json!(null));
    let session = zoe.post("/api/invitation", accept(&token, "Zoé")).await;
    let account = json!({"name": "Zoé", "role": "member", "rights": [[HERE, "reader"]]});
    assert_eq!(session.check(StatusCode::CREATED)["account"], account);
    zoe.get(&format!("/api/establishments/{HERE}/status")).await.check(StatusCode::OK);
    assert_eq!(ada.get("/api/invitations").await.json(), json!([]));
}

#[tokio::test]
async fn a_link_serves_once_and_for_a_week() {
    let school = School::open().await;
    let mut ada = school.with_establishment().await;
    let used = invite(&mut ada, reader()).await;
    school.visitor().post("/api/invitation", accept(&used, "Zoé")).await;
    let old = invite(&mut ada, reader()).await;
    school.clock.advance(SignedDuration::from_hours(7 * 24));
    ada = school.visitor();
    ada.sign_in("Ada").await.check(StatusCode::OK);
    let withdrawn = invite(&mut ada, reader()).await;
    let open = ada.get("/api/invitations").await.check(StatusCode::OK);
    assert_eq!(open.as_array().unwrap().len(), 1);
    let path = format!("/api/invitations/{}", open[0]["id"].as_str().unwrap());
    assert_eq!(ada.delete(&path).await.status, StatusCode::NO_CONTENT);
    ada.delete(&path).await.refused(StatusCode::NOT_FOUND, "not_found");

    for token in [&used, &old, &withdrawn, ""] {
        let mut visitor = school.visitor();
        let refused = (StatusCode::FORBIDDEN, "invitation_link");
        let look = visitor.post("/api/invitation/look", json!({"token": token})).await;
        look.refused(refused.0, refused.1);
        let accepted = visitor.post("/api/invitation", accept(token, "Tom")).await;
        accepted.refused(refused.0, refused.1);
    }
}

#[tokio::test]
async fn what_is_typed_is_checked_and_the_link_stays() {
    let school = School::open().await;
    let mut ada = school.with_establishment().await;
    let token = invite(&mut ada, reader()).await;
    let mut zoe = school.visitor();
    zoe.post("/api/invitation", accept(&token, " ")).await.refused_field("name");
    let known = zoe.post("/api/invitation", accept(&token, "ADA")).await;
    known.refused(StatusCode::CONFLICT, "account_exists");
    let mut weak = accept(&token, "Zoé");
    weak["password"] = "court".into();
    zoe.post("/api/invitation", weak.clone()).await.refused_field("password");
    weak["password"] = "MotDePasse2026!".into();
    let common = zoe.post("/api/invitation", weak).await;
    common.refused(StatusCode::UNPROCESSABLE_ENTITY, "common_password");
    zoe.post("/api/invitation", accept(&token, "Zoé")).await.check(StatusCode::CREATED);
}

#[tokio::test]
async fn rights_are_given_where_there_is_an_establishment_and_once() {
    let school = School::open().await;
    let mut ada = school.with_establishment().await;
    for rights in [
        json!([["0990009X", "admin"]]),
        json!([["lycee", "admin"]]),
        json!([[HERE, "admin"], [HERE, "reader"]]),
    ] {
        let body = json!({"role": "member", "rights": rights});
        ada.post("/api/invitations", body).await.refused_field("rights");
    }
    let both = json!({"role": "superadmin", "rights": [[HERE, "admin"]]});
    ada.post("/api/invitations", both).await.refused_field("rights");
    let unknown = json!({"role": "member", "rights": [], "name": "Zoé"});
    let unknown = ada.post("/api/invitations", unknown).await;
    unknown.refused(StatusCode::BAD_REQUEST, "malformed");
}

#[tokio::test]
async fn a_change_of_rights_holds_from_the_next_request_on() {
    let school = School::open().await;
    let mut ada = school.with_establishment().await;
    ada.register(THERE).await;
    let mut zoe = school.member("Zoé", &[(HERE, "admin")]).await;
    let path = format!("/api/accounts/{}/rights", id_of(&mut ada, "Zoé").await);
    let there = json!({"role": "member", "rights": [[THERE, "reader"]]});
    assert_eq!(ada.put(&path, there.clone()).await.status, StatusCode::NO_CONTENT);

    let status = |uai| format!("/api/establishments/{uai}/status");
    zoe.get(&status(HERE)).await.refused(StatusCode::FORBIDDEN, "forbidden");
    zoe.get(&status(THERE)).await.check(StatusCode::OK);
    let accounts = ada.get("/api/accounts").await.check(StatusCode::OK);
    assert_eq!(accounts["items"][1]["rights"], there["rights"]);
    let nobody = ada.put("/api/accounts/nobody/rights", there).await;
    nobody.refused(StatusCode::NOT_FOUND, "not_found");
}

#[tokio::test]
async fn an_account_that_ends_is_out_at_once_and_its_name_stays_taken() {
    let school = School::open().await;
    let mut ada = school.with_establishment().await;
    let mut zoe = school.member("Zoé", &[(HERE, "admin")]).await;
    let path = format!("/api/accounts/{}", id_of(&mut ada, "Zoé").await);
    assert_eq!(ada.delete(&path).await.status, StatusCode::NO_CONTENT);
    ada.delete(&path).await.refused(StatusCode::NOT_FOUND, "not_found");

    let status = zoe.get(&format!("/api/establishments/{HERE}/status")).await;
    status.refused(StatusCode::UNAUTHORIZED, "signed_out");
    let again = school.visitor().sign_in("Zoé").await;
    again.refused(StatusCode::UNAUTHORIZED, "wrong_credentials");
    let token = invite(&mut ada, reader()).await;
    let known = school.visitor().post("/api/invitation", accept(&token, "zoe")).await;
    known.refused(StatusCode::CONFLICT, "account_exists");
}

#[tokio::test]
async fn somebody_can_always_do_everything() {
    let school = School::open().await;
    let mut ada = school.superadmin().await;
    let id = id_of(&mut ada, "Ada").await;
    let member = json!({"role": "member", "rights": []});
    let demoted = ada.put(&format!("/api/accounts/{id}/rights"), member.clone()).await;
    demoted.refused(StatusCode::CONFLICT, "last_superadmin");
    let ended = ada.delete(&format!("/api/accounts/{id}")).await;
    ended.refused(StatusCode::CONFLICT, "last_superadmin");

    let token = invite(&mut ada, json!({"role": "superadmin", "rights": []})).await;
    let mut bob = school.visitor();
    bob.post("/api/invitation", accept(&token, "Bob")).await.check(StatusCode::CREATED);
    let demoted = bob.put(&format!("/api/accounts/{id}/rights"), member).await;
    assert_eq!(demoted.status, StatusCode::NO_CONTENT);
    ada.get("/api/accounts").await.refused(StatusCode::FORBIDDEN, "forbidden");
}

#[tokio::test]
async fn whoever_forgot_their_password_gets_a_link_to_a_new_one() {
    let school = School::open().await;
    let mut ada = school.with_establishment().await;
    let before = school.member("Zoé", &[(HERE, "reader")]).await;
    let path = format!("/api/accounts/{}/password-link", id_of(&mut ada, "Zoé").await);
    let former = ada.post(&path, json!({})).await.check(StatusCode::CREATED);
    let newer = ada.post(&path, json!({})).await.check(StatusCode::CREATED);
    assert_eq!(newer["invitation"]["account"], "Zoé");

    let mut zoe = school.visitor();
    let replaced = zoe.post("/api/invitation/look", json!({"token": token(&former)})).await;
    replaced.refused(StatusCode::FORBIDDEN, "invitation_link");
    let offer = zoe.post("/api/invitation/look", json!({"token": token(&newer)})).await;
    assert_eq!(offer.check(StatusCode::OK)["account"], "Zoé");
    let new = json!({"token": token(&newer), "password": "une tout autre phrase"});
    let session = zoe.post("/api/invitation", new).await.check(StatusCode::CREATED);
    assert_eq!(session["account"], json!(null), "one signs in with the new password");

    let session = before.clone().get("/api/session").await;
    assert_eq!(session.json()["account"], json!(null), "older sessions have ended");
    let old = zoe.sign_in("Zoé").await;
    old.refused(StatusCode::UNAUTHORIZED, "wrong_credentials");
    let body = json!({"name": "Zoé", "password": "une tout autre phrase"});
    zoe.post("/api/session", body).await.check(StatusCode::OK);
}

#[tokio::test]
async fn the_database_does_not_hold_what_makes_an_account() {
    let school = School::open().await;
    let mut ada = school.with_establishment().await;
    let token = invite(&mut ada, reader()).await;
    school.state.store.close().await;
    let database = std::fs::read(school.folder.path().join("raccord.db")).unwrap();
    assert!(!database.windows(token.len()).any(|bytes| bytes == token.as_bytes()));
}

#[tokio::test]
async fn an_invitation_is_used_from_our_page_only() {
    let school = School::open().await;
    let mut ada = school.with_establishment().await;
    let token = invite(&mut ada, reader()).await;
    let mut forged = school.visitor();
    forged.csrf = String::new();
    let body = accept(&token, "Zoé");
    let answer = forged.send(Method::POST, "/api/invitation", &[], Some(body)).await;
    answer.refused(StatusCode::FORBIDDEN, "csrf");
}
