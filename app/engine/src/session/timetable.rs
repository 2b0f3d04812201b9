//! The timetable that came with a file of the import.

use super::{Import, Session};
use crate::views::{count, file};
use domain::files::fingerprint::Fingerprint;
use domain::reconciliation::SourceId;
use domain::timetable::consistency::{Consistency, Sitting};
use domain::timetable::icalendar::Calendars;
use domain::timetable::model::{Kind, Resource, Timetable};
use domain::timetable::week::Cell;
use domain::timetable::weeks::Weeks;
use domain::timetable::{archive, tables};
use engine::{
    Answer, CellView, ConsistencyView, DayView, Failure, Inconsistency, NameView, OverlapView,
    SittingView, TimetableAnswer, TimetableRequest, TimetableView, WeekView,
};

/// All kinds, in the order in which their counts are shown.
const KINDS: [Kind; 7] = [
    Kind::Class,
    Kind::Group,
    Kind::Teacher,
    Kind::Staff,
    Kind::Pupil,
    Kind::Room,
    Kind::Equipment,
];

impl Session {
    /// Keeps the timetable of the file that was just added.
    pub fn add_timetable(&mut self, source: u32, timetable: Timetable) {
        if let Ok(import) = self.import_mut() {
            import.timetables.insert(SourceId(source), timetable);
        }
    }

    /// Keeps the timetable of a file whose people are known already: those of a work file, which holds no
    /// timetable. Nothing for any other file.
    pub fn timetable_of_known(
        &mut self,
        fingerprint: Fingerprint,
        timetable: Timetable,
    ) -> Option<Answer> {
        let import = self.import_mut().ok()?;
        let source = import.sources.iter().find(|source| source.fingerprint == fingerprint)?;
        if import.timetables.contains_key(&source.id) {
            return None;
        }
        let name = import.names.iter().find(|(known, _)| *known == source.id);
        let view = file(name.map(|(_, name)| name.clone()).unwrap_or_default(), source);
        import.timetables.insert(source.id, timetable);
        Some(Answer::File(Box::new(view)))
    }

    /// Answers the timetable's screen.
    pub(super) fn timetable(&mut self, request: TimetableRequest) -> Result<Answer, Failure> {
        let request = match request {
            TimetableRequest::Groups => return self.groups(),
            TimetableRequest::ChooseGroup { name, portal } => {
                return self.choose_group(name, portal);
            }
            request => request,
        };
        let import = self.import()?;
        if request == TimetableRequest::Summary {
            let view = import.timetable().map(|(source, table)| summary(import, source, table));
            return Ok(Answer::Timetable(TimetableAnswer::Summary(view.map(Box::new))));
        }
        let (_, table) = import.timetable().ok_or(Failure::OutOfOrder)?;
        let answer = match request {
            TimetableRequest::Summary
            | TimetableRequest::Groups
            | TimetableRequest::ChooseGroup { .. } => return Err(Failure::OutOfOrder),
            TimetableRequest::Names(kind) => TimetableAnswer::Names(names(table, kind)),
            TimetableRequest::Week { of, week } => {
                let view = week_view(table, of, week).ok_or(Failure::OutOfOrder)?;
                TimetableAnswer::Week(Box::new(view))
            }
            TimetableRequest::Consistency => {
                TimetableAnswer::Consistency(Box::new(consistency(table)))
            }
            TimetableRequest::Calendar { of, stamp } => {
                let text = Calendars::of(table).calendar(of, &stamp);
                TimetableAnswer::File(text.into_bytes())
            }
            TimetableRequest::Archive { folders, stamp } => {
                let bytes = archive::archive(table, folders, &stamp);
                TimetableAnswer::File(bytes.map_err(|_| Failure::OutOfOrder)?)
            }
            TimetableRequest::Members { heading } => {
                TimetableAnswer::File(tables::members(table, heading).into_bytes())
            }
            TimetableRequest::Sessions { heading } => {
                let text = tables::sessions(&Calendars::of(table), table, heading);
                TimetableAnswer::File(text.into_bytes())
            }
        };
        Ok(Answer::Timetable(answer))
    }
}

