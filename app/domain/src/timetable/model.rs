//! What a timetable export says: the grid, who and what takes part, and the courses.
//!
//! Everything is kept in lists, in the order of the file, and referred to by its place in them.

use super::day::Day;
use super::time::Time;
use super::weeks::{MAX_WEEK, Week, Weeks};
use crate::birth_date::BirthDate;
use crate::files::Problems;
use crate::pronote_id::PronoteId;
use crate::text::Text;
use crate::uai::Uai;
use serde::{Deserialize, Serialize};

/// A timetable export.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Timetable {
    /// The `Version` of its root element.
    pub version: Option<String>,
    /// The establishment that it says to be of.
    pub uai: Option<Uai>,
    /// The school year.
    pub year: Year,
    /// The grid.
    pub grid: Grid,
    /// The establishments that share the base (2.0).
    pub schools: Vec<School>,
    /// Subjects.
    pub subjects: Vec<Subject>,
    /// Teachers.
    pub teachers: Vec<Person>,
    /// Staff (2.0).
    pub staff: Vec<Person>,
    /// Classes.
    pub classes: Vec<Class>,
    /// Parts of classes.
    pub parts: Vec<Part>,
    /// Groups.
    pub groups: Vec<Group>,
    /// Rooms.
    pub rooms: Vec<Thing>,
    /// Equipment (2.0).
    pub equipment: Vec<Thing>,
    /// Pupils.
    pub pupils: Vec<Pupil>,
    /// Lines that are guardians inside pupils: more than guardians, who stand under each child.
    pub guardian_lines: usize,
    /// Courses.
    pub courses: Vec<Course>,
    /// What is wrong with the file.
    pub problems: Problems,
}

/// The school year. What the file does not say is `None`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Year {
    /// Its first day.
    pub start: Option<Day>,
    /// Its last day.
    pub end: Option<Day>,
    /// The first day of week 1; taken from the first day where it is not said.
    pub first_week: Option<Day>,
}

/// The grid of a day.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Grid {
    /// The days on which the school is open, 1 for the first day of a school week.
    pub days: Vec<u8>,
    /// The places of a day, in their order.
    pub places: Vec<Place>,
    /// Minutes of a place.
    pub minutes: u16,
}

/// One place of the grid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// When it begins.
    pub start: Time,
    /// When it ends.
    pub end: Time,
}

/// One of the establishments of a base.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct School {
    /// Its UAI.
    pub uai: Option<Uai>,
    /// Its name.
    pub name: Text,
}

/// A subject.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    /// Its short name.
    pub code: Text,
    /// Its name.
    pub name: Text,
}

/// Somebody who takes part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The file's own number.
    pub ident: Text,
    /// Nom.
    pub last_name: Text,
    /// Prénom.
    pub first_name: Text,
    /// The birth date.
    pub birth_date: Option<BirthDate>,
    /// The PRONOTE identifier, where the file has it.
    pub id: Option<PronoteId>,
}

/// A class.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Class {
    /// Its name.
    pub name: Text,
    /// Its establishments among those of the base.
    pub schools: Vec<usize>,
}

/// A part of a class.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// The file's own number.
    pub ident: Text,
    /// Its name; 1.1 has none.
    pub name: Text,
    /// Its class.
    pub class: usize,
}

/// A group.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Group {
    /// Its name.
    pub name: Text,
    /// Whole classes in it.
    pub classes: Vec<usize>,
    /// Parts of classes in it.
    pub parts: Vec<usize>,
    /// Pupils named one by one (2.0).
    pub pupils: Vec<usize>,
}

/// A room, or a piece of equipment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Thing {
    /// Its name.
    pub name: Text,
}

/// A pupil.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pupil {
    /// Who it is.
    pub person: Person,
    /// Classes, with the time spent in each.
    pub classes: Vec<Stay>,
    /// Parts of classes, likewise.
    pub parts: Vec<Stay>,
}

/// The time that a pupil spends in a class or in a part of it; open where the file says nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stay {
    /// The class or the part.
    pub place: usize,
    /// Its first day.
    pub from: Option<Day>,
    /// Its last day.
    pub to: Option<Day>,
}

/// A course: the same lesson, week after week.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Course {
    /// Its line in the file.
    pub line: usize,
    /// The day of the week, 1 for the first one of a school week.
    pub day: u8,
    /// Its first place in the grid.
    pub first: u16,
    /// How many places it takes.
    pub length: u16,
    /// Its subject.
    pub subject: Option<usize>,
    /// Who and what takes part, and when.
    pub presences: Vec<Presence>,
    /// The weeks in which it is cancelled (2.0).
    pub cancelled: Weeks,
}

/// Somebody or something in a course, with the weeks of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Presence {
    /// Who or what.
    pub resource: Resource,
    /// When.
    pub weeks: Weeks,
}

