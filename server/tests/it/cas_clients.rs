//! Letting CAS servers in, as superadmins do.

use crate::{
    cas::let_in,
    school::{HERE, School},
};
use axum::http::{Method, StatusCode, header};
use jiff::SignedDuration;
use serde_json::{Value, json};

const PATH: &str = "/api/cas-clients";

#[tokio::test]
async fn the_secret_is_told_once_and_stored_as_a_digest() {
    let school = School::open().await;
    let mut superadmin = school.with_establishment().await;
    let settings = json!({
        "name": " Portail ", "establishments": [HERE], "networks": ["192.0.2.0/24", "2001:db8::1"],
        "refresh_url": "https://auth.exemple.fr/refreshsessions",
    });
    let (id, secret) = let_in(&mut superadmin, settings).await;
    assert_eq!(secret.len(), 43);
    let list = superadmin.get(PATH).await.check(StatusCode::OK);
    let secrets = list[0]["secrets"].clone();
    let expected = json!([{
        "id": id, "name": "Portail", "establishments": [HERE],
        "networks": ["192.0.2.0/24", "2001:db8::1/128"],
        "refresh_url": "https://auth.exemple.fr/refreshsessions", "secrets": secrets,
        "refreshes": {
            "pending": 0, "lost": 0, "done_at": null, "failed_at": null, "failure": null,
        },
        "created_at": "2026-11-20T08:00:00.000Z",
    }]);
    assert_eq!(list, expected);
    assert!(!list.to_string().contains(&secret));
    let stored: Vec<Vec<u8>> = sqlx::query_scalar("SELECT secret_hash FROM cas_secret")
        .fetch_all(&school.database().await)
        .await
        .unwrap();
    assert_eq!(stored.len(), 1);
    assert_ne!(stored[0], secret.as_bytes());
}

#[tokio::test]
async fn a_secret_is_replaced_while_the_other_still_works() {
    let school = School::open().await;
    let mut superadmin = school.with_establishment().await;
    let (id, first) = let_in(&mut superadmin, json!({"name": "Portail"})).await;
    let secrets = format!("{PATH}/{id}/secrets");
    school.clock.advance(SignedDuration::from_secs(1));
    let second = superadmin.send(Method::POST, &secrets, &[], None).await;
    let second = second.check(StatusCode::CREATED);
    let third = superadmin.send(Method::POST, &secrets, &[], None).await;
    third.refused(StatusCode::CONFLICT, "too_many_secrets");

    let mut visitor = school.visitor();
    let mut works = async |secret: &str| {
        let bearer = format!("Bearer {secret}");
        let headers = [(header::AUTHORIZATION.as_str(), bearer.as_str())];
        let path = "/cas/v1/attributes?username=x";
        visitor.send(Method::GET, path, &headers, None).await.status == StatusCode::OK
    };
    let new = second["secret"].as_str().unwrap();
    assert!(works(&first).await && works(new).await);
    let old = second["client"]["secrets"][0]["id"].as_str().unwrap();
    let end = format!("{secrets}/{old}");
    superadmin.delete(&end).await.check(StatusCode::NO_CONTENT);
    assert!(!works(&first).await && works(new).await);
    superadmin.delete(&end).await.refused(StatusCode::NOT_FOUND, "not_found");
    superadmin.delete(&format!("{PATH}/{id}")).await.check(StatusCode::NO_CONTENT);
    assert!(!works(new).await);
    superadmin.delete(&format!("{PATH}/{id}")).await.refused(StatusCode::NOT_FOUND, "not_found");
}

#[tokio::test]
async fn the_last_use_is_seen_to_the_minute() {
    let school = School::open().await;
    let mut superadmin = school.with_establishment().await;
    let (_, secret) = let_in(&mut superadmin, json!({"name": "Portail"})).await;
    let mut used = async || {
        superadmin.get(PATH).await.check(StatusCode::OK)[0]["secrets"][0]["used_at"].clone()
    };
    assert_eq!(used().await, Value::Null);
    let bearer = format!("Bearer {secret}");
    let mut visitor = school.visitor();
    for (wait, expected) in [
        (0, "2026-11-20T08:00:00.000Z"),
        (59, "2026-11-20T08:00:00.000Z"),
        (1, "2026-11-20T08:01:00.000Z"),
    ] {
        school.clock.advance(SignedDuration::from_secs(wait));
        let headers = [(header::AUTHORIZATION.as_str(), bearer.as_str())];
        visitor.send(Method::GET, "/cas/v1/attributes?username=x", &headers, None).await;
        assert_eq!(used().await, expected);
    }
}

