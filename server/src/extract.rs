//! The parts of a request, read the same way everywhere. What cannot be read becomes an
//! [`ApiError`]; no handler sees a rejection of axum.

use crate::{error::ApiError, state::AppState, store::Hash, strict::Strict};
use api::Paging;
use axum::{
    Json,
    extract::{
        self, ConnectInfo, FromRequest, FromRequestParts, Request,
        rejection::{JsonRejection, PathRejection, QueryRejection},
    },
    http::{HeaderMap, StatusCode, request::Parts},
};
use serde::de::DeserializeOwned;
use sha2::{Digest as _, Sha256};
use std::{
    convert::Infallible,
    net::{IpAddr, Ipv4Addr, SocketAddr},
};

/// A JSON body.
pub(crate) struct Body<T>(pub(crate) T);

/// Parameters of the path.
pub(crate) struct Path<T>(pub(crate) T);

/// Parameters of the query string.
pub(crate) struct Query<T>(pub(crate) T);

/// Which part of a list is asked for.
pub(crate) struct Paged(pub(crate) Paging);

/// Where a request comes from.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ClientAddress(IpAddr);

impl ClientAddress {
    /// The address itself.
    pub(crate) fn ip(self) -> IpAddr {
        self.0
    }

    /// As it is counted: of an IPv6 address the first half, which one subscriber has as a whole.
    pub(crate) fn to_text(self) -> String {
        match self.0.to_canonical() {
            IpAddr::V4(address) => address.to_string(),
            IpAddr::V6(address) => {
                let [a, b, c, d, ..] = address.segments();
                format!("{a:x}:{b:x}:{c:x}:{d:x}")
            }
        }
    }
}

impl From<IpAddr> for ClientAddress {
    fn from(address: IpAddr) -> Self {
        Self(address)
    }
}

impl FromRequestParts<AppState> for ClientAddress {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self, Infallible> {
        let peer = parts.extensions.get::<ConnectInfo<SocketAddr>>();
        let peer = peer.map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |ConnectInfo(peer)| peer.ip());
        // Only what our own proxy has added counts: whatever stands before it, anybody can write.
        let told = app.policy.behind_proxy.then(|| last_forwarded(&parts.headers)).flatten();
        Ok(Self(told.unwrap_or(peer)))
    }
}

fn last_forwarded(headers: &HeaderMap) -> Option<IpAddr> {
    let last = headers.get_all("x-forwarded-for").iter().next_back()?;
    last.to_str().ok()?.rsplit(',').next()?.trim().parse().ok()
}

/// Bytes in lower-case hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A digest in hexadecimal.
pub(crate) fn parse_hex(text: &str) -> Option<Hash> {
    let mut hash = Hash::default();
    if text.len() != 2 * hash.len() || !text.bytes().all(|b| b.is_ascii_hexdigit()) {
        return None;
    }
    for (byte, digits) in hash.iter_mut().zip(text.as_bytes().chunks(2)) {
        *byte = u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()?;
    }
    Some(hash)
}

/// SHA-256.
pub(crate) fn sha256(bytes: &[u8]) -> Hash {
    Sha256::digest(bytes).into()
}

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Body<T> {
    type Rejection = ApiError;

    async fn from_request(request: Request, state: &S) -> Result<Self, ApiError> {
        let Json(Strict(body)) = Json::from_request(request, state).await?;
        Ok(Self(body))
    }
}

impl<T: DeserializeOwned + Send, S: Send + Sync> FromRequestParts<S> for Path<T> {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ApiError> {
        let extract::Path(path) = extract::Path::from_request_parts(parts, state).await?;
        Ok(Self(path))
    }
}

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Query<T> {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ApiError> {
        let extract::Query(query) = extract::Query::from_request_parts(parts, state).await?;
        Ok(Self(query))
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Paged {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ApiError> {
        let Query(paging) = Query::<Paging>::from_request_parts(parts, state).await?;
        if (1..=Paging::MAX_LIMIT).contains(&paging.limit) {
            Ok(Self(paging))
        } else {
            Err(ApiError::invalid("limit"))
        }
    }
}

impl From<JsonRejection> for ApiError {
    fn from(rejection: JsonRejection) -> Self {
        if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE {
            Self::too_large()
        } else {
            Self::malformed("the body is not the expected JSON")
        }
    }
}

impl From<PathRejection> for ApiError {
    fn from(_: PathRejection) -> Self {
        Self::malformed("the path does not have the expected form")
    }
}

impl From<QueryRejection> for ApiError {
    fn from(_: QueryRejection) -> Self {
        Self::malformed("the query string does not have the expected form")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_last_address_that_a_proxy_added_counts() {
        let mut headers = HeaderMap::new();
        headers.append("x-forwarded-for", "203.0.113.9, 198.51.100.7".parse().unwrap());
        assert_eq!(last_forwarded(&headers), "198.51.100.7".parse().ok());
        headers.append("x-forwarded-for", "192.0.2.1".parse().unwrap());
        assert_eq!(last_forwarded(&headers), "192.0.2.1".parse().ok());
        headers.append("x-forwarded-for", "nobody".parse().unwrap());
        assert_eq!(last_forwarded(&headers), None);
    }

    #[test]
    fn one_subscriber_is_one_address() {
        let text = |address: &str| ClientAddress(address.parse().unwrap()).to_text();
        assert_eq!(text("2001:db8:1:2:3::4"), text("2001:db8:1:2:ffff::1"));
        assert_ne!(text("2001:db8:1:2::1"), text("2001:db8:1:3::1"));
        assert_eq!(text("::ffff:192.0.2.1"), text("192.0.2.1"));
    }

    #[test]
    fn hexadecimal_reads_back() {
        let hash: Hash = [0xa5; 32];
        assert_eq!(parse_hex(&hex(&hash)), Some(hash));
        for text in ["", "a5", &"+1".repeat(32), &"a".repeat(65)] {
            assert_eq!(parse_hex(text), None, "{text}");
        }
    }
}
