//! Which accounts of the directory belong to the establishment that is linked, where a directory holds
//! several.
//!
//! The column holds names that nobody promises to spell as the establishment's own, so that it is found
//! by who is in it: the label on which most of the accounts stand that bear the names of PRONOTE's side.

use crate::linkage::compare::{Agreement, NameLevel};
use crate::linkage::pairs::Pairs;
use crate::linkage::record::Record;
use foldhash::{HashMap, HashMapExt};

/// The establishment's own label.
#[derive(Debug, Default)]
pub struct Home {
    label: Option<u32>,
    share: f64,
}

/// Of the accounts that bear the names of somebody in PRONOTE, the label must hold this part.
const MOST: f64 = 0.4;

/// Fewer such accounts decide nothing.
const ENOUGH: u32 = 5;

impl Home {
    /// Finds the label.
    pub fn of(pairs: &Pairs, accounts: &[Record]) -> Self {
        let mut namesakes: HashMap<u32, u32> = HashMap::new();
        let mut last = None;
        let mut all = 0;
        for pair in pairs.as_slice() {
            let names = pair.comparison.last_name.max(pair.comparison.first_name);
            let fits = names == NameLevel::Same && pair.comparison.category == Agreement::Same;
            // One row speaks once for each label, however many namesakes it has there.
            let label = accounts[pair.account as usize].establishment;
            if fits && label != 0 && last != Some((pair.row, label)) {
                last = Some((pair.row, label));
                *namesakes.entry(label).or_default() += 1;
                all += 1;
            }
        }
        let home = namesakes.into_iter().max_by_key(|&(label, count)| (count, label));
        match home {
            Some((label, count))
                if count >= ENOUGH && f64::from(count) >= f64::from(all) * MOST =>
            {
                let there = accounts.iter().filter(|one| one.establishment == label).count();
                let told = accounts.iter().filter(|one| one.establishment != 0).count();
                #[expect(clippy::cast_precision_loss, reason = "a share of at most 2^52 accounts")]
                let share = there as f64 / told.max(1) as f64;
                Self { label: Some(label), share }
            }
            _ => Self::default(),
        }
    }

    /// Whether an account belongs to the establishment.
    pub fn agreement(&self, account: &Record) -> Agreement {
        match self.label {
            Some(label) if account.establishment == label => Agreement::Same,
            Some(_) if account.establishment != 0 => Agreement::Different,
            _ => Agreement::Missing,
        }
    }

    /// The part of the directory that belongs to it.
    pub fn share(&self) -> f64 {
        self.share
    }
}
