//! Which class or group of the portal is which of the timetable: by its name, by its name but for
//! spelling, or by its pupils.

use super::model::{Kind, Resource, Timetable};
use crate::fold::fold;
use crate::text::Text;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// A class or group of the portal.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PortalGroup {
    /// Its name.
    pub name: String,
    /// Its pupils among those of the timetable, as far as they are recognised.
    pub pupils: BTreeSet<usize>,
}

/// A class or group of the timetable, with the one of the portal that is the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correspondence {
    /// Of the timetable.
    pub of: Resource,
    /// Of the portal, by its name.
    pub portal: Option<(String, How)>,
}

/// Why they are the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum How {
    /// A person said so.
    Chosen,
    /// The same name.
    Exact,
    /// The same name but for case, accents, spaces and punctuation.
    Folded,
    /// So many pupils in common, of so many in the timetable.
    Members {
        /// In both.
        common: usize,
        /// In the timetable.
        all: usize,
    },
}

/// A person's choices: a name of the timetable, and the portal's; nothing for "none of them".
pub type Choices = BTreeMap<String, Option<String>>;

/// More than this part of the pupils of both must be the same: with fewer, another one could be as near.
const LEAST_SHARE: (usize, usize) = (1, 2);

/// The groups of the portal, from the classes of pupils' accounts: the place of the pupil in the
/// timetable where the account is recognised, and the names that stand in the account.
pub fn portal_groups<'a>(
    accounts: impl IntoIterator<Item = (Option<usize>, &'a [Text])>,
) -> Vec<PortalGroup> {
    let mut groups: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
    for (pupil, names) in accounts {
        for name in names {
            groups.entry(name).or_default().extend(pupil);
        }
    }
    let group = |(name, pupils): (&str, _)| PortalGroup { name: name.to_owned(), pupils };
    groups.into_iter().map(group).collect()
}

/// What corresponds to each class and group of the timetable.
pub fn correspondences(
    timetable: &Timetable,
    portal: &[PortalGroup],
    choices: &Choices,
) -> Vec<Correspondence> {
    let all = [Kind::Class, Kind::Group].into_iter().flat_map(|kind| timetable.all(kind));
    all.map(|of| Correspondence { of, portal: find(timetable, of, portal, choices) }).collect()
}

fn find(
    timetable: &Timetable,
    of: Resource,
    portal: &[PortalGroup],
    choices: &Choices,
) -> Option<(String, How)> {
    let name = timetable.name(of);
    if let Some(chosen) = choices.get(&name) {
        return chosen.clone().map(|portal| (portal, How::Chosen));
    }
    if portal.iter().any(|group| group.name == name) {
        return Some((name, How::Exact));
    }
    let wanted = letters(&name);
    let mut alike = portal.iter().filter(|group| letters(&group.name) == wanted);
    // Two that differ in punctuation only: nobody can tell which one it is.
    if let (Some(one), None) = (alike.next(), alike.next()) {
        return Some((one.name.clone(), How::Folded));
    }
    let members: BTreeSet<usize> = timetable.members(of, None).into_iter().collect();
    let common = |group: &PortalGroup| group.pupils.intersection(&members).count();
    let nearest =
        portal.iter().max_by_key(|group| (common(group), std::cmp::Reverse(&group.name)))?;
    let (common, all) = (common(nearest), members.len());
    let larger = all.max(nearest.pupils.len());
    let enough = common * LEAST_SHARE.1 > larger * LEAST_SHARE.0;
    enough.then(|| (nearest.name.clone(), How::Members { common, all }))
}

/// A name without case, accents, spaces and punctuation.
fn letters(name: &str) -> String {
    fold(name).chars().filter(|sign| sign.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::timetable::read;

    fn group(name: &str, pupils: &[usize]) -> PortalGroup {
        PortalGroup { name: name.to_owned(), pupils: pupils.iter().copied().collect() }
    }

    /// The answer for a class or group, as "name (how)".
    #[track_caller]
    fn check(portal: &[PortalGroup], choices: &Choices, name: &str, expected: &str) {
        let table = read(include_bytes!("../../tests/data/timetable/edt-1.1.xml")).unwrap();
        let found = correspondences(&table, portal, choices);
        let one = found.into_iter().find(|one| table.name(one.of) == name).unwrap();
        let found = one.portal.map(|(name, how)| format!("{name} {how:?}"));
        assert_eq!(found.unwrap_or_default(), expected);
    }

    #[test]
    fn names_come_before_pupils() {
        let portal = [group("6A", &[]), group("6 b", &[]), group("AUTRE", &[0, 1])];
        check(&portal, &Choices::new(), "6A", "6A Exact");
        check(&portal, &Choices::new(), "6B", "6 b Folded");
    }

    #[test]
    fn the_same_pupils_are_the_same_group() {
        let portal = [group("AGL-6-1", &[0, 1]), group("CHORALE", &[0, 1, 2, 3, 4])];
        let members = "AGL-6-1 Members { common: 2, all: 2 }";
        check(&portal, &Choices::new(), "6AB AGL GR1", members);
        check(&portal[1..], &Choices::new(), "6AB AGL GR1", "");
    }

    #[test]
    fn two_names_that_are_alike_are_nobody_s() {
        check(&[group("6-B", &[]), group("6 B", &[])], &Choices::new(), "6B", "");
    }

    #[test]
    fn a_choice_is_kept() {
        let choices =
            Choices::from([("6A".to_owned(), Some("SIXIEME".to_owned())), ("6B".to_owned(), None)]);
        let portal = [group("6A", &[]), group("6B", &[]), group("SIXIEME", &[])];
        check(&portal, &choices, "6A", "SIXIEME Chosen");
        check(&portal, &choices, "6B", "");
    }
}
