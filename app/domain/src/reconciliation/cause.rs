//! Why an account is not recognised: the frequent question about guardians, answered with lists.

use crate::category::Category;
use crate::linkage::compare::{Comparison, DateLevel, NameLevel};
use crate::linkage::{Doubt, Link};
use crate::reconciliation::run::{Holder, Run};
use serde::{Deserialize, Serialize};

/// Why an account has no pair, in the order in which they are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Cause {
    /// Of a guardian: no pupil in their charge is in PRONOTE's files any more.
    PupilLeft,
    /// A contact of the pupil who is no legal guardian, beside one who is.
    NotLegal,
    /// Of a guardian: no pupil in their charge has an account in the portal.
    PupilAbsent,
    /// The portal has one account for the household, and somebody else has it.
    Household,
    /// Somebody else has the account that fits best.
    Taken,
    /// Several people fit about as well.
    Homonyms,
    /// The names or dates are not written alike.
    Spelling,
    /// The names agree, and nothing proves it.
    Unproven,
    /// The portal has nobody like that.
    Nobody,
}

impl Cause {
    /// All of them, in order.
    pub const ALL: [Self; 9] = [
        Self::PupilLeft,
        Self::NotLegal,
        Self::PupilAbsent,
        Self::Household,
        Self::Taken,
        Self::Homonyms,
        Self::Spelling,
        Self::Unproven,
        Self::Nobody,
    ];
}

impl Run {
    /// Why a row has no pair, whether or not a person decided so.
    pub fn cause(&self, row: usize) -> Cause {
        if self.setting.pronote[row].category == Category::Guardian
            && let Some(cause) = self.cause_in_the_family(row)
        {
            return cause;
        }
        let link = self.link(row);
        let Some(best) = link.best() else { return Cause::Nobody };
        let is_other = |holder: &Holder| *holder != Holder::Row(row);
        if self.holder(best.account).as_ref().is_some_and(is_other) {
            Cause::Taken
        } else if is_ambiguous(link) {
            Cause::Homonyms
        } else if is_written_otherwise(best.comparison) {
            Cause::Spelling
        } else {
            Cause::Unproven
        }
    }

    /// The rows of a step that have no pair, by cause, each list in the order of names.
    pub fn causes(&self, category: Category) -> Vec<(Cause, Vec<usize>)> {
        let mut rows: Vec<usize> = self
            .rows(category)
            .filter(|&row| !self.standings[row].decision.is_recognised())
            .collect();
        rows.sort_by_key(|&row| &self.outline.sort_keys[row]);
        let of = |cause: Cause| {
            let rows: Vec<usize> =
                rows.iter().copied().filter(|&row| self.cause(row) == cause).collect();
            (cause, rows)
        };
        Cause::ALL.map(of).into_iter().filter(|(_, rows)| !rows.is_empty()).collect()
    }

    fn cause_in_the_family(&self, row: usize) -> Option<Cause> {
        let children = &self.outline.children[row];
        if children.is_empty() {
            return Some(Cause::PupilLeft);
        }
        if self.link(row).best().is_none() && self.is_no_legal_guardian(row) {
            return Some(Cause::NotLegal);
        }
        let absent = |&pupil: &usize| {
            !self.standings[pupil].decision.is_recognised() && self.link(pupil).best().is_none()
        };
        if children.iter().all(absent) && self.link(row).best().is_none() {
            return Some(Cause::PupilAbsent);
        }
        self.is_of_one_household(row).then_some(Cause::Household)
    }

    /// PRONOTE tells the rank of another guardian of the same children, and none of this one.
    fn is_no_legal_guardian(&self, row: usize) -> bool {
        let accounts = &self.setting.pronote;
        accounts[row].legal_rank.is_none()
            && self.rows(Category::Guardian).any(|other| {
                accounts[other].legal_rank.is_some()
                    && accounts[other]
                        .children
                        .iter()
                        .any(|child| accounts[row].children.contains(child))
            })
    }

    /// The settled children have one guardian's account in the portal, and another guardian of the
    /// same children has it.
    fn is_of_one_household(&self, row: usize) -> bool {
        let children = &self.outline.children[row];
        let mut accounts: Vec<usize> = children
            .iter()
            .filter_map(|&pupil| self.account_of(pupil))
            .flat_map(|pupil| self.outline.kinship.guardians(pupil).iter().copied())
            .collect();
        accounts.sort_unstable();
        accounts.dedup();
        let [only] = accounts[..] else { return false };
        match self.holder(only) {
            Some(Holder::Row(other)) => {
                other != row
                    && self.outline.children[other].iter().any(|child| children.contains(child))
            }
            _ => false,
        }
    }
}

fn is_ambiguous(link: &Link) -> bool {
    let ambiguous = [Doubt::Homonym, Doubt::RunnerUp, Doubt::Wanted];
    link.doubts.iter().any(|doubt| ambiguous.contains(doubt))
}

fn is_written_otherwise(comparison: Comparison) -> bool {
    let otherwise = |level: NameLevel| level > NameLevel::Same;
    comparison.swapped
        || otherwise(comparison.last_name)
        || otherwise(comparison.first_name)
        || !matches!(comparison.birth_date, DateLevel::Same | DateLevel::Missing)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reconciliation::Act;
    use crate::reconciliation::small_school::{place, row, run};

    #[track_caller]
    fn check(run: &Run, id: &str, expected: Cause) {
        assert_eq!(run.cause(row(run, id)), expected, "{id}");
    }

    #[test]
    fn each_guardian_has_its_cause() {
        let mut run = run();
        check(&run, "G003", Cause::PupilAbsent);
        check(&run, "G004", Cause::PupilLeft);
        check(&run, "G005", Cause::NotLegal);
        check(&run, "G002", Cause::Nobody);
        let (mother, account) = (row(&run, "G001"), place(&run, "K011"));
        run.act(mother, Act::Accept { account }, false).unwrap();
        check(&run, "G002", Cause::Household);
    }

    #[test]
    fn pupils_too() {
        let run = run();
        check(&run, "P005", Cause::Spelling);
        check(&run, "P006", Cause::Nobody);
    }

    #[test]
    fn every_row_without_a_pair_is_in_one_list() {
        let run = run();
        for category in Category::ALL {
            let listed: usize = run.causes(category).iter().map(|(_, rows)| rows.len()).sum();
            assert_eq!(listed, run.counts(category).unrecognised());
        }
    }
}