/// Somebody or something that takes part in courses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Resource {
    /// What it is.
    pub kind: Kind,
    /// Its place in the list of its kind.
    pub place: usize,
}

/// What takes part in courses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Kind {
    /// A class.
    Class,
    /// A part of a class.
    Part,
    /// A group.
    Group,
    /// A teacher.
    Teacher,
    /// A member of staff.
    Staff,
    /// A room.
    Room,
    /// A piece of equipment.
    Equipment,
    /// A pupil: detached, when in a course.
    Pupil,
}

impl Kind {
    /// Whether it stands for pupils.
    pub const fn is_of_pupils(self) -> bool {
        matches!(self, Self::Class | Self::Part | Self::Group | Self::Pupil)
    }
}

impl Stay {
    /// Whether it holds on a day.
    pub fn holds(&self, day: Day) -> bool {
        self.from.is_none_or(|from| from <= day) && self.to.is_none_or(|to| day <= to)
    }
}

impl Year {
    /// The last week that begins within the year; all that a set can hold where the end is not said.
    pub fn last_week(&self) -> Week {
        let (Some(first), Some(end)) = (self.first_week, self.end) else { return MAX_WEEK };
        u8::try_from(end.since(first).div_euclid(7) + 1).unwrap_or(0).min(MAX_WEEK)
    }

    /// A day of a week.
    pub fn date(&self, week: Week, day: u8) -> Option<Day> {
        let days = (i32::from(week) - 1) * 7 + i32::from(day) - 1;
        self.first_week.map(|first| first.plus(days))
    }

    /// The week that a day is in.
    pub fn week_of(&self, day: Day) -> Option<Week> {
        let week = day.since(self.first_week?).div_euclid(7) + 1;
        u8::try_from(week).ok().filter(|week| (1..=self.last_week()).contains(week))
    }

    /// Whether a day is within the year, as far as its ends are said.
    pub fn has(&self, day: Day) -> bool {
        self.start.is_none_or(|start| start <= day) && self.end.is_none_or(|end| day <= end)
    }
}

impl Timetable {
    /// How many there are of a kind.
    pub fn count(&self, kind: Kind) -> usize {
        match kind {
            Kind::Class => self.classes.len(),
            Kind::Part => self.parts.len(),
            Kind::Group => self.groups.len(),
            Kind::Teacher => self.teachers.len(),
            Kind::Staff => self.staff.len(),
            Kind::Room => self.rooms.len(),
            Kind::Equipment => self.equipment.len(),
            Kind::Pupil => self.pupils.len(),
        }
    }

    /// All of a kind.
    pub fn all(&self, kind: Kind) -> impl Iterator<Item = Resource> + use<> {
        (0..self.count(kind)).map(move |place| Resource { kind, place })
    }

    /// The name of a resource; nothing for one that there is not.
    pub fn name(&self, resource: Resource) -> String {
        let at = resource.place;
        let name = match resource.kind {
            Kind::Class => self.classes.get(at).map(|class| class.name.to_string()),
            Kind::Part => self.parts.get(at).map(|part| self.part_name(part)),
            Kind::Group => self.groups.get(at).map(|group| group.name.to_string()),
            Kind::Teacher => self.teachers.get(at).map(Person::name),
            Kind::Staff => self.staff.get(at).map(Person::name),
            Kind::Room => self.rooms.get(at).map(|room| room.name.to_string()),
            Kind::Equipment => self.equipment.get(at).map(|thing| thing.name.to_string()),
            Kind::Pupil => self.pupils.get(at).map(|pupil| pupil.person.name()),
        };
        name.unwrap_or_default()
    }

    /// The name of a course's subject; empty where it has none.
    pub fn subject(&self, course: &Course) -> &str {
        let subject = course.subject.and_then(|place| self.subjects.get(place));
        subject.map(|subject| subject.name.as_str()).unwrap_or_default()
    }

    /// When a course begins and ends; `None` outside the grid.
    pub fn times(&self, course: &Course) -> Option<(Time, Time)> {
        let (first, length) = (usize::from(course.first), usize::from(course.length));
        let start = self.grid.places.get(first)?.start;
        let last = self.grid.places.get(first + length.checked_sub(1)?)?;
        Some((start, last.end))
    }

    /// A part has the name of its class and its own number where the file gives it none.
    fn part_name(&self, part: &Part) -> String {
        if !part.name.is_empty() {
            return part.name.to_string();
        }
        let class = self.classes.get(part.class).map(|class| class.name.as_str());
        format!("{}/{}", class.unwrap_or_default(), part.ident)
    }
}

impl Person {
    /// "NOM Prénom".
    pub fn name(&self) -> String {
        format!("{} {}", self.last_name, self.first_name).trim().to_owned()
    }
}
