//! What a step does to the stock: the rules, without any store.
//!
//! In one establishment an account of the portal has at most one PRONOTE identifier and an
//! identifier belongs to at most one account. A step brings the full set of its pairs; this file
//! says what enters, what stays and what leaves.

use api::{Category, Decision, Mode, Source, SourceKind};
use domain::{ent_key::EntKey, pronote_id::PronoteId};
use std::collections::{BTreeMap, HashMap, HashSet};

/// A portal account and its PRONOTE identifier.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// The account.
    pub ent_key: EntKey,
    /// Its identifier.
    pub pronote_id: PronoteId,
    /// How it was decided.
    pub decision: Decision,
}

/// A pair that is stored. Its decision is the one it was first stored with, never `Kept`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mapping {
    /// The step it was validated in.
    pub category: Category,
    /// The pair.
    pub pair: Pair,
}

/// What a step does to the stock.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Difference {
    /// Pairs that enter without touching another.
    pub added: Vec<Pair>,
    /// Pairs that enter and take their key, their identifier or both from [`Self::displaced`].
    pub exchanged: Vec<Pair>,
    /// Stored pairs that stay and move to this category, as they are stored.
    pub moved: Vec<Mapping>,
    /// Stored pairs that stay, as they are stored.
    pub unchanged: Vec<Mapping>,
    /// Stored pairs, of any category, that lose their key or identifier to another pair.
    pub displaced: Vec<Mapping>,
    /// Stored pairs of this category that the step does not have any more. None when partial.
    pub removed: Vec<Mapping>,
}

/// What one account of the portal held before a step and holds after it; `None` for nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The account.
    pub ent_key: EntKey,
    /// Before.
    pub former: Option<Mapping>,
    /// After.
    pub new: Option<Mapping>,
}

impl Change {
    /// Whether another identifier is released from now on, or none any more: more than a pair that
    /// only moved to another step.
    pub fn releases_another_id(&self) -> bool {
        let id = |side: &Option<Mapping>| side.as_ref().map(|m| m.pair.pronote_id.clone());
        id(&self.former) != id(&self.new)
    }
}

/// A pair is said to be kept that is not stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeptNotStored;

/// Compares the stock with the pairs of a step. No two `pairs` share a key or an identifier, nor
/// do two of `stored`; the answer keeps the order of both.
///
/// # Errors
/// [`KeptNotStored`] when a pair is `Kept` without being stored.
pub fn difference(
    stored: &[Mapping],
    pairs: &[Pair],
    category: Category,
    mode: Mode,
) -> Result<Difference, KeptNotStored> {
    let by_key: HashMap<_, _> = stored.iter().map(|m| (&m.pair.ent_key, m)).collect();
    let by_id: HashMap<_, _> = stored.iter().map(|m| (&m.pair.pronote_id, m)).collect();

    let mut difference = Difference::default();
    let mut staying = HashSet::new();
    let mut displaced = HashSet::new();
    for pair in pairs {
        let of_key = by_key.get(&pair.ent_key).copied();
        let of_id = by_id.get(&pair.pronote_id).copied();
        match (of_key, of_id) {
            (Some(same), Some(other)) if std::ptr::eq(same, other) => {
                staying.insert(&same.pair.ent_key);
                if same.category == category {
                    difference.unchanged.push(same.clone());
                } else {
                    difference.moved.push(same.clone());
                }
            }
            _ if pair.decision == Decision::Kept => return Err(KeptNotStored),
            (None, None) => difference.added.push(pair.clone()),
            _ => {
                displaced.extend(of_key.iter().chain(&of_id).map(|m| &m.pair.ent_key));
                difference.exchanged.push(pair.clone());
            }
        }
    }
    for mapping in stored {
        let key = &mapping.pair.ent_key;
        if displaced.contains(key) {
            difference.displaced.push(mapping.clone());
        } else if mode == Mode::Complete && mapping.category == category && !staying.contains(key) {
            difference.removed.push(mapping.clone());
        }
    }
    Ok(difference)
}

/// Whether PRONOTE's files hold any record of a category. Without one, an empty complete step would
/// remove everybody because a file was missing.
pub fn has_record(sources: &[Source], category: Category) -> bool {
    sources
        .iter()
        .filter(|source| source.kind != SourceKind::EntAccounts)
        .flat_map(|source| &source.records)
        .any(|&(of, count)| of == category && count > 0)
}

impl From<&Pair> for api::Pair {
    fn from(pair: &Pair) -> Self {
        Self {
            ent_key: pair.ent_key.as_str().to_owned(),
            pronote_id: pair.pronote_id.as_str().to_owned(),
            decision: pair.decision,
        }
    }
}

impl Difference {
    /// Whether the stock is another one afterwards.
    pub fn changes_something(&self) -> bool {
        self.changed() > 0 || !self.added.is_empty() || !self.removed.is_empty()
    }

    /// How many pairs count as changed: each exchange once, whatever it displaces.
    pub fn changed(&self) -> usize {
        self.exchanged.len() + self.moved.len()
    }

    /// The stored pairs that leave the stock.
    pub fn leaving(&self) -> impl Iterator<Item = &Mapping> {
        self.displaced.iter().chain(&self.removed)
    }

    /// The pairs that enter the stock.
    pub fn entering(&self) -> impl Iterator<Item = &Pair> {
        self.added.iter().chain(&self.exchanged)
    }

    /// The stored pairs that stay, whichever step they were validated in.
    pub fn staying(&self) -> impl Iterator<Item = &Mapping> {
        self.unchanged.iter().chain(&self.moved)
    }

    /// What changes, account by account and ordered by it: enough to undo the step.
    pub fn changes(&self, category: Category) -> Vec<Change> {
        let mut changes = BTreeMap::new();
        for mapping in self.leaving().chain(&self.moved) {
            change_of(&mapping.pair.ent_key, &mut changes).former = Some(mapping.clone());
        }
        for pair in self.entering().chain(self.moved.iter().map(|m| &m.pair)) {
            change_of(&pair.ent_key, &mut changes).new =
                Some(Mapping { category, pair: pair.clone() });
        }
        changes.into_values().collect()
    }
}

fn change_of<'a, 'k>(
    ent_key: &'k EntKey,
    changes: &'a mut BTreeMap<&'k EntKey, Change>,
) -> &'a mut Change {
    changes.entry(ent_key).or_insert_with(|| Change {
        ent_key: ent_key.clone(),
        former: None,
        new: None,
    })
}

#[cfg(test)]
mod tests;
