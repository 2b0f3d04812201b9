//! Sign in, sign out, how long a session lasts.

use crate::school::{Browser, PASSWORD, School};
use axum::http::{Method, StatusCode, header};
use jiff::SignedDuration;
use serde_json::json;
use server::assets::Assets;

#[tokio::test]
async fn a_visitor_is_nobody_and_leaves_no_trace() {
    let school = School::open().await;
    school.superadmin().await;
    let answer = school.visitor().get("/api/session").await;
    assert!(!answer.headers.contains_key(header::SET_COOKIE));
    let expected = json!({"csrf": "anonymous", "account": null, "setup_open": false, "portal": false,
                          "idle_seconds": 0, "second_factor_missing": false});
    assert_eq!(answer.check(StatusCode::OK), expected);
}

/// The page warns of the end by it: a session must last at least so long.
#[tokio::test]
async fn a_page_that_asks_nothing_is_told_how_long_it_stays() {
    let school = School::open().await;
    let mut browser = school.superadmin().await;
    let told = browser.get("/api/session").await.check(StatusCode::OK)["idle_seconds"].clone();
    let told = told.as_i64().unwrap();
    // At worst, the use before this one was just not written down.
    school.clock.advance(SignedDuration::from_secs(59));
    browser.get("/api/session").await;
    school.clock.advance(SignedDuration::from_secs(told));
    assert!(is_signed_in(&browser).await);
    school.clock.advance(SignedDuration::from_hours(2));
    assert!(!is_signed_in(&browser).await);
}

#[tokio::test]
async fn signing_in_ignores_case_and_accents_of_the_name() {
    let school = School::open().await;
    school.superadmin().await;
    for name in ["Ada", " ada ", "ADÀ"] {
        let session = school.visitor().sign_in(name).await.check(StatusCode::OK);
        assert_eq!(session["account"]["name"], "Ada");
    }
}

#[tokio::test]
async fn an_unknown_name_and_a_wrong_password_look_alike() {
    let school = School::open().await;
    school.superadmin().await;
    let mut answers = Vec::new();
    for (name, password) in [("Ada", "un autre mot de passe"), ("Personne", PASSWORD), ("", "")] {
        let body = json!({"name": name, "password": password});
        let answer = school.visitor().post("/api/session", body).await;
        assert!(!answer.headers.contains_key(header::SET_COOKIE));
        answers.push(answer.text.clone());
        answer.refused(StatusCode::UNAUTHORIZED, "wrong_credentials");
    }
    answers.dedup();
    assert_eq!(answers.len(), 1);
}

#[tokio::test]
async fn each_sign_in_has_a_new_session_and_ends_the_former() {
    let school = School::open().await;
    let former = school.superadmin().await;
    let mut browser = former.clone();
    browser.sign_in("Ada").await.check(StatusCode::OK);
    assert_ne!(browser.cookie, former.cookie);
    assert_ne!(browser.csrf, former.csrf);
    assert!(is_signed_in(&browser).await);
    assert!(!is_signed_in(&former).await);
}

#[tokio::test]
async fn a_made_up_session_is_nobodys() {
    let school = School::open().await;
    school.superadmin().await;
    let mut browser = school.visitor();
    for cookie in ["raccord=AAAAAAAAAAAAAAAAAAAAAA", "raccord=x", "raccord="] {
        browser.cookie = Some(cookie.to_owned());
        let answer = browser.get("/api/session").await;
        assert_eq!(answer.json()["account"], json!(null), "{cookie}");
    }
}

#[tokio::test]
async fn signing_out_ends_the_session_on_the_server() {
    let school = School::open().await;
    let before = school.superadmin().await;
    let mut browser = before.clone();
    let answer = browser.delete("/api/session").await;
    assert_eq!(answer.headers["clear-site-data"], "\"cookies\", \"storage\"");
    assert_eq!(answer.status, StatusCode::NO_CONTENT);
    assert_eq!(browser.cookie, None);
    assert!(!is_signed_in(&before).await);
}

#[tokio::test]
async fn a_session_ends_when_nobody_uses_it() {
    let school = School::open().await;
    let browser = school.superadmin().await;
    for _ in 0..3 {
        school.clock.advance(SignedDuration::from_mins(119));
        assert!(is_signed_in(&browser).await);
    }
    school.clock.advance(SignedDuration::from_mins(120));
    assert!(!is_signed_in(&browser).await);
}

