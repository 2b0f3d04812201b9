//! Calendars for other programs (RFC 5545): one per class, group, teacher, room or pupil.
//!
//! Each session is an event of its own, so that no rule of repetition has to be understood. Its
//! identifier depends on what the session is, not on the order of the file: a program that reads the
//! calendar of the next export finds the same events again.

use super::day::Day;
use super::model::{Course, Resource, Timetable};
use super::sessions::Session;
use super::time::Time;
use super::week::Cell;
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::fmt::Write as _;

/// Makes calendars of a timetable.
pub struct Calendars<'t> {
    timetable: &'t Timetable,
    sessions: Vec<Session>,
    /// What tells each course apart.
    keys: Vec<String>,
}

/// Bytes of a line before it is folded (RFC 5545, 3.1), without its end.
const LINE: usize = 75;

/// Bytes of the digest that tells courses apart: enough for a million schools.
const KEY: usize = 12;

/// The rules of French time since 1996, as the European Union keeps them.
const ZONE: &str = "BEGIN:VTIMEZONE\r\nTZID:Europe/Paris\r\n\
    BEGIN:DAYLIGHT\r\nTZNAME:CEST\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\n\
    DTSTART:19960331T020000\r\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\nEND:DAYLIGHT\r\n\
    BEGIN:STANDARD\r\nTZNAME:CET\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\n\
    DTSTART:19961027T030000\r\nRRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\nEND:STANDARD\r\n\
    END:VTIMEZONE\r\n";

impl<'t> Calendars<'t> {
    /// Prepares what all calendars share.
    pub fn of(timetable: &'t Timetable) -> Self {
        let sessions = timetable.sessions();
        Self { timetable, sessions, keys: keys(timetable) }
    }

    /// The calendar of a resource. `stamp` is the moment in which it is made, as `20260902T081910Z`.
    pub fn calendar(&self, of: Resource, stamp: &str) -> String {
        let mut text = String::new();
        line(&mut text, "BEGIN", "VCALENDAR");
        line(&mut text, "VERSION", "2.0");
        line(&mut text, "PRODID", "-//Raccord//EDT//FR");
        line(&mut text, "CALSCALE", "GREGORIAN");
        line(&mut text, "METHOD", "PUBLISH");
        line(&mut text, "X-WR-CALNAME", &escaped(&self.timetable.name(of)));
        line(&mut text, "X-WR-TIMEZONE", "Europe/Paris");
        text.push_str(ZONE);
        for session in self.sessions_of(of) {
            self.event(&mut text, session, stamp);
        }
        line(&mut text, "END", "VCALENDAR");
        text
    }

    /// The sessions of a resource, in their order.
    pub fn sessions_of(&self, of: Resource) -> impl Iterator<Item = &Session> {
        let scope = self.timetable.scope(of);
        self.sessions.iter().filter(move |session| {
            let course = &self.timetable.courses[session.course];
            course.present(session.week).any(|one| scope.covers(one, session.day))
        })
    }

    /// All sessions of the year, in their order.
    pub fn sessions(&self) -> &[Session] {
        &self.sessions
    }

    fn event(&self, text: &mut String, session: &Session, stamp: &str) {
        let Cell { subject, teachers, people, rooms, .. } = self.timetable.cell(session);
        let summary = if subject.is_empty() { people.join(", ") } else { subject };
        let mut about = people;
        about.extend(teachers);
        line(text, "BEGIN", "VEVENT");
        line(text, "UID", &format!("{}-{}@raccord", self.keys[session.course], session.day));
        line(text, "DTSTAMP", stamp);
        line(text, "DTSTART;TZID=Europe/Paris", &local(session.day, session.start));
        line(text, "DTEND;TZID=Europe/Paris", &local(session.day, session.end));
        line(text, "SUMMARY", &escaped(&summary));
        if !rooms.is_empty() {
            line(text, "LOCATION", &escaped(&rooms.join(", ")));
        }
        if !about.is_empty() {
            line(text, "DESCRIPTION", &escaped(&about.join("\n")));
        }
        line(text, "END", "VEVENT");
    }
}

/// Establishment, place in the week, subject, who takes part; and a number where all that is the same.
fn keys(timetable: &Timetable) -> Vec<String> {
    let mut seen: HashMap<String, usize> = HashMap::new();
    let key = |course: &Course| {
        let mut who: Vec<String> = course
            .presences
            .iter()
            .map(|one| format!("{:?} {}", one.resource.kind, timetable.name(one.resource)))
            .collect();
        who.sort();
        let uai = timetable.uai.as_ref().map(ToString::to_string).unwrap_or_default();
        let (day, first, subject) = (course.day, course.first, timetable.subject(course));
        let what = format!("{uai}\n{day}\n{first}\n{subject}\n{}", who.join("\n"));
        let key = URL_SAFE_NO_PAD.encode(&Sha256::digest(what)[..KEY]);
        let same = seen.entry(key.clone()).or_default();
        *same += 1;
        if *same == 1 { key } else { format!("{key}-{same}") }
    };
    timetable.courses.iter().map(key).collect()
}

/// A local time; midnight at the end of a day is the beginning of the next one.
fn local(day: Day, time: Time) -> String {
    let (day, minutes) = match time.minutes() {
        1440.. => (day.plus(1), 0),
        minutes => (day, minutes),
    };
    let (year, month, date) = day.parts();
    format!("{year:04}{month:02}{date:02}T{:02}{:02}00", minutes / 60, minutes % 60)
}

/// A text within a value (RFC 5545, 3.3.11).
pub(crate) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            '\\' | ';' | ',' => escaped.extend(['\\', sign]),
            '\n' => escaped.push_str("\\n"),
            sign if sign.is_control() => escaped.push(' '),
            sign => escaped.push(sign),
        }
    }
    escaped
}

/// A line of the calendar, folded before it is too long and never within a character.
pub(crate) fn line(text: &mut String, name: &str, value: &str) {
    let mut room = LINE;
    for sign in name.chars().chain([':']).chain(value.chars()) {
        if sign.len_utf8() > room {
            text.push_str("\r\n ");
            room = LINE - 1;
        }
        text.push(sign);
        room -= sign.len_utf8();
    }
    // Writing into a text cannot fail.
    let _ = text.write_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(value: &str, expected: &str) {
        let mut text = String::new();
        line(&mut text, "SUMMARY", value);
        assert_eq!(text, expected);
    }

    #[test]
    fn a_long_line_is_folded_between_characters() {
        let long = "é".repeat(40);
        let folded = format!("SUMMARY:{}\r\n {}\r\n", "é".repeat(33), "é".repeat(7));
        check(&long, &folded);
        check(&"x".repeat(67), &format!("SUMMARY:{}\r\n", "x".repeat(67)));
        check(&"x".repeat(68), &format!("SUMMARY:{}\r\n x\r\n", "x".repeat(67)));
    }

    #[test]
    fn what_has_a_meaning_is_escaped() {
        assert_eq!(escaped("a;b, c\\d\ne\rf"), "a\\;b\\, c\\\\d\\ne f");
    }

    #[test]
    fn midnight_is_the_next_day() {
        let day = Day::parse("2024-12-31").unwrap();
        assert_eq!(local(day, Time::parse("23:30").unwrap().plus(30)), "20250101T000000");
        assert_eq!(local(day, Time::parse("8h05").unwrap()), "20241231T080500");
    }
}
