//! One's own password, second factor and sessions; and how guessing is slowed down.

use crate::school::{Answer, Browser, HERE, PASSWORD, School};
use axum::http::{Method, StatusCode};
use jiff::SignedDuration;
use serde_json::{Value, json};
use totp_rs::{Builder, Secret};

const NEW: &str = "une tout autre phrase";

fn password() -> Value {
    json!({"password": PASSWORD})
}

async fn sign_in(school: &School, second: Value) -> Answer {
    let body = json!({"name": "Ada", "password": PASSWORD, "second": second});
    school.visitor().post("/api/session", body).await
}

/// The code that an application shows now.
pub(crate) fn code(school: &School, secret: &str) -> String {
    let secret = Secret::try_from_base32(secret).unwrap();
    let totp = Builder::new().with_secret(secret).with_account_name("x").build().unwrap();
    let seconds = school.state.clock.now().as_second().try_into().unwrap();
    totp.generate(seconds).to_string()
}

/// Adds an authenticator application: its secret and the recovery codes.
pub(crate) async fn add_totp(school: &School, browser: &mut Browser) -> (String, Vec<String>) {
    let offer = browser.post("/api/account/totp", password()).await.check(StatusCode::OK);
    let secret = offer["secret"].as_str().unwrap().to_owned();
    let first = json!({"code": code(school, &secret)});
    let codes = browser.put("/api/account/totp", first).await.check(StatusCode::OK);
    let codes = codes["codes"].as_array().unwrap().iter();
    (secret, codes.map(|code| code.as_str().unwrap().to_owned()).collect())
}

#[tokio::test]
async fn a_new_password_ends_the_other_sessions() {
    let school = School::open().await;
    let mut here = school.superadmin().await;
    let mut elsewhere = school.visitor();
    elsewhere.sign_in("Ada").await.check(StatusCode::OK);
    let change = |current: &str, new: &str| json!({"current": current, "new": new});
    let path = "/api/account/password";
    let wrong = here.put(path, change("pas le bon mot", NEW)).await;
    wrong.refused(StatusCode::UNAUTHORIZED, "wrong_credentials");
    here.put(path, change(PASSWORD, "court")).await.refused_field("password");
    let own_name = here.put(path, change(PASSWORD, "ada-ada-ada-ada")).await;
    own_name.refused(StatusCode::UNPROCESSABLE_ENTITY, "common_password");

    assert_eq!(here.put(path, change(PASSWORD, NEW)).await.status, StatusCode::NO_CONTENT);
    assert_eq!(here.get("/api/session").await.json()["account"]["name"], "Ada");
    assert_eq!(elsewhere.get("/api/session").await.json()["account"], json!(null));
    school.visitor().sign_in("Ada").await.refused(StatusCode::UNAUTHORIZED, "wrong_credentials");
}

#[tokio::test]
async fn sessions_are_listed_and_ended() {
    let school = School::open().await;
    let mut here = school.superadmin().await;
    school.clock.advance(SignedDuration::from_mins(5));
    let (mut one, mut two) = (school.visitor(), school.visitor());
    one.sign_in("Ada").await.check(StatusCode::OK);
    school.clock.advance(SignedDuration::from_mins(5));
    two.sign_in("Ada").await.check(StatusCode::OK);
    let sessions = here.get("/api/account/sessions").await.check(StatusCode::OK);
    let current: Vec<_> =
        sessions.as_array().unwrap().iter().map(|session| session["current"] == true).collect();
    assert_eq!(current, [false, false, true]);
    assert_eq!(sessions[2]["signed_in_at"], "2026-11-20T08:00:00.000Z");

    let path = format!("/api/account/sessions/{}", sessions[1]["id"].as_str().unwrap());
    let mut stranger = school.member("zoe", &[]).await;
    stranger.delete(&path).await.refused(StatusCode::NOT_FOUND, "not_found");
    assert_eq!(here.delete(&path).await.status, StatusCode::NO_CONTENT);
    assert_eq!(one.get("/api/session").await.json()["account"], json!(null));
    assert_eq!(two.get("/api/session").await.json()["account"]["name"], "Ada");
    assert_eq!(here.delete("/api/account/sessions").await.status, StatusCode::NO_CONTENT);
    assert_eq!(two.get("/api/session").await.json()["account"], json!(null));
    let left = here.get("/api/account/sessions").await.check(StatusCode::OK);
    assert_eq!(left.as_array().unwrap().len(), 1);
    assert_eq!(stranger.get("/api/session").await.json()["account"]["name"], "zoe");
}

