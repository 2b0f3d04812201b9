//! What validating a step sends: its full final set of pairs, and nothing else about anybody.

use crate::category::Category;
use crate::ent_key::EntKey;
use crate::pronote_id::PronoteId;
use crate::reconciliation::decision::Decision;
use crate::reconciliation::run::Run;
use crate::reconciliation::stored::StoredMapping;
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

/// What validating a step sends.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sending {
    /// The pairs with the rows they come from, sorted by identifier.
    pub pairs: Vec<(Pair, usize)>,
    /// Pairs that take a stored identifier or account from another holder.
    pub exchanges: usize,
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
    /// What validating a step would send now.
    pub fn sending(&self, category: Category) -> Sending {
        let mut sending = Sending::default();
        for row in self.rows(category) {
            let standing = &self.standings[row];
            let (Some(decision), Some(key)) = (sent(standing.decision), self.key_of(standing))
            else {
                continue;
            };
            let id = &self.setting.pronote[row].id;
            if self.is_exchange(key, id) {
                sending.exchanges += 1;
            }
            sending.pairs.push((Pair { key: key.clone(), id: id.clone(), decision }, row));
        }
        sending.pairs.sort_by(|(a, _), (b, _)| a.id.cmp(&b.id));
        sending
    }

    /// Notes that the server has stored what was sent for a step; `leaving` are the identifiers that
    /// left the stock.
    pub fn validated(&mut self, category: Category, pairs: Vec<Pair>, leaving: &[PronoteId]) {
        for id in leaving {
            self.setting.stored.remove(id);
        }
        for pair in &pairs {
            let Pair { key, id, .. } = pair.clone();
            self.setting.stored.put(StoredMapping { category, key, id });
        }
        self.validated[category.index()] = Some(pairs);
    }

    /// Where a step stands with the server.
    pub fn state(&self, category: Category) -> StepState {
        if self.rows(category).next().is_none() {
            return StepState::Empty;
        }
        match &self.validated[category.index()] {
            None => StepState::Open,
            Some(sent) => {
                let now = self.sending(category).pairs;
                let same = now.len() == sent.len()
                    && now.iter().zip(sent).all(|((a, _), b)| a.key == b.key && a.id == b.id);
                if same { StepState::Validated } else { StepState::Changed }
            }
        }
    }

    fn is_exchange(&self, key: &EntKey, id: &PronoteId) -> bool {
        let stored = &self.setting.stored;
        stored.key_of(id).is_some_and(|other| other != key)
            || stored.id_of(key).is_some_and(|other| other != id)
    }
}

fn sent(decision: Decision) -> Option<SentDecision> {
    match decision {
        Decision::Automatic => Some(SentDecision::Automatic),
        Decision::Confirmed => Some(SentDecision::Confirmed),
        Decision::Manual => Some(SentDecision::Manual),
        Decision::Kept => Some(SentDecision::Kept),
        Decision::Refused | Decision::ToReview | Decision::Undecided => None,
    }
}
