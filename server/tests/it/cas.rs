//! What CAS servers are answered: confirmed mappings only, in the shape that each of them can read,
//! and never anything that keeps a user out of the portal.

use crate::{
    school::{Answer, Browser, HERE, School, THERE},
    steps::{start_import, validate},
};
use axum::{
    body::Body,
    http::{Method, Request, StatusCode, header},
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use domain::{
    ent_key::{EntKey, LoginSalt},
    uai::DEMONSTRATION,
};
use serde_json::{Value, json};

/// Somebody with an identifier here, as the CAS server writes it.
const ZOE: &str = "TAA1";
const ZOES_ID: &str = "A2B3C4";

/// Lets a CAS server in: its number and its secret.
pub(crate) async fn let_in(superadmin: &mut Browser, settings: Value) -> (String, String) {
    let made = superadmin.post("/api/cas-clients", settings).await.check(StatusCode::CREATED);
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    (text(&made["client"]["id"]), text(&made["secret"]))
}

/// Confirms pairs in an establishment that has none.
async fn confirm(browser: &mut Browser, uai: &str, pairs: &[(&str, &str)]) {
    let import = start_import(browser, uai, "partial").await;
    let pair = |&(key, id): &(&str, &str)| json!({"ent_key": key, "pronote_id": id, "decision": "confirmed"});
    let pairs: Vec<_> = pairs.iter().map(pair).collect();
    let body = json!({"pairs": pairs, "report": {"refused": 0, "to_review": 0, "undecided": 0}});
    let path = format!("/api/establishments/{uai}/imports/{import}/steps/student");
    let headers = [("if-match", "\"0\""), (api::IDEMPOTENCY_HEADER, "confirm")];
    browser.send(Method::PUT, &path, &headers, Some(body)).await.check(StatusCode::OK);
}

/// A school where Zoé is confirmed, and a CAS server that may ask about it.
async fn school() -> (School, Browser, CasServer) {
    let school = School::open().await;
    let mut superadmin = school.with_establishment().await;
    confirm(&mut superadmin, HERE, &[(ZOE, ZOES_ID)]).await;
    let (id, secret) = let_in(&mut superadmin, json!({"name": "Portail"})).await;
    let server = CasServer { browser: school.visitor(), id, secret };
    (school, superadmin, server)
}

struct CasServer {
    browser: Browser,
    id: String,
    secret: String,
}

impl CasServer {
    fn basic(&self) -> String {
        format!("Basic {}", STANDARD.encode(format!("{}:{}", self.id, self.secret)))
    }

    /// As a CAS server sends it: no cookie, no header of our page.
    async fn ask(&mut self, method: Method, path: &str, authorization: &str, body: &str) -> Answer {
        let request = Request::builder().method(method).uri(path).header(header::HOST, "localhost");
        let request = match authorization {
            "" => request,
            value => request.header(header::AUTHORIZATION, value),
        };
        self.browser.raw(request.body(Body::from(body.to_owned())).unwrap()).await
    }

    async fn attributes(&mut self, query: &str) -> Answer {
        let basic = self.basic();
        self.ask(Method::GET, &format!("/cas/v1/attributes?{query}"), &basic, "").await
    }

    async fn llng(&mut self, body: &str) -> Value {
        let basic = self.basic();
        let answer = self.ask(Method::POST, "/cas/v1/llng/userdb", &basic, body).await;
        assert_eq!(answer.headers[header::CACHE_CONTROL], "no-store");
        answer.check(StatusCode::OK)
    }
}

#[tokio::test]
async fn apereo_gets_a_flat_map_of_lists() {
    let (_school, _, mut server) = school().await;
    let expected = json!({"idPronote": [ZOES_ID], "idPronote_0990001N": [ZOES_ID]});
    for query in ["username=TAA1", "username=taa1&service=x", "username=%20TAA1"] {
        let answer = server.attributes(query).await;
        assert_eq!(answer.headers[header::CACHE_CONTROL], "no-store");
        assert_eq!(answer.check(StatusCode::OK), expected, "{query}");
    }
    for query in ["username=nobody", "username=", "username=%C3%A9l%C3%A8ve", "username=a%20b"] {
        assert_eq!(server.attributes(query).await.check(StatusCode::OK), json!({}), "{query}");
    }
    let bearer = format!("Bearer {}", server.secret);
    let path = "/cas/v1/attributes?username=TAA1";
    let posted = server.ask(Method::POST, path, &bearer, "").await;
    assert_eq!(posted.check(StatusCode::OK), expected);
}

#[tokio::test]
async fn an_establishment_is_asked_about_with_its_own_attribute() {
    let (_school, _, mut server) = school().await;
    let basic = server.basic();
    let mut of = async |query: &str| {
        let path = format!("/cas/v1/etablissements/{HERE}/attributes?{query}");
        // Apereo sends the attributes it has, with GET too.
        server.ask(Method::GET, &path, &basic, "{\"cn\":\"Zoé\"}").await
    };
    let expected = json!({"idPronote": [ZOES_ID]});
    for query in ["username=TAA1", "principal=taa1&service=%5Ehttps%3A%2F%2Fx.*"] {
        assert_eq!(of(query).await.check(StatusCode::OK), expected, "{query}");
    }
    assert_eq!(of("username=nobody").await.check(StatusCode::OK), json!({}));
    assert_eq!(of("").await.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn lemonldap_is_always_answered_that_the_user_is_known() {
    let (_school, mut superadmin, mut server) = school().await;
    superadmin.register(THERE).await;
    let known = json!({"result": true, "info": {
        "idPronote": ZOES_ID, "idPronote_0990001N": ZOES_ID, "idPronote_0990002P": "",
    }});
    assert_eq!(server.llng(r#"{"user":"TAA1","useMail":false}"#).await, known);
    assert_eq!(server.llng(r#"{"useMail":false,"user":"tAa1"}"#).await, known);
    let nobody = json!({"result": true, "info": {
        "idPronote": "", "idPronote_0990001N": "", "idPronote_0990002P": "",
    }});
    assert_eq!(server.llng(r#"{"user":"nobody","useMail":false}"#).await, nobody);
    assert_eq!(server.llng(r#"{"mail":"zoe@exemple.fr","useMail":true}"#).await, nobody);
    // What cannot be understood says nothing, and keeps nobody out.
    for body in ["", "{", "[]", "{\"user\":1}", "null", "\u{0}"] {
        assert_eq!(server.llng(body).await, json!({"result": true, "info": {}}), "{body}");
    }
    let search = r#"{"searchingAttributes":{"cn":"z"}}"#;
    assert_eq!(server.llng(search).await, json!({"result": false, "users": []}));
}

#[tokio::test]
async fn when_the_store_is_gone_the_portal_still_lets_users_in() {
    let (school, _, mut server) = school().await;
    school.state.store.close().await;
    let answer = server.llng(r#"{"user":"TAA1","useMail":false}"#).await;
    assert_eq!(answer, json!({"result": true, "info": {}}));
    let answer = server.attributes("username=TAA1").await;
    assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(answer.json(), Value::Null, "Apereo would take JSON for attributes");
}

#[tokio::test]
async fn a_user_of_two_establishments_has_an_identifier_in_each() {
    let (_school, mut superadmin, mut server) = school().await;
    superadmin.register(THERE).await;
    confirm(&mut superadmin, THERE, &[(ZOE, "Z9Y8")]).await;
    assert_eq!(
        server.attributes("username=TAA1").await.check(StatusCode::OK),
        json!({"idPronote_0990001N": [ZOES_ID], "idPronote_0990002P": ["Z9Y8"]}),
    );
    assert_eq!(server.llng(r#"{"user":"TAA1"}"#).await["info"]["idPronote"], "");
}

#[tokio::test]
async fn a_login_is_looked_up_by_its_digest() {
    let school = School::open().await;
    let mut superadmin = school.superadmin().await;
    let new = json!({"uai": HERE, "name": "Lycée Fictif", "cas_key": "login"});
    let made = superadmin.post("/api/establishments", new).await.check(StatusCode::CREATED);
    let salt = LoginSalt::parse(made["login_salt"].as_str().unwrap()).unwrap();
    let key = EntKey::of_login("zoé.fictif", &salt);
    confirm(&mut superadmin, HERE, &[(key.as_str(), ZOES_ID)]).await;
    let (id, secret) = let_in(&mut superadmin, json!({"name": "Portail"})).await;
    let mut server = CasServer { browser: school.visitor(), id, secret };
    let expected = json!({"idPronote": [ZOES_ID], "idPronote_0990001N": [ZOES_ID]});
    for login in ["zo%C3%A9.fictif", "ZO%C3%89.Fictif"] {
        let answer = server.attributes(&format!("username={login}")).await;
        assert_eq!(answer.check(StatusCode::OK), expected);
    }
    let by_digest = server.attributes(&format!("username={key}")).await.check(StatusCode::OK);
    assert_eq!(by_digest, json!({}), "a digest is nobody's login");
}

#[tokio::test]
async fn who_has_no_secret_is_asked_for_one_and_told_nothing() {
    let (_school, _, mut server) = school().await;
    let secret = server.secret.clone();
    let wrong_name = format!("Basic {}", STANDARD.encode(format!("other:{secret}")));
    for authorization in ["", "Basic", "Bearer wrong", "Basic eDp5", wrong_name.as_str()] {
        for (method, path) in [
            (Method::POST, "/cas/v1/llng/userdb"),
            (Method::GET, "/cas/v1/attributes?username=TAA1"),
            (Method::GET, "/cas/v1/etablissements/0990001N/attributes?username=TAA1"),
        ] {
            let answer = server.ask(method, path, authorization, r#"{"user":"TAA1"}"#).await;
            assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{path} {authorization}");
            assert_eq!(answer.headers[header::WWW_AUTHENTICATE], "Basic realm=\"cas\"");
            assert_eq!(answer.json(), Value::Null, "Apereo would take JSON for attributes");
            assert!(!answer.text.contains(ZOES_ID));
        }
    }
}

#[tokio::test]
async fn a_cas_server_may_be_limited_to_establishments_and_addresses() {
    let (school, mut superadmin, _) = school().await;
    superadmin.register(THERE).await;
    confirm(&mut superadmin, THERE, &[(ZOE, "Z9Y8")]).await;
    let limited = json!({"name": "Ailleurs", "establishments": [THERE]});
    let (id, secret) = let_in(&mut superadmin, limited).await;
    let mut server = CasServer { browser: school.visitor(), id: id.clone(), secret };
    assert_eq!(
        server.attributes("username=TAA1").await.check(StatusCode::OK),
        json!({"idPronote": ["Z9Y8"], "idPronote_0990002P": ["Z9Y8"]}),
    );
    let info = &server.llng(r#"{"user":"TAA1"}"#).await["info"];
    assert_eq!(*info, json!({"idPronote": "Z9Y8", "idPronote_0990002P": "Z9Y8"}));
    let basic = server.basic();
    for uai in [HERE, "0990009X", "lycee"] {
        let path = format!("/cas/v1/etablissements/{uai}/attributes?username=TAA1");
        let answer = server.ask(Method::GET, &path, &basic, "").await;
        assert_eq!((answer.status, answer.json()), (StatusCode::FORBIDDEN, Value::Null), "{uai}");
    }
    let elsewhere =
        json!({"name": "Ailleurs", "establishments": [THERE], "networks": ["192.0.2.7"]});
    superadmin.put(&format!("/api/cas-clients/{id}"), elsewhere).await.check(StatusCode::OK);
    let answer = server.attributes("username=TAA1").await;
    assert_eq!((answer.status, answer.json()), (StatusCode::FORBIDDEN, Value::Null));
}

#[tokio::test]
async fn the_demonstration_is_never_released() {
    let school = School::open().await;
    let mut superadmin = school.superadmin().await;
    superadmin.register(DEMONSTRATION).await;
    confirm(&mut superadmin, DEMONSTRATION, &[(ZOE, ZOES_ID)]).await;
    let (id, secret) = let_in(&mut superadmin, json!({"name": "Portail"})).await;
    let mut server = CasServer { browser: school.visitor(), id, secret };
    assert_eq!(server.attributes("username=TAA1").await.check(StatusCode::OK), json!({}));
    let info = &server.llng(r#"{"user":"TAA1"}"#).await["info"];
    assert_eq!(*info, json!({"idPronote": ""}));
    let basic = server.basic();
    let path = format!("/cas/v1/etablissements/{DEMONSTRATION}/attributes?username=TAA1");
    let answer = server.ask(Method::GET, &path, &basic, "").await;
    assert_eq!(answer.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn what_is_undone_or_purged_is_not_released_any_more() {
    let (_school, mut superadmin, mut server) = school().await;
    let imports = superadmin.get(&format!("/api/establishments/{HERE}/imports")).await.json();
    let import = imports["items"][0]["id"].as_str().unwrap().to_owned();
    let path = format!("/api/establishments/{HERE}/imports/{import}/undo");
    let headers = [("if-match", "\"1\"")];
    superadmin.send(Method::POST, &path, &headers, None).await.check(StatusCode::OK);
    assert_eq!(server.attributes("username=TAA1").await.check(StatusCode::OK), json!({}));
    assert_eq!(server.llng(r#"{"user":"TAA1"}"#).await["info"]["idPronote"], "");

    let import = start_import(&mut superadmin, HERE, "complete").await;
    validate(&mut superadmin, HERE, &import, "student", "2", "a1").await.check(StatusCode::OK);
    let found = server.attributes("username=a").await.check(StatusCode::OK);
    assert_eq!(found["idPronote"], json!(["1"]));
    let purge = format!("/api/establishments/{HERE}/mappings");
    let headers = [("if-match", "\"3\"")];
    let purged = superadmin.send(Method::DELETE, &purge, &headers, None).await;
    purged.check(StatusCode::OK);
    assert_eq!(server.attributes("username=a").await.check(StatusCode::OK), json!({}));
}

#[tokio::test]
async fn two_accounts_that_differ_by_case_are_told_apart_or_not_at_all() {
    let school = School::open().await;
    let mut superadmin = school.with_establishment().await;
    confirm(&mut superadmin, HERE, &[("taa1", "A1"), ("TAA1", "B2")]).await;
    let (id, secret) = let_in(&mut superadmin, json!({"name": "Portail"})).await;
    let mut server = CasServer { browser: school.visitor(), id, secret };
    let of = async |server: &mut CasServer, login: &str| {
        let found = server.attributes(&format!("username={login}")).await;
        found.check(StatusCode::OK)["idPronote"].clone()
    };
    assert_eq!(of(&mut server, "taa1").await, json!(["A1"]));
    assert_eq!(of(&mut server, "TAA1").await, json!(["B2"]));
    assert_eq!(of(&mut server, "Taa1").await, Value::Null);
}
