//! What a linkage got right and wrong.

use domain::linkage::{Link, Outcome};
use std::ops::AddAssign;

/// Counts over the rows that were linked.
#[derive(Clone, Copy, Debug, Default)]
pub struct Score {
    /// Rows.
    pub rows: usize,
    /// Rows that have an account.
    pub with_account: usize,
    /// Automatic pairs.
    pub automatic: usize,
    /// Automatic pairs that are wrong.
    pub wrong: usize,
    /// Rows whose account is the first candidate.
    pub first: usize,
    /// Rows whose account is among the first five.
    pub among_five: usize,
}

impl Score {
    /// Counts a row; `right` is the place of its account.
    pub fn add(&mut self, link: &Link, right: Option<usize>) {
        self.rows += 1;
        let candidates = || link.candidates.iter().map(|candidate| candidate.account);
        if right.is_some() {
            self.with_account += 1;
            self.first += usize::from(candidates().next() == right);
            self.among_five += usize::from(candidates().take(5).any(|one| Some(one) == right));
        }
        if link.outcome == Outcome::Automatic {
            self.automatic += 1;
            self.wrong += usize::from(candidates().next() != right);
        }
    }

    /// The part of those who have an account that were linked with it.
    pub fn recall(&self) -> f64 {
        share(self.automatic - self.wrong, self.with_account)
    }

    /// A line of a table.
    pub fn line(&self, name: &str) -> String {
        format!(
            "{name:<44} {:>7} {:>7} {:>6} {:>7.4} {:>7.4} {:>7.4}",
            self.with_account,
            self.automatic,
            self.wrong,
            self.recall(),
            share(self.first, self.with_account),
            share(self.among_five, self.with_account),
        )
    }
}

/// The heading over [`Score::line`]s.
pub fn heading(what: &str) -> String {
    format!(
        "{what:<44} {:>7} {:>7} {:>6} {:>7} {:>7} {:>7}",
        "true", "auto", "false", "recall", "first", "five"
    )
}

impl AddAssign for Score {
    fn add_assign(&mut self, other: Self) {
        self.rows += other.rows;
        self.with_account += other.with_account;
        self.automatic += other.automatic;
        self.wrong += other.wrong;
        self.first += other.first;
        self.among_five += other.among_five;
    }
}

/// A part of a whole.
#[expect(clippy::cast_precision_loss, reason = "counts of a few hundred thousand")]
pub fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}
