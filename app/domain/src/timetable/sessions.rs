//! The sessions of the year: each course in each of its weeks, with those who are there then.

use super::day::Day;
use super::model::{Course, Presence, Resource, Timetable};
use super::time::Time;
use super::weeks::{Week, Weeks};

/// A course in one week.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Session {
    /// Its date.
    pub day: Day,
    /// When it begins.
    pub start: Time,
    /// When it ends.
    pub end: Time,
    /// The course, by its place.
    pub course: usize,
    /// The week.
    pub week: Week,
}

impl Course {
    /// The weeks in which somebody or something takes part.
    pub fn weeks(&self) -> Weeks {
        self.weeks_of(|_| true)
    }

    /// The weeks in which one of some resources takes part.
    pub fn weeks_of(&self, wanted: impl Fn(Resource) -> bool) -> Weeks {
        let wanted = self.presences.iter().filter(|presence| wanted(presence.resource));
        let weeks = wanted.fold(Weeks::NONE, |weeks, presence| weeks.or(presence.weeks));
        weeks.without(self.cancelled)
    }

    /// Who and what takes part in a week.
    pub fn present(&self, week: Week) -> impl Iterator<Item = Resource> + '_ {
        let there = move |presence: &&Presence| presence.weeks.without(self.cancelled).has(week);
        self.presences.iter().filter(there).map(|presence| presence.resource)
    }
}

impl Timetable {
    /// All sessions of the year, in their order. A course outside the grid makes none, nor does a week
    /// outside the year: both are told by [`super::consistency::Consistency`].
    pub fn sessions(&self) -> Vec<Session> {
        let mut sessions = Vec::new();
        for (place, course) in self.courses.iter().enumerate() {
            let Some((start, end)) = self.times(course) else { continue };
            for week in self.weeks_within(course).iter() {
                let Some(day) = self.year.date(week, course.day) else { continue };
                sessions.push(Session { day, start, end, course: place, week });
            }
        }
        sessions.sort_unstable();
        sessions
    }

    /// The weeks of a course whose day is within the year.
    pub fn weeks_within(&self, course: &Course) -> Weeks {
        let weeks = course.weeks();
        weeks.without(self.weeks_outside(course))
    }

    /// The weeks of a course whose day is before the year, or after it.
    pub fn weeks_outside(&self, course: &Course) -> Weeks {
        let weeks = course.weeks();
        let beyond = weeks.beyond(self.year.last_week());
        let outside =
            |week: &Week| self.year.date(*week, course.day).is_some_and(|day| !self.year.has(day));
        weeks.iter().filter(outside).fold(beyond, |all, week| all.or(Weeks::only(week)))
    }
}
