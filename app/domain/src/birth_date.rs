//! Birth dates, as files write them.

use serde::{Deserialize, Serialize};
use std::fmt;

/// A birth date as it was read. It may be impossible (a 31 February): mistyped digits are still
/// evidence about who somebody is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct BirthDate {
    /// Four digits.
    pub year: u16,
    /// As written: 1 to 12 when the date is possible.
    pub month: u8,
    /// As written: 1 to 31 when the date is possible.
    pub day: u8,
}

impl BirthDate {
    /// Reads `2013-05-09`, `09/05/2013`, `9/5/13`, `09.05.2013`, `20130509`; a time after the date is
    /// dropped. `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let written = text.as_bytes();
        if written.len() == 10 && written[4] == b'-' && written[7] == b'-' {
            // As most files write it.
            let mut digits = [0; 8];
            digits[..4].copy_from_slice(&written[..4]);
            digits[4..6].copy_from_slice(&written[5..7]);
            digits[6..].copy_from_slice(&written[8..]);
            return Self::of_digits(digits);
        }
        let text = text.trim();
        let date = text.split(['T', ' ']).next()?;
        if let Ok(digits) = date.as_bytes().try_into()
            && let Some(date) = Self::of_digits(digits)
        {
            return Some(date);
        }
        let mut parts = date.split(['-', '/', '.']);
        let (a, b, c) = (parts.next()?, parts.next()?, parts.next()?);
        if parts.next().is_some() {
            return None;
        }
        if a.len() == 4 { Self::of(a, b, c) } else { Self::of(c, b, a) }
    }

    /// Whether the calendar has this day.
    pub fn is_possible(self) -> bool {
        let divides = |n| self.year.is_multiple_of(n);
        let leap = divides(4) && (!divides(100) || divides(400));
        let days = match self.month {
            4 | 6 | 9 | 11 => 30,
            2 if leap => 29,
            2 => 28,
            1..=12 => 31,
            _ => return false,
        };
        (1..=days).contains(&self.day)
    }

    /// 1 January is what offices write when they do not know the day: it must not decide.
    pub fn is_placeholder(self) -> bool {
        self.month == 1 && self.day == 1
    }

    /// Year, month and day without anything in between.
    fn of_digits(digits: [u8; 8]) -> Option<Self> {
        if !digits.iter().all(u8::is_ascii_digit) {
            return None;
        }
        let of_two = |at: usize| (digits[at] - b'0') * 10 + digits[at + 1] - b'0';
        let year = u16::from(of_two(0)) * 100 + u16::from(of_two(2));
        Some(Self { year, month: of_two(4), day: of_two(6) })
    }

    fn of(year: &str, month: &str, day: &str) -> Option<Self> {
        let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
        let short = |text: &str| (1..=2).contains(&text.len()) && digits(text);
        if !(short(month) && short(day) && digits(year)) {
            return None;
        }
        let year = match (year.len(), year.parse::<u16>().ok()?) {
            (4, year) => year,
            (2, year) if year < FIRST_YEAR_OF_1900S => 2000 + year,
            (2, year) => 1900 + year,
            _ => return None,
        };
        Some(Self { year, month: month.parse().ok()?, day: day.parse().ok()? })
    }
}

/// Two digits from here on mean the twentieth century: nobody in a school was born before 1930,
/// and no pupil will be born after 2029 while files still write two digits.
const FIRST_YEAR_OF_1900S: u16 = 30;

/// As a French reader writes it: 09/05/2013.
impl fmt::Display for BirthDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}/{:02}/{:04}", self.day, self.month, self.year)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(text: &str, expected: Option<(u16, u8, u8)>) {
        let date = BirthDate::parse(text).map(|d| (d.year, d.month, d.day));
        assert_eq!(date, expected, "{text}");
    }

    #[test]
    fn the_forms_that_files_use() {
        check("2013-05-09", Some((2013, 5, 9)));
        check("2013-05-09T00:00:00", Some((2013, 5, 9)));
        check("09/05/2013", Some((2013, 5, 9)));
        check(" 9/5/2013 ", Some((2013, 5, 9)));
        check("09/05/13", Some((2013, 5, 9)));
        check("11/02/75", Some((1975, 2, 11)));
        check("09.05.2013", Some((2013, 5, 9)));
        check("20130509", Some((2013, 5, 9)));
    }

    #[test]
    fn an_impossible_date_is_kept_and_told() {
        check("31/02/2013", Some((2013, 2, 31)));
        assert!(!BirthDate::parse("31/02/2013").unwrap().is_possible());
        assert!(!BirthDate::parse("12/15/2013").unwrap().is_possible());
        assert!(BirthDate::parse("29/02/2012").unwrap().is_possible());
        assert!(!BirthDate::parse("29/02/2013").unwrap().is_possible());
    }

    #[test]
    fn anything_else_is_no_date() {
        for text in ["", "6A", "09/05", "09/05/20133", "a/b/c", "1/2/3/4", "２０１３-05-09"] {
            check(text, None);
        }
    }

    #[test]
    fn the_first_of_january_is_a_placeholder() {
        assert!(BirthDate::parse("01/01/1980").unwrap().is_placeholder());
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(year in 1900_u16..2100, month in 0_u8..100, day in 0_u8..100) {
            let date = BirthDate { year, month, day };
            prop_assert_eq!(BirthDate::parse(&date.to_string()), Some(date));
        }

        #[test]
        fn no_text_panics(text in "\\PC{0,12}") {
            let _ = BirthDate::parse(&text);
        }
    }
}
