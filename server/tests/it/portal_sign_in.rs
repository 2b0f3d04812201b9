//! Signing in through the portal, with a CAS server that answers what each test wants.

use crate::{
    access::Cas,
    own_account::{add_totp, code},
    school::{Answer, Browser, School},
};
use axum::http::{StatusCode, header};
use jiff::SignedDuration;
use serde_json::{Value, json};

/// By what the portal names Grace.
const GRACE: &str = "TAA0Grace";

/// A school with a portal, its superadmin, and Grace, whose account has an ENT id.
struct Scene {
    school: School,
    cas: Cas,
    superadmin: Browser,
    grace: Browser,
    /// Number of her account.
    id: String,
}

impl Scene {
    async fn open() -> Self {
        let cas = Cas::start().await;
        let school = School::open().await.with_portal(&cas.url);
        let mut superadmin = school.with_establishment().await;
        let grace = school.member("Grace", &[]).await;
        let accounts = superadmin.get("/api/accounts").await.check(StatusCode::OK);
        let items = accounts["items"].as_array().unwrap();
        let id = items.iter().find(|account| account["name"] == "Grace").unwrap()["id"].clone();
        let scene = Self { school, cas, superadmin, grace, id: id.as_str().unwrap().to_owned() };
        scene.cas.says(GRACE, "");
        scene.named(GRACE).await
    }

    /// The portal names Grace so from now on.
    async fn named(mut self, ent_id: &str) -> Self {
        let path = format!("/api/accounts/{}/ent-id", self.id);
        let body = json!({"ent_id": ent_id});
        self.superadmin.put(&path, body).await.check(StatusCode::NO_CONTENT);
        self
    }

    /// Goes to the portal and comes back with a ticket: where it ends, and the browser.
    async fn arrive(&self) -> (String, Browser) {
        let mut browser = self.school.visitor();
        let state = leave(&mut browser).await;
        let end = come_back(&mut browser, &state).await;
        (location(&end), browser)
    }
}

fn location(answer: &Answer) -> String {
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    answer.headers[header::LOCATION].to_str().unwrap().to_owned()
}

/// The state that a browser leaves with.
async fn leave(browser: &mut Browser) -> String {
    let to = location(&browser.get("/api/session/cas").await);
    to.split_once("state%3D").unwrap().1.to_owned()
}

async fn come_back(browser: &mut Browser, state: &str) -> Answer {
    browser.get(&format!("/api/session/cas/callback?state={state}&ticket=ST-1")).await
}

async fn is_signed_in(browser: &mut Browser) -> bool {
    !browser.get("/api/session").await.check(StatusCode::OK)["account"].is_null()
}

/// Whoever the portal names is not let in, and told so.
#[track_caller]
fn refused(end: &str, why: &str) {
    assert_eq!(end, format!("http://localhost:8080/connexion?portail={why}"));
}

#[tokio::test]
async fn whoever_the_portal_names_is_signed_in() {
    let mut scene = Scene::open().await;
    let (end, mut browser) = scene.arrive().await;
    assert_eq!(end, "http://localhost:8080/");
    let session = browser.get("/api/session").await.check(StatusCode::OK);
    assert_eq!((&session["account"]["name"], &session["portal"]), (&json!("Grace"), &json!(true)));
    // The ticket was validated for the address that the browser came back to.
    let asked = scene.cas.asked.lock().unwrap().pop().unwrap();
    assert!(asked.contains("ticket=ST-1") && asked.contains("callback%3Fstate%3D"), "{asked}");
    let audit = scene.superadmin.get("/api/audit?limit=1").await.check(StatusCode::OK);
    let newest = &audit["items"][0];
    assert_eq!((&newest["action"], &newest["by"]), (&json!("signed_in"), &json!("Grace")));
}

#[tokio::test]
async fn nobody_gets_an_account_by_it() {
    let mut scene = Scene::open().await;
    scene.cas.says("TAA0Somebody", "");
    let (end, mut browser) = scene.arrive().await;
    refused(&end, "inconnu");
    assert!(!is_signed_in(&mut browser).await);
    let accounts = scene.superadmin.get("/api/accounts").await.check(StatusCode::OK);
    assert_eq!(accounts["total"], 2);
}

#[tokio::test]
async fn a_ticket_that_the_portal_refuses_lets_nobody_in() {
    let scene = Scene::open().await;
    scene.cas.refuses();
    refused(&scene.arrive().await.0, "refus");
}

#[tokio::test]
async fn a_portal_that_is_not_understood_lets_nobody_in() {
    let scene = Scene::open().await;
    "<html/>".clone_into(&mut scene.cas.answer.lock().unwrap());
    refused(&scene.arrive().await.0, "injoignable");
}

/// Or somebody could have another person's browser signed in to their own account.
#[tokio::test]
async fn only_the_browser_that_left_comes_back() {
    let scene = Scene::open().await;
    let mut attacker = scene.school.visitor();
    let state = leave(&mut attacker).await;
    let mut victim = scene.school.visitor();
    refused(&location(&come_back(&mut victim, &state).await), "refus");
    leave(&mut victim).await;
    refused(&location(&come_back(&mut victim, &state).await), "refus");
    assert!(!is_signed_in(&mut victim).await);
    assert!(scene.cas.asked.lock().unwrap().is_empty(), "the ticket stays unused");
}

#[tokio::test]
async fn a_state_serves_once() {
    let scene = Scene::open().await;
    scene.cas.refuses();
    let mut browser = scene.school.visitor();
    let state = leave(&mut browser).await;
    refused(&location(&come_back(&mut browser, &state).await), "refus");
    scene.cas.says(GRACE, "");
    refused(&location(&come_back(&mut browser, &state).await), "refus");
}

