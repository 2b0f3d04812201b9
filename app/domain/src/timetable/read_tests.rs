use crate::problem::ProblemKind;
use crate::timetable::consistency::{Consistency, Sitting};
use crate::timetable::icalendar::Calendars;
use crate::timetable::trouble::{TimetableTrouble, YearDate};
use crate::timetable::{Kind, Resource, Timetable, read, tables};
use proptest::prelude::*;

const OLD: &[u8] = include_bytes!("../../tests/data/timetable/edt-1.1.xml");
const NEW: &[u8] = include_bytes!("../../tests/data/timetable/edt-2.0.xml");

fn table(bytes: &[u8]) -> Timetable {
    read(bytes).unwrap()
}

fn find(table: &Timetable, kind: Kind, name: &str) -> Resource {
    table.all(kind).find(|one| table.name(*one) == name).unwrap()
}

/// A week as lines "date start-end subject [teachers] [people] [rooms]".
#[track_caller]
fn check_week(bytes: &[u8], kind: Kind, name: &str, week: u8, expected: &[&str]) {
    let table = table(bytes);
    let mut lines = Vec::new();
    for day in table.week(find(&table, kind, name), week).unwrap().days {
        for cell in day.cells {
            let [teachers, people, rooms] =
                [cell.teachers, cell.people, cell.rooms].map(|names| names.join("+"));
            lines.push(format!(
                "{} {}-{} {} [{teachers}] [{people}] [{rooms}]",
                day.day, cell.start, cell.end, cell.subject
            ));
        }
    }
    assert_eq!(lines, expected);
}

#[test]
fn everything_of_1_1_is_read() {
    let table = table(OLD);
    assert_eq!(table.version.as_deref(), Some("1.1"));
    let counts = [Kind::Class, Kind::Part, Kind::Group, Kind::Teacher, Kind::Room, Kind::Pupil];
    assert_eq!(counts.map(|kind| table.count(kind)), [2, 3, 2, 2, 2, 2]);
    assert_eq!((table.guardian_lines, table.courses.len()), (3, 7));
    assert_eq!(table.name(Resource { kind: Kind::Part, place: 1 }), "6A/72");
}

#[test]
fn everything_of_2_0_is_read() {
    let table = table(NEW);
    let counts = [Kind::Class, Kind::Group, Kind::Staff, Kind::Equipment, Kind::Pupil];
    assert_eq!(counts.map(|kind| table.count(kind)), [2, 3, 1, 1, 2]);
    assert_eq!(table.name(Resource { kind: Kind::Part, place: 0 }), "6A GR1");
    assert_eq!(table.classes[1].schools, [1]);
    assert_eq!(table.schools.len(), 2);
}

#[test]
fn a_class_has_what_its_groups_do() {
    let english =
        "2024-09-10 10:15-12:15 ANGLAIS LV1 [EXEMPLARD MARIE-JEANNE] [6AB AGL GR1] [B13, labo]";
    let maths = "2024-09-09 08:00-10:00 MATHEMATIQUES [EXEMPLARD MARIE-JEANNE] [6A] [B12]";
    check_week(OLD, Kind::Class, "6A", 2, &[maths, english]);
    check_week(OLD, Kind::Teacher, "D'ESSAI Loïc", 2, &[]);
}

#[test]
fn who_comes_every_second_week_is_there_then() {
    let english = "2024-09-17 10:15-12:15 ANGLAIS LV1 [D'ESSAI Loïc+EXEMPLARD MARIE-JEANNE] [6AB AGL GR1] [B13, labo]";
    check_week(OLD, Kind::Teacher, "D'ESSAI Loïc", 3, &[english]);
    check_week(OLD, Kind::Room, "B13, labo", 3, &[english]);
}

