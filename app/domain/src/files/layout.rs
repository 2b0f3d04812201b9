//! How a table is laid out: where its people begin, and what its columns hold.
//!
//! Headers tell it mostly; where they do not, a person does, on a sketch of the table's first rows.

use crate::category::Category;
use crate::files::columns::{Column, Columns};
use crate::files::table::{NextRow, Row, Table as RawTable};
use serde::{Deserialize, Serialize};

/// How a table is laid out.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Layout {
    /// Whose accounts they are.
    pub side: Side,
    /// What parts its fields.
    pub separator: u8,
    /// Rows above the first person: titles and headers.
    pub skipped: usize,
    /// What each column holds; `None` for what is not read.
    pub columns: Vec<Option<Column>>,
    /// The category of everybody whose row names none, in a list of PRONOTE.
    pub category: Option<Category>,
}

/// Whose accounts a table lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Side {
    /// PRONOTE's.
    Pronote,
    /// The portal's.
    Portal,
}

/// The first rows of a table, and what is to be asked about it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Sketch {
    /// The layout as far as it was recognised.
    pub guess: Layout,
    /// The first rows, titles and headers included; long fields are cut, passwords are hidden.
    pub rows: Vec<Vec<String>>,
}

/// What a layout lacks for its table to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Missing {
    /// A column of last names and one of first names, or one of both.
    Names,
    /// A column of PRONOTE identifiers.
    PronoteId,
    /// A column of the portal's identifiers or logins.
    AccountId,
    /// The category of a list.
    Category,
}

/// What a text is, as a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Table {
    /// One that can be read.
    Known(Layout),
    /// One about which a person must be asked.
    Unknown(Sketch),
    /// None.
    No,
}

/// Rows looked at for headers: titles stand above them.
const ROWS_WITH_HEADERS: usize = 5;

/// Rows of a sketch.
const ROWS_SKETCHED: usize = 6;

/// Letters of a sketched field that are kept.
const SKETCHED_LETTERS: usize = 40;

/// Headers that must be known for a row to be one of headers.
const KNOWN_HEADERS: usize = 2;

/// Finds out how a text is laid out; its name may say which category it lists.
pub fn recognise(text: &str, name: &str) -> Table {
    let Some((layout, is_sure)) = guess(text, name) else { return Table::No };
    if is_sure && layout.missing().is_empty() {
        return Table::Known(layout);
    }
    Table::Unknown(Sketch { rows: sketch(text, &layout), guess: layout })
}

/// The sketch of a text whose layout a person chose and that lacks something.
pub fn again(text: &str, layout: Layout) -> Sketch {
    Sketch { rows: sketch(text, &layout), guess: layout }
}

impl Layout {
    /// What it lacks, in the order in which it is asked.
    pub fn missing(&self) -> Vec<Missing> {
        let has = |column| self.columns.contains(&Some(column));
        let mut missing = Vec::new();
        if !(has(Column::FullName) || has(Column::LastName) && has(Column::FirstName)) {
            missing.push(Missing::Names);
        }
        match self.side {
            Side::Pronote => {
                if !has(Column::PronoteId) {
                    missing.push(Missing::PronoteId);
                }
                if self.category.is_none() && !has(Column::Profile) {
                    missing.push(Missing::Category);
                }
            }
            Side::Portal if has(Column::EntId) || has(Column::Login) => {}
            Side::Portal => missing.push(Missing::AccountId),
        }
        missing
    }
}

/// The layout, and whether headers told it.
fn guess(text: &str, name: &str) -> Option<(Layout, bool)> {
    // The order decides between equals: what French software writes first.
    let attempts = b";\t,:".map(|separator| {
        let rows = first_rows(text, separator, ROWS_WITH_HEADERS);
        let known = |row: &Vec<String>| Columns::of_headers(row).known();
        let headers = (0..rows.len()).rev().max_by_key(|&place| known(&rows[place]));
        let best = headers.map_or(0, |place| known(&rows[place]));
        (separator, rows, headers, best)
    });
    let most = attempts.iter().map(|(_, _, _, best)| *best).max().unwrap_or(0);
    if most >= KNOWN_HEADERS {
        let (separator, rows, headers, _) =
            attempts.into_iter().find(|(_, _, _, best)| *best == most)?;
        let at = headers?;
        let columns = Columns::of_headers(&rows[at]);
        let has = |column| columns.as_slice().contains(&Some(column));
        let side =
            if has(Column::PronoteId) || has(Column::CasId) { Side::Pronote } else { Side::Portal };
        let above = rows[..at].iter().flatten().map(String::as_str);
        let words = std::iter::once(name).chain(above).chain(rows[at].iter().map(String::as_str));
        let category = words.filter(|_| side == Side::Pronote).find_map(category_in);
        let columns = columns.as_slice().to_vec();
        return Some((Layout { side, separator, skipped: at + 1, columns, category }, true));
    }
    let (separator, rows, ..) = attempts
        .into_iter()
        .max_by_key(|(separator, rows, ..)| (width(rows), *separator == b';'))?;
    let width = width(&rows);
    (width >= KNOWN_HEADERS).then(|| {
        let columns = vec![None; width];
        (Layout { side: Side::Portal, separator, skipped: 0, columns, category: None }, false)
    })
}

