//! Birth dates, and the ways to get them wrong.

use super::random::Random;
use std::fmt;

/// A day of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Date {
    /// In full.
    pub year: u32,
    /// From 1.
    pub month: u32,
    /// From 1.
    pub day: u32,
}

/// As the portal writes it: `09/05/2013`.
pub struct French(pub Date);

/// As PRONOTE writes it: `2013-05-09`.
pub struct Iso(pub Date);

impl Date {
    /// Some day of this year.
    pub fn in_year(year: u32, random: &mut Random) -> Self {
        let month = 1 + random.below(12);
        let day = 1 + random.below(days_in(year, month));
        Self { year, month, day }
    }

    /// The same day, one year earlier.
    pub fn one_year_earlier(self) -> Self {
        let year = self.year - 1;
        Self { year, day: self.day.min(days_in(year, self.month)), ..self }
    }

    /// The day and the month in each other's place, where that makes another date.
    pub fn inverted(self) -> Option<Self> {
        let inverted = Self { month: self.day, day: self.month, ..self };
        (self.day <= 12 && inverted != self).then_some(inverted)
    }

    /// The same date with one digit of the year or of the day mistyped.
    pub fn with_a_wrong_digit(self, random: &mut Random) -> Self {
        loop {
            let mut wrong = self;
            if random.chance(400) {
                wrong.year = self.year - self.year % 10 + random.below(10);
            } else {
                wrong.day = self.day - self.day % 10 + random.below(10);
            }
            let exists = (1..=days_in(wrong.year, wrong.month)).contains(&wrong.day);
            if exists && wrong != self {
                return wrong;
            }
        }
    }
}

fn days_in(year: u32, month: u32) -> u32 {
    match month {
        2 if year.is_multiple_of(4) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

impl fmt::Display for French {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Date { year, month, day } = self.0;
        write!(f, "{day:02}/{month:02}/{year}")
    }
}

impl fmt::Display for Iso {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Date { year, month, day } = self.0;
        write!(f, "{year}-{month:02}-{day:02}")
    }
}
