//! Two server processes on one database: what one has done, the other knows.

use crate::{
    postgres,
    program::{Browser, Server},
    school::{HERE, PASSWORD},
};
use serde_json::{Value, json};
use std::sync::Barrier;

/// Two processes on an empty database, and the first account, signed in on the first of them.
async fn two() -> Option<([Server; 2], Browser)> {
    let database = postgres::server().await?.new_database().await;
    let servers = [Server::start(&database), Server::start(&database)];
    // The one that started last has replaced the one-time link.
    let ada = servers[1].set_up();
    Some((servers, ada))
}

#[track_caller]
fn ask(
    browser: &Browser,
    server: &Server,
    (method, path): (&str, &str),
    body: &Value,
) -> (u16, Value) {
    browser.send(server.port, method, path, &[], body).unwrap()
}

/// Somebody else with all rights.
fn colleague(ada: &Browser, server: &Server) -> Browser {
    let rights = json!({"role": "superadmin", "rights": []});
    let (status, made) = ask(ada, server, ("POST", "/api/invitations"), &rights);
    assert_eq!(status, 201);
    let token = made["link"].as_str().unwrap().split_once('#').unwrap().1;
    let body = json!({"token": token, "name": "Grace", "password": PASSWORD});
    server.sign_in("/api/invitation", &body).unwrap()
}

#[tokio::test]
async fn a_session_holds_on_both_and_ends_on_both() {
    let Some((servers, ada)) = two().await else { return };
    let list = ("GET", "/api/establishments");
    for server in &servers {
        assert_eq!(ask(&ada, server, list, &Value::Null).0, 200);
    }
    assert_eq!(ask(&ada, &servers[0], ("DELETE", "/api/session"), &Value::Null).0, 204);
    for server in &servers {
        assert_eq!(ask(&ada, server, list, &Value::Null).0, 401);
    }
}

#[tokio::test]
async fn of_two_who_validate_at_once_one_wins_and_the_other_is_told() {
    let Some((servers, ada)) = two().await else { return };
    let grace = colleague(&ada, &servers[0]);
    let school = json!({"uai": HERE, "name": "Lycée Fictif", "cas_key": "ent_id"});
    assert_eq!(ask(&ada, &servers[0], ("POST", "/api/establishments"), &school).0, 201);
    let ready = Barrier::new(2);
    let validate = |browser: &Browser, server: &Server, name: &str| {
        let key = |suffix: &str| ("idempotency-key", format!("{name}-{suffix}"));
        let imports = format!("/api/establishments/{HERE}/imports");
        let new = json!({"mode": "partial", "sources": []});
        let made = browser.send(server.port, "POST", &imports, &[key("start")], &new).unwrap();
        assert_eq!(made.0, 201, "{}", made.1);
        let path = format!("{imports}/{}/steps/teacher", made.1["id"].as_str().unwrap());
        let pair = json!({"ent_key": name, "pronote_id": "A2B3C4", "decision": "manual"});
        let report = json!({"refused": 0, "to_review": 0, "undecided": 0});
        let body = json!({"pairs": [pair], "report": report});
        let headers = [("if-match", "\"0\"".to_owned()), key("step")];
        ready.wait();
        browser.send(server.port, "PUT", &path, &headers, &body).unwrap()
    };
    let (one, other) = std::thread::scope(|scope| {
        let one = scope.spawn(|| validate(&ada, &servers[0], "ada"));
        let other = scope.spawn(|| validate(&grace, &servers[1], "grace"));
        (one.join().unwrap(), other.join().unwrap())
    });
    let (winner, (status, told)) = if one.0 == 200 { ("ada", other) } else { ("grace", one) };
    assert_eq!((status, &told["error"]["code"]), (412, &json!("stale")), "{told}");
    assert_eq!(told["error"]["details"], json!({"revision": 1}));
    let mappings = format!("/api/establishments/{HERE}/mappings");
    for server in &servers {
        let (_, stock) = ask(&ada, server, ("GET", &mappings), &Value::Null);
        assert_eq!((&stock["revision"], &stock["total"]), (&json!(1), &json!(1)));
        assert_eq!(stock["items"][0]["pair"]["ent_key"], winner);
    }
}

#[tokio::test]
async fn attempts_to_sign_in_are_counted_together() {
    let Some((servers, _ada)) = two().await else { return };
    let wrong = json!({"name": "Ada", "password": "not this one at all"});
    // Six are let through, wherever they are made.
    for attempt in 0..6 {
        let refused = servers[attempt % 2].sign_in("/api/session", &wrong);
        assert_eq!(refused.err(), Some(401), "{attempt}");
    }
    let right = json!({"name": "Ada", "password": PASSWORD});
    for server in &servers {
        assert_eq!(server.sign_in("/api/session", &right).err(), Some(429));
    }
}
