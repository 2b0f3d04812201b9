//! The cookie of a portal user on the way to PRONOTE: a secret, and the name that the CAS server gave,
//! to be shown. The server keeps a digest of both: no name, and a name that was changed is nobody's.

use crate::{config::PublicUrl, extract::sha256, random, store::Hash};
use axum::http::{HeaderMap, HeaderValue, header};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use jiff::SignedDuration;
use tower_sessions::cookie::{Cookie, SameSite, time::Duration};

/// How long somebody may take between coming and going on.
pub(super) const LIFETIME: SignedDuration = SignedDuration::from_hours(1);

/// Only over TLS a cookie can be bound to one host.
const SECURE_NAME: &str = "__Host-raccord-acces";
const PLAIN_NAME: &str = "raccord-acces";

/// A new cookie for a user, and the digest that is kept.
pub(super) fn make(user: &str, public_url: &PublicUrl) -> (HeaderValue, Hash) {
    let value = format!("{}.{}", random::secret(), URL_SAFE_NO_PAD.encode(user));
    let hash = sha256(value.as_bytes());
    let lifetime = Duration::seconds(LIFETIME.as_secs());
    (header_of(value, lifetime, public_url), hash)
}

/// Takes the cookie away.
pub(super) fn remove(public_url: &PublicUrl) -> HeaderValue {
    header_of(String::new(), Duration::ZERO, public_url)
}

/// The digest of the cookie that came, and the user to be shown.
pub(super) fn read(headers: &HeaderMap, public_url: &PublicUrl) -> Option<(Hash, String)> {
    let texts = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut cookies = texts.flat_map(Cookie::split_parse).filter_map(Result::ok);
    // Under the other name anybody beside this host could have set it.
    let cookie = cookies.find(|cookie| cookie.name() == name(public_url))?;
    let (_, user) = cookie.value().split_once('.')?;
    let user = String::from_utf8(URL_SAFE_NO_PAD.decode(user).ok()?).ok()?;
    Some((sha256(cookie.value().as_bytes()), user))
}

fn name(public_url: &PublicUrl) -> &'static str {
    if public_url.is_secure() { SECURE_NAME } else { PLAIN_NAME }
}

fn header_of(value: String, max_age: Duration, public_url: &PublicUrl) -> HeaderValue {
    let secure = public_url.is_secure();
    let cookie = Cookie::build((name(public_url), value))
        .path("/")
        .http_only(true)
        .secure(secure)
        // Users come from the portal: a strict cookie would not come along.
        .same_site(SameSite::Lax)
        .max_age(max_age);
    HeaderValue::try_from(cookie.to_string()).unwrap_or(HeaderValue::from_static(""))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(cookie: &HeaderValue) -> HeaderMap {
        let pair = cookie.to_str().unwrap().split(';').next().unwrap().to_owned();
        HeaderMap::from_iter([(header::COOKIE, pair.parse().unwrap())])
    }

    #[test]
    fn a_cookie_comes_back_with_its_user() {
        for url in ["http://localhost:8080", "https://raccord.exemple.fr"] {
            let url = url.parse().unwrap();
            let (cookie, hash) = make("zoé.martin", &url);
            assert_eq!(read(&sent(&cookie), &url), Some((hash, "zoé.martin".to_owned())));
        }
    }

    #[test]
    fn a_changed_user_is_nobody() {
        let url = "https://raccord.exemple.fr".parse().unwrap();
        let (cookie, hash) = make("TAA1", &url);
        let other = URL_SAFE_NO_PAD.encode("TAA2");
        let changed = cookie.to_str().unwrap().replace(&URL_SAFE_NO_PAD.encode("TAA1"), &other);
        let (found, user) = read(&sent(&changed.parse().unwrap()), &url).unwrap();
        assert_eq!(user, "TAA2");
        assert_ne!(found, hash);
    }

    #[test]
    fn over_tls_only_the_bound_name_is_read() {
        let (plain, _) = make("x", &"http://localhost:8080".parse().unwrap());
        assert_eq!(read(&sent(&plain), &"https://raccord.exemple.fr".parse().unwrap()), None);
    }

    #[test]
    fn over_tls_it_is_bound_to_one_host() {
        let (cookie, _) = make("x", &"https://raccord.exemple.fr".parse().unwrap());
        let text = cookie.to_str().unwrap();
        for part in
            ["__Host-raccord-acces=", "; HttpOnly", "; SameSite=Lax", "; Secure", "; Path=/"]
        {
            assert!(text.contains(part), "{text}");
        }
    }
}
