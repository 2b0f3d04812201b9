//! CAS servers: by the secret that a superadmin gave them, with Basic authentication or as a bearer.

use crate::{
    extract::{ClientAddress, sha256},
    state::AppState,
    store::{CasCaller, StoreError},
};
use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, HeaderValue, StatusCode, header, request::Parts},
    response::{IntoResponse, Response},
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use domain::uai::Uai;
use jiff::SignedDuration;

/// How often the use of a secret is written down: a portal signs in thousands in a morning.
const USED_EVERY: SignedDuration = SignedDuration::from_mins(1);

/// A CAS server that may ask.
pub(crate) struct Caller(pub(crate) CasCaller);

/// Why it may not. The body is plain text: Apereo CAS takes whatever JSON comes, of an error too, for
/// attributes.
#[derive(Debug)]
pub(crate) enum CallerRefusal {
    /// No secret, or none that is known.
    NoSecret,
    /// It asks from elsewhere than it may.
    Address,
    /// Not about this establishment.
    Establishment,
    /// The question cannot be understood.
    Malformed,
    /// The store does not answer.
    Unavailable,
}

impl Caller {
    /// Whether it may ask about an establishment.
    pub(crate) async fn check(&self, app: &AppState, uai: &Uai) -> Result<(), CallerRefusal> {
        if app.store.manages(&self.0.client_id, uai).await? {
            Ok(())
        } else {
            Err(CallerRefusal::Establishment)
        }
    }
}

/// The secret that a request shows, whether or not it is one.
pub(crate) fn shown_secret(headers: &HeaderMap) -> Option<String> {
    shown(headers).map(|shown| shown.secret)
}

impl FromRequestParts<AppState> for Caller {
    type Rejection = CallerRefusal;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self, CallerRefusal> {
        let shown = shown(&parts.headers).ok_or(CallerRefusal::NoSecret)?;
        let hash = sha256(shown.secret.as_bytes());
        let caller = app.store.cas_caller(&hash).await?;
        let caller = caller
            .filter(|caller| shown.name.is_none_or(|name| name == caller.client_id))
            .ok_or(CallerRefusal::NoSecret)?;
        let Ok(address) = ClientAddress::from_request_parts(parts, app).await;
        if !caller.may_ask_from(address.ip()) {
            tracing::warn!(client = caller.client_id, "a CAS server asks from elsewhere");
            return Err(CallerRefusal::Address);
        }
        app.rates.let_in(&hash);
        let now = app.clock.now();
        if app.secret_uses.is_due(&caller.secret_id, now, USED_EVERY) {
            // Not to know when is better than not to answer.
            if let Err(error) = app.store.cas_secret_used(&caller.secret_id, now).await {
                tracing::warn!(%error, "the use of a CAS server's secret could not be noted");
            }
        }
        Ok(Self(caller))
    }
}

impl From<StoreError> for CallerRefusal {
    fn from(error: StoreError) -> Self {
        tracing::error!(%error, "a CAS server could not be answered");
        Self::Unavailable
    }
}

impl IntoResponse for CallerRefusal {
    fn into_response(self) -> Response {
        let (status, text) = match self {
            Self::NoSecret => (StatusCode::UNAUTHORIZED, "a secret is needed\n"),
            Self::Address => (StatusCode::FORBIDDEN, "not from this address\n"),
            Self::Establishment => (StatusCode::FORBIDDEN, "not about this establishment\n"),
            Self::Malformed => (StatusCode::BAD_REQUEST, "username is missing\n"),
            Self::Unavailable => (StatusCode::SERVICE_UNAVAILABLE, "try again later\n"),
        };
        let mut response = (status, text).into_response();
        if status == StatusCode::UNAUTHORIZED {
            // Apereo CAS shows its secret only when it is asked.
            let challenge = HeaderValue::from_static("Basic realm=\"cas\"");
            response.headers_mut().insert(header::WWW_AUTHENTICATE, challenge);
        }
        response
    }
}

/// What a request shows of who asks.
#[derive(Debug, PartialEq, Eq)]
struct Shown {
    /// With Basic authentication.
    name: Option<String>,
    secret: String,
}

fn shown(headers: &HeaderMap) -> Option<Shown> {
    let mut values = headers.get_all(header::AUTHORIZATION).iter();
    let (value, None) = (values.next()?, values.next()) else {
        return None;
    };
    let (scheme, value) = value.to_str().ok()?.split_once(' ')?;
    let value = value.trim();
    if scheme.eq_ignore_ascii_case("bearer") {
        return Some(Shown { name: None, secret: value.to_owned() });
    }
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let text = String::from_utf8(STANDARD.decode(value).ok()?).ok()?;
    let (name, secret) = text.split_once(':')?;
    Some(Shown { name: Some(name.to_owned()), secret: secret.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(values: &[&str], expected: Option<(Option<&str>, &str)>) {
        let mut headers = HeaderMap::new();
        for value in values {
            headers.append(header::AUTHORIZATION, value.parse().unwrap());
        }
        let expected = expected.map(|(name, secret)| Shown {
            name: name.map(str::to_owned),
            secret: secret.to_owned(),
        });
        assert_eq!(shown(&headers), expected);
    }

    #[test]
    fn basic_and_bearer_are_understood() {
        check(&["Basic bGxuZzpzM2NyZXQ="], Some((Some("llng"), "s3cret")));
        check(&["bearer s3cret"], Some((None, "s3cret")));
        check(&["Basic bGxuZzphOmI="], Some((Some("llng"), "a:b")));
    }

    #[test]
    fn anything_else_is_no_secret() {
        for values in [&[][..], &["Basic"], &["Basic ?"], &["Basic bGxuZw=="], &["Digest x"]] {
            check(values, None);
        }
        check(&["Bearer a", "Bearer b"], None);
    }
}
