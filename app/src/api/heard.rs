//! When the server last answered: a session that is not used ends.

use js_sys::Date;
use std::cell::Cell;

thread_local! {
    /// Milliseconds since 1970. The page itself has just come from the server.
    static LAST: Cell<f64> = Cell::new(Date::now());
}

/// It has answered now.
pub(super) fn note() {
    LAST.set(Date::now());
}

/// When it last did, in milliseconds since 1970. What other tabs ask is not known here.
pub fn last() -> f64 {
    LAST.get()
}