impl Import {
    /// The timetable of the file that came last.
    pub(super) fn timetable(&self) -> Option<(SourceId, &Timetable)> {
        self.timetables.last_key_value().map(|(source, table)| (*source, table))
    }
}

fn summary(import: &Import, source: SourceId, table: &Timetable) -> TimetableView {
    let sessions = table.sessions();
    let weeks = sessions.iter().fold(Weeks::NONE, |all, one| all.or(Weeks::only(one.week)));
    let monday = |week| Some((week, table.year.date(week, 1)?.to_string()));
    let name = import.names.iter().find(|(known, _)| *known == source);
    TimetableView {
        source: source.0,
        name: name.map(|(_, name)| name.clone()).unwrap_or_default(),
        version: table.version.clone(),
        year: [table.year.start, table.year.end].map(|day| day.map(|day| day.to_string())),
        counts: KINDS.map(|kind| (kind, count(table.count(kind)))).to_vec(),
        guardian_lines: count(table.guardian_lines),
        courses: count(table.courses.len()),
        sessions: count(sessions.len()),
        weeks: weeks.iter().filter_map(monday).collect(),
        problems: table.problems.as_slice().to_vec(),
        more_problems: count(table.problems.left_out()),
    }
}

fn names(table: &Timetable, kind: Kind) -> Vec<NameView> {
    let view = |of: Resource| NameView { place: count(of.place), name: table.name(of) };
    let mut names: Vec<NameView> = table.all(kind).map(view).collect();
    names.sort_by_cached_key(|one| (domain::fold::fold(&one.name), one.place));
    names
}

fn week_view(table: &Timetable, of: Resource, week: u8) -> Option<WeekView> {
    let days = table.week(of, week)?.days.into_iter().map(|day| DayView {
        date: day.day.to_string(),
        cells: day.cells.into_iter().map(cell).collect(),
    });
    let places = &table.grid.places;
    let hours = places.iter().fold((u16::MAX, 0), |(first, last), place| {
        (first.min(place.start.minutes()), last.max(place.end.minutes()))
    });
    Some(WeekView { days: days.collect(), hours })
}

fn cell(cell: Cell) -> CellView {
    let lane = |n: usize| u8::try_from(n).unwrap_or(u8::MAX);
    CellView {
        minutes: (cell.start.minutes(), cell.end.minutes()),
        times: (cell.start.to_string(), cell.end.to_string()),
        subject: cell.subject,
        teachers: cell.teachers,
        people: cell.people,
        rooms: cell.rooms,
        lane: (lane(cell.lane), lane(cell.lanes)),
    }
}

fn consistency(table: &Timetable) -> ConsistencyView {
    let found = Consistency::of(table);
    let list = |sittings: &[Sitting]| sittings.iter().map(|one| sitting(table, *one)).collect();
    let overlaps = found.overlaps.iter().map(|overlap| OverlapView {
        kind: overlap.resource.kind,
        name: table.name(overlap.resource),
        courses: [overlap.courses.0, overlap.courses.1]
            .map(|course| sitting(table, Sitting { course, weeks: overlap.weeks })),
    });
    ConsistencyView {
        lists: vec![
            (Inconsistency::WithoutClass, list(&found.without_class)),
            (Inconsistency::WithoutTeacher, list(&found.without_teacher)),
            (Inconsistency::OutsideGrid, list(&found.outside_grid)),
            (Inconsistency::OutsideYear, list(&found.outside_year)),
            (Inconsistency::Empty, list(&found.empty)),
        ],
        overlaps: overlaps.collect(),
        more_overlaps: found.more_overlaps,
        empty_groups: found.empty_groups.iter().map(|group| table.name(*group)).collect(),
    }
}

fn sitting(table: &Timetable, Sitting { course, weeks }: Sitting) -> SittingView {
    let course = &table.courses[course];
    let times = table.times(course);
    SittingView {
        line: count(course.line),
        subject: table.subject(course).to_owned(),
        day: course.day,
        times: times.map(|(start, end)| (start.to_string(), end.to_string())),
        who: course.presences.iter().map(|presence| table.name(presence.resource)).collect(),
        weeks: weeks.spans(),
    }
}

#[cfg(test)]
#[path = "timetable_tests.rs"]
mod tests;
