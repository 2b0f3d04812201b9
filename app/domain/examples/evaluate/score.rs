//! What a linkage got right and wrong.

use domain::linkage::{Doubt, Link, Outcome};
use std::collections::BTreeMap;
use std::ops::AddAssign;

/// Counts over the rows that were linked.
#[derive(Clone, Debug, Default)]
pub struct Score {
    /// Rows that have an account.
    pub with_account: usize,
    /// Automatic pairs.
    pub automatic: Tried,
    /// Rows whose account is the first candidate.
    pub first: usize,
    /// Rows whose account is among the first five.
    pub among_five: usize,
    /// Suggestions of the same names, nobody else of the establishment having them.
    pub only_namesakes: Tried,
    /// All suggestions, by the tenth of their probability.
    pub suggested: [Tried; TENTHS],
    /// Pairs that one condition alone keeps from being automatic.
    pub kept: BTreeMap<Doubt, Tried>,
}

/// Pairs, those of them that are wrong, and how many the engine itself expects to be wrong.
#[derive(Clone, Copy, Debug, Default)]
pub struct Tried {
    /// Pairs.
    pub pairs: usize,
    /// Wrong ones.
    pub wrong: usize,
    /// Sum of the probabilities of being wrong.
    pub expected: f64,
}

/// Classes of probability.
pub const TENTHS: usize = 10;

impl Score {
    /// Counts a row; `right` is the place of its account.
    pub fn add(&mut self, link: &Link, right: Option<usize>) {
        let candidates = || link.candidates.iter().map(|candidate| candidate.account);
        if right.is_some() {
            self.with_account += 1;
            self.first += usize::from(candidates().next() == right);
            self.among_five += usize::from(candidates().take(5).any(|one| Some(one) == right));
        }
        let Some(best) = link.best() else { return };
        let wrong = Some(best.account) != right;
        let of_one = Tried { pairs: 1, wrong: usize::from(wrong), expected: 1.0 - best.posterior };
        if link.outcome == Outcome::Automatic {
            self.automatic += of_one;
            return;
        }
        self.suggested[tenth(best.posterior)] += of_one;
        if link.only_namesake {
            self.only_namesakes += of_one;
        }
        if let [doubt] = link.doubts[..] {
            *self.kept.entry(doubt).or_default() += of_one;
        }
    }

    /// Automatic pairs that are wrong.
    pub fn wrong(&self) -> usize {
        self.automatic.wrong
    }

    /// A line of a table.
    pub fn line(&self, name: &str) -> String {
        format!(
            "{name:<44} {:>7} {:>7} {:>6} {:>7.4} {:>7.4} {:>7.4}",
            self.with_account,
            self.automatic.pairs,
            self.automatic.wrong,
            share(self.automatic.right(), self.with_account),
            share(self.first, self.with_account),
            share(self.among_five, self.with_account),
        )
    }

    /// The class that can be accepted in bulk.
    pub fn namesakes_line(&self, name: &str) -> String {
        let Tried { pairs, wrong, expected } = self.only_namesakes;
        format!(
            "{name:<44} {pairs:>7} {wrong:>7} {expected:>8.1} {:>7.4}",
            share(self.only_namesakes.right(), self.with_account)
        )
    }

    /// What each condition keeps back alone, and how well the probabilities of suggestions hold.
    pub fn print_conditions(&self) {
        println!("kept back by one condition alone                right   wrong");
        for (doubt, tried) in &self.kept {
            println!("{:<44} {:>8} {:>7}", format!("{doubt:?}"), tried.right(), tried.wrong);
        }
        println!("suggestions by probability                      pairs   wrong expected");
        for (tenth, tried) in self.suggested.iter().enumerate() {
            let name = format!("{tenth}0 to {}0 %", tenth + 1);
            let Tried { pairs, wrong, expected } = tried;
            println!("{name:<44} {pairs:>8} {wrong:>7} {expected:>8.1}");
        }
    }
}

impl Tried {
    fn right(&self) -> usize {
        self.pairs - self.wrong
    }
}

/// The heading over [`Score::line`]s.
pub fn heading(what: &str) -> String {
    format!(
        "{what:<44} {:>7} {:>7} {:>6} {:>7} {:>7} {:>7}",
        "true", "auto", "false", "recall", "first", "five"
    )
}

/// The heading over [`Score::namesakes_line`]s.
pub fn namesakes_heading() -> String {
    let what = "  suggested: same names, only one here";
    format!("{what:<44} {:>7} {:>7} {:>8} {:>7}", "pairs", "wrong", "expected", "of true")
}

impl AddAssign for Tried {
    fn add_assign(&mut self, other: Self) {
        self.pairs += other.pairs;
        self.wrong += other.wrong;
        self.expected += other.expected;
    }
}

impl AddAssign<&Score> for Score {
    fn add_assign(&mut self, other: &Score) {
        self.with_account += other.with_account;
        self.automatic += other.automatic;
        self.first += other.first;
        self.among_five += other.among_five;
        self.only_namesakes += other.only_namesakes;
        for (sum, one) in self.suggested.iter_mut().zip(other.suggested) {
            *sum += one;
        }
        for (doubt, one) in &other.kept {
            *self.kept.entry(*doubt).or_default() += *one;
        }
    }
}

/// A part of a whole.
#[expect(clippy::cast_precision_loss, reason = "counts of a few hundred thousand")]
pub fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a probability makes a small number"
)]
fn tenth(probability: f64) -> usize {
    ((probability * 10.0) as usize).min(TENTHS - 1)
}
