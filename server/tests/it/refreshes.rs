//! LemonLDAP::NG is told that somebody's mapping has changed. A CAS server of the tests' own stands
//! for it; the real one is met in `end2end/cas`.

use crate::{
    cas::let_in,
    school::{Browser, HERE, School},
    steps::{start_import, validate},
};
use api::{RefreshFailure, Refreshes};
use axum::{
    Json, Router,
    extract::State,
    http::{HeaderMap, StatusCode},
    routing::post,
};
use jiff::SignedDuration;
use serde_json::{Value, json};
use server::cas::pusher::Pusher;
use std::sync::{Arc, Mutex};
use tokio::net::TcpListener;

/// What it was told, and what it answers.
#[derive(Clone)]
struct Portal {
    told: Arc<Mutex<Vec<String>>>,
    answer: Arc<Mutex<(StatusCode, Value)>>,
}

impl Portal {
    /// Where it listens.
    async fn start() -> (Self, String) {
        let portal = Self {
            told: Arc::default(),
            answer: Arc::new(Mutex::new((StatusCode::OK, json!({"updated": 1, "errors": 0})))),
        };
        let router = Router::new().route("/refreshsessions", post(refresh));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/refreshsessions", listener.local_addr().unwrap());
        let service = router.with_state(portal.clone());
        tokio::spawn(async move { axum::serve(listener, service).await });
        (portal, url)
    }

    fn answers(&self, status: StatusCode, body: Value) {
        *self.answer.lock().unwrap() = (status, body);
    }

    /// Whom it was told about since the last question, sorted.
    fn told(&self) -> Vec<String> {
        let mut told = std::mem::take(&mut *self.told.lock().unwrap());
        told.sort();
        told
    }
}

async fn refresh(
    State(portal): State<Portal>,
    headers: HeaderMap,
    Json(body): Json<Value>,
) -> (StatusCode, Json<Value>) {
    assert_eq!(headers["accept"], "application/json");
    portal.told.lock().unwrap().push(body["uid"].as_str().unwrap().to_owned());
    let (status, answer) = portal.answer.lock().unwrap().clone();
    (status, Json(answer))
}

/// A school whose portal at `url` wants to be told.
async fn school(url: &str) -> (School, Browser, Pusher) {
    let school = School::open().await;
    let mut superadmin = school.with_establishment().await;
    let_in(&mut superadmin, json!({"name": "Portail", "refresh_url": url})).await;
    (school, superadmin, Pusher::new().unwrap())
}

/// How telling goes; read from the store, since sessions end while hours pass.
async fn state(school: &School) -> Refreshes {
    school.state.store.cas_clients().await.unwrap()[0].refreshes.clone().unwrap()
}

#[tokio::test]
async fn whoever_gets_another_identifier_is_told_of_once() {
    let (portal, url) = Portal::start().await;
    let (school, mut superadmin, pusher) = school(&url).await;
    let import = start_import(&mut superadmin, HERE, "complete").await;
    validate(&mut superadmin, HERE, &import, "teacher", "0", "a1 b2").await.check(StatusCode::OK);
    assert_eq!(state(&school).await.pending, 2);
    assert_eq!(pusher.turn(&school.state).await.unwrap(), 2);
    assert_eq!(portal.told(), ["a", "b"]);
    assert_eq!(pusher.turn(&school.state).await.unwrap(), 0);

    // "b" stays as it was; "a" loses its identifier to "c".
    validate(&mut superadmin, HERE, &import, "teacher", "1", "b2= c1").await;
    let replaced = json!({"pairs": [
        {"ent_key": "b", "pronote_id": "2", "decision": "kept"},
        {"ent_key": "c", "pronote_id": "1", "decision": "manual"},
    ], "replace": true, "report": {"refused": 0, "to_review": 0, "undecided": 0}});
    let headers = [("if-match", "\"1\""), (api::IDEMPOTENCY_HEADER, "replace")];
    let path = format!("/api/establishments/{HERE}/imports/{import}/steps/teacher");
    let put = axum::http::Method::PUT;
    superadmin.send(put, &path, &headers, Some(replaced)).await.check(StatusCode::OK);
    pusher.turn(&school.state).await.unwrap();
    assert_eq!(portal.told(), ["a", "c"]);
    let state = state(&school).await;
    assert_eq!(state.done_at.as_deref(), Some("2026-11-20T08:00:00.000Z"));
    assert_eq!((state.pending, state.lost), (0, 0));
}