/// The category that a word of a file name or of a title names: "Liste des élèves 2026.csv". One
/// that names several names none.
fn category_in(text: &str) -> Option<Category> {
    let spaced = text.replace(['_', '-', '.'], " ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut found = Vec::new();
    for length in 1..=3 {
        found.extend(words.windows(length).filter_map(|w| Category::of_pronote_word(&w.join(" "))));
    }
    let first = *found.first()?;
    found.iter().all(|category| *category == first).then_some(first)
}

/// How many fields the rows have, when at least two rows all have so many.
fn width(rows: &[Vec<String>]) -> usize {
    let width = rows.first().map_or(0, Vec::len);
    if rows.len() >= 2 && rows.iter().all(|row| row.len() == width) { width } else { 0 }
}

fn first_rows(text: &str, separator: u8, count: usize) -> Vec<Vec<String>> {
    let mut table = RawTable::new(text, separator);
    let mut row = Row::default();
    let mut rows = Vec::new();
    while rows.len() < count
        && let NextRow::Row { .. } = table.next_row(&mut row, |_| true)
    {
        rows.push(row.fields().iter().map(ToString::to_string).collect());
    }
    rows
}

fn sketch(text: &str, layout: &Layout) -> Vec<Vec<String>> {
    let mut rows = first_rows(text, layout.separator, ROWS_SKETCHED);
    for (place, row) in rows.iter_mut().enumerate() {
        for (column, field) in row.iter_mut().enumerate() {
            let holds = layout.columns.get(column).copied().flatten();
            if holds == Some(Column::Password) && place >= layout.skipped {
                "•••".clone_into(field);
            }
            if let Some((end, _)) = field.char_indices().nth(SKETCHED_LETTERS) {
                field.truncate(end);
                field.push('…');
            }
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn known(name: &str, text: &str, side: Side, skipped: usize, category: Option<Category>) {
        match recognise(text, name) {
            Table::Known(layout) => {
                assert_eq!(
                    (layout.side, layout.skipped, layout.category),
                    (side, skipped, category)
                );
            }
            other => panic!("{other:?}"),
        }
    }

    #[track_caller]
    fn asked(text: &str, expected: &[Missing]) -> Sketch {
        match recognise(text, "") {
            Table::Unknown(sketch) => {
                assert_eq!(sketch.guess.missing(), expected);
                sketch
            }
            other => panic!("{other:?}"),
        }
    }

    const LIST: &str = "Nom;Prénom;Identifiant PRONOTE\nFICTIF;Zoé;A2B3C4D5E7F8H9JK\n";

    #[test]
    fn the_portal_s_accounts_need_no_category() {
        known("x", "Nom,Prénom,Login\nF,Z,z\n", Side::Portal, 1, None);
        known("x", "Export du 2 septembre\n\nNom;Prénom;uid\nF;Z;z\n", Side::Portal, 2, None);
    }

    #[test]
    fn the_category_of_a_list_comes_from_its_name_a_title_or_a_header() {
        known("Liste_eleves-2026.csv", LIST, Side::Pronote, 1, Some(Category::Student));
        known("maîtres de stage.txt", LIST, Side::Pronote, 1, Some(Category::InternshipSupervisor));
        let titled = format!("Personnels de l'établissement\n{LIST}");
        known("", &titled, Side::Pronote, 2, Some(Category::Staff));
        let header = "Enseignant;Id. PRONOTE-ENT\nD'ESSAI Loïc;A2B3C4D5E7F8H9JK\n";
        known("", header, Side::Pronote, 1, Some(Category::Teacher));
    }

    #[test]
    fn what_is_missing_is_asked() {
        asked(LIST, &[Missing::Category]);
        asked("Nom;Prénom;Classe\nFICTIF;Zoé;6A\n", &[Missing::AccountId]);
        asked("Login;Profil\nzoe;Elève\n", &[Missing::Names]);
        asked("Nom;Prénom;Id. CAS\nFICTIF;Zoé;X\n", &[Missing::PronoteId, Missing::Category]);
    }

    #[test]
    fn a_name_of_two_categories_names_none() {
        assert_eq!(category_in("élèves et responsables.csv"), None);
        assert_eq!(category_in("responsables élèves"), None);
        assert_eq!(category_in("inspecteurs pédagogiques"), Some(Category::Inspector));
    }

    #[test]
    fn a_table_without_headers_is_sketched() {
        let sketch =
            asked("FICTIF\tZoé\tTAA1\nDUPONT\tPaul\tTAA2\n", &[Missing::Names, Missing::AccountId]);
        assert_eq!((sketch.guess.skipped, sketch.guess.separator), (0, b'\t'));
        assert_eq!(sketch.rows[1], ["DUPONT", "Paul", "TAA2"]);
    }

    #[test]
    fn a_text_is_no_table() {
        for text in ["Bonjour", "Bonjour, voici la liste", "un\ndeux\ntrois", "a;b\nc"] {
            assert_eq!(recognise(text, ""), Table::No, "{text}");
        }
    }

    #[test]
    fn a_sketch_hides_passwords_and_cuts_long_fields() {
        let long = "x".repeat(100);
        let sketch = asked(
            &format!("Nom;Classe;Mot de passe\n{long};6A;s3cret\n"),
            &[Missing::Names, Missing::AccountId],
        );
        assert_eq!(sketch.rows[0][2], "Mot de passe");
        assert_eq!(sketch.rows[1][2], "•••");
        assert!(sketch.rows[1][0].chars().count() == SKETCHED_LETTERS + 1);
    }
}
