//! Days of the calendar: what weeks are counted in.

use crate::birth_date::BirthDate;
use serde::{Deserialize, Serialize};
use std::fmt;

/// A day that the calendar has, as the number of days since 1 January 1970.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Day(i32);

/// Days of a week.
pub const WEEK: i32 = 7;

impl Day {
    /// Reads a date in any of the forms that files use; `None` when the calendar does not have it.
    pub fn parse(text: &str) -> Option<Self> {
        let date = BirthDate::parse(text).filter(|date| date.is_possible())?;
        Some(Self::of(i32::from(date.year), i32::from(date.month), i32::from(date.day)))
    }

    /// So many days later; earlier for a negative number.
    #[must_use]
    pub fn plus(self, days: i32) -> Self {
        Self(self.0.saturating_add(days))
    }

    /// Days from another one to this one.
    pub fn since(self, other: Self) -> i32 {
        self.0.saturating_sub(other.0)
    }

    /// 1 for Monday to 7 for Sunday.
    pub fn weekday(self) -> u8 {
        // 1 January 1970 was a Thursday.
        u8::try_from((self.0.saturating_add(3)).rem_euclid(WEEK) + 1).unwrap_or(1)
    }

    /// The Monday of its week.
    #[must_use]
    pub fn monday(self) -> Self {
        self.plus(1 - i32::from(self.weekday()))
    }

    /// Year, month, day.
    pub fn parts(self) -> (i32, i32, i32) {
        // Years begin in March, so that the day more of a leap year is the last one; 400 years
        // always have as many days.
        const DAYS_OF_400_YEARS: i32 = 146_097;
        let from_march_of_0 = self.0.saturating_add(719_468);
        let era = from_march_of_0.div_euclid(DAYS_OF_400_YEARS);
        let day = from_march_of_0.rem_euclid(DAYS_OF_400_YEARS);
        let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
        let day = day - (365 * year + year / 4 - year / 100);
        let month = (5 * day + 2) / 153;
        let day = day - (153 * month + 2) / 5 + 1;
        let month = if month < 10 { month + 3 } else { month - 9 };
        (400 * era + year + i32::from(month <= 2), month, day)
    }

    fn of(year: i32, month: i32, day: i32) -> Self {
        let year = if month <= 2 { year - 1 } else { year };
        let (era, year) = (year.div_euclid(400), year.rem_euclid(400));
        let month = if month > 2 { month - 3 } else { month + 9 };
        let day = (153 * month + 2) / 5 + day - 1 + 365 * year + year / 4 - year / 100;
        Self(era * 146_097 + day - 719_468)
    }
}

/// As ISO 8601 writes it: 2013-09-02.
impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.parts();
        write!(f, "{year:04}-{month:02}-{day:02}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(text: &str, expected: Option<(&str, u8)>) {
        let day = Day::parse(text).map(|day| (day.to_string(), day.weekday()));
        assert_eq!(day, expected.map(|(text, weekday)| (text.to_owned(), weekday)), "{text}");
    }

    #[test]
    fn days_have_their_weekday() {
        check("1970-01-01", Some(("1970-01-01", 4)));
        check("2013-09-02", Some(("2013-09-02", 1)));
        check("01/09/2024", Some(("2024-09-01", 7)));
        check("2024-02-29", Some(("2024-02-29", 4)));
    }

    #[test]
    fn what_the_calendar_does_not_have_is_no_day() {
        check("2023-02-29", None);
        check("rentrée", None);
    }

    #[test]
    fn weeks_begin_on_monday() {
        let day = Day::parse("2013-09-08").unwrap();
        assert_eq!(day.monday().to_string(), "2013-09-02");
        assert_eq!(day.monday().monday(), day.monday());
    }

    proptest! {
        #[test]
        fn a_day_written_is_the_same_day(days in -30_000_i32..90_000) {
            prop_assert_eq!(Day::parse(&Day(days).to_string()), Some(Day(days)));
        }
    }
}
