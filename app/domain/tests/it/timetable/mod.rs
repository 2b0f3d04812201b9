//! Timetables as other programs understand them: the vendor's own demonstration export, an expansion of
//! the XML by a script that knows nothing of ours, and a library that reads calendars.

use crate::vendor_export::export;
use domain::timetable::consistency::Consistency;
use domain::timetable::icalendar::Calendars;
use domain::timetable::weeks::Weeks;
use domain::timetable::{Kind, Resource, Timetable, archive, read};
use std::io::{Cursor, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

const CLEAR: &str = "Edt_To_LaclasseCom_0134567A_Enclair.xml";

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/timetable").join(name)
}

fn find(table: &Timetable, kind: Kind, name: &str) -> Resource {
    table.all(kind).find(|one| table.name(*one) == name).unwrap()
}

/// What a script prints; nothing where Python, or what the script needs, is not on this machine.
fn python(script: &str, arguments: &[&str], input: &[u8]) -> Option<String> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/timetable").join(script);
    let child = Command::new("python3")
        .arg(&script)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let Ok(mut child) = child else {
        eprintln!("skipped: python3 is not on this machine");
        return None;
    };
    // A script that cannot begin reads nothing.
    let _ = child.stdin.take().unwrap().write_all(input);
    let output = child.wait_with_output().unwrap();
    let told = String::from_utf8_lossy(&output.stderr);
    if told.contains("ModuleNotFoundError") {
        eprintln!("skipped: {}", told.lines().last().unwrap_or_default());
        return None;
    }
    assert!(output.status.success(), "{told}");
    Some(String::from_utf8(output.stdout).unwrap())
}

/// Every cell of some weeks, in the form of the script.
fn cells(table: &Timetable, weeks: &[u8]) -> Vec<String> {
    let kinds = [
        (Kind::Class, "Classe"),
        (Kind::Group, "Groupe"),
        (Kind::Teacher, "Professeur"),
        (Kind::Room, "Salle"),
        (Kind::Pupil, "Eleve"),
    ];
    let mut lines = Vec::new();
    for (week, (kind, tag)) in weeks.iter().flat_map(|week| kinds.map(|kind| (*week, kind))) {
        for of in table.all(kind) {
            for day in table.week(of, week).unwrap().days {
                lines.extend(day.cells.into_iter().map(|cell| {
                    [
                        tag.to_owned(),
                        table.name(of),
                        day.day.to_string(),
                        cell.start.to_string(),
                        cell.end.to_string(),
                        cell.subject,
                        cell.teachers.join("+"),
                        cell.people.join("+"),
                        cell.rooms.join("+"),
                    ]
                    .join("|")
                }));
            }
        }
    }
    lines.sort();
    lines
}

#[track_caller]
fn check_cells(path: &Path, table: &Timetable, weeks: [u8; 3], at_least: usize) {
    let numbers = weeks.map(|week| week.to_string());
    let mut arguments = vec![path.to_str().unwrap()];
    arguments.extend(numbers.iter().map(String::as_str));
    let Some(expected) = python("expand.py", &arguments, b"") else { return };
    let mut expected: Vec<&str> = expected.lines().collect();
    expected.sort_unstable();
    let found = cells(table, &weeks);
    assert!(found.len() >= at_least, "{} cells only", found.len());
    assert_eq!(found.len(), expected.len());
    for (found, expected) in found.iter().zip(expected) {
        assert_eq!(found, expected);
    }
}

#[test]
fn the_week_view_of_2_0_is_what_a_script_expands() {
    let path = fixture("edt-2.0.xml");
    let mut text = std::fs::read_to_string(&path).unwrap();
    // The script knows full times only, and its groups have numbers of their own.
    text = text.replace("\"08:00:00\"/>", "\"08:00:00\" LibelleHeureFin=\"08:55:00\"/>");
    text = text
        .replace("\"08:55:00\"/></Places", "\"08:55:00\" LibelleHeureFin=\"09:50:00\"/></Places");
    text = text.replace("<Groupe Ident=\"4\" Nom=\"MEME NUMERO\"/>", "");
    let whole = Path::new(env!("CARGO_TARGET_TMPDIR")).join("edt-2.0.xml");
    std::fs::write(&whole, &text).unwrap();
    check_cells(&whole, &read(text.as_bytes()).unwrap(), [1, 3, 5], 8);
}

