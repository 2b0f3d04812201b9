//! A person's decisions across linkages: files are added, the stock changes, and what was decided
//! stays decided as far as it can.

use crate::category::Category;
use crate::ent_key::EntKey;
use crate::pronote_id::PronoteId;
use crate::reconciliation::alias::Alias;
use crate::reconciliation::decision::Decision;
use crate::reconciliation::run::{Act, Holder, Run};

/// A person's decision about a PRONOTE account, in a form that survives a new linkage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Carried {
    pub(super) category: Category,
    pub(super) id: PronoteId,
    /// Nom and prénom, only where the identifier stands for several people.
    pub(super) names: Option<(String, String)>,
    pub(super) decision: Decision,
    pub(super) key: Option<EntKey>,
    /// The stored identifier that the account was knowingly taken from.
    pub(super) taken_from: Option<PronoteId>,
    /// The spelling under which it was searched; it is told again, not searched again.
    pub(super) alias: Option<Alias>,
}

impl Run {
    /// The decisions of a person, to be carried over to a new linkage.
    pub fn carried(&self) -> Vec<Carried> {
        let rows = (0..self.standings.len()).filter(|&row| {
            let is_the_engines = matches!(
                self.standings[row].decision,
                Decision::Automatic | Decision::Undecided | Decision::Kept
            );
            !is_the_engines || self.alias(row).is_some()
        });
        rows.map(|row| {
            let account = &self.setting.pronote[row];
            let standing = &self.standings[row];
            let key = self.key_of(standing).cloned();
            let names = || {
                (account.identity.last_name.to_string(), account.identity.first_name.to_string())
            };
            Carried {
                category: account.category,
                id: account.id.clone(),
                names: account.shared_id.then(names),
                decision: standing.decision,
                taken_from: key
                    .as_ref()
                    .and_then(|key| self.setting.stored.id_of(key))
                    .filter(|stored| **stored != account.id)
                    .cloned(),
                key,
                alias: self.alias(row).cloned(),
            }
        })
        .collect()
    }

    /// Rows whose decision could not be carried over: the account is gone, or somebody else has it
    /// now. They are put aside, to be seen again.
    pub fn contested(&self) -> &[usize] {
        &self.contested
    }

    /// Takes carried decisions again. Those that let an account go come first; a person's pair wins
    /// over an automatic one, and over a stored one only where that was decided knowingly.
    pub(super) fn carry_over(&mut self, carried: &[Carried]) {
        let (pairs, others): (Vec<_>, Vec<_>) = carried.iter().partition(|one| one.key.is_some());
        for one in others.into_iter().chain(pairs) {
            let Some(row) = self.row_of(one) else { continue };
            if let Some(alias) = &one.alias {
                self.aliased(row, alias.clone(), self.links[row].clone());
            }
            let act = match one.decision {
                Decision::Refused => Act::Refuse,
                Decision::ToReview => Act::Review,
                Decision::Confirmed | Decision::Manual => match self.account_of_carried(one) {
                    Some(account) => Act::Accept { account },
                    None if self.stands_already(row, one) => continue,
                    None => self.contest(row),
                },
                Decision::Automatic | Decision::Kept | Decision::Undecided => continue,
            };
            let exchange = self.may_take(row, act, one);
            if self.act(row, act, exchange).is_err() {
                let review = self.contest(row);
                // To put aside is always possible.
                let _ = self.act(row, review, false);
            }
        }
        self.history.forget();
    }

    fn row_of(&self, carried: &Carried) -> Option<usize> {
        let rows = self.rows_of_id.get(&carried.id)?.iter().copied();
        let mut rows = rows.filter(|&row| {
            let account = &self.setting.pronote[row];
            let names = (&*account.identity.last_name, &*account.identity.first_name);
            account.category == carried.category
                && carried.names.as_ref().is_none_or(|(last, first)| names == (last, first))
        });
        let row = rows.next()?;
        rows.next().is_none().then_some(row)
    }

    fn account_of_carried(&self, carried: &Carried) -> Option<usize> {
        self.account_of_key(carried.key.as_ref()?)
    }

    fn stands_already(&self, row: usize, carried: &Carried) -> bool {
        self.key_of(&self.standings[row]) == carried.key.as_ref()
    }

    fn contest(&mut self, row: usize) -> Act {
        self.contested.push(row);
        Act::Review
    }

    fn may_take(&self, row: usize, act: Act, carried: &Carried) -> bool {
        let Act::Accept { account } = act else { return false };
        match self.holder(account) {
            Some(Holder::Row(other)) if other != row => match self.standings[other].decision {
                Decision::Automatic => true,
                Decision::Kept => {
                    carried.taken_from.as_ref() == Some(&self.setting.pronote[other].id)
                }
                _ => false,
            },
            Some(Holder::Stored(id)) => carried.taken_from == Some(id),
            _ => false,
        }
    }
}

#[cfg(test)]
#[path = "carry_tests.rs"]
mod tests;
