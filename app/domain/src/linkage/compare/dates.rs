//! Two birth dates side by side.

use crate::birth_date::BirthDate;
use serde::{Deserialize, Serialize};

/// How two birth dates agree, from most to least.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum DateLevel {
    /// The same.
    Same,
    /// Day and month change places.
    DayMonthSwapped,
    /// One digit of the day or the month differs.
    OneDigit,
    /// One digit of the year differs: as often a namesake of another age as an error.
    OneDigitOfYear,
    /// Two of day, month and year agree.
    Near,
    /// Another date.
    Different,
    /// One side has none.
    Missing,
}

impl DateLevel {
    /// How many levels there are.
    pub const COUNT: usize = 7;
}

/// How two birth dates agree.
pub fn date_level(a: Option<BirthDate>, b: Option<BirthDate>) -> DateLevel {
    let (Some(a), Some(b)) = (a, b) else {
        return DateLevel::Missing;
    };
    if a == b {
        return DateLevel::Same;
    }
    if a.year == b.year && a.day == b.month && a.month == b.day {
        return DateLevel::DayMonthSwapped;
    }
    // Where two parts differ, two digits do at least.
    let one_digit = match (a.year == b.year, a.month == b.month, a.day == b.day) {
        (false, true, true) => differ_in_one_digit(a.year, b.year),
        (true, false, true) => differ_in_one_digit(a.month.into(), b.month.into()),
        (true, true, false) => differ_in_one_digit(a.day.into(), b.day.into()),
        _ => return DateLevel::Different,
    };
    match one_digit {
        true if a.year == b.year => DateLevel::OneDigit,
        true => DateLevel::OneDigitOfYear,
        false => DateLevel::Near,
    }
}

fn differ_in_one_digit(a: u16, b: u16) -> bool {
    let digit = |number: u16, place: u32| number / 10_u16.pow(place) % 10;
    (0..4).filter(|&place| digit(a, place) != digit(b, place)).count() == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(a: &str, b: &str, expected: DateLevel) {
        let (x, y) = (BirthDate::parse(a), BirthDate::parse(b));
        assert_eq!(date_level(x, y), expected, "{a} / {b}");
        assert_eq!(date_level(y, x), expected, "{b} / {a}");
    }

    #[test]
    fn the_same_however_it_is_written() {
        check("2013-05-09", "09/05/2013", DateLevel::Same);
    }

    #[test]
    fn day_and_month_change_places() {
        check("2013-05-09", "05/09/2013", DateLevel::DayMonthSwapped);
    }

    #[test]
    fn one_digit() {
        check("2013-05-09", "19/05/2013", DateLevel::OneDigit);
        check("2013-05-09", "09/06/2013", DateLevel::OneDigit);
        check("2013-05-09", "09/05/2012", DateLevel::OneDigitOfYear);
    }

    #[test]
    fn two_of_three() {
        check("2013-05-09", "21/05/2013", DateLevel::Near);
        check("2013-05-09", "09/05/1999", DateLevel::Near);
    }

    #[test]
    fn another_date() {
        check("2013-05-09", "19/06/2013", DateLevel::Different);
    }

    #[test]
    fn a_missing_date_is_missing() {
        check("2013-05-09", "", DateLevel::Missing);
    }

    #[test]
    fn an_impossible_date_is_compared_all_the_same() {
        check("2013-15-09", "2013-15-09", DateLevel::Same);
        check("2013-15-09", "2013-05-09", DateLevel::OneDigit);
    }
}
