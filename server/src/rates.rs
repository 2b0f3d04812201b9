//! How often one may ask: so many requests a second by address, and far more by the secret of a CAS
//! server, behind which a whole region signs in. Counted by each server process for itself: what must
//! be counted together, the attempts to sign in, is in the store.

use crate::{
    auth::shown_secret,
    config::Policy,
    error::ApiError,
    extract::{ClientAddress, sha256},
    state::AppState,
    store::Hash,
};
use axum::{
    extract::{Request, State},
    http::{HeaderValue, StatusCode, header},
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use governor::{
    DefaultKeyedRateLimiter, Quota, RateLimiter,
    clock::{Clock as _, DefaultClock},
};
use std::{
    collections::HashSet,
    num::NonZeroU32,
    sync::{PoisonError, RwLock},
    time::Duration,
};

/// How many seconds' worth of requests may come at once: a page and what it loads, a class that opens
/// PRONOTE when the lesson begins.
const BURST_SECONDS: u32 = 10;

/// How often what nobody asks any more is forgotten: an address that rests so long starts afresh.
pub(crate) const FORGET_EVERY: Duration = Duration::from_mins(1);

/// What was asked of late.
#[derive(Debug, Default)]
pub struct Rates {
    addresses: Option<DefaultKeyedRateLimiter<String>>,
    cas_servers: Option<DefaultKeyedRateLimiter<Hash>>,
    /// Digests of the secrets that have let somebody in. Any other is counted by address, or whoever
    /// invents a new one each time would never be told to wait.
    secrets: RwLock<HashSet<Hash>>,
    clock: DefaultClock,
}

/// By what a request is counted.
#[derive(Debug, PartialEq, Eq)]
enum Subject {
    Address(String),
    CasServer(Hash),
}

impl Rates {
    /// Those that the operator allows.
    pub fn of(policy: &Policy) -> Self {
        Self {
            addresses: quota(policy.requests_per_second).map(RateLimiter::keyed),
            cas_servers: quota(policy.cas_requests_per_second).map(RateLimiter::keyed),
            ..Self::default()
        }
    }

    /// This secret has let a CAS server in.
    pub(crate) fn let_in(&self, secret: &Hash) {
        if !self.has_let_in(secret) {
            self.secrets.write().unwrap_or_else(PoisonError::into_inner).insert(*secret);
        }
    }

    /// Forgets whoever asked nothing of late.
    pub(crate) fn forget(&self) {
        if let Some(addresses) = &self.addresses {
            addresses.retain_recent();
            addresses.shrink_to_fit();
        }
        if let Some(cas_servers) = &self.cas_servers {
            cas_servers.retain_recent();
        }
    }

    fn has_let_in(&self, secret: &Hash) -> bool {
        self.secrets.read().unwrap_or_else(PoisonError::into_inner).contains(secret)
    }

    fn subject(&self, request: &Request, address: ClientAddress) -> Subject {
        let secret = is_of_cas(request).then(|| shown_secret(request.headers())).flatten();
        let secret = secret.map(|secret| sha256(secret.as_bytes()));
        match secret.filter(|secret| self.has_let_in(secret)) {
            Some(secret) => Subject::CasServer(secret),
            None => Subject::Address(address.to_text()),
        }
    }

    /// Counts a request; how long to wait, if it is one too many.
    fn count(&self, subject: &Subject) -> Result<(), Duration> {
        let counted = match subject {
            Subject::Address(address) => {
                self.addresses.as_ref().map(|rate| rate.check_key(address))
            }
            Subject::CasServer(hash) => self.cas_servers.as_ref().map(|rate| rate.check_key(hash)),
        };
        let too_many = counted.unwrap_or(Ok(()));
        too_many.map_err(|until| until.wait_time_from(self.clock.now()))
    }
}

/// Answers a request, or tells whoever asks too often to wait.
pub(crate) async fn limit(
    State(app): State<AppState>,
    address: ClientAddress,
    request: Request,
    next: Next,
) -> Response {
    let subject = app.rates.subject(&request, address);
    match app.rates.count(&subject) {
        Ok(()) => next.run(request).await,
        Err(wait) => refusal(&request, seconds(wait)),
    }
}

fn quota(per_second: u32) -> Option<Quota> {
    let burst = NonZeroU32::new(per_second.saturating_mul(BURST_SECONDS))?;
    Some(Quota::per_second(NonZeroU32::new(per_second)?).allow_burst(burst))
}

fn is_of_cas(request: &Request) -> bool {
    request.uri().path().starts_with("/cas/")
}

/// Whole ones, one at least.
fn seconds(wait: Duration) -> u32 {
    let begun = u64::from(wait.subsec_nanos() > 0);
    u32::try_from(wait.as_secs() + begun).unwrap_or(u32::MAX).max(1)
}

/// In the envelope where our page asks; elsewhere in plain text, which no CAS server takes for
/// attributes.
fn refusal(request: &Request, seconds: u32) -> Response {
    if request.uri().path().starts_with("/api") {
        return ApiError::too_many_requests(seconds).into_response();
    }
    let mut response = (StatusCode::TOO_MANY_REQUESTS, "too many requests\n").into_response();
    response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    response
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::IpAddr;

    #[test]
    fn one_waits_for_whole_seconds() {
        assert_eq!(seconds(Duration::ZERO), 1);
        assert_eq!(seconds(Duration::from_millis(1_200)), 2);
        assert_eq!(seconds(Duration::from_secs(3)), 3);
    }

    #[test]
    fn without_a_limit_nobody_waits() {
        let rates = Rates::of(&Policy::default());
        let address = Subject::Address("192.0.2.1".to_owned());
        assert!((0..10_000).all(|_| rates.count(&address).is_ok()));
    }

    #[test]
    fn each_is_counted_apart() {
        let policy = Policy { requests_per_second: 1, ..Policy::default() };
        let rates = Rates::of(&policy);
        let [one, other] =
            ["192.0.2.1", "192.0.2.2"].map(|address| Subject::Address(address.to_owned()));
        // However slow the machine is, a thousand requests do not take a thousand seconds.
        assert!((0..1_000).any(|_| rates.count(&one).is_err()));
        assert!(rates.count(&other).is_ok());
        assert!(rates.count(&Subject::CasServer([1; 32])).is_ok());
    }

    #[test]
    fn only_a_secret_that_has_let_somebody_in_is_counted_by_itself() {
        let rates = Rates::of(&Policy::default());
        let address = ClientAddress::from(IpAddr::from([192, 0, 2, 1]));
        let request = |path: &str| {
            let request = Request::get(path).header(header::AUTHORIZATION, "Bearer s3cret");
            request.body(axum::body::Body::empty()).unwrap()
        };
        let by_address = Subject::Address("192.0.2.1".to_owned());
        assert_eq!(rates.subject(&request("/cas/v1/attributes"), address), by_address);
        let hash = sha256(b"s3cret");
        rates.let_in(&hash);
        let by_secret = Subject::CasServer(hash);
        assert_eq!(rates.subject(&request("/cas/v1/attributes"), address), by_secret);
        assert_eq!(rates.subject(&request("/api/session"), address), by_address);
    }
}
