//! A family on both sides: who is settled makes the others findable.

use crate::category::Category;
use crate::linkage::compare::{Agreement, compare};
use crate::linkage::normalise::Normalised;
use crate::linkage::weigh::Weight;
use crate::linkage::{Candidate, Reason};
use crate::reconciliation::decision::Partner;
use crate::reconciliation::run::Run;

/// People of one family.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Family {
    /// PRONOTE's pupils: brothers and sisters, by row.
    pub pupils: Vec<usize>,
    /// PRONOTE's guardians of any of them, by row.
    pub guardians: Vec<usize>,
    /// Portal accounts of the family that nobody of the family has yet.
    pub accounts: Vec<usize>,
}

/// People of one family that are shown: a guardian with more children is an error of the file.
const MOST: usize = 12;

impl Run {
    /// The family around a pupil or a guardian; empty for others and for those without relatives.
    pub fn family(&self, row: usize) -> Family {
        let mut pupils = match self.setting.pronote[row].category {
            Category::Student => vec![row],
            Category::Guardian => self.outline.children[row].clone(),
            _ => Vec::new(),
        };
        let mut guardians: Vec<usize> = match self.setting.pronote[row].category {
            Category::Guardian => vec![row],
            _ => Vec::new(),
        };
        // Guardians of the pupils, then their other children, then those children's guardians.
        for _ in 0..2 {
            let found: Vec<usize> =
                pupils.iter().flat_map(|&pupil| self.outline.guardians[pupil].clone()).collect();
            add(&mut guardians, found);
            let found: Vec<usize> =
                guardians.iter().flat_map(|&one| self.outline.children[one].clone()).collect();
            add(&mut pupils, found);
        }
        if pupils.len() + guardians.len() < 2 {
            return Family::default();
        }
        let accounts = self.accounts_around(pupils.iter().chain(&guardians).copied());
        Family { pupils, guardians, accounts }
    }

    /// Accounts that the settled relatives of a row point to and that are free, compared with it;
    /// without those that the engine proposes anyway.
    pub fn relatives(&self, row: usize) -> Vec<Candidate> {
        let account = &self.setting.pronote[row];
        let of_relatives = match account.category {
            Category::Guardian => &self.outline.children[row],
            Category::Student => &self.outline.guardians[row],
            _ => return Vec::new(),
        };
        let person = Normalised::of_pronote(account);
        let proposed = |place: usize| self.link(row).candidates.iter().any(|c| c.account == place);
        let mut places = self.accounts_around(of_relatives.iter().copied());
        places.retain(|&place| {
            self.setting.directory[place].category.is_none_or(|found| found == account.category)
                && !proposed(place)
        });
        let candidates = places.into_iter().map(|place| {
            let other = Normalised::of_ent(&self.setting.directory[place]);
            let mut comparison = compare(&person, &other, &|_| false);
            comparison.family = Agreement::Same;
            Candidate { account: place, comparison, weight: Weight::default(), posterior: 0.0 }
        });
        let mut candidates: Vec<Candidate> = candidates.collect();
        candidates.sort_by_key(|c| (c.comparison.last_name, c.comparison.first_name, c.account));
        candidates
    }

    /// The reasons of a candidate, with what the decisions taken since say of its family.
    pub fn reasons(&self, row: usize, candidate: &Candidate) -> Vec<Reason> {
        let mut reasons = self.link(row).reasons(candidate);
        if candidate.comparison.family == Agreement::Missing
            && self.shares_a_settled_relative(row, candidate.account)
        {
            let place = reasons
                .iter()
                .position(|reason| matches!(reason, Reason::OnlyOne | Reason::Doubt(_)));
            let place = place.unwrap_or(reasons.len());
            reasons.insert(place, Reason::Children(Agreement::Same));
        }
        reasons
    }

    fn shares_a_settled_relative(&self, row: usize, place: usize) -> bool {
        let kinship = &self.outline.kinship;
        let children = self.outline.children[row].iter().filter_map(|&one| self.account_of(one));
        let guardians = self.outline.guardians[row].iter().filter_map(|&one| self.account_of(one));
        let mut children = children;
        let mut guardians = guardians;
        children.any(|pupil| kinship.guardians(pupil).contains(&place))
            || guardians.any(|guardian| kinship.children(guardian).contains(&place))
    }

    /// The account of the directory that stands for a row.
    pub(super) fn account_of(&self, row: usize) -> Option<usize> {
        match self.standings[row].partner {
            Some(Partner::Account(place)) => Some(place),
            _ => None,
        }
    }

    /// Free accounts that the portal links with those of settled rows.
    fn accounts_around(&self, rows: impl Iterator<Item = usize>) -> Vec<usize> {
        let kinship = &self.outline.kinship;
        let mut places: Vec<usize> = rows
            .filter_map(|row| self.account_of(row))
            .flat_map(|place| kinship.guardians(place).iter().chain(kinship.children(place)))
            .copied()
            .filter(|&place| self.setting.keys[place].is_ok() && self.holder(place).is_none())
            .collect();
        places.sort_unstable();
        places.dedup();
        places
    }
}

fn add(rows: &mut Vec<usize>, found: Vec<usize>) {
    for row in found {
        if rows.len() < MOST && !rows.contains(&row) {
            rows.push(row);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reconciliation::Act;
    use crate::reconciliation::small_school::{ids, place, row, run};

    #[test]
    fn brothers_sisters_and_all_their_guardians_are_one_family() {
        let run = run();
        for id in ["P001", "P002", "G001", "G002"] {
            let family = run.family(row(&run, id));
            let mut members = ids(&run, &family.pupils);
            members.extend(ids(&run, &family.guardians));
            members.sort();
            assert_eq!(members, ["G001", "G002", "P001", "P002"], "{id}");
        }
        assert_eq!(run.family(row(&run, "P005")), Family::default());
    }

    #[test]
    fn a_settled_child_points_to_its_guardian_s_account() {
        let mut run = run();
        let (child, guardian) = (row(&run, "P001"), row(&run, "G001"));
        let account = place(&run, "K011");
        run.act(child, Act::Accept { account: place(&run, "K001") }, false).unwrap();
        let proposed = |run: &Run| {
            let link = run.link(guardian).candidates.iter();
            link.chain(&run.relatives(guardian)).any(|c| c.account == account)
        };
        assert!(proposed(&run));
        assert_eq!(run.family(child).accounts, [account]);
        run.act(guardian, Act::Accept { account }, false).unwrap();
        assert_eq!(run.standing(guardian).decision, crate::reconciliation::Decision::Confirmed);
        assert!(run.family(child).accounts.is_empty());
    }

    #[test]
    fn a_settled_guardian_points_to_the_children_s_accounts() {
        let mut run = run();
        let (child, guardian) = (row(&run, "P002"), row(&run, "G001"));
        run.act(guardian, Act::Accept { account: place(&run, "K011") }, false).unwrap();
        run.act(child, Act::Refuse, false).unwrap();
        assert!(run.family(child).accounts.contains(&place(&run, "K002")));
    }
}
