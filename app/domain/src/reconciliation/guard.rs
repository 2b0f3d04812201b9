//! What a step would do to what is stored, and when that is too much to go through unasked.

use serde::{Deserialize, Serialize};

/// Share of a category's stored mappings that may be removed without being asked for twice. Rostering
/// services hold a synchronisation beyond the same figure (Clever: 10 % of any type).
pub const MOST_REMOVED: f64 = 0.10;

/// Share of a category's stored mappings that may change without being asked for twice (Clever:
/// 75 %).
pub const MOST_CHANGED: f64 = 0.75;

/// What a step would do to the stored mappings of its category.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Effect {
    /// How many are stored before.
    pub stored: u32,
    /// How many would have another account or identifier.
    pub changed: u32,
    /// How many would go.
    pub removed: u32,
}

/// Why a step is held until a person types how many mappings it concerns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hold {
    /// Whole percents that would be removed, when that is too much.
    pub removed: Option<u32>,
    /// Whole percents that would change, when that is too much.
    pub changed: Option<u32>,
    /// What must be typed: the mappings concerned.
    pub typed: u32,
}

impl Effect {
    /// Whether the step is held, and why.
    pub fn hold(self) -> Option<Hold> {
        let removed = self.above(self.removed, MOST_REMOVED);
        let changed = self.above(self.changed, MOST_CHANGED);
        let typed = removed.map_or(0, |_| self.removed) + changed.map_or(0, |_| self.changed);
        (typed > 0).then_some(Hold { removed, changed, typed })
    }

    fn above(self, count: u32, share: f64) -> Option<u32> {
        let stored = f64::from(self.stored);
        let percent = u64::from(count) * 100 / u64::from(self.stored.max(1));
        (f64::from(count) > stored * share && count > 0)
            .then(|| u32::try_from(percent).unwrap_or(u32::MAX))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(stored: u32, changed: u32, removed: u32, expected: Option<u32>) {
        let hold = Effect { stored, changed, removed }.hold();
        assert_eq!(hold.map(|hold| hold.typed), expected);
    }

    #[test]
    fn little_goes_through() {
        check(100, 0, 10, None);
        check(100, 75, 0, None);
        check(0, 0, 0, None);
    }

    #[test]
    fn much_is_held() {
        check(100, 0, 11, Some(11));
        check(100, 76, 0, Some(76));
        check(100, 76, 11, Some(87));
        check(2, 0, 1, Some(1));
    }

    #[test]
    fn only_what_is_too_much_is_told() {
        let hold = Effect { stored: 100, changed: 5, removed: 20 }.hold().unwrap();
        assert_eq!((hold.removed, hold.changed), (Some(20), None));
    }
}
