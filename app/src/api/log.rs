//! What the page has sent, kept in the memory of this tab, for whoever wants to see it.

use gloo_net::http::Method;
use serde_json::Value;
use std::cell::RefCell;

/// Requests that are kept; a day's work has some hundreds.
const KEPT: usize = 500;

/// One request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    /// When, UTC, RFC 3339.
    pub at: String,
    /// Method and address.
    pub request: String,
    /// Bytes of its body.
    pub bytes: usize,
    /// Names of the fields in its body, those of lists included.
    pub fields: Vec<String>,
}

thread_local! {
    static LOG: RefCell<(usize, usize, Vec<Sent>)> = const { RefCell::new((0, 0, Vec::new())) };
}

/// How many requests were sent, how many bytes, and the newest ones, newest first.
pub fn sent() -> (usize, usize, Vec<Sent>) {
    LOG.with_borrow(|(requests, bytes, log)| {
        (*requests, *bytes, log.iter().rev().cloned().collect())
    })
}

/// Notes a request.
pub fn note(method: Method, address: &str, body: Option<&str>) {
    let bytes = body.map_or(0, str::len);
    let mut fields = Vec::new();
    if let Some(body) = body.and_then(|body| serde_json::from_str::<Value>(body).ok()) {
        names("", &body, &mut fields);
    }
    let one = Sent {
        at: String::from(js_sys::Date::new_0().to_iso_string()),
        request: format!("{method} {address}"),
        bytes,
        fields,
    };
    LOG.with_borrow_mut(|(requests, all, log)| {
        *requests += 1;
        *all += bytes;
        if log.len() == KEPT {
            log.remove(0);
        }
        log.push(one);
    });
}

/// The names of all fields, each once: of a list, those of its entries.
fn names(before: &str, value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields {
                let path =
                    if before.is_empty() { name.clone() } else { format!("{before}.{name}") };
                match value {
                    Value::Object(_) | Value::Array(_) => names(&path, value, found),
                    _ if found.contains(&path) => {}
                    _ => found.push(path),
                }
            }
        }
        Value::Array(entries) => entries.iter().for_each(|entry| names(before, entry, found)),
        _ if before.is_empty() || found.iter().any(|known| known == before) => {}
        _ => found.push(before.to_owned()),
    }
}
