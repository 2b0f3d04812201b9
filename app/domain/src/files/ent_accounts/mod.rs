//! The portal's accounts, from the CSV that its directory exports.
//!
//! Columns are known by their headers, in any order, with any separator. The file often holds the
//! users' first passwords: for linkage that column is skipped while reading.

mod columns;

use crate::birth_date::BirthDate;
use crate::category::Category;
use crate::files::limits::MAX_ROWS;
use crate::files::merge::merge_directories;
use crate::files::problems::Problems;
use crate::files::table::{NextRow, Row, Table, separator};
use crate::person::{Civility, EntAccount, EntId, Identity, Login};
use crate::problem::{OtherKind, Problem, ProblemKind};
use crate::task::{Progress, Task};
use crate::uai::Uai;
use columns::{Column, Columns};
use std::collections::{BTreeMap, BTreeSet};

/// What the accounts are read for: it decides which columns are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Purpose {
    /// Linking with PRONOTE accounts: everything about who somebody is, no password.
    Linkage,
}

/// What a directory file says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Directory {
    /// The accounts, each line once, sorted.
    pub accounts: Vec<EntAccount>,
    /// The establishments named by a column of UAIs.
    pub uais: Vec<Uai>,
    /// Lines that were accounts.
    pub lines: usize,
    /// What is wrong with the file.
    pub problems: Problems,
}

/// Whether a text looks like a directory, or like another table we know; `None` for neither.
pub(super) fn recognise(text: &str) -> Option<Result<(), OtherKind>> {
    let columns = Columns::of_headers(&headers(text));
    if columns.have(Column::PronoteId) {
        return Some(Err(OtherKind::PronoteList));
    }
    let known =
        [Column::LastName, Column::FirstName, Column::Login, Column::EntId, Column::Profile];
    let found = known.iter().filter(|column| columns.have(**column)).count();
    (found >= 2).then_some(Ok(()))
}

fn headers(text: &str) -> Vec<String> {
    let mut row = Row::default();
    Table::new(text, separator(text)).next_row(&mut row, |_| true);
    row.fields().to_vec()
}

/// Reads a directory, in slices.
pub struct DirectoryReader<'t> {
    table: Table<'t>,
    total: usize,
    columns: Columns,
    row: Row,
    rows: usize,
    /// Fewest fields of a row so far: a last row with fewer was cut.
    fewest_fields: usize,
    accounts: BTreeSet<EntAccount>,
    uais: BTreeSet<Uai>,
    unknown_profiles: BTreeMap<String, usize>,
    problems: Problems,
}

/// Rows read in one slice.
const SLICE: usize = 1_000;

impl<'t> DirectoryReader<'t> {
    /// Starts reading for a purpose.
    pub fn new(text: &'t str, purpose: Purpose) -> Self {
        let Purpose::Linkage = purpose;
        let mut table = Table::new(text, separator(text));
        let mut row = Row::default();
        table.next_row(&mut row, |_| true);
        let columns = Columns::of_headers(row.fields());
        let mut problems = Problems::default();
        let found = || row.fields().iter().filter(|header| !header.is_empty()).cloned().collect();
        if !columns.have(Column::LastName) || !columns.have(Column::FirstName) {
            problems.push_kind(ProblemKind::NoNameColumn { found: found() });
        } else if !columns.have(Column::EntId) && !columns.have(Column::Login) {
            problems.push_kind(ProblemKind::NoAccountColumn { found: found() });
        }
        Self {
            table,
            total: text.len(),
            columns,
            row,
            rows: 0,
            fewest_fields: usize::MAX,
            accounts: BTreeSet::new(),
            uais: BTreeSet::new(),
            unknown_profiles: BTreeMap::new(),
            problems,
        }
    }

    fn read_row(&mut self) -> Progress {
        let columns = &self.columns;
        match self.table.next_row(&mut self.row, |place| columns.serve_linkage(place)) {
            NextRow::End => return Progress::Done,
            NextRow::OpenQuote { line } => {
                self.problems.push(Problem::at_line(ProblemKind::OpenQuote, line));
                return Progress::Done;
            }
            NextRow::Row { line, fields } => {
                let is_last = self.table.position() == self.total;
                if is_last
                    && !self.table.ends_with_a_line()
                    && fields < self.fewest_fields
                    && self.rows > 0
                {
                    self.problems.push(Problem::at_line(ProblemKind::Truncated, line));
                    return Progress::Done;
                }
                self.fewest_fields = self.fewest_fields.min(fields);
                if !self.row.is_blank() {
                    self.rows += 1;
                    self.account(line);
                }
            }
        }
        if self.rows > MAX_ROWS {
            self.problems.push_kind(ProblemKind::TooManyRows);
            return Progress::Done;
        }
        Progress::Running { done: self.table.position(), total: self.total }
    }

