//! Whether the true pairs are among the candidates at all: what blocking loses, nothing finds again.

use domain::linkage::block::{Blocks, Known};
use domain::linkage::frequencies::Frequencies;
use domain::linkage::record::{Record, Registry};
use domain::person::{EntAccount, PronoteAccount};
use std::ops::AddAssign;

/// What blocking found.
#[derive(Clone, Copy, Debug, Default)]
pub struct Found {
    /// Candidate pairs.
    pub pairs: usize,
    /// True pairs among them.
    pub right: usize,
    /// True pairs.
    pub all: usize,
}

impl Found {
    /// Looks for candidates; `truth` is the place of each row's account.
    pub fn of(
        pronote: &[PronoteAccount],
        directory: &[EntAccount],
        truth: &[Option<usize>],
    ) -> Self {
        let mut registry = Registry::default();
        let rows: Vec<Record> = pronote.iter().map(|one| registry.pronote(one)).collect();
        let accounts: Vec<Record> = directory.iter().map(|one| registry.portal(one)).collect();
        let frequencies = Frequencies::of(&registry, &rows, &accounts);
        let mut blocks = Blocks::of(&registry, &rows);
        let known = Known { registry: &registry, frequencies: &frequencies, rows: &rows };
        let mut found = Self { all: truth.iter().flatten().count(), ..Self::default() };
        let mut candidates = Vec::new();
        for (place, account) in (0..).zip(&accounts) {
            blocks.candidates(place, account, &known, &mut candidates);
            found.pairs += candidates.len();
            let is_true =
                |row: u32| truth[row as usize].is_some_and(|right| right == place as usize);
            found.right += candidates.iter().filter(|(row, _)| is_true(*row)).count();
        }
        found
    }

    /// A line of a table.
    pub fn line(&self) -> String {
        let recall = super::score::share(self.right, self.all);
        format!("  blocking: {} candidate pairs, {recall:.4} of the true ones", self.pairs)
    }
}

impl AddAssign for Found {
    fn add_assign(&mut self, other: Self) {
        self.pairs += other.pairs;
        self.right += other.right;
        self.all += other.all;
    }
}
