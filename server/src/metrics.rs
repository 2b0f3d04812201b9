//! Figures for the operator, in Prometheus' text form: how many requests, how long they took, by
//! route. No account, no establishment, no address is in them.

use std::{
    collections::BTreeMap,
    fmt::Write as _,
    sync::{Mutex, PoisonError},
    time::Duration,
};

/// What was counted since the start.
#[derive(Debug, Default)]
pub struct Metrics {
    requests: Mutex<BTreeMap<Key, Figures>>,
}

/// Method, route, status. A route is a template, of which there are as many as the router has.
type Key = (String, String, u16);

#[derive(Clone, Copy, Debug, Default)]
struct Figures {
    count: u64,
    seconds: f64,
}

impl Metrics {
    /// Counts a request that was answered.
    pub(crate) fn count(&self, method: &str, route: &str, status: u16, took: Duration) {
        let key = (method.to_owned(), route.to_owned(), status);
        let mut requests = self.requests.lock().unwrap_or_else(PoisonError::into_inner);
        let figures = requests.entry(key).or_default();
        figures.count += 1;
        figures.seconds += took.as_secs_f64();
    }

    /// All of it, as text.
    pub(crate) fn text(&self) -> String {
        let mut text = String::from(
            "# HELP raccord_requests_total Requests that were answered.\n\
             # TYPE raccord_requests_total counter\n",
        );
        let requests = self.requests.lock().unwrap_or_else(PoisonError::into_inner).clone();
        for ((method, route, status), figures) in &requests {
            let labels = format!("method=\"{method}\",route=\"{route}\",status=\"{status}\"");
            // Writing to a string does not fail.
            let _ = writeln!(text, "raccord_requests_total{{{labels}}} {}", figures.count);
        }
        text.push_str(
            "# HELP raccord_request_seconds_total Time spent answering them.\n\
             # TYPE raccord_request_seconds_total counter\n",
        );
        for ((method, route, status), figures) in &requests {
            let labels = format!("method=\"{method}\",route=\"{route}\",status=\"{status}\"");
            let _ = writeln!(text, "raccord_request_seconds_total{{{labels}}} {}", figures.seconds);
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests_are_counted_by_route_and_status() {
        let metrics = Metrics::default();
        metrics.count("GET", "/api/x/{id}", 200, Duration::from_millis(250));
        metrics.count("GET", "/api/x/{id}", 200, Duration::from_millis(250));
        metrics.count("GET", "/api/x/{id}", 404, Duration::ZERO);
        let text = metrics.text();
        for line in [
            "raccord_requests_total{method=\"GET\",route=\"/api/x/{id}\",status=\"200\"} 2",
            "raccord_requests_total{method=\"GET\",route=\"/api/x/{id}\",status=\"404\"} 1",
            "raccord_request_seconds_total{method=\"GET\",route=\"/api/x/{id}\",status=\"200\"} 0.5",
        ] {
            assert!(text.lines().any(|l| l == line), "{line}\n{text}");
        }
    }
}
