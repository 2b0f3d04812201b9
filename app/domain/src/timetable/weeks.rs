//! Sets of school weeks, as EDT writes them: one number, one bit for each week.

use serde::{Deserialize, Serialize};

/// A set of school weeks. Bit 0 stands for no week; bit 1 is the first one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Weeks(u64);

/// A school week: 1 is the one that begins on `DatePremierJourSemaine1`.
pub type Week = u8;

/// The last week that a set can hold.
pub const MAX_WEEK: Week = 63;

impl Weeks {
    /// No week at all.
    pub const NONE: Self = Self(0);

    /// Reads the decimal number.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        if digits { text.parse().ok().map(Self) } else { None }
    }

    /// One week.
    pub fn only(week: Week) -> Self {
        Self(if (1..=MAX_WEEK).contains(&week) { 1 << week } else { 0 })
    }

    /// Whether a week is in the set.
    pub fn has(self, week: Week) -> bool {
        (1..=MAX_WEEK).contains(&week) && self.0 >> week & 1 == 1
    }

    /// The weeks, in their order.
    pub fn iter(self) -> impl Iterator<Item = Week> {
        (1..=MAX_WEEK).filter(move |&week| self.has(week))
    }

    /// The weeks of both sets.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// The weeks of either set.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The weeks that are not in the other set.
    #[must_use]
    pub fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// The weeks after one, and what bit 0 would stand for.
    #[must_use]
    pub fn beyond(self, last: Week) -> Self {
        let inside = (1..=last.min(MAX_WEEK)).fold(0, |bits, week| bits | 1 << week);
        Self(self.0 & !inside)
    }

    /// Whether there is none.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The last one.
    pub fn last(self) -> Option<Week> {
        self.iter().last()
    }

    /// "1-7, 10-16".
    pub fn spans(self) -> String {
        let mut spans: Vec<(Week, Week)> = Vec::new();
        for week in self.iter() {
            match spans.last_mut() {
                Some((_, last)) if *last + 1 == week => *last = week,
                _ => spans.push((week, week)),
            }
        }
        let span = |(first, last): (Week, Week)| {
            if first == last { first.to_string() } else { format!("{first}-{last}") }
        };
        spans.into_iter().map(span).collect::<Vec<_>>().join(", ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<&str>) {
        assert_eq!(Weeks::parse(text).map(Weeks::spans).as_deref(), expected, "{text}");
    }

    #[test]
    fn each_bit_is_a_week() {
        check("254", Some("1-7"));
        check("130302", Some("1-7, 10-16"));
        check("170", Some("1, 3, 5, 7"));
        check("0", Some(""));
        check("9223372036854775808", Some("63"));
    }

    #[test]
    fn anything_else_is_no_set() {
        for text in ["", "-2", "+2", "1..7", "18446744073709551616", "2.0"] {
            check(text, None);
        }
    }

    #[test]
    fn the_bit_of_no_week_is_beyond_every_year() {
        let weeks = Weeks::parse("7").unwrap();
        assert_eq!(weeks.spans(), "1-2");
        assert!(!weeks.beyond(2).is_empty());
        assert_eq!(weeks.beyond(1).spans(), "2");
    }
}
