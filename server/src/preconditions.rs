//! What a request says about what it expects: the revision it was computed on, and the key that makes it
//! repeatable.

use crate::{error::ApiError, extract::sha256, store::Idempotency};
use api::IDEMPOTENCY_HEADER;
use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, HeaderName, header, request::Parts},
};
use serde::Serialize;

/// The revision in `If-Match`.
pub(crate) struct IfMatch(pub(crate) u64);

/// The key that makes the request repeatable.
pub(crate) struct IdempotencyKey(String);

impl IdempotencyKey {
    /// Longer than any UUID or digest.
    const MAX_LEN: usize = 128;

    /// The key together with what it is used for.
    pub(crate) fn of(self, request: &impl Serialize) -> Result<Idempotency, ApiError> {
        let request = serde_json::to_vec(request).map_err(|error| ApiError::internal(&error))?;
        Ok(Idempotency { key: self.0, request_hash: sha256(&request) })
    }
}

impl<S: Send + Sync> FromRequestParts<S> for IfMatch {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, ApiError> {
        let value = only(&parts.headers, &header::IF_MATCH)?
            .ok_or(ApiError::precondition_required("If-Match is missing"))?;
        value
            .strip_prefix('"')
            .and_then(|value| value.strip_suffix('"'))
            .filter(|digits| digits.bytes().all(|b| b.is_ascii_digit()))
            .and_then(|digits| digits.parse().ok())
            .map(Self)
            .ok_or(ApiError::malformed("If-Match is not a revision in quotes"))
    }
}

impl<S: Send + Sync> FromRequestParts<S> for IdempotencyKey {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, ApiError> {
        let name = HeaderName::from_static(IDEMPOTENCY_HEADER);
        let key = only(&parts.headers, &name)?
            .ok_or(ApiError::precondition_required("the idempotency key is missing"))?;
        let allowed =
            (1..=Self::MAX_LEN).contains(&key.len()) && key.bytes().all(|b| b.is_ascii_graphic());
        if allowed {
            Ok(Self(key.to_owned()))
        } else {
            Err(ApiError::malformed("the idempotency key is not 1 to 128 visible characters"))
        }
    }
}

/// The header's value; a header that comes twice has none that is sure.
fn only<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Result<Option<&'a str>, ApiError> {
    let mut values = headers.get_all(name).iter();
    match (values.next(), values.next()) {
        (None, _) => Ok(None),
        (Some(value), None) => match value.to_str() {
            Ok(text) => Ok(Some(text)),
            Err(_) => Err(ApiError::malformed("a header has characters that are not visible")),
        },
        (Some(_), Some(_)) => Err(ApiError::malformed("a header comes twice")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::{extract::Request, http::StatusCode, response::IntoResponse as _};

    async fn if_match(value: Option<&'static str>) -> Result<u64, StatusCode> {
        extract::<IfMatch>("if-match", value).await.map(|IfMatch(revision)| revision)
    }

    async fn key(value: Option<&'static str>) -> Result<String, StatusCode> {
        extract::<IdempotencyKey>(IDEMPOTENCY_HEADER, value).await.map(|IdempotencyKey(key)| key)
    }

    async fn extract<T: FromRequestParts<(), Rejection = ApiError>>(
        name: &'static str,
        value: Option<&'static str>,
    ) -> Result<T, StatusCode> {
        let mut request = Request::new(());
        if let Some(value) = value {
            request.headers_mut().insert(name, value.parse().unwrap());
        }
        let mut parts = request.into_parts().0;
        T::from_request_parts(&mut parts, &()).await.map_err(|error| error.into_response().status())
    }

    #[tokio::test]
    async fn if_match_is_a_revision_in_quotes() {
        assert_eq!(if_match(Some("\"12\"")).await, Ok(12));
        assert_eq!(if_match(None).await, Err(StatusCode::PRECONDITION_REQUIRED));
        for value in ["12", "*", "W/\"12\"", "\"\"", "\"+12\"", "\"1\", \"2\"", "\""] {
            assert_eq!(if_match(Some(value)).await, Err(StatusCode::BAD_REQUEST), "{value}");
        }
    }

    #[tokio::test]
    async fn a_key_is_short_and_visible() {
        assert_eq!(key(Some("0192-af")).await, Ok("0192-af".to_owned()));
        assert_eq!(key(None).await, Err(StatusCode::PRECONDITION_REQUIRED));
        assert_eq!(key(Some("")).await, Err(StatusCode::BAD_REQUEST));
        assert_eq!(key(Some("a b")).await, Err(StatusCode::BAD_REQUEST));
    }

    #[test]
    fn the_same_key_for_another_request_is_told_apart() {
        let hash =
            |request: &str| IdempotencyKey("key".to_owned()).of(&request).unwrap().request_hash;
        assert_eq!(hash("one"), hash("one"));
        assert_ne!(hash("one"), hash("other"));
    }
}
