//! The first account.

use crate::school::{PASSWORD, School};
use axum::http::StatusCode;
use serde_json::{Value, json};

fn setup(token: &str) -> Value {
    json!({"token": token, "name": "  Ada Fictive ", "password": PASSWORD})
}

#[tokio::test]
async fn the_link_makes_the_first_account_and_signs_it_in() {
    let school = School::open().await;
    let mut browser = school.visitor();
    assert_eq!(browser.get("/api/session").await.json()["setup_open"], true);

    let token = school.setup_token().await;
    let session = browser.post("/api/setup", setup(&token)).await.check(StatusCode::CREATED);
    let account = json!({"name": "Ada Fictive", "role": "superadmin", "rights": []});
    assert_eq!(session["account"], account);
    assert_eq!(session["setup_open"], false);
    assert_eq!(browser.get("/api/session").await.json(), session);
}

#[tokio::test]
async fn the_link_serves_once() {
    let school = School::open().await;
    let token = school.setup_token().await;
    school.visitor().post("/api/setup", setup(&token)).await.check(StatusCode::CREATED);
    let again = school.visitor().post("/api/setup", setup(&token)).await;
    again.refused(StatusCode::FORBIDDEN, "setup_link");
    assert!(server::setup_link(&school.state).await.unwrap().is_none());
}

#[tokio::test]
async fn a_new_link_replaces_the_former_one() {
    let school = School::open().await;
    let former = school.setup_token().await;
    let newer = school.setup_token().await;
    let mut browser = school.visitor();
    for token in [&former, "", "x"] {
        let answer = browser.post("/api/setup", setup(token)).await;
        answer.refused(StatusCode::FORBIDDEN, "setup_link");
    }
    browser.post("/api/setup", setup(&newer)).await.check(StatusCode::CREATED);
}

#[tokio::test]
async fn of_two_at_once_one_gets_the_account() {
    let school = School::open().await;
    let token = school.setup_token().await;
    let (mut one, mut other) = (school.visitor(), school.visitor());
    let (one, other) = tokio::join!(
        one.post("/api/setup", setup(&token)),
        other.post("/api/setup", setup(&token))
    );
    let mut statuses = [one.status, other.status];
    statuses.sort();
    assert_eq!(statuses, [StatusCode::CREATED, StatusCode::FORBIDDEN]);
}

#[tokio::test]
async fn names_and_passwords_are_checked_and_the_link_stays() {
    let school = School::open().await;
    let token = school.setup_token().await;
    let mut browser = school.visitor();
    let mut with = async |field: &str, value: &str| {
        let mut body = setup(&token);
        body[field] = value.into();
        browser.post("/api/setup", body).await
    };
    with("name", " ").await.refused_field("name");
    with("name", &"a".repeat(81)).await.refused_field("name");
    with("name", "a\u{0}b").await.refused_field("name");
    with("password", "onze signes").await.refused_field("password");
    with("password", &"a".repeat(257)).await.refused_field("password");
    with("name", "Ada").await.check(StatusCode::CREATED);
}

#[tokio::test]
async fn the_secret_is_in_the_fragment_and_only_its_digest_is_stored() {
    let school = School::open().await;
    let link = server::setup_link(&school.state).await.unwrap().unwrap();
    let token = link.strip_prefix("http://localhost:8080/premier-compte#").unwrap();
    school.state.store.close().await;
    let database = std::fs::read(school.folder.path().join("raccord.db")).unwrap();
    assert!(!database.windows(token.len()).any(|bytes| bytes == token.as_bytes()));
}
