//! Which guardians a pupil has, as far as the portal's file or the pairs tell.

use super::Announcing;
use crate::category::Category;
use crate::fold::fold;
use std::collections::{BTreeSet, HashMap};

/// Guardians of each account of the directory, by their places.
pub(super) fn families(of: &Announcing<'_>) -> HashMap<usize, BTreeSet<usize>> {
    let mut guardians: HashMap<usize, BTreeSet<usize>> = HashMap::new();
    let mut link = |pupil: usize, guardian: usize| {
        guardians.entry(pupil).or_default().insert(guardian);
    };
    let by_id: HashMap<_, usize> = accounts(of)
        .filter_map(|(place, account)| Some((account.ent_id.as_ref()?, place)))
        .collect();
    let mut by_name: HashMap<String, Vec<usize>> = HashMap::new();
    for (place, account) in accounts(of) {
        for parent in &account.parent_ids {
            if let Some(&guardian) = by_id.get(parent) {
                link(place, guardian);
            }
        }
        if account.category == Some(Category::Student) {
            let identity = &account.identity;
            let name = fold(&format!("{} {}", identity.first_name, identity.last_name));
            by_name.entry(name).or_default().push(place);
        }
    }
    for (guardian, account) in accounts(of) {
        for child in &account.children {
            // Two pupils of a name: nobody can tell whose guardian it is.
            if let Some([pupil]) = by_name.get(&fold(child)).map(Vec::as_slice) {
                link(*pupil, guardian);
            }
        }
    }
    let account_of: HashMap<_, usize> =
        of.pairs.iter().map(|&(row, account)| (&of.pronote[row].id, account)).collect();
    for &(row, guardian) in of.pairs {
        for child in &of.pronote[row].children {
            if let Some(&pupil) = account_of.get(child) {
                link(pupil, guardian);
            }
        }
    }
    guardians
}

fn accounts<'a>(
    of: &Announcing<'a>,
) -> impl Iterator<Item = (usize, &'a crate::person::EntAccount)> + use<'a> {
    of.directory.iter().enumerate()
}
