//! The CAS servers that may ask who is who, for superadmins.

pub(crate) mod change;
pub(crate) mod create;
pub(crate) mod end_secret;
pub(crate) mod list;
pub(crate) mod make_secret;
pub(crate) mod remove;

use crate::{
    error::ApiError,
    extract::sha256,
    name, random,
    state::AppState,
    store::{CasClientRefusal, CasClientSettings, NewSecret},
};
use api::{CasClient, NewCasClient, NewCasSecret};
use axum::http::Uri;
use domain::uai::Uai;
use ipnet::IpNet;
use jiff::Timestamp;
use std::net::IpAddr;

/// The most networks that one CAS server asks from, and the most establishments it is limited to.
const MAX_NETWORKS: usize = 50;
const MAX_ESTABLISHMENTS: usize = 1_000;

impl From<CasClientRefusal> for ApiError {
    fn from(refusal: CasClientRefusal) -> Self {
        match refusal {
            CasClientRefusal::NoSuchClient => Self::not_found(),
            CasClientRefusal::NameTaken => Self::cas_client_exists(),
            CasClientRefusal::NoSuchEstablishment => Self::invalid("establishments"),
            CasClientRefusal::TooManySecrets => Self::too_many_secrets(),
        }
    }
}

/// A secret that nobody has yet, and what is stored of it.
fn draw_secret(now: Timestamp) -> (String, NewSecret) {
    let secret = random::secret();
    let hash = sha256(secret.as_bytes());
    (secret, NewSecret { id: random::id(now), hash })
}

/// The answer of what made a secret.
async fn told(app: &AppState, id: &str, secret: String) -> Result<NewCasSecret, ApiError> {
    Ok(NewCasSecret { secret, client: one(app, id).await? })
}

async fn one(app: &AppState, id: &str) -> Result<CasClient, ApiError> {
    app.store.cas_client(id).await?.ok_or(ApiError::not_found())
}

/// Settings that can be stored.
fn parse(asked: NewCasClient) -> Result<CasClientSettings, ApiError> {
    let name = name::parse(&asked.name, name::CAS_CLIENT_MAX).ok_or(ApiError::invalid("name"))?;
    let establishments =
        asked.establishments.map(|list| parse_establishments(&list)).transpose()?;
    if asked.networks.len() > MAX_NETWORKS {
        return Err(ApiError::invalid("networks"));
    }
    let networks = asked.networks.iter().map(|text| parse_network(text.trim()));
    let refresh_url = asked.refresh_url.map(|url| url.trim().to_owned());
    let refresh_url = refresh_url.filter(|url| !url.is_empty());
    if refresh_url.as_deref().is_some_and(|url| !is_refresh_url(url)) {
        return Err(ApiError::invalid("refresh_url"));
    }
    Ok(CasClientSettings {
        name,
        establishments,
        networks: networks.collect::<Option<_>>().ok_or(ApiError::invalid("networks"))?,
        refresh_url,
    })
}

/// Each of them once, one at least: a CAS server that may ask nowhere is a slip.
fn parse_establishments(list: &[String]) -> Result<Vec<Uai>, ApiError> {
    let mut parsed = Vec::new();
    for text in list {
        match Uai::parse(text) {
            Ok(uai) if !parsed.contains(&uai) => parsed.push(uai),
            _ => return Err(ApiError::invalid("establishments")),
        }
    }
    let allowed = (1..=MAX_ESTABLISHMENTS).contains(&parsed.len());
    if allowed { Ok(parsed) } else { Err(ApiError::invalid("establishments")) }
}

/// A network, or an address, which is a network of one.
fn parse_network(text: &str) -> Option<IpNet> {
    let network: Option<IpNet> = text.parse().ok();
    network.map(|network| network.trunc()).or_else(|| text.parse::<IpAddr>().ok().map(IpNet::from))
}

/// An address of a web server, without a name and a secret before the host.
fn is_refresh_url(text: &str) -> bool {
    let Ok(url) = text.parse::<Uri>() else {
        return false;
    };
    let web = matches!(url.scheme_str(), Some("http" | "https"));
    let authority = url.authority().map(axum::http::uri::Authority::as_str);
    web && text.len() <= 500 && authority.is_some_and(|host| !host.contains('@'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check_network(text: &str, expected: Option<&str>) {
        assert_eq!(parse_network(text).map(|n| n.to_string()).as_deref(), expected, "{text}");
    }

    #[test]
    fn a_network_or_an_address() {
        check_network("192.0.2.0/24", Some("192.0.2.0/24"));
        check_network("192.0.2.7/24", Some("192.0.2.0/24"));
        check_network("192.0.2.7", Some("192.0.2.7/32"));
        check_network("2001:db8::/32", Some("2001:db8::/32"));
        for text in ["", "192.0.2", "192.0.2.0/33", "cas.exemple.fr"] {
            check_network(text, None);
        }
    }

    #[test]
    fn changes_are_told_to_a_web_server() {
        assert!(is_refresh_url("https://auth.exemple.fr/refreshsessions"));
        assert!(is_refresh_url("http://127.0.0.1:9998/refreshsessions"));
        for url in ["", "/refreshsessions", "ftp://x/y", "https://a:b@x/y", "javascript:alert(1)"] {
            assert!(!is_refresh_url(url), "{url}");
        }
    }
}
