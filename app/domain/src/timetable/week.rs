//! A week as everybody knows it from the wall: days beside each other, courses at their times.

use super::day::Day;
use super::model::{Kind, Resource, Timetable};
use super::sessions::Session;
use super::time::Time;
use super::weeks::{Week, Weeks};

/// A week of somebody or something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WeekView {
    /// The days, Monday first: those on which the school is open, and others that have a session.
    pub days: Vec<DayView>,
}

/// A day of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayView {
    /// Its date.
    pub day: Day,
    /// Its sessions, in their order.
    pub cells: Vec<Cell>,
}

/// A session as it is shown.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Cell {
    /// When it begins.
    pub start: Time,
    /// When it ends.
    pub end: Time,
    /// The subject.
    pub subject: String,
    /// Teachers, and staff who take part.
    pub teachers: Vec<String>,
    /// Classes, parts, groups, and pupils named one by one.
    pub people: Vec<String>,
    /// Rooms.
    pub rooms: Vec<String>,
    /// The course.
    pub course: usize,
    /// Where it stands among those of the same time.
    pub lane: usize,
    /// How many there are of the same time.
    pub lanes: usize,
}

impl Timetable {
    /// The week of a resource; nothing where the file does not say when the year begins.
    pub fn week(&self, of: Resource, week: Week) -> Option<WeekView> {
        let scope = self.scope(of);
        let mut days = Vec::new();
        for number in 1..=7 {
            let day = self.year.date(week, number)?;
            let mut cells = Vec::new();
            for (place, course) in self.courses.iter().enumerate() {
                let is_then = course.day == number && self.weeks_within(course).has(week);
                let concerned = || course.present(week).any(|one| scope.covers(one, day));
                let (true, Some((start, end))) = (is_then, self.times(course)) else { continue };
                if concerned() {
                    cells.push(self.cell(&Session { day, start, end, course: place, week }));
                }
            }
            cells.sort();
            lay_out(&mut cells);
            if !cells.is_empty() || self.grid.days.contains(&number) {
                days.push(DayView { day, cells });
            }
        }
        Some(WeekView { days })
    }

    /// The weeks in which a resource has a session.
    pub fn weeks_of(&self, of: Resource) -> Weeks {
        let scope = self.scope(of);
        let mut weeks = Weeks::NONE;
        for course in self.courses.iter().filter(|course| self.times(course).is_some()) {
            for week in self.weeks_within(course).without(weeks).iter() {
                let Some(day) = self.year.date(week, course.day) else { continue };
                if course.present(week).any(|one| scope.covers(one, day)) {
                    weeks = weeks.or(Weeks::only(week));
                }
            }
        }
        weeks
    }

    /// What is shown of a session.
    pub fn cell(&self, session: &Session) -> Cell {
        let course = &self.courses[session.course];
        let names = |wanted: &[Kind]| {
            let there = course.present(session.week).filter(|one| wanted.contains(&one.kind));
            let mut names: Vec<String> = there.map(|one| self.name(one)).collect();
            names.sort();
            names.dedup();
            names
        };
        Cell {
            start: session.start,
            end: session.end,
            subject: self.subject(course).to_owned(),
            teachers: names(&[Kind::Teacher, Kind::Staff]),
            people: names(&[Kind::Class, Kind::Part, Kind::Group, Kind::Pupil]),
            rooms: names(&[Kind::Room]),
            course: session.course,
            lane: 0,
            lanes: 1,
        }
    }
}

/// Puts cells of the same time beside each other. They come in the order of their beginnings.
fn lay_out(cells: &mut [Cell]) {
    let mut first = 0;
    while first < cells.len() {
        // What overlaps, directly or through others, shares its width.
        let (mut end, mut after) = (cells[first].end, first + 1);
        while after < cells.len() && cells[after].start < end {
            end = end.max(cells[after].end);
            after += 1;
        }
        let together = &mut cells[first..after];
        let mut ends: Vec<Time> = Vec::new();
        for cell in together.iter_mut() {
            let free = ends.iter().position(|&end| end <= cell.start);
            cell.lane = free.unwrap_or(ends.len());
            match free {
                Some(lane) => ends[lane] = cell.end,
                None => ends.push(cell.end),
            }
        }
        for cell in together.iter_mut() {
            cell.lanes = ends.len();
        }
        first = after;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Beginnings and ends as times; the answer as "lane/lanes".
    #[track_caller]
    fn check(times: &[(&str, &str)], expected: &[&str]) {
        let cell = |(start, end): &(&str, &str)| Cell {
            start: Time::parse(start).unwrap(),
            end: Time::parse(end).unwrap(),
            subject: String::new(),
            teachers: Vec::new(),
            people: Vec::new(),
            rooms: Vec::new(),
            course: 0,
            lane: 0,
            lanes: 1,
        };
        let mut cells: Vec<Cell> = times.iter().map(cell).collect();
        lay_out(&mut cells);
        let lanes: Vec<_> =
            cells.iter().map(|cell| format!("{}/{}", cell.lane, cell.lanes)).collect();
        assert_eq!(lanes, expected);
    }

    #[test]
    fn what_follows_takes_the_whole_width() {
        check(&[("8h", "9h"), ("9h", "10h")], &["0/1", "0/1"]);
    }

    #[test]
    fn what_overlaps_stands_beside() {
        check(&[("8h", "10h"), ("8h", "9h"), ("9h", "10h")], &["0/2", "1/2", "1/2"]);
        check(
            &[("8h", "9h"), ("8h", "9h"), ("8h", "9h"), ("9h", "10h")],
            &["0/3", "1/3", "2/3", "0/1"],
        );
    }
}
