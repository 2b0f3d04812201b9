//! Tables: CSV with the separator that the file uses, one row at a time.
//!
//! One pass over the text, which copies nothing but fields with doubled quotes: a column that is not
//! wanted (a password) is never copied anywhere. Quotes, ends of lines and blank lines are understood as
//! csv-core does, which the tests hold it against.

use crate::files::limits::{MAX_COLUMNS, MAX_FIELD_BYTES};
use crate::text::trimmed;
use std::borrow::Cow;

/// Reads the rows of a table.
pub struct Table<'t> {
    text: &'t str,
    separator: u8,
    at: usize,
    line: usize,
}

/// The wanted fields of a row, by column; the others are empty.
#[derive(Debug, Default)]
pub struct Row<'t> {
    fields: Vec<Cow<'t, str>>,
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
        Self { text, separator, at: 0, line: 1 }
    }

    /// Reads the next row; `wanted` says of each column whether its fields are to be kept.
    pub fn next_row(&mut self, row: &mut Row<'t>, wanted: impl Fn(usize) -> bool) -> NextRow {
        row.fields.clear();
        while self.ends_a_line() {
            self.pass_end_of_line();
        }
        if self.at == self.text.len() {
            return NextRow::End;
        }
        let line = self.line;
        let mut column = 0;
        loop {
            let field = self.field();
            if field.len() > MAX_FIELD_BYTES {
                return NextRow::OpenQuote { line };
            }
            if column < MAX_COLUMNS && wanted(column) {
                row.fields.resize(column, Cow::Borrowed(""));
                row.fields.push(field.text());
            }
            column += 1;
            match self.byte() {
                Some(byte) if byte == self.separator => self.at += 1,
                _ => break,
            }
        }
        if self.ends_a_line() {
            self.pass_end_of_line();
        }
        NextRow::Row { line, fields: column }
    }

    /// How many bytes of the text have been read.
    pub fn position(&self) -> usize {
        self.at
    }

    /// Whether the text ends with the end of a line.
    pub fn ends_with_a_line(&self) -> bool {
        self.text.ends_with(['\n', '\r'])
    }

    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn ends_a_line(&self) -> bool {
        matches!(self.byte(), Some(b'\n' | b'\r'))
    }

    fn pass_end_of_line(&mut self) {
        let end = &self.text.as_bytes()[self.at..];
        self.at += if end.starts_with(b"\r\n") { 2 } else { 1 };
        self.line += usize::from(!end.starts_with(b"\r") || end.starts_with(b"\r\n"));
    }

    /// Reads a field up to its separator, the end of its line, or that of the text.
    fn field(&mut self) -> Field<'t> {
        let quoted = if self.byte() == Some(b'"') { self.quoted() } else { "" };
        let rest = &self.text[self.at..];
        let length = memchr::memchr3(self.separator, b'\n', b'\r', rest.as_bytes());
        let length = length.unwrap_or(rest.len());
        self.at += length;
        Field { quoted, plain: &rest[..length] }
    }

    /// Reads what is between quotes, a doubled one being none; without a closing one, all that is left.
    fn quoted(&mut self) -> &'t str {
        self.at += 1;
        let rest = &self.text[self.at..];
        let mut end = 0;
        let closed = loop {
            let Some(length) = memchr::memchr(b'"', &rest.as_bytes()[end..]) else {
                end = rest.len();
                break false;
            };
            end += length;
            if rest.as_bytes().get(end + 1) != Some(&b'"') {
                break true;
            }
            end += 2;
            // Where it is longer than any field, it does not matter where it ends.
            if end > 2 * MAX_FIELD_BYTES {
                break false;
            }
        };
        self.at += end + usize::from(closed);
        let quoted = &rest[..end];
        self.line += memchr::memchr_iter(b'\n', quoted.as_bytes()).count();
        quoted
    }
}

/// A field as written.
struct Field<'t> {
    /// What was between quotes.
    quoted: &'t str,
    /// What was not, or stood behind them.
    plain: &'t str,
}

impl<'t> Field<'t> {
    /// Bytes of it, or more.
    fn len(&self) -> usize {
        self.quoted.len() + self.plain.len()
    }

    fn text(self) -> Cow<'t, str> {
        match (self.quoted, self.plain) {
            ("", plain) => Cow::Borrowed(trimmed(plain)),
            (quoted, "") if !quoted.contains('"') => Cow::Borrowed(trimmed(quoted)),
            (quoted, plain) => {
                let text = quoted.replace("\"\"", "\"") + plain;
                Cow::Owned(trimmed(&text).to_owned())
            }
        }
    }
}

impl<'t> Row<'t> {
    /// The field of a column; empty when the row is short or the column was not wanted.
    pub fn get(&self, column: usize) -> &str {
        self.fields.get(column).map_or("", |field| field)
    }

    /// Whether all wanted fields are empty.
    pub fn is_blank(&self) -> bool {
        self.fields.iter().all(|field| field.is_empty())
    }

    /// All fields.
    pub fn fields(&self) -> &[Cow<'t, str>] {
        &self.fields
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use csv_core::{ReadFieldResult, ReaderBuilder};
    use proptest::prelude::*;

    fn rows(text: &str, wanted: impl Fn(usize) -> bool + Copy) -> Vec<(usize, Vec<String>)> {
        let mut table = Table::new(text, b';');
        let mut row = Row::default();
        let mut rows = Vec::new();
        while let NextRow::Row { line, .. } = table.next_row(&mut row, wanted) {
            rows.push((line, row.fields().iter().map(ToString::to_string).collect()));
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

    /// The same by csv-core.
    fn rows_of_csv_core(text: &str) -> Vec<Vec<String>> {
        let mut reader = ReaderBuilder::new().delimiter(b';').build();
        let (mut rows, mut row, mut field) = (Vec::new(), Vec::new(), Vec::new());
        let mut rest = text.as_bytes();
        loop {
            let mut piece = [0; 16];
            let (result, read, written) = reader.read_field(rest, &mut piece);
            rest = &rest[read..];
            field.extend_from_slice(&piece[..written]);
            match result {
                ReadFieldResult::InputEmpty | ReadFieldResult::OutputFull => {}
                ReadFieldResult::Field { record_end } => {
                    row.push(String::from_utf8_lossy(&field).trim().to_owned());
                    field.clear();
                    if record_end {
                        rows.push(std::mem::take(&mut row));
                    }
                }
                ReadFieldResult::End => return rows,
            }
        }
    }

    #[test]
    fn csv_core_reads_rows_as_we_do() {
        check("a\rb\r\r\n\nc", &[(1, &["a"]), (1, &["b"]), (3, &["c"])]);
        check("\"a\"b\"c;d\"e\";\n", &[(1, &["ab\"c", "d\"e\"", ""])]);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(3_000))]

        #[test]
        fn another_reader_sees_the_same(text in "([a-cé\";\r\n ]|\"[a;\n\"]{0,3}\"|\"\"){0,24}") {
            let seen: Vec<_> = rows(&text, |_| true).into_iter().map(|(_, row)| row).collect();
            // A field that is longer than any can be ends the reading, and nothing here is.
            prop_assert_eq!(seen, rows_of_csv_core(&text));
        }
    }
}
