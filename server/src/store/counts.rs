//! How many mappings an establishment has, remembered: what everybody reads is counted once for each
//! revision of the stock, not at each reading.

use api::Category;
use domain::uai::Uai;
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

/// Establishments remembered at most: more than any portal has, and far below what memory minds.
const MAX: usize = 20_000;

/// Mappings per category, of those that have any.
pub(super) type ByCategory = Vec<(Category, u32)>;

/// Which state of which stock: an establishment that was erased and made again begins at revision 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Moment {
    /// The establishment's revision.
    pub(super) revision: i64,
    /// When it was registered.
    pub(super) created_at: String,
}

/// What was counted. Other processes change the stock too: a count is only good for its moment, which is
/// read from the database each time.
#[derive(Clone, Debug, Default)]
pub(super) struct Counts(Arc<Mutex<HashMap<Uai, (Moment, ByCategory)>>>);

impl Counts {
    /// What was counted at this moment, if it was.
    pub(super) fn get(&self, uai: &Uai, moment: &Moment) -> Option<ByCategory> {
        let counted = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        counted.get(uai).filter(|(known, _)| known == moment).map(|(_, counts)| counts.clone())
    }

    /// Remembers what was counted.
    pub(super) fn put(&self, uai: &Uai, moment: Moment, counts: ByCategory) {
        let mut counted = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if counted.len() >= MAX {
            counted.clear();
        }
        counted.insert(uai.clone(), (moment, counts));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_count_is_good_for_its_moment_only() {
        let counts = Counts::default();
        let uai = Uai::parse("0990001N").unwrap();
        let moment = |revision, made: &str| Moment { revision, created_at: made.to_owned() };
        counts.put(&uai, moment(3, "2026"), vec![(Category::Student, 9)]);
        assert_eq!(counts.get(&uai, &moment(3, "2026")), Some(vec![(Category::Student, 9)]));
        assert_eq!(counts.get(&uai, &moment(4, "2026")), None);
        assert_eq!(counts.get(&uai, &moment(3, "2027")), None);
        assert_eq!(counts.get(&Uai::parse("0990002P").unwrap(), &moment(3, "2026")), None);
    }
}
