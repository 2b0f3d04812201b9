//! Times of a day, as grids write them.

use serde::{Deserialize, Serialize};
use std::fmt;

/// A time of the day, in minutes since midnight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Time(u16);

/// Minutes of a day.
const DAY: u16 = 24 * 60;

impl Time {
    /// Reads `08:00:00`, `08:00`, `8h30` and `8h`; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.trim().split([':', 'h', 'H']);
        let hours: u16 = number(parts.next()?)?;
        let minutes: u16 = match parts.next()? {
            "" => 0,
            minutes => number(minutes)?,
        };
        let rest: Vec<&str> = parts.collect();
        let whole = rest.len() <= 1 && rest.iter().all(|seconds| number(seconds).is_some());
        (whole && hours < 24 && minutes < 60).then_some(Self(hours * 60 + minutes))
    }

    /// So many minutes later; midnight at the latest.
    #[must_use]
    pub fn plus(self, minutes: u16) -> Self {
        Self(self.0.saturating_add(minutes).min(DAY))
    }

    /// Minutes since midnight.
    pub fn minutes(self) -> u16 {
        self.0
    }
}

fn number(text: &str) -> Option<u16> {
    let digits = (1..=2).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    if digits { text.parse().ok() } else { None }
}

/// As clocks show it: 08:30.
impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}:{:02}", self.0 / 60, self.0 % 60)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<&str>) {
        assert_eq!(Time::parse(text).map(|time| time.to_string()).as_deref(), expected, "{text}");
    }

    #[test]
    fn the_forms_that_grids_use() {
        check("08:00:00", Some("08:00"));
        check("08:30", Some("08:30"));
        check("8h30", Some("08:30"));
        check(" 13h ", Some("13:00"));
    }

    #[test]
    fn anything_else_is_no_time() {
        for text in ["", "8", "25:00", "08:61", "08:00:00:00", "midi", "-1:00", "08:00:xx"] {
            check(text, None);
        }
    }

    #[test]
    fn a_day_ends_at_midnight() {
        assert_eq!(Time::parse("23:30").unwrap().plus(55).to_string(), "24:00");
    }
}