#[test]
fn a_pupil_has_what_the_class_of_that_day_has() {
    let maths = "2024-09-09 08:00-10:00 MATHEMATIQUES [EXEMPLARD MARIE-JEANNE] [6A] [B12]";
    check_week(OLD, Kind::Pupil, "FICTIF-DUPONT Émile", 2, &[maths]);
    let in_6b = "2024-09-16 09:00-10:00 ANGLAIS LV1 [EXEMPLARD MARIE-JEANNE] [6B] []";
    let group = "2024-09-17 10:15-12:15 ANGLAIS LV1 [D'ESSAI Loïc+EXEMPLARD MARIE-JEANNE] [6AB AGL GR1] [B13, labo]";
    check_week(OLD, Kind::Pupil, "FICTIF-DUPONT Émile", 3, &[in_6b, group, &thursday()]);
}

fn thursday() -> String {
    "2024-09-19 08:00-09:00 ANGLAIS LV1 [] [6B] []".to_owned()
}

#[test]
fn a_cancelled_week_has_nobody() {
    let english = "2024-09-09 08:00-08:55 ANGLAIS LV1 [EXEMPLARD MARIE-JEANNE] [6A AGL GR1] [B12]";
    check_week(NEW, Kind::Class, "6A", 2, &[english]);
    check_week(NEW, Kind::Room, "B12", 3, &[]);
}

#[test]
fn a_detached_pupil_comes_alone() {
    let alone = "2024-09-30 08:00-08:55 ANGLAIS LV1 [SANSID Alex] [SANSPARTIE Émile] [B12]";
    check_week(NEW, Kind::Pupil, "SANSPARTIE Émile", 5, &[alone]);
    check_week(NEW, Kind::Class, "6A", 5, &[]);
}

#[test]
fn the_day_before_the_year_has_no_session() {
    check_week(
        OLD,
        Kind::Class,
        "6A",
        1,
        &[
            "2024-09-03 10:15-12:15 ANGLAIS LV1 [D'ESSAI Loïc+EXEMPLARD MARIE-JEANNE] [6AB AGL GR1] [B13, labo]",
        ],
    );
}

fn spans(sittings: &[Sitting]) -> Vec<String> {
    sittings.iter().map(|one| format!("{}: {}", one.course, one.weeks.spans())).collect()
}

#[test]
fn what_does_not_hold_together_is_listed() {
    let table = table(OLD);
    let found = Consistency::of(&table);
    assert_eq!(spans(&found.empty), ["2: "]);
    assert_eq!(spans(&found.without_class), ["6: 2"]);
    assert_eq!(spans(&found.without_teacher), ["5: 3, 55", "6: 2"]);
    assert_eq!(spans(&found.outside_grid), ["4: 2"]);
    assert_eq!(spans(&found.outside_year), ["0: 1", "5: 55"]);
    let overlaps: Vec<_> = found
        .overlaps
        .iter()
        .map(|one| format!("{} {:?} {}", table.name(one.resource), one.courses, one.weeks.spans()))
        .collect();
    assert_eq!(overlaps, ["EXEMPLARD MARIE-JEANNE (0, 3) 2-3"]);
    let empty: Vec<_> = found.empty_groups.iter().map(|group| table.name(*group)).collect();
    assert_eq!(empty, ["6A AGL GR2"]);
}

#[track_caller]
fn check_troubles(bytes: &[u8], expected: &[TimetableTrouble]) {
    let table = table(bytes);
    let troubles = table.problems.as_slice().iter().filter_map(|problem| match &problem.kind {
        ProblemKind::Timetable(trouble) => Some(trouble.clone()),
        _ => None,
    });
    assert_eq!(troubles.collect::<Vec<_>>(), expected);
}

