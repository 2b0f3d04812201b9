//! The timetable's own words.

use crate::i18n::t_string;
use crate::texts::{I18n, list};
use ::engine::{Inconsistency, SittingView};
use domain::timetable::model::Kind;
use domain::timetable::trouble::{TimetableTrouble, YearDate};

/// "Classes".
pub fn timetable_kind(i18n: I18n, kind: Kind) -> String {
    match kind {
        Kind::Class => t_string!(i18n, timetable.kind.class),
        Kind::Part => t_string!(i18n, timetable.kind.part),
        Kind::Group => t_string!(i18n, timetable.kind.group),
        Kind::Teacher => t_string!(i18n, timetable.kind.teacher),
        Kind::Staff => t_string!(i18n, timetable.kind.staff),
        Kind::Room => t_string!(i18n, timetable.kind.room),
        Kind::Equipment => t_string!(i18n, timetable.kind.equipment),
        Kind::Pupil => t_string!(i18n, timetable.kind.pupil),
    }
    .to_string()
}

/// "Classe".
pub fn timetable_kind_one(i18n: I18n, kind: Kind) -> String {
    match kind {
        Kind::Class => t_string!(i18n, timetable.kind_one.class),
        Kind::Part => t_string!(i18n, timetable.kind_one.part),
        Kind::Group => t_string!(i18n, timetable.kind_one.group),
        Kind::Teacher => t_string!(i18n, timetable.kind_one.teacher),
        Kind::Staff => t_string!(i18n, timetable.kind_one.staff),
        Kind::Room => t_string!(i18n, timetable.kind_one.room),
        Kind::Equipment => t_string!(i18n, timetable.kind_one.equipment),
        Kind::Pupil => t_string!(i18n, timetable.kind_one.pupil),
    }
    .to_string()
}

/// "Lundi", for 1; nothing for what is no day.
pub fn weekday(i18n: I18n, day: u8) -> String {
    match day {
        1 => t_string!(i18n, timetable.week.day.monday),
        2 => t_string!(i18n, timetable.week.day.tuesday),
        3 => t_string!(i18n, timetable.week.day.wednesday),
        4 => t_string!(i18n, timetable.week.day.thursday),
        5 => t_string!(i18n, timetable.week.day.friday),
        6 => t_string!(i18n, timetable.week.day.saturday),
        7 => t_string!(i18n, timetable.week.day.sunday),
        _ => "",
    }
    .to_string()
}

/// What a list of the consistency report holds.
pub fn inconsistency(i18n: I18n, what: Inconsistency) -> String {
    match what {
        Inconsistency::Empty => t_string!(i18n, timetable.consistency.empty),
        Inconsistency::WithoutClass => t_string!(i18n, timetable.consistency.without_class),
        Inconsistency::WithoutTeacher => t_string!(i18n, timetable.consistency.without_teacher),
        Inconsistency::OutsideGrid => t_string!(i18n, timetable.consistency.outside_grid),
        Inconsistency::OutsideYear => t_string!(i18n, timetable.consistency.outside_year),
    }
    .to_string()
}

/// "Lundi 08:00-09:00, ANGLAIS LV1, DUPONT Paul, 6A (semaines 1-7 ; ligne 12)".
pub fn sitting(i18n: I18n, of: &SittingView) -> String {
    let subject = match of.subject.as_str() {
        "" => t_string!(i18n, timetable.consistency.no_subject).to_string(),
        subject => subject.to_owned(),
    };
    let times = of.times.as_ref().map(|(start, end)| format!(" {start}-{end}"));
    let when = format!("{}{}", weekday(i18n, of.day), times.unwrap_or_default());
    let parts = [when, subject].into_iter().chain(of.who.iter().cloned());
    let weeks = Some(of.weeks.clone()).filter(|weeks| !weeks.is_empty());
    let weeks = weeks.map(|weeks| {
        let text = t_string!(i18n, timetable.consistency.weeks, weeks = weeks).to_string();
        format!("{text} ; ")
    });
    let line = t_string!(i18n, timetable.consistency.line, line = of.line).to_string();
    format!("{} ({}{line})", list(parts), weeks.unwrap_or_default())
}

/// What a timetable export lacks: what, and what to do.
pub fn timetable_trouble(i18n: I18n, trouble: &TimetableTrouble) -> (String, String) {
    use TimetableTrouble as T;
    macro_rules! told {
        ($key:ident $(, $name:ident = $value:expr)*) => {
            (
                t_string!(i18n, problems.timetable.$key.what $(, $name = $value)*).to_string(),
                t_string!(i18n, problems.timetable.$key.advice).to_string(),
            )
        };
    }
    match trouble {
        T::NoDate(YearDate::Start) => told!(no_start),
        T::NoDate(YearDate::End) => told!(no_end),
        T::NoDate(YearDate::FirstWeek) => told!(no_first_week),
        T::NoGrid => told!(no_grid),
        T::UnreadableTime { text } => told!(unreadable_time, text = text.clone()),
        T::UnreadableNumber { attribute, text } => {
            told!(unreadable_number, attribute = attribute.clone(), text = text.clone())
        }
        T::UnknownReference { element, ident } => {
            told!(unknown_reference, element = element.clone(), ident = ident.clone())
        }
        T::SharedNumber { element, ident } => {
            told!(shared_number, element = element.clone(), ident = ident.clone())
        }
        T::EmptyCourses { count } => told!(empty_courses, count = *count),
        T::SeveralSchools { names } => told!(several_schools, names = list(names.iter().cloned())),
        T::NoCourse => told!(no_course),
        T::TooMany { element } => told!(too_many, element = element.clone()),
    }
}