#[test]
fn the_vendor_s_export_has_what_it_is_known_to_have() {
    let Some(bytes) = export(CLEAR) else { return };
    let table = read(&bytes).unwrap();
    let counts = [Kind::Pupil, Kind::Teacher, Kind::Class, Kind::Group];
    assert_eq!(counts.map(|kind| table.count(kind)), [426, 31, 16, 48]);
    assert_eq!((table.guardian_lines, table.courses.len()), (808, 704));
    assert_eq!(Consistency::of(&table).empty.len(), 100);
    // Fourteen pupils are in a part of a class that the file does not define.
    assert_eq!(table.problems.as_slice().len(), 14 + 1, "{:?}", table.problems.as_slice());
}

#[test]
fn every_set_of_weeks_is_the_one_of_its_comment() {
    let Some(bytes) = export(CLEAR) else { return };
    let text = String::from_utf8(bytes).unwrap();
    let mut count = 0;
    for (at, _) in text.match_indices("<!--Domaine : [") {
        let written = text[..at].rsplit_once("Semaines=\"").unwrap().1;
        let weeks = Weeks::parse(written.split_once('"').unwrap().0).unwrap();
        let comment = text[at..].split_once('[').unwrap().1.split_once(']').unwrap().0;
        assert_eq!(weeks.spans(), comment.replace("..", "-").replace(',', ", "));
        count += 1;
    }
    assert_eq!(count, 1_733);
}

#[test]
fn the_week_view_is_what_a_script_expands() {
    let Some(bytes) = export(CLEAR) else { return };
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("vendor-edt.xml");
    std::fs::write(&path, &bytes).unwrap();
    check_cells(&path, &read(&bytes).unwrap(), [1, 12, 40], 10_000);
}

/// Name of the resource, and what the library says of its calendar.
#[track_caller]
fn check_calendar(table: &Timetable, of: Resource, expected: &str) {
    let text = Calendars::of(table).calendar(of, "20240902T080000Z");
    let Some(found) = python("read_calendar.py", &[], text.as_bytes()) else { return };
    assert_eq!(found.trim(), expected);
}

#[test]
fn a_calendar_is_read_by_a_library_of_others() {
    let table = read(&std::fs::read(fixture("edt-1.1.xml")).unwrap()).unwrap();
    let first = "2024-09-03T10:15:00+02:00";
    let expected =
        format!("20 20 {first} 2024-12-16T08:00:00+01:00 09+0200 10+0200 11+0100 12+0100");
    check_calendar(&table, find(&table, Kind::Class, "6A"), &expected);
}

#[test]
fn a_year_of_calendars_crosses_both_changes_of_the_hour() {
    let Some(bytes) = export(CLEAR) else { return };
    let table = read(&bytes).unwrap();
    let of = table.all(Kind::Class).next().unwrap();
    let text = Calendars::of(&table).calendar(of, "20240902T080000Z");
    let events = text.matches("BEGIN:VEVENT").count();
    let Some(found) = python("read_calendar.py", &[], text.as_bytes()) else { return };
    assert!(found.starts_with(&format!("{events} {events} 2013-09-0")), "{found}");
    for offset in ["10+0200", "11+0100", "03+0100", "04+0200"] {
        assert!(found.contains(offset), "{found}");
    }
}

#[test]
fn the_archive_holds_a_calendar_for_each_that_has_sessions() {
    let table = read(&std::fs::read(fixture("edt-1.1.xml")).unwrap()).unwrap();
    let folders = ["classes", "groupes", "enseignants", "salles"].map(str::to_owned);
    let bytes = archive::archive(&table, folders, "20240902T080000Z").unwrap();
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut names: Vec<String> = archive.file_names().map(str::to_owned).collect();
    names.sort();
    assert_eq!(
        names,
        [
            "classes/6A.ics",
            "classes/6B.ics",
            "enseignants/D'ESSAI Loïc.ics",
            "enseignants/EXEMPLARD MARIE-JEANNE.ics",
            "groupes/6AB AGL GR1.ics",
            "salles/B12.ics",
            "salles/B13- labo.ics",
        ]
    );
    let mut text = String::new();
    archive.by_name("classes/6A.ics").unwrap().read_to_string(&mut text).unwrap();
    assert!(text.starts_with("BEGIN:VCALENDAR\r\n") && text.ends_with("END:VCALENDAR\r\n"));
}

/// A debug build on a busy machine; the page is measured in a browser.
#[test]
fn a_school_is_expanded_in_no_time() {
    let Some(bytes) = export(CLEAR) else { return };
    let begun = Instant::now();
    let table = read(&bytes).unwrap();
    let (sessions, found) = (table.sessions().len(), Consistency::of(&table));
    let taken = begun.elapsed();
    eprintln!("{sessions} sessions, {} overlaps in {taken:?}", found.overlaps.len());
    assert_eq!(sessions, 14_226);
    assert!(taken.as_secs() < 5, "{taken:?}");
}