#[tokio::test]
async fn undoing_is_told_too() {
    let (portal, url) = Portal::start().await;
    let (school, mut superadmin, pusher) = school(&url).await;
    let import = start_import(&mut superadmin, HERE, "partial").await;
    validate(&mut superadmin, HERE, &import, "teacher", "0", "a1").await.check(StatusCode::OK);
    pusher.turn(&school.state).await.unwrap();
    portal.told();
    let path = format!("/api/establishments/{HERE}/imports/{import}/undo");
    let headers = [("if-match", "\"1\"")];
    let post = axum::http::Method::POST;
    superadmin.send(post, &path, &headers, None).await.check(StatusCode::OK);
    pusher.turn(&school.state).await.unwrap();
    assert_eq!(portal.told(), ["a"]);
}

#[tokio::test]
async fn what_is_refused_is_tried_again_later_and_given_up_in_the_end() {
    let (portal, url) = Portal::start().await;
    let (school, mut superadmin, pusher) = school(&url).await;
    portal.answers(StatusCode::OK, json!({"updated": 0, "errors": 1}));
    let import = start_import(&mut superadmin, HERE, "partial").await;
    validate(&mut superadmin, HERE, &import, "teacher", "0", "a1").await.check(StatusCode::OK);
    pusher.turn(&school.state).await.unwrap();
    let failed = state(&school).await;
    assert_eq!((failed.failure, failed.pending), (Some(RefreshFailure::Refused), 1));

    assert_eq!(pusher.turn(&school.state).await.unwrap(), 0, "not before ten seconds");
    let mut attempts = 1;
    while state(&school).await.pending != 0 {
        school.clock.advance(SignedDuration::from_hours(8));
        attempts += pusher.turn(&school.state).await.unwrap();
    }
    assert_eq!((attempts, portal.told().len()), (7, 7));
    assert_eq!(state(&school).await.lost, 1);
}

#[tokio::test]
async fn a_portal_that_is_away_is_told_when_it_is_back() {
    let (portal, url) = Portal::start().await;
    let closed = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let nobody = format!("http://{}/refreshsessions", closed.local_addr().unwrap());
    drop(closed);
    let (school, mut superadmin, pusher) = school(&nobody).await;
    let import = start_import(&mut superadmin, HERE, "partial").await;
    validate(&mut superadmin, HERE, &import, "teacher", "0", "a1 b2").await.check(StatusCode::OK);
    pusher.turn(&school.state).await.unwrap();
    let failed = state(&school).await;
    assert_eq!((failed.failure, failed.pending), (Some(RefreshFailure::Unreachable), 2));

    let list = superadmin.get("/api/cas-clients").await.json();
    let client = format!("/api/cas-clients/{}", list[0]["id"].as_str().unwrap());
    let settings = json!({"name": "Portail", "refresh_url": url});
    superadmin.put(&client, settings).await.check(StatusCode::OK);
    school.clock.advance(SignedDuration::from_secs(10));
    pusher.turn(&school.state).await.unwrap();
    assert_eq!(portal.told(), ["a", "b"]);
    assert_eq!(state(&school).await.pending, 0);
}

#[tokio::test]
async fn who_is_only_known_by_a_digest_cannot_be_told_of() {
    let (portal, url) = Portal::start().await;
    let school = School::open().await;
    let mut superadmin = school.superadmin().await;
    let new = json!({"uai": HERE, "name": "Lycée Fictif", "cas_key": "login"});
    superadmin.post("/api/establishments", new).await.check(StatusCode::CREATED);
    let_in(&mut superadmin, json!({"name": "Portail", "refresh_url": url})).await;
    let import = start_import(&mut superadmin, HERE, "partial").await;
    validate(&mut superadmin, HERE, &import, "teacher", "0", "a1").await.check(StatusCode::OK);
    assert_eq!(Pusher::new().unwrap().turn(&school.state).await.unwrap(), 0);
    assert!(portal.told().is_empty());
}
