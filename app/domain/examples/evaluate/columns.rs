//! What each column of the portal's file is worth: the same schools linked without it.

use crate::school::{EntColumns, Plan};
use crate::schools::Case;
use crate::score::{Score, heading};
use domain::person::EntAccount;
use std::ops::RangeInclusive;

/// Empties a column of an account.
type Emptied = fn(&mut EntAccount);

/// Links the schools of these seeds with all columns, and with one of them emptied.
pub fn evaluate(seeds: RangeInclusive<u64>, accounts: usize) {
    let without: [(&str, Emptied); 6] = [
        ("all columns", |_| {}),
        ("without birth dates", |account| account.identity.birth_date = None),
        ("without family links", |account| {
            account.children.clear();
            account.parents.clear();
            account.parent_ids.clear();
        }),
        ("without classes", |account| account.classes.clear()),
        ("without civilities", |account| account.identity.civility = None),
        ("without establishments", |account| account.establishment = None),
    ];
    println!("\n{}", heading(&format!("what a column is worth, {} seeds", seeds.clone().count())));
    for (name, empty) in without {
        let mut all = Score::default();
        for seed in seeds.clone() {
            let columns = EntColumns::Full;
            let plan = Plan { seed, pronote_accounts: accounts, columns, ..Plan::default() };
            let mut case = Case::of(&plan);
            case.directory.iter_mut().for_each(empty);
            for score in case.link() {
                all += &score;
            }
        }
        println!("{}", all.line(name));
    }
}
