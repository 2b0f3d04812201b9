//! All calendars in one archive, a folder per kind.

use super::icalendar::Calendars;
use super::model::{Kind, Timetable};
use std::collections::HashSet;
use std::io::{Cursor, Write as _};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// Makes the archive. `folders` names those of classes, groups, teachers and rooms.
///
/// # Errors
/// When it would be larger than an archive of this kind can be.
pub fn archive(
    timetable: &Timetable,
    folders: [String; 4],
    stamp: &str,
) -> Result<Vec<u8>, TooLarge> {
    let calendars = Calendars::of(timetable);
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    let mut taken = HashSet::new();
    for (kind, folder) in ARCHIVED.into_iter().zip(folders) {
        for of in timetable.all(kind) {
            if calendars.sessions_of(of).next().is_none() {
                continue;
            }
            let path = free_path(&mut taken, &folder, &file_name(&timetable.name(of)));
            archive.start_file(path, options).map_err(|_| TooLarge)?;
            let text = calendars.calendar(of, stamp);
            archive.write_all(text.as_bytes()).map_err(|_| TooLarge)?;
        }
    }
    archive.finish().map(Cursor::into_inner).map_err(|_| TooLarge)
}

/// What has a calendar in the archive. Pupils have none there: their calendars are made one by one.
pub const ARCHIVED: [Kind; 4] = [Kind::Class, Kind::Group, Kind::Teacher, Kind::Room];

/// An archive of this kind cannot be that large.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooLarge;

/// A name that every system can have as a file's.
pub fn file_name(name: &str) -> String {
    let safe = |sign: char| match sign {
        sign if sign.is_alphanumeric() => sign,
        '.' | '-' | '_' | ' ' | '\'' | '(' | ')' => sign,
        _ => '-',
    };
    let name: String = name.chars().map(safe).collect();
    // Windows takes no name that ends with a point, and a first one hides a file elsewhere.
    let name = name.trim_matches(['.', ' ']);
    if name.is_empty() { "-".to_owned() } else { name.to_owned() }
}

fn free_path(taken: &mut HashSet<String>, folder: &str, name: &str) -> String {
    let mut path = format!("{folder}/{name}.ics");
    let mut number = 2;
    while !taken.insert(path.to_lowercase()) {
        path = format!("{folder}/{name} ({number}).ics");
        number += 1;
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_safe_as_files() {
        assert_eq!(file_name("3A/71 : \"MOR\""), "3A-71 - -MOR-");
        assert_eq!(file_name("../x."), "-x");
        assert_eq!(file_name("…"), "-");
    }

    #[test]
    fn two_of_a_name_are_two_files() {
        let mut taken = HashSet::new();
        assert_eq!(free_path(&mut taken, "classes", "6A"), "classes/6A.ics");
        assert_eq!(free_path(&mut taken, "classes", "6a"), "classes/6a (2).ics");
    }
}
