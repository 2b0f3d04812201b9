//! The CAS servers that may ask, and their configurations.

use super::{Outcome, ask, ask_nothing, tell};
use api::{CasClient, CasConfiguration, CasServer, NewCasClient, NewCasSecret};
use gloo_net::http::Method;

/// `GET /api/cas-clients`.
pub async fn clients() -> Outcome<Vec<CasClient>> {
    ask(Method::GET, "/api/cas-clients").await
}

/// `POST /api/cas-clients`.
pub async fn let_in(settings: &NewCasClient) -> Outcome<NewCasSecret> {
    tell(Method::POST, "/api/cas-clients", &[], settings).await
}

/// `PUT /api/cas-clients/{id}`.
pub async fn change(id: &str, settings: &NewCasClient) -> Outcome<CasClient> {
    tell(Method::PUT, &format!("/api/cas-clients/{id}"), &[], settings).await
}

/// `DELETE /api/cas-clients/{id}`.
pub async fn remove(id: &str) -> Outcome<()> {
    ask_nothing(Method::DELETE, &format!("/api/cas-clients/{id}")).await
}

/// `POST /api/cas-clients/{id}/secrets`.
pub async fn make_secret(id: &str) -> Outcome<NewCasSecret> {
    ask(Method::POST, &format!("/api/cas-clients/{id}/secrets")).await
}

/// `DELETE /api/cas-clients/{id}/secrets/{secret}`.
pub async fn end_secret(id: &str, secret: &str) -> Outcome<()> {
    ask_nothing(Method::DELETE, &format!("/api/cas-clients/{id}/secrets/{secret}")).await
}

/// `GET /api/establishments/{uai}/cas-configuration/{server}`.
pub async fn configuration(
    uai: &str,
    server: CasServer,
    client: &str,
    pronote: &str,
) -> Outcome<CasConfiguration> {
    let server = serde_json::to_value(server).unwrap_or_default();
    let server = server.as_str().unwrap_or_default();
    let encoded = |text: &str| String::from(js_sys::encode_uri_component(text));
    let given = [("client", client.trim()), ("pronote", pronote.trim())];
    let given = given.into_iter().filter(|(_, value)| !value.is_empty());
    let query: Vec<_> = given.map(|(name, value)| format!("{name}={}", encoded(value))).collect();
    let address = format!("/api/establishments/{uai}/cas-configuration/{server}");
    ask(Method::GET, &format!("{address}?{}", query.join("&"))).await
}