/// What the page shows beside the portal's word.
async fn prove(browser: &mut Browser, second: Value) -> Answer {
    browser.post("/api/session/cas", json!({"second": second})).await
}

#[tokio::test]
async fn a_second_factor_is_asked_for_after_the_portal() {
    let mut scene = Scene::open().await;
    let (secret, _) = add_totp(&scene.school, &mut scene.grace).await;
    let (end, mut browser) = scene.arrive().await;
    refused(&end, "second-facteur");
    assert!(!is_signed_in(&mut browser).await);

    let asked = prove(&mut browser, json!(null)).await;
    let kinds = asked.refused(StatusCode::UNAUTHORIZED, "second_factor");
    let expected = json!({"totp": true, "passkey": false, "recovery_code": true});
    assert_eq!(kinds, json!({"second_factor": expected}));
    let wrong = prove(&mut browser, json!({"totp": "000000"})).await;
    wrong.refused(StatusCode::UNAUTHORIZED, "wrong_second_factor");
    assert!(!is_signed_in(&mut browser).await);

    scene.school.clock.advance(SignedDuration::from_mins(1));
    let code = code(&scene.school, &secret);
    let session = prove(&mut browser, json!({"totp": code})).await.check(StatusCode::OK);
    assert_eq!(session["account"]["name"], "Grace");
    assert!(is_signed_in(&mut browser).await);
}

#[tokio::test]
async fn the_portals_word_serves_once_in_one_browser_and_not_for_long() {
    let mut scene = Scene::open().await;
    let (_, codes) = add_totp(&scene.school, &mut scene.grace).await;
    let recovery = |n: usize| json!({"recovery_code": codes[n]});
    let out = (StatusCode::UNAUTHORIZED, "signed_out");

    let mut stranger = scene.school.visitor();
    prove(&mut stranger, recovery(0)).await.refused(out.0, out.1);
    leave(&mut stranger).await;
    prove(&mut stranger, recovery(0)).await.refused(out.0, out.1);

    let (_, mut browser) = scene.arrive().await;
    let mut copied = browser.clone();
    prove(&mut browser, recovery(0)).await.check(StatusCode::OK);
    prove(&mut copied, recovery(1)).await.refused(out.0, out.1);

    let (_, mut late) = scene.arrive().await;
    scene.school.clock.advance(SignedDuration::from_mins(10));
    prove(&mut late, recovery(1)).await.refused(out.0, out.1);
}

#[tokio::test]
async fn the_portals_word_for_an_account_that_has_ended_is_worth_nothing() {
    let mut scene = Scene::open().await;
    let (_, codes) = add_totp(&scene.school, &mut scene.grace).await;
    let (_, mut browser) = scene.arrive().await;
    let path = format!("/api/accounts/{}", scene.id);
    scene.superadmin.delete(&path).await.check(StatusCode::NO_CONTENT);
    let ended = prove(&mut browser, json!({"recovery_code": codes[0]})).await;
    ended.refused(StatusCode::UNAUTHORIZED, "signed_out");
}

#[tokio::test]
async fn guessing_a_second_factor_after_the_portal_is_slow() {
    let mut scene = Scene::open().await;
    add_totp(&scene.school, &mut scene.grace).await;
    let guess = json!({"totp": "000000"});
    for _ in 0..6 {
        let (_, mut browser) = scene.arrive().await;
        let wrong = prove(&mut browser, guess.clone()).await;
        wrong.refused(StatusCode::UNAUTHORIZED, "wrong_second_factor");
    }
    let (_, mut browser) = scene.arrive().await;
    let slow = prove(&mut browser, guess).await;
    slow.refused(StatusCode::TOO_MANY_REQUESTS, "too_many_attempts");
}

#[tokio::test]
async fn an_account_that_has_ended_or_has_no_ent_id_any_more_is_nobodys() {
    let mut scene = Scene::open().await;
    let path = format!("/api/accounts/{}", scene.id);
    scene.superadmin.put(&format!("{path}/ent-id"), json!({"ent_id": null})).await;
    refused(&scene.arrive().await.0, "inconnu");
    scene = scene.named(GRACE).await;
    scene.superadmin.delete(&path).await.check(StatusCode::NO_CONTENT);
    refused(&scene.arrive().await.0, "inconnu");
}

#[tokio::test]
async fn an_ent_id_is_one_accounts() {
    let mut scene = Scene::open().await;
    let accounts = scene.superadmin.get("/api/accounts").await.check(StatusCode::OK);
    let of = |name: &str| {
        let items = accounts["items"].as_array().unwrap();
        items.iter().find(|account| account["name"] == name).unwrap().clone()
    };
    assert_eq!(of("Grace")["ent_id"], GRACE);
    let path = format!("/api/accounts/{}/ent-id", of("Ada")["id"].as_str().unwrap());
    let taken = scene.superadmin.put(&path, json!({"ent_id": GRACE})).await;
    taken.refused(StatusCode::CONFLICT, "account_exists");
    scene.superadmin.put(&path, json!({"ent_id": "a b"})).await.refused_field("ent_id");
    let nobody = scene.superadmin.put("/api/accounts/x/ent-id", json!({"ent_id": null})).await;
    nobody.refused(StatusCode::NOT_FOUND, "not_found");
}

#[tokio::test]
async fn without_a_portal_there_is_no_way_through_it() {
    let school = School::open().await;
    let mut browser = school.visitor();
    for path in ["/api/session/cas", "/api/session/cas/callback?state=x&ticket=ST-1"] {
        browser.get(path).await.refused(StatusCode::NOT_FOUND, "not_found");
    }
    let session = browser.get("/api/session").await.check(StatusCode::OK);
    assert_eq!(session["portal"], false);
}