#[tokio::test]
async fn what_cannot_be_stored_is_refused_by_its_field() {
    let school = School::open().await;
    let mut superadmin = school.with_establishment().await;
    for (field, value) in [
        ("name", json!(" ")),
        ("establishments", json!([])),
        ("establishments", json!(["0990009X"])),
        ("establishments", json!([HERE, HERE])),
        ("networks", json!(["cas.exemple.fr"])),
        ("refresh_url", json!("ftp://x/")),
    ] {
        let mut settings = json!({"name": "Portail"});
        settings[field] = value;
        superadmin.post(PATH, settings).await.refused_field(field);
    }
    let (id, _) = let_in(&mut superadmin, json!({"name": "Portail"})).await;
    let (other, _) = let_in(&mut superadmin, json!({"name": "Autre"})).await;
    let taken = (StatusCode::CONFLICT, "cas_client_exists");
    superadmin.post(PATH, json!({"name": "PORTAIL"})).await.refused(taken.0, taken.1);
    let path = format!("{PATH}/{other}");
    superadmin.put(&path, json!({"name": "portail"})).await.refused(taken.0, taken.1);
    superadmin.put(&path, json!({"name": "autre"})).await.check(StatusCode::OK);
    superadmin.put(&format!("{PATH}/{id}"), json!({"name": "P"})).await.check(StatusCode::OK);
    let missing = superadmin.put(&format!("{PATH}/x"), json!({"name": "P2"})).await;
    missing.refused(StatusCode::NOT_FOUND, "not_found");
}

#[tokio::test]
async fn every_act_is_in_the_audit_trail() {
    let school = School::open().await;
    let mut superadmin = school.with_establishment().await;
    let (id, _) = let_in(&mut superadmin, json!({"name": "Portail"})).await;
    superadmin.put(&format!("{PATH}/{id}"), json!({"name": "Portail"})).await;
    let secret = superadmin.send(Method::POST, &format!("{PATH}/{id}/secrets"), &[], None).await;
    let secret = secret.json()["client"]["secrets"][0]["id"].as_str().unwrap().to_owned();
    superadmin.delete(&format!("{PATH}/{id}/secrets/{secret}")).await;
    superadmin.delete(&format!("{PATH}/{id}")).await;
    let trail = superadmin.get("/api/audit?limit=5").await.check(StatusCode::OK);
    let acts: Vec<_> = trail["items"].as_array().unwrap().iter().rev().collect();
    let actions: Vec<_> = acts.iter().map(|act| act["action"].as_str().unwrap()).collect();
    let expected = [
        "cas_client_added",
        "cas_client_changed",
        "cas_secret_made",
        "cas_secret_ended",
        "cas_client_removed",
    ];
    assert_eq!(actions, expected);
    assert!(acts.iter().all(|act| act["details"]["cas_client"] == "Portail"));
}

#[tokio::test]
async fn a_configuration_is_written_for_each_kind_of_server() {
    let school = School::open().await;
    let mut superadmin = school.with_establishment().await;
    let path = format!("/api/establishments/{HERE}/cas-configuration");
    for server in api::CasServer::ALL {
        let name = serde_json::to_value(server).unwrap();
        let answer = superadmin.get(&format!("{path}/{}", name.as_str().unwrap())).await;
        let written = answer.check(StatusCode::OK);
        match server {
            api::CasServer::LemonldapSql => assert_eq!(written["unavailable"], "no_views"),
            _ => assert!(written["files"].to_string().contains("0990001N")),
        }
    }
    let own =
        superadmin.get(&format!("{path}/lemonldap?client=0197&pronote=https://notes.fr/p/")).await;
    let text = own.check(StatusCode::OK)["files"][0]["text"].as_str().unwrap().to_owned();
    let settings: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(
        settings["casAppMetaDataOptions"]["pronote-0990001N"]["casAppMetaDataOptionsService"],
        "https://notes.fr/p/ http://localhost:8080/acces/0990001N/",
    );
    assert_eq!(
        settings["combModules"]["Pronote"]["over"]["restUserDBUrl"],
        "http://0197:SECRET@localhost:8080/cas/v1/llng/userdb",
    );
    superadmin.get(&format!("{path}/lemonldap?pronote=x")).await.refused_field("pronote");
    superadmin.get(&format!("{path}/lemonldap?client=a%22b")).await.refused_field("client");
    let unknown = superadmin.get(&format!("{path}/shibboleth")).await;
    unknown.refused(StatusCode::BAD_REQUEST, "malformed");
}
