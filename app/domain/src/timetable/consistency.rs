//! What does not hold together in a timetable, each with its list.

use super::model::{Course, Kind, Resource, Timetable};
use super::weeks::Weeks;

/// The report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Consistency {
    /// Courses in which nobody and nothing takes part.
    pub empty: Vec<Sitting>,
    /// Courses without class, group or pupil, in these weeks.
    pub without_class: Vec<Sitting>,
    /// Courses without anybody to give them, in these weeks.
    pub without_teacher: Vec<Sitting>,
    /// Two courses at once.
    pub overlaps: Vec<Overlap>,
    /// Courses outside the grid: they make no session.
    pub outside_grid: Vec<Sitting>,
    /// Courses with weeks before the year or after it: these make no session.
    pub outside_year: Vec<Sitting>,
    /// Groups without pupils.
    pub empty_groups: Vec<Resource>,
    /// Overlaps that were not listed any more.
    pub more_overlaps: bool,
}

/// A course in some of its weeks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Sitting {
    /// The course.
    pub course: usize,
    /// The weeks concerned.
    pub weeks: Weeks,
}

/// Somebody or something in two courses at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Overlap {
    /// Who or what.
    pub resource: Resource,
    /// The courses.
    pub courses: (usize, usize),
    /// The weeks in which they meet.
    pub weeks: Weeks,
}

/// Overlaps that are listed: a person reads no more, and a damaged file must not fill the memory.
pub const MAX_OVERLAPS: usize = 2_000;

/// Who gives a course.
const GIVES: [Kind; 2] = [Kind::Teacher, Kind::Staff];

impl Consistency {
    /// Looks at everything.
    pub fn of(timetable: &Timetable) -> Self {
        let mut found = Self::default();
        for (place, course) in timetable.courses.iter().enumerate() {
            found.look_at(timetable, place, course);
        }
        for kind in [Kind::Teacher, Kind::Room, Kind::Class] {
            for resource in timetable.all(kind) {
                found.look_for_overlaps(timetable, resource);
            }
        }
        found.overlaps.sort();
        let is_empty = |group: &Resource| timetable.members(*group, None).is_empty();
        found.empty_groups = timetable.all(Kind::Group).filter(is_empty).collect();
        found
    }

    fn look_at(&mut self, timetable: &Timetable, place: usize, course: &Course) {
        let sitting = |weeks| Sitting { course: place, weeks };
        let all = course.weeks();
        if course.presences.is_empty() {
            self.empty.push(sitting(Weeks::NONE));
            return;
        }
        let alone = all.without(course.weeks_of(|one| one.kind.is_of_pupils()));
        if !alone.is_empty() {
            self.without_class.push(sitting(alone));
        }
        let untaught = all.without(course.weeks_of(|one| GIVES.contains(&one.kind)));
        if !untaught.is_empty() {
            self.without_teacher.push(sitting(untaught));
        }
        if timetable.times(course).is_none() {
            self.outside_grid.push(sitting(all));
        }
        let outside = timetable.weeks_outside(course);
        if !outside.is_empty() {
            self.outside_year.push(sitting(outside));
        }
    }

    /// A class as a whole cannot be elsewhere, be it as a whole, in a part or in a group.
    fn look_for_overlaps(&mut self, timetable: &Timetable, resource: Resource) {
        let whole: Vec<Busy> = busy(timetable, |one| one == resource);
        self.compare(resource, &whole, &whole);
        if resource.kind == Kind::Class {
            let scope = timetable.scope(resource);
            let partly = busy(timetable, |one| one != resource && scope.is_about(one));
            self.compare(resource, &whole, &partly);
        }
    }

    fn compare(&mut self, resource: Resource, some: &[Busy], others: &[Busy]) {
        for one in some {
            for other in others {
                let weeks = one.weeks.and(other.weeks);
                if one.course == other.course || weeks.is_empty() || !one.meets(other) {
                    continue;
                }
                let courses = (one.course.min(other.course), one.course.max(other.course));
                let overlap = Overlap { resource, courses, weeks };
                if self.overlaps.len() == MAX_OVERLAPS {
                    self.more_overlaps = true;
                    return;
                }
                if !self.overlaps.contains(&overlap) {
                    self.overlaps.push(overlap);
                }
            }
        }
    }
}

/// When a course takes somebody.
struct Busy {
    course: usize,
    weeks: Weeks,
    day: u8,
    first: u16,
    after: u16,
}

impl Busy {
    fn meets(&self, other: &Self) -> bool {
        self.day == other.day && self.first < other.after && other.first < self.after
    }
}

fn busy(timetable: &Timetable, wanted: impl Fn(Resource) -> bool) -> Vec<Busy> {
    let of = |(place, course): (usize, &Course)| {
        let weeks = course.weeks_of(&wanted);
        let after = course.first.saturating_add(course.length);
        let busy = Busy { course: place, weeks, day: course.day, first: course.first, after };
        (!weeks.is_empty()).then_some(busy)
    };
    timetable.courses.iter().enumerate().filter_map(of).collect()
}
