//! Tables: CSV with the separator that the file uses, one row at a time.
//!
//! csv-core reads field by field into a buffer that the caller gives: a column that is not wanted
//! (a password) is never copied anywhere.

use crate::files::limits::{MAX_COLUMNS, MAX_FIELD_BYTES};
use csv_core::{ReadFieldResult, Reader, ReaderBuilder};

/// Reads the rows of a table.
pub struct Table<'t> {
    reader: Reader,
    text: &'t [u8],
    at: usize,
    /// The wanted field that is being read.
    field: Vec<u8>,
}

/// The wanted fields of a row, by column; the others are empty.
#[derive(Debug, Default)]
pub struct Row {
    fields: Vec<String>,
}

/// What reading on brought.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NextRow {
    /// A row, with the line on which it starts (from 1) and how many fields it has.
    Row {
        /// The line.
        line: usize,
        /// Fields, wanted or not.
        fields: usize,
    },
    /// A field that is longer than any field can be: a quote was opened and never closed.
    OpenQuote {
        /// The line of the row.
        line: usize,
    },
    /// The table is over.
    End,
}

impl<'t> Table<'t> {
    /// Starts at the beginning of a text.
    pub fn new(text: &'t str, separator: u8) -> Self {
        let reader = ReaderBuilder::new().delimiter(separator).build();
        Self { reader, text: text.as_bytes(), at: 0, field: Vec::new() }
    }

    /// Reads the next row; `wanted` says of each column whether its fields are to be kept.
    pub fn next_row(&mut self, row: &mut Row, wanted: impl Fn(usize) -> bool) -> NextRow {
        let line = self.line();
        row.clear();
        let mut column = 0;
        loop {
            let keep = column < MAX_COLUMNS && wanted(column);
            let field = keep.then(|| row.field_mut(column));
            match self.read_field(field) {
                Field::More => column += 1,
                Field::Last => {
                    return NextRow::Row { line, fields: column + 1 };
                }
                Field::TooLong => return NextRow::OpenQuote { line },
                Field::NoMore => return NextRow::End,
            }
        }
    }

    /// How many bytes of the text have been read.
    pub fn position(&self) -> usize {
        self.at
    }

    /// Whether the text ends with the end of a line.
    pub fn ends_with_a_line(&self) -> bool {
        self.text.last().is_none_or(|last| matches!(last, b'\n' | b'\r'))
    }

    fn line(&self) -> usize {
        // The parser counts a line when it has passed its end, and skips blank lines afterwards.
        let blank = self.text[self.at..].iter().take_while(|b| matches!(b, b'\n' | b'\r'));
        let skipped = blank.filter(|&&b| b == b'\n').count();
        usize::try_from(self.reader.line()).unwrap_or(usize::MAX).saturating_add(skipped)
    }

    fn read_field(&mut self, mut field: Option<&mut String>) -> Field {
        let mut piece = [0_u8; 256];
        let mut length = 0;
        self.field.clear();
        loop {
            let (result, read, written) = self.reader.read_field(&self.text[self.at..], &mut piece);
            self.at += read;
            length += written;
            if field.is_some() {
                self.field.extend_from_slice(&piece[..written]);
            }
            // What is not wanted leaves no trace on the stack either.
            piece[..written].fill(0);
            match result {
                ReadFieldResult::Field { record_end } => {
                    if let Some(field) = field.as_mut() {
                        field.push_str(String::from_utf8_lossy(&self.field).trim());
                    }
                    return if record_end { Field::Last } else { Field::More };
                }
                ReadFieldResult::End => return Field::NoMore,
                ReadFieldResult::OutputFull if length > MAX_FIELD_BYTES => return Field::TooLong,
                // The text is whole: asking again with nothing left tells the parser so.
                ReadFieldResult::OutputFull | ReadFieldResult::InputEmpty => {}
            }
        }
    }
}

enum Field {
    More,
    Last,
    TooLong,
    NoMore,
}

impl Row {
    /// The field of a column; empty when the row is short or the column was not wanted.
    pub fn get(&self, column: usize) -> &str {
        self.fields.get(column).map_or("", String::as_str)
    }

    /// Whether all wanted fields are empty.
    pub fn is_blank(&self) -> bool {
        self.fields.iter().all(String::is_empty)
    }

    /// All fields.
    pub fn fields(&self) -> &[String] {
        &self.fields
    }

    fn clear(&mut self) {
        self.fields.clear();
    }

    fn field_mut(&mut self, column: usize) -> &mut String {
        self.fields.resize_with(column + 1, String::new);
        &mut self.fields[column]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str, wanted: impl Fn(usize) -> bool + Copy) -> Vec<(usize, Vec<String>)> {
        let mut table = Table::new(text, b';');
        let mut row = Row::default();
        let mut rows = Vec::new();
        while let NextRow::Row { line, .. } = table.next_row(&mut row, wanted) {
            rows.push((line, row.fields().to_vec()));
        }
        rows
    }

    #[track_caller]
    fn check(text: &str, expected: &[(usize, &[&str])]) {
        let seen = rows(text, |_| true);
        let seen: Vec<(usize, Vec<&str>)> =
            seen.iter().map(|(n, f)| (*n, f.iter().map(String::as_str).collect())).collect();
        let expected: Vec<_> = expected.iter().map(|(n, f)| (*n, f.to_vec())).collect();
        assert_eq!(seen, expected);
    }

    #[test]
    fn rows_come_with_their_lines() {
        check("a;b\nc;d\n\n\ne;f", &[(1, &["a", "b"]), (2, &["c", "d"]), (5, &["e", "f"])]);
        check("a;b\r\nc;d\r\n", &[(1, &["a", "b"]), (2, &["c", "d"])]);
    }

    #[test]
    fn quotes_hold_separators_line_ends_and_quotes() {
        check("\"a;\nb\";\"c\"\"d\"\ne", &[(1, &["a;\nb", "c\"d"]), (3, &["e"])]);
    }

    #[test]
    fn an_unwanted_column_is_not_copied() {
        let seen = rows("nom;mot de passe;login\nFICTIF;s3cret;zoe", |column| column != 1);
        assert_eq!(seen[1].1, ["FICTIF", "", "zoe"]);
    }

    #[test]
    fn a_quote_never_closed_is_told() {
        let text = format!("a;b\n\"{}", "x\n".repeat(MAX_FIELD_BYTES));
        let mut table = Table::new(&text, b';');
        let mut row = Row::default();
        table.next_row(&mut row, |_| true);
        assert_eq!(table.next_row(&mut row, |_| true), NextRow::OpenQuote { line: 2 });
    }

    #[test]
    fn a_long_field_within_bounds_is_whole() {
        let long = "é".repeat(MAX_FIELD_BYTES / 4);
        let text = format!("{long};b");
        check(&text, &[(1, &[long.as_str(), "b"])]);
    }
}
