//! Signing in through the portal: its CAS server says who came, in the place of a name and a password.
//! Nobody gets an account by it, and a second factor is not replaced.
//!
//! A browser comes back with the state that it left with, or not at all: otherwise somebody could have
//! another person's browser signed in to their own account.

use super::same_secret;
use crate::{
    config::PublicUrl,
    extract::{hex, sha256},
    random,
};
use api::Validation;
use axum::http::{HeaderMap, HeaderValue, header};
use domain::service::CasAddress;
use std::sync::Arc;
use tower_sessions::cookie::{Cookie, SameSite, time::Duration};

/// How long somebody may take at the portal's door, and for their second factor afterwards.
pub(super) const PATIENCE: Duration = Duration::minutes(10);

/// Only over TLS a cookie can be bound to one host.
const SECURE_NAME: &str = "__Host-raccord-portail";
const PLAIN_NAME: &str = "raccord-portail";

/// The CAS server that says who administrators are.
#[derive(Clone, Debug)]
pub struct SignInPortal {
    /// Its address.
    pub cas: Arc<CasAddress>,
    /// How its tickets are validated.
    pub validation: Validation,
}

/// What a browser takes along to the portal.
pub(crate) struct Leaving {
    /// Told back to us by the browser's cookies.
    pub(crate) cookie: HeaderValue,
    /// Told back to us in the address.
    pub(crate) state: String,
}

impl SignInPortal {
    /// Our own address, as the CAS server is told it before and after.
    pub(crate) fn service(state: &str, public_url: &PublicUrl) -> String {
        public_url.page(&format!("/api/session/cas/callback?state={state}"))
    }
}

/// The state of a browser that leaves for the portal. Who reads the address does not have the cookie.
pub(crate) fn leave(public_url: &PublicUrl) -> Leaving {
    let secret = random::secret();
    let state = state_of(&secret);
    Leaving { cookie: keep(secret, public_url), state }
}

/// The secret that a browser shows to be the one that the portal's word was about.
pub(super) fn shown(headers: &HeaderMap, public_url: &PublicUrl) -> Option<String> {
    let texts = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut cookies = texts.flat_map(Cookie::split_parse).filter_map(Result::ok);
    // Under the other name anybody beside this host could have set it.
    let cookie = cookies.find(|cookie| cookie.name() == name(public_url));
    cookie.map(|cookie| cookie.value().to_owned()).filter(|secret| !secret.is_empty())
}

/// Has a browser keep a secret until it is back, or until its holder has found their second factor.
pub(super) fn keep(secret: String, public_url: &PublicUrl) -> HeaderValue {
    header_of(secret, PATIENCE, public_url)
}

/// Takes the cookie away: a state serves once.
pub(crate) fn forget(public_url: &PublicUrl) -> HeaderValue {
    header_of(String::new(), Duration::ZERO, public_url)
}

/// Whether the browser that comes with this state is the one that left with it.
pub(crate) fn has_left(state: &str, headers: &HeaderMap, public_url: &PublicUrl) -> bool {
    let secret = shown(headers, public_url);
    secret.is_some_and(|secret| same_secret(state_of(&secret).as_bytes(), state.as_bytes()))
}

pub(super) fn state_of(secret: &str) -> String {
    hex(&sha256(secret.as_bytes()))
}

fn name(public_url: &PublicUrl) -> &'static str {
    if public_url.is_secure() { SECURE_NAME } else { PLAIN_NAME }
}

fn header_of(value: String, max_age: Duration, public_url: &PublicUrl) -> HeaderValue {
    let cookie = Cookie::build((name(public_url), value))
        .path("/")
        .http_only(true)
        .secure(public_url.is_secure())
        // The browser comes from the portal: a strict cookie would not come along.
        .same_site(SameSite::Lax)
        .max_age(max_age);
    HeaderValue::try_from(cookie.to_string()).unwrap_or(HeaderValue::from_static(""))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url() -> PublicUrl {
        "https://raccord.exemple.fr".parse().unwrap()
    }

    #[track_caller]
    fn check(state: &str, cookie: &str, expected: bool) {
        let headers = HeaderMap::from_iter([(header::COOKIE, cookie.parse().unwrap())]);
        assert_eq!(has_left(state, &headers, &url()), expected, "{cookie}");
    }

    #[test]
    fn only_the_browser_that_left_comes_back() {
        let Leaving { cookie, state } = leave(&url());
        let pair = cookie.to_str().unwrap().split(';').next().unwrap().to_owned();
        check(&state, &pair, true);
        check(&state, &format!("other=1; {pair}"), true);
        check(&state, &pair.replace(SECURE_NAME, PLAIN_NAME), false);
        check(&leave(&url()).state, &pair, false);
        check("", "other=1", false);
        check("", &format!("{SECURE_NAME}="), false);
    }
}