#[tokio::test]
async fn an_application_counts_once_its_first_code_was_right() {
    let school = School::open().await;
    let mut browser = school.superadmin().await;
    let offer = browser.post("/api/account/totp", json!({"password": "x"})).await;
    offer.refused(StatusCode::UNAUTHORIZED, "wrong_credentials");
    let early = browser.put("/api/account/totp", json!({"code": "000000"})).await;
    early.refused(StatusCode::NOT_FOUND, "not_found");
    browser.post("/api/account/totp", password()).await.check(StatusCode::OK);
    sign_in(&school, json!(null)).await.check(StatusCode::OK);
    for wrong in ["", "00000", "abcdef", "0000000"] {
        let answer = browser.put("/api/account/totp", json!({"code": wrong})).await;
        answer.refused(StatusCode::UNAUTHORIZED, "wrong_second_factor");
    }
    school.clock.advance(SignedDuration::from_mins(16));

    let (_, codes) = add_totp(&school, &mut browser).await;
    assert_eq!(codes.len(), 10);
    let state = browser.get("/api/account/second-factor").await.check(StatusCode::OK);
    let expected = json!({"required": false, "passkeys_possible": true, "totp": true,
                          "passkeys": [], "recovery_codes": 10});
    assert_eq!(state, expected);
    browser.post("/api/account/totp", password()).await.refused_field("totp");
}

#[tokio::test]
async fn signing_in_then_asks_for_a_code_that_serves_once() {
    let school = School::open().await;
    let mut browser = school.superadmin().await;
    let (secret, _) = add_totp(&school, &mut browser).await;
    let asked = sign_in(&school, json!(null)).await;
    let details = asked.refused(StatusCode::UNAUTHORIZED, "second_factor");
    let kinds = json!({"totp": true, "passkey": false, "recovery_code": true});
    assert_eq!(details, json!({"second_factor": kinds}));

    let wrong = (StatusCode::UNAUTHORIZED, "wrong_second_factor");
    let used = json!({"totp": code(&school, &secret)});
    sign_in(&school, used).await.refused(wrong.0, wrong.1);
    school.clock.advance(SignedDuration::from_secs(30));
    let next = json!({"totp": code(&school, &secret)});
    sign_in(&school, next.clone()).await.check(StatusCode::OK);
    sign_in(&school, next).await.refused(wrong.0, wrong.1);
    sign_in(&school, json!({"totp": "000000"})).await.refused(wrong.0, wrong.1);
    let unknown = sign_in(&school, json!({"sms": "000000"})).await;
    unknown.refused(StatusCode::BAD_REQUEST, "malformed");
}

#[tokio::test]
async fn a_wrong_password_never_tells_of_a_second_factor() {
    let school = School::open().await;
    let mut browser = school.superadmin().await;
    add_totp(&school, &mut browser).await;
    let body = json!({"name": "Ada", "password": "un autre mot de passe"});
    let answer = school.visitor().post("/api/session", body).await;
    assert_eq!(answer.refused(StatusCode::UNAUTHORIZED, "wrong_credentials"), json!(null));
}

#[tokio::test]
async fn a_recovery_code_serves_once_and_new_ones_replace_the_old() {
    let school = School::open().await;
    let mut browser = school.superadmin().await;
    let (_, codes) = add_totp(&school, &mut browser).await;
    let typed = codes[0].to_uppercase().replace('-', " ");
    sign_in(&school, json!({"recovery_code": typed})).await.check(StatusCode::OK);
    let wrong = (StatusCode::UNAUTHORIZED, "wrong_second_factor");
    sign_in(&school, json!({"recovery_code": codes[0]})).await.refused(wrong.0, wrong.1);
    let made = browser.post("/api/account/recovery-codes", password()).await;
    let made = made.check(StatusCode::OK);
    sign_in(&school, json!({"recovery_code": codes[1]})).await.refused(wrong.0, wrong.1);
    sign_in(&school, json!({"recovery_code": made["codes"][0]})).await.check(StatusCode::OK);
}

#[tokio::test]
async fn taking_the_application_away_needs_the_password() {
    let school = School::open().await;
    let mut browser = school.superadmin().await;
    add_totp(&school, &mut browser).await;
    let remove = async |browser: &mut Browser, body| {
        browser.send(Method::DELETE, "/api/account/totp", &[], Some(body)).await
    };
    let wrong = remove(&mut browser, json!({"password": "x"})).await;
    wrong.refused(StatusCode::UNAUTHORIZED, "wrong_credentials");
    assert_eq!(remove(&mut browser, password()).await.status, StatusCode::NO_CONTENT);
    sign_in(&school, json!(null)).await.check(StatusCode::OK);
    let codes = browser.post("/api/account/recovery-codes", password()).await;
    codes.refused(StatusCode::NOT_FOUND, "not_found");
}

#[tokio::test]
async fn a_superadmin_helps_whoever_lost_everything() {
    let school = School::open().await;
    let mut ada = school.with_establishment().await;
    let mut zoe = school.member("zoe", &[(HERE, "reader")]).await;
    add_totp(&school, &mut zoe).await;
    let accounts = ada.get("/api/accounts").await.check(StatusCode::OK);
    assert_eq!(accounts["items"][1]["second_factor"], true);
    let id = accounts["items"][1]["id"].as_str().unwrap();
    let reset = ada.delete(&format!("/api/accounts/{id}/second-factor")).await;
    assert_eq!(reset.status, StatusCode::NO_CONTENT);
    assert_eq!(zoe.get("/api/session").await.json()["account"], json!(null));
    school.visitor().sign_in("zoe").await.check(StatusCode::OK);
}

