//! The report of a run, before or after anything is stored.

use crate::category::Category;
use crate::ent_key::EntKey;
use crate::linkage::Reason;
use crate::pronote_id::PronoteId;
use crate::reconciliation::cause::Cause;
use crate::reconciliation::decision::{Decision, StepCounts};
use crate::reconciliation::run::Run;
use crate::reconciliation::sending::StepState;
use crate::reconciliation::sources::Mode;
use foldhash::HashSet;
use serde::{Deserialize, Serialize};

/// One step of a report.
#[derive(Clone, Debug, PartialEq)]
pub struct StepSummary {
    /// Which.
    pub category: Category,
    /// Its accounts by decision.
    pub counts: StepCounts,
    /// Where it stands with the server.
    pub state: StepState,
    /// Those without a pair, by cause.
    pub causes: Vec<(Cause, usize)>,
}

/// What validating a step would change in what is stored, as far as this run knows it. The server's
/// own answer counts when the step is validated.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference {
    /// Pairs that are not stored.
    pub added: u32,
    /// Pairs whose account or identifier is stored with another partner.
    pub changed: u32,
    /// Pairs stored already.
    pub unchanged: u32,
    /// Stored mappings that go.
    pub removed: u32,
    /// Mappings stored for the category before.
    pub stored: u32,
}

/// A stored identifier that gets another account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moved {
    /// The row that has the identifier.
    pub row: usize,
    /// The account it was stored with.
    pub from: EntKey,
    /// The account it gets.
    pub to: EntKey,
}

/// An account that has no pair.
#[derive(Clone, Debug, PartialEq)]
pub struct Remaining {
    /// The row.
    pub row: usize,
    /// What a person said of it.
    pub decision: Decision,
    /// Why it was not found.
    pub cause: Cause,
    /// The candidate that fits best.
    pub best: Option<usize>,
    /// What speaks for and against that candidate.
    pub reasons: Vec<Reason>,
}

impl Run {
    /// One step of the report.
    pub fn summary(&self, category: Category) -> StepSummary {
        let causes = self.causes(category).into_iter().map(|(cause, rows)| (cause, rows.len()));
        StepSummary {
            category,
            counts: self.counts(category),
            state: self.state(category),
            causes: causes.collect(),
        }
    }

    /// What validating a step would change.
    pub fn difference(&self, category: Category) -> Difference {
        let stored = &self.setting.stored;
        let sending = self.sending(category);
        let mut difference = Difference::default();
        for (pair, _) in &sending.pairs {
            let counter = if stored.key_of(&pair.id) == Some(&pair.key) {
                &mut difference.unchanged
            } else if stored.key_of(&pair.id).is_some() || stored.id_of(&pair.key).is_some() {
                &mut difference.changed
            } else {
                &mut difference.added
            };
            *counter += 1;
        }
        let kept: HashSet<&PronoteId> = sending.pairs.iter().map(|(pair, _)| &pair.id).collect();
        let refused: HashSet<&PronoteId> = self
            .rows(category)
            .filter(|&row| self.standings[row].decision == Decision::Refused)
            .map(|row| &self.setting.pronote[row].id)
            .collect();
        for mapping in stored.iter().filter(|mapping| mapping.category == category) {
            difference.stored += 1;
            let leaves = !self.outline.ids.contains(&mapping.id) || refused.contains(&mapping.id);
            let goes = self.setting.mode == Mode::Complete && leaves && !kept.contains(&mapping.id);
            difference.removed += u32::from(goes);
        }
        difference
    }

    /// The stored identifiers of a step that get another account.
    pub fn moved(&self, category: Category) -> Vec<Moved> {
        let pairs = self.sending(category).pairs.into_iter();
        let moved = pairs.filter_map(|(pair, row)| {
            let from = self.setting.stored.key_of(&pair.id).filter(|from| **from != pair.key)?;
            Some(Moved { row, from: from.clone(), to: pair.key })
        });
        moved.collect()
    }

    /// Everybody without a pair, by step and name.
    pub fn remaining(&self) -> Vec<Remaining> {
        let mut rows: Vec<usize> = (0..self.standings.len())
            .filter(|&row| !self.standings[row].decision.is_recognised())
            .collect();
        rows.sort_by_key(|&row| (self.setting.pronote[row].category, &self.outline.sort_keys[row]));
        let remaining = |row: usize| {
            let best = self.link(row).best();
            Remaining {
                row,
                decision: self.standings[row].decision,
                cause: self.cause(row),
                best: best.map(|best| best.account),
                reasons: best.map(|best| self.reasons(row, best)).unwrap_or_default(),
            }
        };
        rows.into_iter().map(remaining).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reconciliation::Act;
    use crate::reconciliation::small_school::{place, row, run, run_with};

    const STEP: Category = Category::Student;

    #[test]
    fn a_first_import_only_adds() {
        let expected = Difference { added: 4, ..Difference::default() };
        assert_eq!(run().difference(STEP), expected);
    }

    #[test]
    fn what_is_stored_is_unchanged_moved_or_gone() {
        let mut run = run_with(&[
            (STEP, "K001", "P001"),
            (STEP, "K004", "P003"),
            (STEP, "K009", "P099"),
            (STEP, "K005", "P005"),
        ]);
        let (p3, p5) = (row(&run, "P003"), row(&run, "P005"));
        run.act(p3, Act::Accept { account: place(&run, "K003") }, true).unwrap();
        run.act(p5, Act::Refuse, false).unwrap();
        let difference = run.difference(STEP);
        assert_eq!((difference.unchanged, difference.changed), (1, 1), "{difference:?}");
        assert_eq!((difference.removed, difference.stored), (2, 4), "{difference:?}");
        let moved = run.moved(STEP);
        assert_eq!((moved[0].from.as_str(), moved[0].to.as_str()), ("K004", "K003"));
    }

    #[test]
    fn everybody_without_a_pair_is_listed_with_a_cause() {
        let run = run();
        let remaining = run.remaining();
        let counted: usize = Category::ALL.map(|c| run.counts(c).unrecognised()).iter().sum();
        assert_eq!(remaining.len(), counted);
        let summed: usize = run.summary(STEP).causes.iter().map(|(_, count)| count).sum();
        assert_eq!(summed, run.counts(STEP).unrecognised());
    }
}
