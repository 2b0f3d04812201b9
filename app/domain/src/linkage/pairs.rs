//! All candidate pairs, by row and by account.

use crate::linkage::compare::Comparison;
use crate::linkage::decide::probability;

/// A candidate pair.
#[derive(Clone, Copy, Debug)]
pub struct Pair {
    /// The row of PRONOTE's side.
    pub row: u32,
    /// The place in the directory.
    pub account: u32,
    /// How they agree.
    pub comparison: Comparison,
    /// The match weight.
    pub bits: f64,
    /// Probability that it is true: the lesser of the row's and of the account's.
    pub posterior: f64,
}

/// Candidate pairs, sorted by row and then by account.
#[derive(Debug, Default)]
pub struct Pairs {
    all: Vec<Pair>,
    row_starts: Vec<u32>,
    by_account: Vec<u32>,
    account_starts: Vec<u32>,
}

impl Pairs {
    /// Sorts pairs; one that is there already is not taken twice.
    pub fn of(mut all: Vec<Pair>, rows: usize, accounts: usize) -> Self {
        all.sort_by_key(|pair| (pair.row, pair.account));
        all.dedup_by_key(|pair| (pair.row, pair.account));
        let row_starts = starts(rows, all.iter().map(|pair| pair.row as usize));
        let account_starts = starts(accounts, all.iter().map(|pair| pair.account as usize));
        let mut next = account_starts.clone();
        let mut by_account = vec![0; all.len()];
        for (place, pair) in (0..).zip(&all) {
            let at = &mut next[pair.account as usize];
            by_account[*at as usize] = place;
            *at += 1;
        }
        Self { all, row_starts, by_account, account_starts }
    }

    /// All pairs.
    pub fn as_slice(&self) -> &[Pair] {
        &self.all
    }

    /// All pairs, to be weighed again.
    pub fn as_mut_slice(&mut self) -> &mut [Pair] {
        &mut self.all
    }

    /// Gives the pairs back, to add some.
    pub fn into_vec(self) -> Vec<Pair> {
        self.all
    }

    /// The pairs of a row, by account.
    pub fn of_row(&self, row: usize) -> &[Pair] {
        &self.all[self.row_starts[row] as usize..self.row_starts[row + 1] as usize]
    }

    /// The pairs of an account, by row.
    pub fn of_account(&self, account: usize) -> impl Iterator<Item = &Pair> {
        let range =
            self.account_starts[account] as usize..self.account_starts[account + 1] as usize;
        self.by_account[range].iter().map(|&place| &self.all[place as usize])
    }

    /// Fills in the probabilities from the weights, given how likely a row and an account have a
    /// partner at all; only the pairs that are open compete. Tells how likely each row and each account has one after all.
    pub fn estimate(
        &mut self,
        row_presence: impl Fn(usize) -> f64,
        account_presence: f64,
        is_open: impl Fn(&Pair) -> bool,
    ) -> Partners {
        let [rows, accounts] = [&self.row_starts, &self.account_starts].map(|s| s.len() - 1);
        let (mut of_rows, mut of_accounts) = (vec![0.0; rows], vec![0.0; accounts]);
        for pair in &mut self.all {
            let likelihood = pair.bits.exp2();
            if is_open(pair) {
                of_rows[pair.row as usize] += likelihood;
                of_accounts[pair.account as usize] += likelihood;
            }
            // Kept here until it is a probability: it takes longer to compute than to keep.
            pair.posterior = likelihood;
        }
        for pair in &mut self.all {
            let (row, account) = (pair.row as usize, pair.account as usize);
            let likelihood = pair.posterior;
            let [of_row, of_account] =
                [of_rows[row], of_accounts[account]].map(|all| f64::max(all, likelihood));
            let by_row = probability(likelihood, of_row, row_presence(row), accounts);
            let by_account = probability(likelihood, of_account, account_presence, rows);
            pair.posterior = by_row.min(by_account);
        }
        let of_row = |(row, all): (usize, f64)| probability(all, all, row_presence(row), accounts);
        let of_account = |all: f64| probability(all, all, account_presence, rows);
        Partners {
            of_rows: of_rows.into_iter().enumerate().map(of_row).collect(),
            of_accounts: of_accounts.into_iter().map(of_account).sum::<f64>()
                / f64::from(u32::try_from(accounts.max(1)).unwrap_or(u32::MAX)),
        }
    }
}

/// How likely those of both sides have a partner.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Partners {
    /// Each row.
    pub of_rows: Vec<f64>,
    /// An account, on average.
    pub of_accounts: f64,
}

/// Places in the order of a key below `count`, those of one key in the order in which they were.
pub fn sorted(places: Vec<u32>, count: usize, key: impl Fn(u32) -> usize) -> Vec<u32> {
    let mut next = starts(count, places.iter().map(|&place| key(place)));
    let mut sorted = vec![0; places.len()];
    for place in places {
        let at = &mut next[key(place)];
        sorted[*at as usize] = place;
        *at += 1;
    }
    sorted
}

/// Where the pairs of each of `count` begin; one entry more tells where the last end.
fn starts(count: usize, of: impl Iterator<Item = usize>) -> Vec<u32> {
    let mut starts = vec![0; count + 1];
    for one in of {
        starts[one + 1] += 1;
    }
    for at in 0..count {
        starts[at + 1] += starts[at];
    }
    starts
}
