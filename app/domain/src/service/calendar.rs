//! The dates of the year, for anybody's calendar program (RFC 5545): before the rentrée, complete
//! import, the newcomers' accounts, partial imports.

use crate::timetable::day::{Day, WEEK};
use crate::timetable::icalendar::{escaped, line};
use crate::uai::Uai;

/// Days before the rentrée at which PRONOTE delegates: between the teachers' return and the pupils'.
const BEFORE: i32 = 2;

/// Days after the rentrée at which the portal has the newcomers' accounts.
pub const ACCOUNTS: i32 = 7;

/// Days after the rentrée from which arrivals are looked for, each first Monday of the month.
const ARRIVALS: i32 = 25;

/// Months in which arrivals are looked for.
const MONTHS: usize = 9;

/// What each kind of event is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Titles {
    /// Before the rentrée.
    pub before: String,
    /// Complete export and import.
    pub complete: String,
    /// The newcomers' accounts.
    pub accounts: String,
    /// Partial export and import.
    pub partial: String,
}

/// Dates and titles of the year, in order.
pub fn events(year_start: Day, titles: &Titles) -> Vec<(Day, String)> {
    let mut events = vec![
        (year_start.plus(-BEFORE), titles.before.clone()),
        (year_start, titles.complete.clone()),
        (year_start.plus(ACCOUNTS), titles.accounts.clone()),
    ];
    let mut monday = year_start.plus(ARRIVALS).monday().plus(WEEK);
    while events.len() < 3 + MONTHS {
        if monday.parts().2 <= WEEK {
            events.push((monday, titles.partial.clone()));
        }
        monday = monday.plus(WEEK);
    }
    events
}

/// The calendar; `stamp` is the moment in which it is made, as `20260902T081910Z`.
pub fn calendar(uai: &Uai, year_start: Day, titles: &Titles, stamp: &str) -> String {
    let mut text = String::new();
    line(&mut text, "BEGIN", "VCALENDAR");
    line(&mut text, "VERSION", "2.0");
    line(&mut text, "PRODID", "-//Raccord//PRONOTE//FR");
    line(&mut text, "METHOD", "PUBLISH");
    for (day, title) in events(year_start, titles) {
        let date = |day: Day| {
            let (year, month, day) = day.parts();
            format!("{year:04}{month:02}{day:02}")
        };
        line(&mut text, "BEGIN", "VEVENT");
        line(&mut text, "UID", &format!("{uai}-{}@raccord", date(day)));
        line(&mut text, "DTSTAMP", stamp);
        line(&mut text, "DTSTART;VALUE=DATE", &date(day));
        line(&mut text, "DTEND;VALUE=DATE", &date(day.plus(1)));
        line(&mut text, "SUMMARY", &escaped(&title));
        line(&mut text, "TRANSP", "TRANSPARENT");
        line(&mut text, "END", "VEVENT");
    }
    line(&mut text, "END", "VCALENDAR");
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn titles() -> Titles {
        let own = str::to_owned;
        Titles {
            before: own("avant"),
            complete: own("complet"),
            accounts: own("comptes"),
            partial: own("partiel"),
        }
    }

    #[test]
    fn the_year_has_its_dates() {
        let events = events(Day::parse("2026-09-01").unwrap(), &titles());
        let shown: Vec<_> = events.iter().map(|(day, title)| format!("{day} {title}")).collect();
        assert_eq!(shown[..3], ["2026-08-30 avant", "2026-09-01 complet", "2026-09-08 comptes"]);
        assert_eq!(shown[3], "2026-10-05 partiel");
        assert_eq!((shown.len(), shown[11].as_str()), (12, "2027-06-07 partiel"));
    }

    #[test]
    fn a_calendar_has_whole_days() {
        let uai = Uai::parse("0990001N").unwrap();
        let text = calendar(&uai, Day::parse("2026-09-01").unwrap(), &titles(), "20260801T080000Z");
        assert!(text.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"));
        assert!(text.contains(
            "UID:0990001N-20260901@raccord\r\nDTSTAMP:20260801T080000Z\r\n\
             DTSTART;VALUE=DATE:20260901\r\nDTEND;VALUE=DATE:20260902\r\nSUMMARY:complet\r\n"
        ));
        assert_eq!(text.matches("BEGIN:VEVENT").count(), 12);
    }
}
