//! What validating a step sends: its full final set of pairs, and nothing else about anybody.

use crate::category::Category;
use crate::ent_key::EntKey;
use crate::pronote_id::PronoteId;
use crate::reconciliation::decision::{Decision, Standing};
use crate::reconciliation::run::Run;
use crate::reconciliation::sources::Mode;
use crate::reconciliation::stored::StoredMapping;
use foldhash::HashSet;
use serde::{Deserialize, Serialize};

/// How a pair that is sent was decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum SentDecision {
    /// See [`Decision::Automatic`].
    Automatic,
    /// See [`Decision::Confirmed`].
    Confirmed,
    /// See [`Decision::Manual`].
    Manual,
    /// See [`Decision::Kept`].
    Kept,
}

/// A pair as it is sent.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pair {
    /// The portal account.
    pub key: EntKey,
    /// Its PRONOTE identifier.
    pub id: PronoteId,
    /// How it was decided.
    pub decision: SentDecision,
}

/// What validating a step sends, and what stood when it was put together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sending {
    /// The pairs with the rows they come from, sorted by identifier.
    pub pairs: Vec<(Pair, usize)>,
    /// Pairs that take a stored identifier or account from another holder.
    pub exchanges: usize,
    pub(super) standings: Vec<(usize, Standing)>,
}

/// Where a step stands with the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum StepState {
    /// Nobody of this category is in the files.
    Empty,
    /// Not validated in this run.
    Open,
    /// Validated, and something changed since.
    Changed,
    /// Validated as it stands.
    Validated,
}

impl Run {
    /// What validating a step would send now: the pairs that stand and, in a complete import, the
    /// stored ones of people in the files that nobody refused. What is put aside keeps its pair.
    pub fn sending(&self, category: Category) -> Sending {
        let mut sending = Sending::default();
        for row in self.rows(category) {
            let standing = &self.standings[row];
            sending.standings.push((row, standing.clone()));
            let id = &self.setting.pronote[row].id;
            let Some(key) = self.key_of(standing) else { continue };
            let Some(decision) = self.sent(standing.decision, key, id) else { continue };
            if self.is_exchange(key, id) {
                sending.exchanges += 1;
            }
            sending.pairs.push((Pair { key: key.clone(), id: id.clone(), decision }, row));
        }
        if self.setting.mode == Mode::Complete {
            let staying = self.staying(category, &sending.pairs);
            sending.pairs.extend(staying);
        }
        sending.pairs.sort_by(|(a, _), (b, _)| a.id.cmp(&b.id));
        sending
    }

    /// Notes that the server has stored what was sent for a step; `leaving` are the identifiers that
    /// left the stock.
    pub fn validated(&mut self, category: Category, sent: Sending, leaving: &[PronoteId]) {
        for id in leaving {
            self.setting.stored.remove(id);
        }
        for (Pair { key, id, .. }, _) in sent.pairs {
            self.setting.stored.put(StoredMapping { category, key, id });
        }
        for (row, standing) in sent.standings {
            self.told[row] = standing;
        }
        self.validated[category.index()] = true;
    }

    /// Notes the steps that this import had validated before the linkage. Those that would change
    /// nothing any more hold what stands.
    pub fn validated_before(&mut self, categories: &[Category]) {
        for &category in categories {
            self.validated[category.index()] = true;
            if self.state(category) == StepState::Validated {
                for (row, standing) in self.sending(category).standings {
                    self.told[row] = standing;
                }
            }
        }
    }

    /// The steps validated in this import.
    pub fn validated_steps(&self) -> Vec<Category> {
        Category::ALL.into_iter().filter(|category| self.validated[category.index()]).collect()
    }

    /// Where a step stands with the server.
    pub fn state(&self, category: Category) -> StepState {
        if self.rows(category).next().is_none() {
            StepState::Empty
        } else if !self.validated[category.index()] {
            StepState::Open
        } else if self.would_change_the_stock(category) {
            StepState::Changed
        } else {
            StepState::Validated
        }
    }

    fn would_change_the_stock(&self, category: Category) -> bool {
        let stored = &self.setting.stored;
        let pairs = self.sending(category).pairs;
        let enters = pairs.iter().any(|(pair, _)| {
            stored.get(&pair.id).is_none_or(|m| m.key != pair.key || m.category != category)
        });
        let ids: HashSet<&PronoteId> = pairs.iter().map(|(pair, _)| &pair.id).collect();
        let leaves = || stored.iter().any(|m| m.category == category && !ids.contains(&m.id));
        enters || (self.setting.mode == Mode::Complete && leaves())
    }

    /// Stored pairs of a step that no sent pair replaces, of people in the files who are not refused.
    fn staying(&self, category: Category, sent: &[(Pair, usize)]) -> Vec<(Pair, usize)> {
        let keys: HashSet<&EntKey> = sent.iter().map(|(pair, _)| &pair.key).collect();
        let ids: HashSet<&PronoteId> = sent.iter().map(|(pair, _)| &pair.id).collect();
        let stored = self.setting.stored.iter().filter(|mapping| {
            mapping.category == category
                && !keys.contains(&mapping.key)
                && !ids.contains(&mapping.id)
        });
        stored
            .filter_map(|StoredMapping { key, id, .. }| {
                let rows = self.rows_of_id.get(id)?;
                let is_refused = |row: &usize| self.standings[*row].decision == Decision::Refused;
                let (key, id) = (key.clone(), id.clone());
                let pair = Pair { key, id, decision: SentDecision::Kept };
                (!rows.iter().all(is_refused)).then(|| (pair, rows[0]))
            })
            .collect()
    }

    fn is_exchange(&self, key: &EntKey, id: &PronoteId) -> bool {
        let stored = &self.setting.stored;
        stored.key_of(id).is_some_and(|other| other != key)
            || stored.id_of(key).is_some_and(|other| other != id)
    }

    /// A pair that stood because it was stored, and is stored no longer, stands because a person
    /// brought it back.
    fn sent(&self, decision: Decision, key: &EntKey, id: &PronoteId) -> Option<SentDecision> {
        match decision {
            Decision::Automatic => Some(SentDecision::Automatic),
            Decision::Manual => Some(SentDecision::Manual),
            Decision::Kept if self.setting.stored.key_of(id) == Some(key) => {
                Some(SentDecision::Kept)
            }
            Decision::Confirmed | Decision::Kept => Some(SentDecision::Confirmed),
            Decision::Refused | Decision::ToReview | Decision::Undecided => None,
        }
    }
}