#[tokio::test]
async fn a_session_ends_after_twenty_hours_even_in_use() {
    let school = School::open().await;
    let browser = school.superadmin().await;
    for _ in 0..19 {
        school.clock.advance(SignedDuration::from_hours(1));
        assert!(is_signed_in(&browser).await);
    }
    school.clock.advance(SignedDuration::from_hours(1));
    assert!(!is_signed_in(&browser).await);
}

#[tokio::test]
async fn a_request_under_way_does_not_revive_a_session_that_ended() {
    let school = School::open().await;
    let browser = school.superadmin().await;
    school.clock.advance(SignedDuration::from_mins(5));
    let (mut leaving, mut staying) = (browser.clone(), browser.clone());
    tokio::join!(leaving.delete("/api/session"), staying.get("/api/session"));
    assert!(!is_signed_in(&browser).await);
}

#[tokio::test]
async fn an_ended_session_is_told_from_a_forged_request() {
    let school = School::open().await;
    let mut browser = school.superadmin().await;
    school.clock.advance(SignedDuration::from_hours(12));
    let answer = browser.post("/api/establishments", json!({})).await;
    answer.refused(StatusCode::UNAUTHORIZED, "signed_out");
}

#[tokio::test]
async fn the_cookie_is_out_of_reach_of_scripts_and_other_sites() {
    for (public_url, name, secure) in
        [("http://localhost:8080", "raccord=", false), ("https://x.fr", "__Host-raccord=", true)]
    {
        let school = School::with(public_url, Assets::default()).await;
        let mut browser = school.superadmin().await;
        let answer = browser.sign_in("Ada").await;
        let cookie = answer.headers[header::SET_COOKIE].to_str().unwrap();
        assert!(cookie.starts_with(name), "{cookie}");
        for part in ["HttpOnly", "SameSite=Strict", "Path=/", "Max-Age=7200"] {
            assert!(cookie.contains(part), "{cookie}");
        }
        assert!(!cookie.contains("Domain"), "{cookie}");
        assert_eq!(cookie.contains("Secure"), secure, "{cookie}");
    }
}

#[tokio::test]
async fn the_database_does_not_hold_what_opens_a_session() {
    let school = School::open().await;
    let browser = school.superadmin().await;
    let cookie = browser.cookie.unwrap();
    let id = cookie.strip_prefix("raccord=").unwrap();
    school.state.store.close().await;
    let database = std::fs::read(school.folder.path().join("raccord.db")).unwrap();
    assert!(!database.windows(id.len()).any(|bytes| bytes == id.as_bytes()));
}

#[tokio::test]
async fn a_session_that_cannot_be_stored_is_refused_in_the_envelope() {
    let school = School::open().await;
    let mut browser = school.superadmin().await;
    let full = "CREATE TRIGGER full BEFORE UPDATE ON session
                BEGIN SELECT RAISE(ABORT, 'full'); END";
    sqlx::query(full).execute(&school.database().await).await.unwrap();
    school.clock.advance(SignedDuration::from_mins(5));
    let answer = browser.get("/api/session").await;
    answer.refused(StatusCode::SERVICE_UNAVAILABLE, "unavailable");
}

#[tokio::test]
async fn a_member_is_told_what_they_may_do() {
    let school = School::open().await;
    school.with_establishment().await;
    let mut member = school.member("zoe", &[(crate::school::HERE, "reader")]).await;
    let account = json!({"name": "zoe", "role": "member", "rights": [["0990001N", "reader"]]});
    assert_eq!(member.get("/api/session").await.json()["account"], account);
}

#[tokio::test]
async fn fields_that_nobody_asked_for_are_refused() {
    let school = School::open().await;
    school.superadmin().await;
    let body = json!({"name": "Ada", "password": PASSWORD, "remember": true});
    let answer = school.visitor().send(Method::POST, "/api/session", &[], Some(body)).await;
    answer.refused(StatusCode::BAD_REQUEST, "malformed");
}

async fn is_signed_in(browser: &Browser) -> bool {
    let answer = browser.clone().get("/api/session").await;
    answer.check(StatusCode::OK)["account"] != json!(null)
}
