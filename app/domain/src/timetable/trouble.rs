//! What a timetable export lacks, or says wrongly, as data.

use crate::problem::Severity;
use serde::{Deserialize, Serialize};

/// Something in a timetable export that could not be used as it stands.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum TimetableTrouble {
    /// A date of the school year is missing or unreadable.
    NoDate(YearDate),
    /// No place of the grid has its times: no course can be placed.
    NoGrid,
    /// A place of the grid whose times cannot be read.
    UnreadableTime {
        /// As written.
        text: String,
    },
    /// A number that is none; its course, or the resource's part in it, is left out.
    UnreadableNumber {
        /// The attribute.
        attribute: String,
        /// As written.
        text: String,
    },
    /// A reference to something that the file does not define.
    UnknownReference {
        /// The kind of element.
        element: String,
        /// Its number.
        ident: String,
    },
    /// Two elements of a kind have the same number: references go to the first one.
    SharedNumber {
        /// The kind of element.
        element: String,
        /// The number.
        ident: String,
    },
    /// Courses in which nobody and nothing takes part: they make no session.
    EmptyCourses {
        /// How many.
        count: usize,
    },
    /// The base is shared by several establishments.
    SeveralSchools {
        /// Their names.
        names: Vec<String>,
    },
    /// There is no course.
    NoCourse,
    /// More elements of a kind than [`crate::files::limits::MAX_OF_A_KIND`]: the others are left out.
    TooMany {
        /// The kind of element.
        element: String,
    },
}

/// A date of the school year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum YearDate {
    /// `DateDebut`.
    Start,
    /// `DateFin`.
    End,
    /// `DatePremierJourSemaine1`.
    FirstWeek,
}

impl TimetableTrouble {
    /// How much it matters.
    pub const fn severity(&self) -> Severity {
        match self {
            Self::EmptyCourses { .. } => Severity::Note,
            _ => Severity::Warning,
        }
    }
}