#[tokio::test]
async fn a_passkey_needs_a_challenge_of_ones_own() {
    let school = School::open().await;
    let mut ada = school.superadmin().await;
    let mut zoe = school.member("zoe", &[]).await;
    let path = "/api/account/passkeys/challenge";
    let asked = ada.post(path, password()).await.check(StatusCode::OK);
    let options: Value = serde_json::from_str(asked["options"].as_str().unwrap()).unwrap();
    assert_eq!(options["publicKey"]["rp"]["id"], "localhost");
    let answer =
        |challenge: &Value| json!({"challenge": challenge, "name": "Clé", "credential": "{}"});
    let wrong = (StatusCode::UNAUTHORIZED, "wrong_second_factor");
    let path = "/api/account/passkeys";
    zoe.post(path, answer(&asked["id"])).await.refused(wrong.0, wrong.1);
    ada.post(path, answer(&asked["id"])).await.refused(wrong.0, wrong.1);
    ada.post(path, answer(&json!("made-up"))).await.refused(wrong.0, wrong.1);
    let nothing = ada.send(Method::DELETE, "/api/account/passkeys/x", &[], Some(password())).await;
    nothing.refused(StatusCode::NOT_FOUND, "not_found");
    let body = json!({"name": "Ada", "password": PASSWORD});
    let none = school.visitor().post("/api/session/passkey", body).await;
    none.refused(StatusCode::NOT_FOUND, "not_found");
}

#[tokio::test]
async fn guessing_a_password_is_slow() {
    let school = School::open().await;
    school.superadmin().await;
    let guess = json!({"name": "ada", "password": "une devinette de plus"});
    let wrong = (StatusCode::UNAUTHORIZED, "wrong_credentials");
    for _ in 0..6 {
        school.visitor().post("/api/session", guess.clone()).await.refused(wrong.0, wrong.1);
    }
    let refused = school.visitor().sign_in("Ada").await;
    assert_eq!(refused.headers["retry-after"], "900");
    let details = refused.refused(StatusCode::TOO_MANY_REQUESTS, "too_many_attempts");
    assert_eq!(details, json!({"retry_after": 900}));
    // Another account is not concerned, and neither is this one a while later.
    let other = json!({"name": "Zoé", "password": "une devinette de plus"});
    school.visitor().post("/api/session", other).await.refused(wrong.0, wrong.1);
    school.clock.advance(SignedDuration::from_mins(15));
    school.visitor().sign_in("Ada").await.check(StatusCode::OK);
}

/// Whoever has found the password out does not begin anew with it.
#[tokio::test]
async fn guessing_a_second_factor_is_slow() {
    let school = School::open().await;
    let mut ada = school.superadmin().await;
    add_totp(&school, &mut ada).await;
    for _ in 0..6 {
        sign_in(&school, json!(null)).await.refused(StatusCode::UNAUTHORIZED, "second_factor");
        let wrong = sign_in(&school, json!({"totp": "000000"})).await;
        wrong.refused(StatusCode::UNAUTHORIZED, "wrong_second_factor");
    }
    let slow = sign_in(&school, json!({"totp": "000000"})).await;
    slow.refused(StatusCode::TOO_MANY_REQUESTS, "too_many_attempts");
    school.clock.advance(SignedDuration::from_mins(15));
    let again = sign_in(&school, json!({"totp": "000000"})).await;
    again.refused(StatusCode::UNAUTHORIZED, "wrong_second_factor");
}

#[tokio::test]
async fn many_guesses_at_once_do_not_slip_through() {
    let school = School::open().await;
    school.superadmin().await;
    let guess = json!({"name": "Ada", "password": "une devinette de plus"});
    let mut visitors: Vec<_> = (0..20).map(|_| school.visitor()).collect();
    let mut guesses = Vec::new();
    for visitor in &mut visitors {
        guesses.push(visitor.post("/api/session", guess.clone()));
    }
    let answers = futures_util::future::join_all(guesses).await;
    let tried = answers.iter().filter(|answer| answer.code() == "wrong_credentials").count();
    assert_eq!(tried, 6);
}

#[tokio::test]
async fn the_right_password_forgets_the_failures() {
    let school = School::open().await;
    school.superadmin().await;
    let guess = json!({"name": "Ada", "password": "une devinette de plus"});
    for _ in 0..3 {
        for _ in 0..5 {
            school.visitor().post("/api/session", guess.clone()).await;
        }
        school.visitor().sign_in("Ada").await.check(StatusCode::OK);
    }
}

#[tokio::test]
async fn codes_are_guessed_as_slowly() {
    let school = School::open().await;
    let mut browser = school.superadmin().await;
    add_totp(&school, &mut browser).await;
    let mut last = String::new();
    for _ in 0..7 {
        last = sign_in(&school, json!({"totp": "000000"})).await.code();
    }
    assert_eq!(last, "too_many_attempts");
}
