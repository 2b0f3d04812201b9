//! Where the directory tells no family links, the names of a family still do: a pupil of this name whose
//! guardians are in the directory too is hardly last year's namesake, who would have brought a family of
//! his own.

use crate::linkage::compare::{Agreement, Comparison, NameLevel};
use crate::linkage::decide::Household;
use crate::linkage::family::Families;
use crate::linkage::frequencies::NameTable;
use crate::linkage::lexicon::NameId;
use crate::linkage::pairs::Pairs;
use crate::linkage::record::Record;
use foldhash::{HashMap, HashMapExt, HashSet, HashSetExt};

/// Which rows have their families around them.
#[derive(Debug, Default)]
pub struct Households {
    complete: Vec<bool>,
}

impl Households {
    /// Looks for the relatives of all rows. Where the directory tells family links itself, they are
    /// asked instead: no household is complete then.
    pub fn of(
        pairs: &Pairs,
        rows: &[Record],
        accounts: &[Record],
        families: &Families,
        last_names: &NameTable,
    ) -> Self {
        if !families.are_unknown() {
            return Self::default();
        }
        let mut present = vec![false; rows.len()];
        let mut known = vec![false; accounts.len()];
        for pair in pairs.as_slice().iter().filter(|pair| is_of_the_house(&pair.comparison)) {
            let names = pair.comparison.last_name.max(pair.comparison.first_name);
            if names <= NameLevel::Part {
                present[pair.row as usize] = true;
                known[pair.account as usize] = true;
            }
        }
        // Last names of PRONOTE's side of which the directory knows people whom PRONOTE does not.
        let mut strangers: HashSet<NameId> = HashSet::new();
        for (account, _) in accounts.iter().zip(known).filter(|(_, known)| !known) {
            let near = last_names.near(account.last).iter();
            strangers
                .extend(near.filter(|near| near.level <= NameLevel::Variant).map(|near| near.id));
        }
        // Last names that several families bear.
        let mut family_of: HashMap<NameId, usize> = HashMap::new();
        for (row, record) in rows.iter().enumerate() {
            let family = families.first_relative(row);
            if *family_of.entry(record.last).or_insert(family) != family {
                strangers.insert(record.last);
            }
        }
        let is_complete = |row: usize| {
            let mut relatives = families.relatives(row).iter().peekable();
            relatives.peek().is_some()
                && relatives.all(|&relative| present[relative])
                && !strangers.contains(&rows[row].last)
        };
        Self { complete: (0..rows.len()).map(is_complete).collect() }
    }

    /// What the family says of a row.
    pub fn of_row(&self, row: usize) -> Household {
        match self.complete.get(row) {
            Some(true) => Household::Complete,
            _ => Household::Unknown,
        }
    }
}

fn is_of_the_house(comparison: &Comparison) -> bool {
    comparison.category == Agreement::Same && comparison.establishment != Agreement::Different
}
