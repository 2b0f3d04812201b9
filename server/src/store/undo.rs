//! What undoing an import does to the stock: the rules, without any store.

use super::stock::{Change, Mapping};
use domain::{ent_key::EntKey, pronote_id::PronoteId};
use std::collections::{BTreeSet, HashMap, HashSet};

/// Why an import is not undone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UndoRefusal {
    /// No such import in this establishment.
    NoSuchImport,
    /// It was undone before.
    AlreadyUndone,
    /// The stock has another revision by now: this one.
    Stale(u64),
}

/// What goes back, and what does not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reversal {
    /// Mappings to put back, as they were before the import.
    pub restored: Vec<Mapping>,
    /// Accounts whose mapping goes, whether or not another comes back in its place.
    pub leaving: Vec<Mapping>,
    /// Accounts that were changed again later, and stay as they are.
    pub left: Vec<EntKey>,
}

impl Reversal {
    /// Whether the stock is another one afterwards.
    pub fn changes_something(&self) -> bool {
        !self.restored.is_empty() || !self.leaving.is_empty()
    }

    /// Accounts that hold nothing any more.
    pub fn removed(&self) -> usize {
        let back: HashSet<_> = self.restored.iter().map(|m| &m.pair.ent_key).collect();
        self.leaving.iter().filter(|m| !back.contains(&m.pair.ent_key)).count()
    }
}

/// What each account held before a series of changes and holds after it: several changes of one
/// account become one, and those that lead back to where they began become none.
pub fn net(changes: impl IntoIterator<Item = Change>) -> Vec<Change> {
    let mut order = Vec::new();
    let mut net = HashMap::<EntKey, Change>::new();
    for change in changes {
        match net.get_mut(&change.ent_key) {
            Some(known) => known.new = change.new,
            None => {
                order.push(change.ent_key.clone());
                net.insert(change.ent_key.clone(), change);
            }
        }
    }
    let changes = order.iter().filter_map(|key| net.remove(key));
    changes.filter(|change| change.former != change.new).collect()
}

/// Compares the net changes of an import with the stock. What no longer is as the import left it, or
/// was confirmed by another import since, is left alone; so is what could only come back by taking an
/// identifier from somebody else.
pub fn reversal(
    changes: &[Change],
    stored: &[Mapping],
    confirmed_since: &BTreeSet<EntKey>,
) -> Reversal {
    let by_key: HashMap<_, _> = stored.iter().map(|m| (&m.pair.ent_key, m)).collect();
    let by_id: HashMap<_, _> = stored.iter().map(|m| (&m.pair.pronote_id, m)).collect();
    let is_as_left = |change: &&Change| {
        let key = &change.ent_key;
        by_key.get(key).copied() == change.new.as_ref() && !confirmed_since.contains(key)
    };
    let mut back: Vec<&Change> = changes.iter().filter(is_as_left).collect();

    // One that cannot come back keeps its identifier from others: until nothing changes any more.
    loop {
        let freed: HashSet<&PronoteId> =
            back.iter().filter_map(|c| c.new.as_ref()).map(|m| &m.pair.pronote_id).collect();
        let fits = |change: &&Change| {
            change.former.as_ref().is_none_or(|former| {
                let id = &former.pair.pronote_id;
                freed.contains(id) || !by_id.contains_key(id)
            })
        };
        let before = back.len();
        back.retain(fits);
        if back.len() == before {
            break;
        }
    }
    let going: HashSet<_> = back.iter().map(|change| &change.ent_key).collect();
    Reversal {
        restored: back.iter().filter_map(|change| change.former.clone()).collect(),
        leaving: back.iter().filter_map(|change| change.new.clone()).collect(),
        left: changes
            .iter()
            .filter(|change| !going.contains(&change.ent_key))
            .map(|change| change.ent_key.clone())
            .collect(),
    }
}

#[cfg(test)]
mod tests;
