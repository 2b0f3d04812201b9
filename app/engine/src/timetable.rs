//! What the timetable's screen asks, and what it is answered.

use domain::problem::Problem;
use domain::timetable::model::{Kind, Resource};
use domain::timetable::portal::How;
use serde::{Deserialize, Serialize};

/// A question of the timetable's screen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum TimetableRequest {
    /// Answer: [`TimetableAnswer::Summary`].
    Summary,
    /// The names of a kind. Answer: [`TimetableAnswer::Names`].
    Names(Kind),
    /// A week of a resource. Answer: [`TimetableAnswer::Week`].
    Week {
        /// Whose.
        of: Resource,
        /// Which, from 1.
        week: u8,
    },
    /// What does not hold together. Answer: [`TimetableAnswer::Consistency`].
    Consistency,
    /// The calendar of a resource. Answer: [`TimetableAnswer::File`].
    Calendar {
        /// Whose.
        of: Resource,
        /// The moment, as `20260902T081910Z`: the engine has no clock.
        stamp: String,
    },
    /// All calendars in one archive. Answer: [`TimetableAnswer::File`].
    Archive {
        /// Names of the folders of classes, groups, teachers and rooms.
        folders: [String; 4],
        /// The moment.
        stamp: String,
    },
    /// Classes and groups with their members, as a table. Answer: [`TimetableAnswer::File`].
    Members {
        /// Its headings.
        heading: [String; 6],
    },
    /// What corresponds in the portal. Answer: [`TimetableAnswer::Groups`].
    Groups,
    /// A person's choice. Answer: [`TimetableAnswer::Groups`].
    ChooseGroup {
        /// Of the timetable.
        name: String,
        /// Of the portal; nothing for none of them.
        portal: Option<String>,
    },
    /// All sessions, as a table. Answer: [`TimetableAnswer::File`].
    Sessions {
        /// Its headings.
        heading: [String; 8],
    },
}

/// An answer to the timetable's screen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum TimetableAnswer {
    /// What the file holds; nothing where none is loaded.
    Summary(Option<Box<TimetableView>>),
    /// Names by their places, sorted.
    Names(Vec<NameView>),
    /// A week.
    Week(Box<WeekView>),
    /// What does not hold together.
    Consistency(Box<ConsistencyView>),
    /// What corresponds in the portal; nothing while it is not loaded.
    Groups(Option<GroupsView>),
    /// A file to be kept.
    File(Vec<u8>),
}

/// Classes and groups of the timetable, with those of the portal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupsView {
    /// Each of the timetable.
    pub rows: Vec<GroupRow>,
    /// The names that the portal has.
    pub portal: Vec<String>,
}

/// A class or a group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupRow {
    /// A class or a group.
    pub kind: Kind,
    /// Its name.
    pub name: String,
    /// Its pupils.
    pub members: u32,
    /// The portal's name for it, and why.
    pub portal: Option<(String, How)>,
}

/// What a timetable export holds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TimetableView {
    /// The file's number, as in [`crate::FileView::source`].
    pub source: u32,
    /// The file's name.
    pub name: String,
    /// The schema's version.
    pub version: Option<String>,
    /// First and last day of the year, in ISO 8601, as far as the file says them.
    pub year: [Option<String>; 2],
    /// How many there are of each kind.
    pub counts: Vec<(Kind, u32)>,
    /// Lines that are guardians.
    pub guardian_lines: u32,
    /// Courses.
    pub courses: u32,
    /// Sessions of the year.
    pub sessions: u32,
    /// The weeks of the year that have sessions, each with the date of its Monday in ISO 8601.
    pub weeks: Vec<(u8, String)>,
    /// What is wrong with the file.
    pub problems: Vec<Problem>,
    /// Problems that were only counted.
    pub more_problems: u32,
}

/// Somebody or something that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NameView {
    /// Its place among those of its kind.
    pub place: u32,
    /// Its name.
    pub name: String,
}

/// A week of somebody or something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WeekView {
    /// The days, Monday first.
    pub days: Vec<DayView>,
    /// Minutes from midnight of the first beginning and of the last end of the grid.
    pub hours: (u16, u16),
}

/// A day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayView {
    /// Its date, in ISO 8601.
    pub date: String,
    /// Its sessions, in their order.
    pub cells: Vec<CellView>,
}

/// A session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CellView {
    /// Beginning and end, in minutes from midnight.
    pub minutes: (u16, u16),
    /// Beginning and end, as clocks show them.
    pub times: (String, String),
    /// The subject.
    pub subject: String,
    /// Teachers, and staff who take part.
    pub teachers: Vec<String>,
    /// Classes, groups, and pupils named one by one.
    pub people: Vec<String>,
    /// Rooms.
    pub rooms: Vec<String>,
    /// Its place among those of the same time, and how many these are.
    pub lane: (u8, u8),
}

/// What does not hold together, each with its list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ConsistencyView {
    /// The lists that have an entry or not, in the order in which they are shown.
    pub lists: Vec<(Inconsistency, Vec<SittingView>)>,
    /// Two courses at once.
    pub overlaps: Vec<OverlapView>,
    /// Overlaps that were not listed any more.
    pub more_overlaps: bool,
    /// Groups without pupils.
    pub empty_groups: Vec<String>,
}

/// What can be wrong with a course.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Inconsistency {
    /// Nobody and nothing takes part.
    Empty,
    /// Without class.
    WithoutClass,
    /// Without teacher.
    WithoutTeacher,
    /// Outside the grid.
    OutsideGrid,
    /// Outside the year.
    OutsideYear,
}

/// A course in some of its weeks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SittingView {
    /// Its line in the file.
    pub line: u32,
    /// The subject.
    pub subject: String,
    /// The day of the week, 1 for Monday.
    pub day: u8,
    /// Beginning and end, where it is within the grid.
    pub times: Option<(String, String)>,
    /// Who and what takes part.
    pub who: Vec<String>,
    /// The weeks: "1-7, 10".
    pub weeks: String,
}

/// Two courses at once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OverlapView {
    /// What is taken twice.
    pub kind: Kind,
    /// Its name.
    pub name: String,
    /// The two courses.
    pub courses: [SittingView; 2],
}