    fn account(&mut self, line: usize) {
        let (ent_id, login) = (self.text(Column::EntId), self.text(Column::Login));
        let (ent_id, login) = (EntId::parse(&ent_id), Login::parse(&login));
        if ent_id.is_none() && login.is_none() {
            self.problems.push(Problem::at_line(ProblemKind::NoAccountId, line));
            return;
        }
        let profile = self.text(Column::Profile);
        let category = Category::of_ent_profile(&profile);
        if category.is_none() && !profile.is_empty() {
            *self.unknown_profiles.entry(profile.clone()).or_default() += 1;
        }
        let birth_date = self.text(Column::BirthDate);
        let parsed_date = BirthDate::parse(&birth_date);
        if parsed_date.is_none() && !birth_date.is_empty() {
            let kind = ProblemKind::UnreadableDate { text: birth_date };
            self.problems.push(Problem::at_line(kind, line));
        }
        let identity = Identity {
            last_name: self.text(Column::LastName),
            first_name: self.text(Column::FirstName),
            other_last_name: Some(self.text(Column::OtherLastName)).filter(|name| !name.is_empty()),
            civility: Civility::parse(&self.text(Column::Civility)),
            birth_date: parsed_date,
        };
        if !identity.is_complete() {
            self.problems.push(Problem::at_line(ProblemKind::IncompleteName, line));
        }
        let uai = Uai::parse(&self.text(Column::Uai)).ok();
        self.uais.extend(uai.clone());
        let mut children = list(&self.text(Column::Children));
        let child =
            format!("{} {}", self.text(Column::ChildFirstName), self.text(Column::ChildLastName));
        children.extend(Some(child.trim().to_owned()).filter(|child| !child.is_empty()));
        let establishment = self.text(Column::Establishment);
        self.accounts.insert(EntAccount {
            ent_id,
            login,
            category,
            profile,
            identity,
            classes: list(&self.text(Column::Class)),
            establishment: uai
                .map(|uai| uai.to_string())
                .or(Some(establishment).filter(|name| !name.is_empty())),
            national_id: Some(self.text(Column::NationalId)).filter(|id| !id.is_empty()),
            siecle_id: Some(self.text(Column::SiecleId)).filter(|id| !id.is_empty()),
            children,
            parents: list(&self.text(Column::Parents)),
            parent_ids: self.parent_ids(),
        });
    }

    fn text(&self, column: Column) -> String {
        let fields = self.columns.places(column).map(|place| self.row.get(place));
        fields.map(str::to_owned).find(|field| !field.is_empty()).unwrap_or_default()
    }

    fn parent_ids(&self) -> Vec<EntId> {
        let places = self.columns.places(Column::ParentId);
        places.filter_map(|place| EntId::parse(self.row.get(place))).collect()
    }
}

/// The parts of a field that lists several things.
fn list(field: &str) -> Vec<String> {
    field
        .split([',', '|', '\n'])
        .map(|part| part.trim().to_owned())
        .filter(|part| !part.is_empty())
        .collect()
}

impl Task for DirectoryReader<'_> {
    type Output = Directory;

    fn advance(&mut self) -> Progress {
        let mut progress = Progress::Done;
        if self.problems.is_blocking() {
            return progress;
        }
        for _ in 0..SLICE {
            progress = self.read_row();
            if progress == Progress::Done {
                break;
            }
        }
        progress
    }

    fn finish(mut self) -> Directory {
        for (word, count) in std::mem::take(&mut self.unknown_profiles) {
            self.problems.push_kind(ProblemKind::UnknownProfile { word, count });
        }
        if self.rows == 0 && !self.problems.is_blocking() {
            self.problems.push_kind(ProblemKind::NoRow);
        }
        let accounts = merge_directories(self.accounts);
        for pair in accounts.windows(2) {
            if let (Some(id), true) = (&pair[0].ent_id, pair[0].ent_id == pair[1].ent_id) {
                let kind = ProblemKind::SharedAccountId { id: id.as_str().to_owned() };
                self.problems.push_kind(kind);
            }
        }
        Directory {
            accounts,
            uais: self.uais.into_iter().collect(),
            lines: self.rows,
            problems: self.problems,
        }
    }
}

#[cfg(test)]
mod tests;
