//! What everybody reads and few change, remembered: computed once for each state of an establishment,
//! not at each reading.

use api::Category;
use domain::uai::Uai;
use sqlx::FromRow;
use std::{
    collections::HashMap,
    fmt,
    sync::{Arc, Mutex, PoisonError},
};

/// Establishments whose mappings are counted: more than any portal has, and far below what memory minds.
pub(super) const COUNTS: usize = 20_000;

/// Establishments whose overview is kept, a few kilobytes each.
pub(super) const OVERVIEWS: usize = 2_000;

/// Mappings per category, of those that have any.
pub(super) type ByCategory = Vec<(Category, u32)>;

/// Which state of which stock: an establishment that was erased and made again begins at revision 0.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub(super) struct Moment {
    /// The establishment's revision.
    pub(super) revision: i64,
    /// When it was registered.
    pub(super) created_at: String,
}

/// A value of each establishment, as of a moment. Other processes change the database too: a value is
/// only good for its moment, which is read from the database each time.
pub(super) struct Remembered<M, V> {
    values: Arc<Mutex<HashMap<Uai, (M, V)>>>,
    capacity: usize,
}

impl<M: PartialEq, V: Clone> Remembered<M, V> {
    /// Of so many establishments at most.
    pub(super) fn up_to(capacity: usize) -> Self {
        Self { values: Arc::default(), capacity }
    }

    /// What was computed at this moment, if it was.
    pub(super) fn get(&self, uai: &Uai, moment: &M) -> Option<V> {
        let values = self.values.lock().unwrap_or_else(PoisonError::into_inner);
        values.get(uai).filter(|(known, _)| known == moment).map(|(_, value)| value.clone())
    }

    /// Remembers what was computed.
    pub(super) fn put(&self, uai: &Uai, moment: M, value: V) {
        let mut values = self.values.lock().unwrap_or_else(PoisonError::into_inner);
        if values.len() >= self.capacity && !values.contains_key(uai) {
            values.clear();
        }
        values.insert(uai.clone(), (moment, value));
    }
}

impl<M, V> Clone for Remembered<M, V> {
    fn clone(&self) -> Self {
        Self { values: Arc::clone(&self.values), capacity: self.capacity }
    }
}

impl<M, V> fmt::Debug for Remembered<M, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Remembered").field("capacity", &self.capacity).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HERE: &str = "0990001N";
    const THERE: &str = "0990002P";

    fn uai(text: &str) -> Uai {
        Uai::parse(text).unwrap()
    }

    fn moment(revision: i64, made: &str) -> Moment {
        Moment { revision, created_at: made.to_owned() }
    }

    #[test]
    fn a_value_is_good_for_its_moment_only() {
        let remembered = Remembered::up_to(2);
        remembered.put(&uai(HERE), moment(3, "2026"), 9);
        assert_eq!(remembered.get(&uai(HERE), &moment(3, "2026")), Some(9));
        assert_eq!(remembered.get(&uai(HERE), &moment(4, "2026")), None);
        assert_eq!(remembered.get(&uai(HERE), &moment(3, "2027")), None);
        assert_eq!(remembered.get(&uai(THERE), &moment(3, "2026")), None);
    }

    #[test]
    fn a_full_memory_forgets_but_keeps_what_is_renewed() {
        let remembered = Remembered::up_to(1);
        remembered.put(&uai(HERE), 1, 'a');
        remembered.put(&uai(HERE), 2, 'b');
        assert_eq!(remembered.get(&uai(HERE), &2), Some('b'));
        remembered.put(&uai(THERE), 1, 'c');
        assert_eq!(remembered.get(&uai(HERE), &2), None);
        assert_eq!(remembered.get(&uai(THERE), &1), Some('c'));
    }
}
