//! Who could be confused with whom, and what tells them apart.

use crate::birth_date::BirthDate;
use crate::category::Category;
use crate::linkage::normalise::fold_class;
use crate::reconciliation::run::Run;
use serde::{Deserialize, Serialize};

/// What can tell namesakes apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Trait {
    /// Their birth dates.
    BirthDate,
    /// Their classes.
    Class,
    /// Their children.
    Children,
}

/// What people with the same names are to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Nature {
    /// Different people.
    Homonyms,
    /// One person, as it seems, with several accounts on one side.
    Duplicates,
}

/// People of a category who have the same names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameGroup {
    /// PRONOTE accounts.
    pub rows: Vec<usize>,
    /// Portal accounts.
    pub accounts: Vec<usize>,
    /// What tells them apart, on every side that has several; empty when nothing does.
    pub apart: Vec<Trait>,
    /// What they seem to be.
    pub nature: Nature,
}

/// One of several people with the same names, as far as it can tell them apart.
struct Namesake {
    birth_date: Option<BirthDate>,
    class: Option<String>,
    children: Vec<String>,
}

impl Run {
    /// The groups of a step, by name.
    pub fn homonyms(&self, category: Category) -> Vec<NameGroup> {
        let of_category = |row: &usize| self.setting.pronote[*row].category == category;
        (0..self.outline.namesakes.len())
            .filter(|&number| self.outline.namesakes[number].rows.first().is_some_and(of_category))
            .map(|number| self.name_group(number))
            .collect()
    }

    pub(super) fn nature(&self, number: usize) -> Nature {
        let sides = self.sides(number);
        if sides.iter().any(|side| has_a_twin(side)) {
            Nature::Duplicates
        } else {
            Nature::Homonyms
        }
    }

    fn name_group(&self, number: usize) -> NameGroup {
        let namesakes = &self.outline.namesakes[number];
        let sides = self.sides(number);
        let several = || sides.iter().filter(|side| side.len() > 1);
        let tells =
            |of: fn(&Namesake) -> Option<String>| several().all(|side| all_differ(side, of));
        let traits = [
            (Trait::BirthDate, tells(|one| one.birth_date.map(|date| date.to_string()))),
            (Trait::Class, tells(|one| one.class.clone())),
            (Trait::Children, tells(|one| Some(one.children.join(",")).filter(|c| !c.is_empty()))),
        ];
        NameGroup {
            rows: namesakes.rows.clone(),
            accounts: namesakes.accounts.clone(),
            apart: traits.into_iter().filter(|(_, tells)| *tells).map(|(one, _)| one).collect(),
            nature: self.nature(number),
        }
    }

    fn sides(&self, number: usize) -> [Vec<Namesake>; 2] {
        let namesakes = &self.outline.namesakes[number];
        let of_row = |&row: &usize| {
            let account = &self.setting.pronote[row];
            Namesake {
                birth_date: account.identity.birth_date,
                class: account.class.as_deref().map(fold_class),
                children: account.children.iter().map(ToString::to_string).collect(),
            }
        };
        let of_account = |&place: &usize| {
            let account = &self.setting.directory[place];
            Namesake {
                birth_date: account.identity.birth_date,
                class: account.classes.first().map(|class| fold_class(class)),
                children: account.children.iter().map(ToString::to_string).collect(),
            }
        };
        [
            namesakes.rows.iter().map(of_row).collect(),
            namesakes.accounts.iter().map(of_account).collect(),
        ]
    }
}

fn all_differ(side: &[Namesake], of: fn(&Namesake) -> Option<String>) -> bool {
    let mut values: Vec<String> = side.iter().filter_map(of).collect();
    values.sort();
    values.dedup();
    values.len() == side.len()
}

/// Two of the same day, or two of whom nothing is known but the same child.
fn has_a_twin(side: &[Namesake]) -> bool {
    side.iter().enumerate().any(|(at, one)| {
        side[at + 1..].iter().any(|other| match (one.birth_date, other.birth_date) {
            (Some(a), Some(b)) => a == b,
            _ => one.children.iter().any(|child| other.children.contains(child)),
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reconciliation::small_school::{ids, run};

    #[test]
    fn namesakes_are_told_with_what_tells_them_apart() {
        let run = run();
        let groups = run.homonyms(Category::Student);
        assert_eq!(groups.len(), 1);
        assert_eq!(ids(&run, &groups[0].rows), ["P003", "P004"]);
        assert_eq!(groups[0].accounts.len(), 2);
        assert_eq!(groups[0].apart, [Trait::BirthDate, Trait::Class]);
        assert_eq!(groups[0].nature, Nature::Homonyms);
        assert_eq!(run.homonyms(Category::Teacher), []);
    }

    fn born(date: &str, child: &str) -> Namesake {
        Namesake {
            birth_date: BirthDate::parse(date),
            class: None,
            children: vec![child.to_owned()],
        }
    }

    #[test]
    fn the_same_day_or_the_same_child_is_one_person_twice() {
        assert!(has_a_twin(&[born("2012-03-04", ""), born("2012-03-04", "x")]));
        assert!(!has_a_twin(&[born("2012-03-04", "x"), born("2012-03-05", "x")]));
        assert!(has_a_twin(&[born("", "x"), born("2012-03-04", "x")]));
        assert!(!has_a_twin(&[born("", "x"), born("", "y")]));
    }
}
