//! Unsafe requests must come from our own page: a browser says so in headers that another site
//! cannot forge, and the page shows that it could read our answers.

use super::{same_secret, session};
use crate::{error::ApiError, state::AppState};
use api::{ANONYMOUS_CSRF, CSRF_HEADER};
use axum::{
    extract::{MatchedPath, Request, State},
    http::{HeaderMap, Method, header},
    middleware::Next,
    response::Response,
};
use tower_sessions::Session;

/// Where a visitor who is not signed in may send something.
const FOR_VISITORS: [&str; 7] = [
    "/api/setup",
    "/api/session",
    "/api/session/passkey",
    "/api/session/cas",
    "/api/session/cas/passkey",
    "/api/invitation",
    "/api/invitation/look",
];

/// Lets a request through when it is safe or comes from our page.
pub(crate) async fn check_origin(
    State(app): State<AppState>,
    session: Session,
    request: Request,
    next: Next,
) -> Result<Response, ApiError> {
    if !request.method().is_safe() {
        let visit = session::visit(&session, app.clock.now()).await?;
        check_unsafe(&request, visit.as_ref().map(|visit| visit.csrf.as_str()))?;
    }
    Ok(next.run(request).await)
}

fn check_unsafe(request: &Request, session_csrf: Option<&str>) -> Result<(), ApiError> {
    if !is_same_origin(request.headers()) {
        return Err(ApiError::csrf());
    }
    let path = request.extensions().get::<MatchedPath>();
    let for_visitors = request.method() == Method::POST
        && path.is_some_and(|path| FOR_VISITORS.contains(&path.as_str()));
    let value = request.headers().get(CSRF_HEADER);
    let carries = |expected: &str| {
        value.is_some_and(|value| same_secret(value.as_bytes(), expected.as_bytes()))
    };
    match session_csrf {
        Some(csrf) if carries(csrf) => Ok(()),
        _ if for_visitors && carries(ANONYMOUS_CSRF) => Ok(()),
        // The session has ended while the page was open: signing in again is what helps.
        None if !for_visitors => Err(ApiError::signed_out()),
        _ => Err(ApiError::csrf()),
    }
}

/// What the browser says of where the request comes from. Over plain http on another machine than
/// its own it sends no `Sec-Fetch-Site`; `Origin` then has to name the host that is asked.
pub(crate) fn is_same_origin(headers: &HeaderMap) -> bool {
    if let Some(site) = headers.get("sec-fetch-site") {
        return site == "same-origin";
    }
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let (Some(origin), Some(host)) = (text(header::ORIGIN), text(header::HOST)) else {
        return false;
    };
    // Of a sandboxed page, and of others that hide it, the origin is "null": no host.
    let origin_host = origin.strip_prefix("http://").or(origin.strip_prefix("https://"));
    origin_host.is_some_and(|origin_host| origin_host.eq_ignore_ascii_case(host))
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderName;

    #[track_caller]
    fn check(headers: &[(&'static str, &'static str)], expected: bool) {
        let headers: HeaderMap = headers
            .iter()
            .map(|&(name, value)| (HeaderName::from_static(name), value.parse().unwrap()))
            .collect();
        assert_eq!(is_same_origin(&headers), expected, "{headers:?}");
    }

    #[test]
    fn the_browser_knows_where_a_request_comes_from() {
        check(&[("sec-fetch-site", "same-origin")], true);
        for site in ["same-site", "cross-site", "none", ""] {
            check(&[("sec-fetch-site", site)], false);
        }
    }

    #[test]
    fn without_its_word_the_origin_must_be_the_host() {
        check(&[("origin", "http://lycee.lan:8080"), ("host", "lycee.lan:8080")], true);
        check(&[("origin", "http://lycee.lan"), ("host", "Lycee.lan")], true);
        check(&[("origin", "http://lycee.lan"), ("host", "lycee.lan:8080")], false);
        check(&[("origin", "http://autre.lan:8080"), ("host", "lycee.lan:8080")], false);
        check(&[("origin", "null"), ("host", "null")], false);
        check(&[("host", "lycee.lan")], false);
        check(&[], false);
    }

    #[test]
    fn the_word_of_the_browser_comes_before_the_origin() {
        check(
            &[
                ("sec-fetch-site", "cross-site"),
                ("origin", "http://lycee.lan"),
                ("host", "lycee.lan"),
            ],
            false,
        );
    }
}
