//! How true pairs agree, learnt from the files themselves, without anybody saying which pairs are true
//! (expectation and maximisation).
//!
//! Each round takes the pairs for as true as they look, counts how these agree, and weighs all pairs
//! again. What is stated in [`Model::default`] counts as so many pairs seen before, so that few or
//! strange records cannot carry the model away.

use crate::category::Category;
use crate::linkage::compare::{Agreement, Comparison, DateLevel, NameLevel};
use crate::linkage::decide::prior;
use crate::linkage::pairs::Partners;
use crate::linkage::weigh::Model;
use crate::person::PronoteAccount;

/// Rounds: afterwards the figures move by less than a tenth of a bit on all files tried.
pub const ROUNDS: usize = 4;

/// Pairs that what is stated counts for.
const PRIOR_PAIRS: f64 = 150.0;

/// Probable pairs below which nothing is learnt.
const ENOUGH: f64 = 100.0;

/// No learnt share of disagreements falls below this part of the stated one: true pairs that differ
/// altogether are rarely among the candidates, so that they are rarely seen.
const UNSEEN: f64 = 0.5;

/// How likely somebody has a partner on the other side at all.
#[derive(Clone, Debug, PartialEq)]
pub struct Presence {
    /// A row, by category.
    pub rows: [f64; Category::ALL.len()],
    /// An account of the directory.
    pub accounts: f64,
}

/// Rows that what is stated of a category counts for.
const PRIOR_ROWS: f64 = 30.0;

/// Nobody is so sure to have a partner, or to have none, that a pair could not tell otherwise.
const SUREST: f64 = 0.98;

impl Presence {
    /// What is stated before anything is learnt.
    pub fn stated(rows: usize, accounts: usize) -> Self {
        let size = |n: usize| f64::from(u32::try_from(n.max(1)).unwrap_or(u32::MAX));
        Self {
            rows: Category::ALL.map(prior),
            accounts: 0.9 * (size(rows) / size(accounts)).min(1.0),
        }
    }

    /// What the partners found so far tell.
    #[must_use]
    pub fn learnt(&self, rows: &[PronoteAccount], partners: &Partners) -> Self {
        let mut seen = Category::ALL.map(|category| (PRIOR_ROWS * prior(category), PRIOR_ROWS));
        for (row, partner) in rows.iter().zip(&partners.of_rows) {
            let (sum, count) = &mut seen[row.category.index()];
            *sum += partner;
            *count += 1.0;
        }
        Self {
            rows: seen.map(|(sum, count)| (sum / count).clamp(1.0 - SUREST, SUREST)),
            accounts: partners.of_accounts.clamp(f64::MIN_POSITIVE, SUREST),
        }
    }
}

/// Counts how pairs agree, each by its probability.
#[derive(Debug)]
pub struct Tally {
    pairs: f64,
    last_name: [f64; NameLevel::COUNT],
    first_name: [f64; NameLevel::COUNT],
    birth_date: [f64; DateLevel::COUNT],
    swapped: f64,
    class: [f64; Agreement::COUNT],
    civility: [f64; Agreement::COUNT],
}

impl Default for Tally {
    fn default() -> Self {
        Self {
            pairs: 0.0,
            last_name: [0.0; NameLevel::COUNT],
            first_name: [0.0; NameLevel::COUNT],
            birth_date: [0.0; DateLevel::COUNT],
            swapped: 0.0,
            class: [0.0; Agreement::COUNT],
            civility: [0.0; Agreement::COUNT],
        }
    }
}

impl Tally {
    /// Counts a pair.
    pub fn add(&mut self, comparison: &Comparison, probability: f64) {
        self.pairs += probability;
        self.last_name[comparison.last_name as usize] += probability;
        self.first_name[comparison.first_name as usize] += probability;
        self.birth_date[comparison.birth_date as usize] += probability;
        self.class[comparison.class as usize] += probability;
        self.civility[comparison.civility as usize] += probability;
        if comparison.swapped {
            self.swapped += probability;
        }
    }

    /// The model that these pairs tell, on top of what is stated; `None` when they are too few.
    pub fn model(&self) -> Option<Model> {
        if self.pairs < ENOUGH {
            return None;
        }
        let stated = Model::default();
        let share =
            |seen: f64, of: f64, stated: f64| (seen + PRIOR_PAIRS * stated) / (of + PRIOR_PAIRS);
        let binary = |seen: &[f64; Agreement::COUNT], stated: f64| {
            let same = seen[Agreement::Same as usize];
            let told = same + seen[Agreement::Different as usize];
            share(same, told, stated).min(1.0 - (1.0 - stated) * UNSEEN)
        };
        Some(Model {
            last_name: levels(&self.last_name, &stated.last_name, NameLevel::Missing as usize),
            first_name: levels(&self.first_name, &stated.first_name, NameLevel::Missing as usize),
            birth_date: levels(&self.birth_date, &stated.birth_date, DateLevel::Missing as usize),
            swapped: share(self.swapped, self.pairs, stated.swapped),
            class: binary(&self.class, stated.class),
            civility: binary(&self.civility, stated.civility),
        })
    }
}

/// The shares of the levels before `missing`, the last of which is "different".
fn levels<const N: usize>(seen: &[f64; N], stated: &[f64; N], missing: usize) -> [f64; N] {
    let told: f64 = seen[..missing].iter().sum();
    let mut shares = *stated;
    for level in 0..missing {
        shares[level] = (seen[level] + PRIOR_PAIRS * stated[level]) / (told + PRIOR_PAIRS);
    }
    let different = missing - 1;
    shares[different] = shares[different].max(stated[different] * UNSEEN);
    shares
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair(last_name: NameLevel) -> Comparison {
        Comparison {
            identifier: Agreement::Missing,
            last_name,
            first_name: NameLevel::Same,
            swapped: false,
            birth_date: DateLevel::Same,
            class: Agreement::Missing,
            category: Agreement::Same,
            civility: Agreement::Missing,
            establishment: Agreement::Missing,
            family: Agreement::Missing,
        }
    }

    fn model(same: u32, typo: u32) -> Option<Model> {
        let mut tally = Tally::default();
        for _ in 0..same {
            tally.add(&pair(NameLevel::Same), 1.0);
        }
        for _ in 0..typo {
            tally.add(&pair(NameLevel::Typo), 1.0);
        }
        tally.model()
    }

    #[test]
    fn few_pairs_teach_nothing() {
        assert_eq!(model(50, 10), None);
    }

    #[test]
    fn files_with_many_errors_expect_errors() {
        let clean = model(1000, 0).unwrap();
        let mistyped = model(700, 300).unwrap();
        let typo = NameLevel::Typo as usize;
        assert!(clean.last_name[typo] < Model::default().last_name[typo]);
        assert!(mistyped.last_name[typo] > 0.2);
    }

    #[test]
    fn what_was_not_seen_stays_possible() {
        let model = model(1000, 0).unwrap();
        let different = NameLevel::Different as usize;
        assert!(model.last_name[different] >= Model::default().last_name[different] * UNSEEN);
        assert!(model.class <= 1.0);
    }
}
