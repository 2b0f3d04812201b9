//! When the use of a secret was written down last, so that not every question writes.

use jiff::{SignedDuration, Timestamp};
use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

/// By secret, in this process.
#[derive(Debug, Default)]
pub struct SecretUses(Mutex<HashMap<String, Timestamp>>);

impl SecretUses {
    /// Whether it is time to write a use down; whoever is told so does.
    pub(crate) fn is_due(&self, secret_id: &str, now: Timestamp, every: SignedDuration) -> bool {
        let mut uses = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let due = uses.get(secret_id).is_none_or(|last| now.duration_since(*last) >= every);
        if due {
            uses.insert(secret_id.to_owned(), now);
        }
        due
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_use_is_written_down_now_and_then() {
        let uses = SecretUses::default();
        let at = |second: i64| Timestamp::from_second(second).unwrap();
        let due = |id: &str, second| uses.is_due(id, at(second), SignedDuration::from_secs(60));
        assert!(due("a", 0));
        assert!(!due("a", 59));
        assert!(due("b", 59));
        assert!(due("a", 60));
        assert!(!due("a", 61));
    }
}
