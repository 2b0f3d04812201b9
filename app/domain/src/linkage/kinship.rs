//! Who is whose child, within the portal's directory.

use crate::category::Category;
use crate::linkage::normalise::fold_class;
use crate::name::NameKey;
use crate::person::{EntAccount, EntId};
use crate::text::Text;
use foldhash::{HashMap, HashMapExt};

/// The family links of a directory, by the places of its accounts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Kinship {
    children: HashMap<usize, Vec<usize>>,
    guardians: HashMap<usize, Vec<usize>>,
}

impl Kinship {
    /// Resolves the identifiers and the names by which accounts refer to each other. A name that
    /// could mean two accounts links nobody: a wrong link would make a wrong match look proven.
    pub fn of(directory: &[EntAccount]) -> Self {
        let tells = |account: &EntAccount| {
            !(account.children.is_empty()
                && account.parents.is_empty()
                && account.parent_ids.is_empty())
        };
        if !directory.iter().any(tells) {
            return Self::default();
        }
        let by_id: HashMap<&EntId, usize> = directory
            .iter()
            .enumerate()
            .filter_map(|(place, account)| Some((account.ent_id.as_ref()?, place)))
            .collect();
        let pupils = by_name(directory, Category::Student);
        let guardians = by_name(directory, Category::Guardian);
        let mut kinship = Self::default();
        for (place, account) in directory.iter().enumerate() {
            for id in &account.parent_ids {
                if let Some(&guardian) = by_id.get(id) {
                    kinship.link(guardian, place);
                }
            }
            for name in &account.parents {
                if let Some(guardian) = the_only(&guardians, name, directory, &account.classes) {
                    kinship.link(guardian, place);
                }
            }
            for name in &account.children {
                if let Some(pupil) = the_only(&pupils, name, directory, &account.classes) {
                    kinship.link(place, pupil);
                }
            }
        }
        for places in kinship.children.values_mut().chain(kinship.guardians.values_mut()) {
            places.sort_unstable();
            places.dedup();
        }
        kinship
    }

    /// Whether the directory tells of nobody whose child they are.
    pub fn is_empty(&self) -> bool {
        self.children.is_empty()
    }

    /// The guardians of a pupil, the pupils of a guardian.
    pub fn relatives(&self, account: usize) -> &[usize] {
        match self.children(account) {
            [] => self.guardians(account),
            children => children,
        }
    }

    /// The pupils in the charge of an account.
    pub fn children(&self, guardian: usize) -> &[usize] {
        self.children.get(&guardian).map_or(&[], Vec::as_slice)
    }

    /// The guardians of a pupil.
    pub fn guardians(&self, pupil: usize) -> &[usize] {
        self.guardians.get(&pupil).map_or(&[], Vec::as_slice)
    }

    fn link(&mut self, guardian: usize, pupil: usize) {
        self.children.entry(guardian).or_default().push(pupil);
        self.guardians.entry(pupil).or_default().push(guardian);
    }
}

fn by_name(directory: &[EntAccount], category: Category) -> HashMap<NameKey, Vec<usize>> {
    let mut places: HashMap<NameKey, Vec<usize>> = HashMap::new();
    for (place, account) in directory.iter().enumerate() {
        if account.category == Some(category) {
            places.entry(NameKey::of(&account.identity)).or_default().push(place);
        }
    }
    places
}

/// The account of that name; among homonyms the only one that shares a class with the account that
/// names it.
fn the_only(
    places: &HashMap<NameKey, Vec<usize>>,
    name: &str,
    directory: &[EntAccount],
    classes: &[Text],
) -> Option<usize> {
    let key = NameKey::of_full_name(name);
    match places.get(&key)?.as_slice() {
        [only] => Some(*only),
        several => {
            let mut in_class = several.iter().filter(|&&place| {
                let theirs = &directory[place].classes;
                theirs.iter().any(|a| classes.iter().any(|b| fold_class(a) == fold_class(b)))
            });
            let only = in_class.next()?;
            in_class.next().is_none().then_some(*only)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::person::Identity;

    fn account(category: Category, first_name: &str, class: &str) -> EntAccount {
        EntAccount {
            ent_id: EntId::parse(&format!("id-{first_name}-{class}")),
            category: Some(category),
            identity: Identity {
                last_name: "FICTIF".into(),
                first_name: first_name.into(),
                ..Identity::default()
            },
            classes: vec![class.into()],
            ..EntAccount::default()
        }
    }

    fn pupil(first_name: &str, class: &str) -> EntAccount {
        account(Category::Student, first_name, class)
    }

    fn guardian(children: &[&str], class: &str) -> EntAccount {
        let children = children.iter().map(|&name| name.into()).collect();
        EntAccount { children, ..account(Category::Guardian, "Anne", class) }
    }

    #[track_caller]
    fn children(directory: &[EntAccount], expected: &[usize]) {
        assert_eq!(Kinship::of(directory).children(0), expected);
    }

    #[test]
    fn children_are_found_by_name() {
        children(&[guardian(&["Zoé FICTIF"], ""), pupil("Zoé", "6A")], &[1]);
        children(
            &[
                guardian(&["FICTIF Zoe", "Émile FICTIF"], ""),
                pupil("Zoé", "6A"),
                pupil("Emile", "3B"),
            ],
            &[1, 2],
        );
    }

    #[test]
    fn homonymous_children_are_told_apart_by_their_class_or_not_at_all() {
        let (a, b) = (pupil("Zoé", "6A"), pupil("Zoé", "3B"));
        children(&[guardian(&["Zoé FICTIF"], "3B"), a.clone(), b.clone()], &[2]);
        children(&[guardian(&["Zoé FICTIF"], ""), a, b], &[]);
    }

    #[test]
    fn guardians_are_found_by_identifier_and_by_name() {
        let anne = guardian(&[], "");
        let by_id =
            EntAccount { parent_ids: vec![anne.ent_id.clone().unwrap()], ..pupil("Zoé", "6A") };
        children(&[anne.clone(), by_id], &[1]);
        let by_name = EntAccount { parents: vec!["Anne FICTIF".into()], ..pupil("Zoé", "6A") };
        children(&[anne, by_name], &[1]);
    }
}
