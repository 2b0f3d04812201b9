//! The rows of a table that is read for its people: those below the headers, with what is wrong with
//! the table as a whole.

use crate::files::limits::MAX_ROWS;
use crate::files::problems::Problems;
use crate::files::table::{NextRow, Row, Table};
use crate::problem::{Problem, ProblemKind};

/// Reads rows, one after the other.
pub(super) struct Rows<'t> {
    table: Table<'t>,
    total: usize,
    row: Row<'t>,
    count: usize,
    /// Fewest fields of a row so far: a last row with fewer was cut.
    fewest_fields: usize,
}

/// What reading on brought.
pub(super) enum Step {
    /// A row that says something, with its line.
    Person(usize),
    /// A row without anything.
    Blank,
    /// The table is over, or cannot be read any further.
    Over,
}

impl<'t> Rows<'t> {
    /// Starts below the first rows: titles and headers.
    pub(super) fn new(text: &'t str, separator: u8, skipped: usize) -> Self {
        let mut table = Table::new(text, separator);
        let mut row = Row::default();
        for _ in 0..skipped {
            table.next_row(&mut row, |_| false);
        }
        Self { table, total: text.len(), row, count: 0, fewest_fields: usize::MAX }
    }

    /// Reads on; `wanted` says of each column whether its fields are to be kept.
    pub(super) fn next(&mut self, problems: &mut Problems, wanted: impl Fn(usize) -> bool) -> Step {
        let (line, fields) = match self.table.next_row(&mut self.row, wanted) {
            NextRow::Row { line, fields } => (line, fields),
            NextRow::End => return Step::Over,
            NextRow::OpenQuote { line } => {
                problems.push(Problem::at_line(ProblemKind::OpenQuote, line));
                return Step::Over;
            }
        };
        let is_last = self.table.position() == self.total;
        let is_short = fields < self.fewest_fields && self.count > 0;
        if is_last && is_short && !self.table.ends_with_a_line() {
            problems.push(Problem::at_line(ProblemKind::Truncated, line));
            return Step::Over;
        }
        self.fewest_fields = self.fewest_fields.min(fields);
        if self.row.is_blank() {
            return Step::Blank;
        }
        self.count += 1;
        if self.count > MAX_ROWS {
            problems.push_kind(ProblemKind::TooManyRows);
            return Step::Over;
        }
        Step::Person(line)
    }

    /// The row read last.
    pub(super) fn row(&self) -> &Row<'t> {
        &self.row
    }

    /// Rows that said something.
    pub(super) fn count(&self) -> usize {
        self.count
    }

    /// Bytes read, and bytes in all.
    pub(super) fn progress(&self) -> (usize, usize) {
        (self.table.position(), self.total)
    }
}
