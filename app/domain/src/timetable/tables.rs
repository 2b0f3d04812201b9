//! Groups with their members, and sessions, as tables for spreadsheets and portals.

use super::icalendar::Calendars;
use super::model::{Kind, Resource, Timetable};
use crate::reconciliation::table;

/// Members of classes and groups, one a line. `heading` names the columns: class or group, classes,
/// last name, first name, birth date, PRONOTE identifier.
pub fn members(timetable: &Timetable, heading: [String; 6]) -> String {
    let mut rows = vec![heading.to_vec()];
    for kind in [Kind::Class, Kind::Group] {
        for of in timetable.all(kind) {
            let name = timetable.name(of);
            rows.extend(timetable.members(of, None).into_iter().map(|place| {
                let pupil = &timetable.pupils[place];
                let classes = pupil
                    .classes
                    .iter()
                    .map(|stay| Resource { kind: Kind::Class, place: stay.place });
                let classes: Vec<String> = classes.map(|class| timetable.name(class)).collect();
                let person = &pupil.person;
                vec![
                    name.clone(),
                    classes.join(", "),
                    person.last_name.to_string(),
                    person.first_name.to_string(),
                    person.birth_date.map(|date| date.to_string()).unwrap_or_default(),
                    person.id.as_ref().map(ToString::to_string).unwrap_or_default(),
                ]
            }));
        }
    }
    table::write(&rows)
}

/// All sessions of the year, one a line. `heading` names the columns: week, date, beginning, end,
/// subject, teachers, classes and groups, rooms.
pub fn sessions(calendars: &Calendars<'_>, timetable: &Timetable, heading: [String; 8]) -> String {
    let mut rows = vec![heading.to_vec()];
    rows.extend(calendars.sessions().iter().map(|session| {
        let cell = timetable.cell(session);
        let (year, month, day) = session.day.parts();
        vec![
            session.week.to_string(),
            format!("{day:02}/{month:02}/{year:04}"),
            cell.start.to_string(),
            cell.end.to_string(),
            cell.subject,
            cell.teachers.join(", "),
            cell.people.join(", "),
            cell.rooms.join(", "),
        ]
    }));
    table::write(&rows)
}