#[test]
fn what_cannot_be_used_is_told() {
    let number = |attribute: &str, text: &str| TimetableTrouble::UnreadableNumber {
        attribute: attribute.to_owned(),
        text: text.to_owned(),
    };
    let unknown = |element: &str| TimetableTrouble::UnknownReference {
        element: element.to_owned(),
        ident: "999".to_owned(),
    };
    check_troubles(
        OLD,
        &[
            number("Semaines", "quatre"),
            number("Jour", "lundi"),
            unknown("Matiere"),
            unknown("Professeur"),
            TimetableTrouble::EmptyCourses { count: 1 },
        ],
    );
    check_troubles(
        NEW,
        &[
            TimetableTrouble::SharedNumber { element: "Groupe".to_owned(), ident: "4".to_owned() },
            TimetableTrouble::SeveralSchools {
                names: vec!["COLLEGE DES ESSAIS".to_owned(), "LYCEE DES ESSAIS".to_owned()],
            },
        ],
    );
    check_troubles(
        b"<ExportEmploiDuTemps/>",
        &[
            TimetableTrouble::NoDate(YearDate::Start),
            TimetableTrouble::NoDate(YearDate::End),
            TimetableTrouble::NoDate(YearDate::FirstWeek),
            TimetableTrouble::NoGrid,
            TimetableTrouble::NoCourse,
        ],
    );
}

#[test]
fn week_1_is_that_of_the_first_day_where_it_is_not_said() {
    let table = table(b"<E><AnneeScolaire DateDebut='2024-09-04'/></E>");
    assert_eq!(table.year.first_week.unwrap().to_string(), "2024-09-02");
}

#[test]
fn an_event_stays_the_same_whatever_the_order_of_the_file() {
    let text = String::from_utf8(OLD.to_vec()).unwrap();
    let nobody =
        r#"<Cours Jour="4" NumeroPlaceDebut="1" NombrePlaces="1"><Matiere Ident="117"/></Cours>"#;
    let first = text.replace(nobody, "").replacen("  <Cours>", &format!("  <Cours>{nobody}"), 1);
    let other = table(first.as_bytes());
    assert!(other.courses[0].presences.is_empty());
    let uids = |table: &Timetable| {
        let of = find(table, Kind::Class, "6A");
        let calendar = Calendars::of(table).calendar(of, "20240902T080000Z");
        let uids = calendar.lines().filter(|line| line.starts_with("UID:"));
        uids.map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(uids(&table(OLD)), uids(&other));
    assert_eq!(uids(&other).len(), 13 + 7);
}

#[test]
fn members_are_listed_by_class_and_group() {
    let heading =
        ["Groupe", "Classes", "Nom", "Prénom", "Né(e) le", "Identifiant"].map(str::to_owned);
    let text = tables::members(&table(OLD), heading);
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 1 + 2 + 1 + 2);
    assert_eq!(lines[1], "6A;6A;FICTIF-DUPONT;Zoé;09/05/2013;B4C5D7E8F9H2J3KM");
    assert_eq!(lines[2], "6A;6A, 6B;FICTIF-DUPONT;Émile;09/05/2013;E8F9H2J3KMN4P5Q7");
}

proptest! {
    #[test]
    fn no_text_that_resembles_a_timetable_panics(
        text in "<E>(<(Cours|Eleves|Classes|GrilleHoraire|AnneeScolaire)( (DateDebut|DateFin)='(2024-09-0[0-9]|9999-12-31)')*>\
            (<(Cours|Eleve|Classe|Groupe|PlacesParJour)( (Ident|Jour|NumeroPlaceDebut|NombrePlaces|Nom)='[0-9]{0,5}')*>\
            (<(Professeur|Classe|Groupe|Place|Eleve)( (Ident|Semaines|LibelleHeureDebut)='[0-9:]{0,20}')*/>){0,3}\
            </(Cours|Eleve|Classe|Groupe|PlacesParJour)>){0,4}</(Cours|Eleves|Classes|GrilleHoraire|AnneeScolaire)>){0,4}</E>"
    ) {
        let table = read(text.as_bytes()).unwrap();
        table.sessions();
        Consistency::of(&table);
        for kind in [Kind::Class, Kind::Group, Kind::Pupil] {
            for of in table.all(kind) {
                table.week(of, 1);
                Calendars::of(&table).calendar(of, "20240902T080000Z");
            }
        }
    }
}
