//! The portal's accounts, from the CSV that its directory exports.
//!
//! Columns are known by their headers, in any order, with any separator. The file often holds the
//! users' first passwords: for linkage that column is skipped while reading.

use crate::category::Category;
use crate::files::columns::{Column, Columns};
use crate::files::layout::Layout;
use crate::files::limits::MAX_ROWS;
use crate::files::merge::merge_directories;
use crate::files::problems::Problems;
use crate::files::rows::{Rows, Step};
use crate::person::{EntAccount, EntId, Login};
use crate::problem::{Problem, ProblemKind};
use crate::task::{Progress, Task};
use crate::text::{Label, Text};
use crate::uai::Uai;
use foldhash::{HashMap, HashMapExt, HashSet, HashSetExt};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

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
    /// The accounts, each line once, sorted. Whoever links them shares them: there may be half a million.
    pub accounts: Arc<Vec<EntAccount>>,
    /// The establishments named by a column of UAIs.
    pub uais: Vec<Uai>,
    /// Lines that were accounts.
    pub lines: usize,
    /// What is wrong with the file.
    pub problems: Problems,
}

/// Reads a directory, in slices.
pub struct DirectoryReader<'t> {
    rows: Rows<'t>,
    columns: Columns,
    accounts: Vec<EntAccount>,
    /// Words of the profile column, each understood once.
    profiles: HashMap<Label, Option<Category>>,
    /// Words of the establishment column, each held once.
    establishments: HashSet<Label>,
    uais: BTreeSet<Uai>,
    unknown_profiles: BTreeMap<Label, usize>,
    problems: Problems,
}

/// Rows read in one slice.
const SLICE: usize = 1_000;

impl<'t> DirectoryReader<'t> {
    /// Starts reading for a purpose.
    pub fn new(text: &'t str, layout: &Layout, purpose: Purpose) -> Self {
        let Purpose::Linkage = purpose;
        Self {
            rows: Rows::new(text, layout.separator, layout.skipped),
            columns: Columns::of(&layout.columns),
            accounts: Vec::new(),
            profiles: HashMap::new(),
            establishments: HashSet::new(),
            uais: BTreeSet::new(),
            unknown_profiles: BTreeMap::new(),
            problems: Problems::default(),
        }
    }

    fn account(&mut self, line: usize) {
        let row = self.rows.row();
        let text = |column| self.columns.text(row, column);
        let optional = |column| Some(text(column)).filter(|t| !t.is_empty()).map(Text::from);
        let (ent_id, login) =
            (EntId::parse(text(Column::EntId)), Login::parse(text(Column::Login)));
        if ent_id.is_none() && login.is_none() {
            self.problems.push(Problem::at_line(ProblemKind::NoAccountId, line));
            return;
        }
        let profile = text(Column::Profile);
        let (profile, category) = match self.profiles.get_key_value(profile) {
            Some((profile, category)) => (profile.clone(), *category),
            None => {
                let (profile, category) = (Label::from(profile), Category::of_ent_profile(profile));
                self.profiles.insert(profile.clone(), category);
                (profile, category)
            }
        };
        if category.is_none() && !profile.is_empty() {
            *self.unknown_profiles.entry(profile.clone()).or_default() += 1;
        }
        let identity = self.columns.identity(row, line, &mut self.problems);
        let uai = Uai::parse(text(Column::Uai)).ok();
        let establishment = uai.as_ref().map_or(text(Column::Establishment), Uai::as_str);
        let establishment =
            (!establishment.is_empty()).then(|| label(&mut self.establishments, establishment));
        self.uais.extend(uai);
        self.accounts.push(EntAccount {
            ent_id,
            login,
            category,
            profile,
            identity,
            classes: self.lists(Column::Class),
            establishment,
            national_id: optional(Column::NationalId),
            siecle_id: optional(Column::SiecleId),
            children: self.children(),
            parents: self.lists(Column::Parents),
            parent_ids: self.parent_ids(),
        });
    }

    /// The parts of all fields that hold this.
    fn lists(&self, column: Column) -> Vec<Text> {
        self.columns.places(column).flat_map(|place| list(self.rows.row().get(place))).collect()
    }

    /// Children by their full names, and those whose first and last names stand in two columns.
    fn children(&self) -> Vec<Text> {
        let row = self.rows.row();
        let mut children = self.lists(Column::Children);
        let first_names = self.columns.places(Column::ChildFirstName);
        let last_names = self.columns.places(Column::ChildLastName);
        children.extend(
            first_names
                .zip(last_names)
                .map(|(first, last)| format!("{} {}", row.get(first), row.get(last)))
                .map(|child| Text::from(child.trim()))
                .filter(|child| !child.is_empty()),
        );
        children
    }

    fn parent_ids(&self) -> Vec<EntId> {
        let places = self.columns.places(Column::ParentId);
        places.filter_map(|place| EntId::parse(self.rows.row().get(place))).collect()
    }
}

/// A text as all who have it hold it.
fn label(known: &mut HashSet<Label>, text: &str) -> Label {
    known.get(text).cloned().unwrap_or_else(|| {
        let label = Label::from(text);
        known.insert(label.clone());
        label
    })
}

/// The parts of a field that lists several things.
fn list(field: &str) -> Vec<Text> {
    field
        .split([',', '|', '\n'])
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .map(Text::from)
        .collect()
}

impl Task for DirectoryReader<'_> {
    type Output = Directory;

    fn advance(&mut self) -> Progress {
        for _ in 0..SLICE {
            let columns = &self.columns;
            match self.rows.next(&mut self.problems, |place| columns.serve_linkage(place)) {
                Step::Person(line) => self.account(line),
                Step::Blank => {}
                Step::Over => return Progress::Done,
            }
        }
        let (done, total) = self.rows.progress();
        if self.accounts.capacity() <= 2 * SLICE && done > 0 {
            // As many accounts in each part of the file as in the first, and a few more.
            let expected = (self.accounts.len() * (total / done) / 16 + 1) * 17;
            let more = expected.min(MAX_ROWS).saturating_sub(self.accounts.len());
            self.accounts.reserve_exact(more);
        }
        Progress::Running { done, total }
    }

    fn finish(mut self) -> Directory {
        for (word, count) in std::mem::take(&mut self.unknown_profiles) {
            let word = word.to_string();
            self.problems.push_kind(ProblemKind::UnknownProfile { word, count });
        }
        if self.rows.count() == 0 && !self.problems.is_blocking() {
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
            accounts: Arc::new(accounts),
            uais: self.uais.into_iter().collect(),
            lines: self.rows.count(),
            problems: self.problems,
        }
    }
}

#[cfg(test)]
mod tests;
