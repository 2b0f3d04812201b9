//! From elements to accounts: links resolved, people who stand several times merged.

use super::fields::{Field, Fields};
use super::schools::{School, Schools};
use crate::birth_date::BirthDate;
use crate::category::Category;
use crate::files::merge::{merge_accounts, shared_ids};
use crate::files::problems::Problems;
use crate::person::{Civility, Identity, PronoteAccount};
use crate::problem::{Problem, ProblemKind};
use crate::pronote_id::{PronoteId, Shape};
use crate::uai::Uai;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// A person with an identifier in an element that names no known category.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unclassified {
    /// The element.
    pub element: String,
    /// The identifier.
    pub id: PronoteId,
    /// Who it is.
    pub identity: Identity,
}

/// An element that is a person.
pub(super) struct Found {
    pub(super) element: String,
    pub(super) category: Option<Category>,
    pub(super) fields: Fields,
    pub(super) inside: Inside,
}

/// What stands inside an element, for its links.
#[derive(Default)]
pub(super) struct Inside {
    /// People, by their place in [`Gathered`].
    pub(super) people: Vec<usize>,
    /// Elements that only refer to somebody.
    pub(super) references: Vec<(Category, String)>,
    /// Classes referred to: (date of entry, the class's number).
    classes: Vec<(String, String)>,
    /// Establishments referred to.
    schools: Vec<String>,
}

impl Inside {
    pub(super) fn append(&mut self, mut other: Self) {
        self.people.append(&mut other.people);
        self.references.append(&mut other.references);
        self.classes.append(&mut other.classes);
        self.schools.append(&mut other.schools);
    }
}

/// Everybody found so far.
#[derive(Default)]
pub(super) struct Gathered {
    people: Vec<Person>,
    /// Names of classes by their number.
    classes: HashMap<String, String>,
    /// The establishments of classes, both by their numbers.
    schools_of_class: HashMap<String, Vec<String>>,
    /// The establishments by their numbers.
    schools: Vec<(String, School)>,
    /// People without an identifier, by what tells them apart.
    without_id: HashSet<(Category, String)>,
}

struct Person {
    element: String,
    category: Option<Category>,
    id: PronoteId,
    ident: Option<String>,
    identity: Identity,
    class: Option<String>,
    cas_id: Option<String>,
    national_id: Option<String>,
    siecle_id: Option<String>,
    inside: Inside,
}

impl Gathered {
    /// How many elements were people.
    pub(super) fn lines(&self) -> usize {
        self.people.len()
    }

    /// Adds a person and answers its place; nothing when its identifier cannot be one.
    pub(super) fn person(
        &mut self,
        id: &str,
        mut found: Found,
        mut line: impl FnMut() -> usize,
        problems: &mut Problems,
    ) -> Option<usize> {
        // Lines are counted only where there is something to say.
        let mut at = |kind| Problem::at_line(kind, line());
        let Ok(id) = PronoteId::parse(id) else {
            problems.push(at(ProblemKind::UnusableId { text: id.to_owned() }));
            return None;
        };
        if id.shape() == Shape::Unusual {
            problems.push(at(ProblemKind::UnusualId { id: id.to_string() }));
        }
        let birth_date = found.fields.get(Field::BirthDate).and_then(|text| {
            let date = BirthDate::parse(text);
            if date.is_none() {
                problems.push(at(ProblemKind::UnreadableDate { text: text.to_owned() }));
            }
            date
        });
        let fields = &mut found.fields;
        let identity = Identity {
            last_name: fields.take(Field::LastName).unwrap_or_default(),
            first_name: fields.take(Field::FirstName).unwrap_or_default(),
            other_last_name: fields.take(Field::OtherLastName),
            civility: fields.get(Field::Civility).and_then(Civility::parse),
            birth_date,
        };
        if !identity.is_complete() {
            problems.push(at(ProblemKind::IncompleteName));
        }
        self.people.push(Person {
            category: found.category,
            id,
            ident: fields.take(Field::Ident),
            identity,
            class: fields.take(Field::Class),
            cas_id: fields.take(Field::CasId),
            national_id: fields.take(Field::NationalId),
            siecle_id: fields.take(Field::SiecleId),
            element: found.element,
            inside: found.inside,
        });
        Some(self.people.len() - 1)
    }

    /// Notes an element of a category that has no identifier. One without a name is a container or
    /// a reference, not a person.
    pub(super) fn without_id(&mut self, category: Category, fields: &Fields) {
        if let Some(last_name) = fields.get(Field::LastName) {
            let first_name = fields.get(Field::FirstName).unwrap_or_default();
            let key = fields
                .get(Field::Ident)
                .map_or_else(|| format!("{last_name} {first_name}"), ToOwned::to_owned);
            self.without_id.insert((category, key));
        }
    }

    /// Notes a class: its name where it is defined, a reference where a pupil is in it.
    pub(super) fn class(
        &mut self,
        fields: &mut Fields,
        inside: Inside,
        around: Option<&mut Inside>,
    ) {
        match (fields.take(Field::Ident), fields.take(Field::LastName), around) {
            (Some(ident), Some(name), _) => {
                self.schools_of_class.insert(ident.clone(), inside.schools);
                self.classes.insert(ident, name);
            }
            (Some(ident), None, Some(around)) => {
                let entered = fields.take(Field::EntryDate).unwrap_or_default();
                around.classes.push((entered, ident));
            }
            _ => {}
        }
    }

    /// Notes an establishment: its number and name where it is defined, a reference where a class or
    /// a person is of it.
    pub(super) fn school(&mut self, fields: &mut Fields, around: Option<&mut Inside>) {
        let Some(ident) = fields.take(Field::Ident) else { return };
        let uai = fields.take(Field::SchoolNumber).and_then(|number| Uai::parse(&number).ok());
        match (uai, fields.take(Field::LastName), around) {
            (None, None, Some(around)) => around.schools.push(ident),
            (None, None, None) => {}
            (uai, name, _) => {
                self.schools.push((ident, School { uai, name: name.unwrap_or_default() }));
            }
        }
    }

    /// The accounts, each person once, those of no known category, both sorted, and who belongs to
    /// which of several establishments.
    pub(super) fn finish(
        self,
        problems: &mut Problems,
    ) -> (Vec<PronoteAccount>, Vec<Unclassified>, Schools) {
        self.tell_who_has_no_id(problems);
        let children = self.children();
        let schools = self.schools_of_people(&children);
        let mut accounts = Vec::new();
        let mut unclassified = BTreeSet::new();
        for (index, person) in self.people.into_iter().enumerate() {
            let Some(category) = person.category else {
                let Person { element, id, identity, .. } = person;
                unclassified.insert(Unclassified { element, id, identity });
                continue;
            };
            accounts.push(PronoteAccount {
                category,
                id: person.id,
                class: person.class.or_else(|| class_of(&person.inside, &self.classes)),
                cas_id: person.cas_id,
                national_id: person.national_id,
                siecle_id: person.siecle_id,
                children: children.get(&index).cloned().unwrap_or_default(),
                shared_id: false,
                identity: person.identity,
            });
        }
        let unclassified: Vec<_> = unclassified.into_iter().collect();
        tell_unknown_categories(&unclassified, problems);
        let accounts = merge_accounts(accounts);
        tell_shared_ids(&accounts, problems);
        (accounts, unclassified, schools)
    }

    /// A pupil is of the establishments of their classes, a guardian of those of the children; whoever
    /// has none is of all.
    fn schools_of_people(&self, children: &HashMap<usize, Vec<PronoteId>>) -> Schools {
        let places: HashMap<&str, usize> = self
            .schools
            .iter()
            .enumerate()
            .map(|(place, (ident, _))| (ident.as_str(), place))
            .collect();
        let mut schools = Schools::new(self.schools.iter().map(|(_, school)| school.clone()));
        if places.len() < 2 {
            return schools;
        }
        for person in &self.people {
            let classes = person.inside.classes.iter();
            let of_classes = classes.filter_map(|(_, class)| self.schools_of_class.get(class));
            for ident in of_classes.flatten().chain(&person.inside.schools) {
                if let (Some(category), Some(&place)) =
                    (person.category, places.get(ident.as_str()))
                {
                    schools.add(category, person.id.clone(), place);
                }
            }
        }
        for (&guardian, pupils) in children {
            let id = &self.people[guardian].id;
            for pupil in pupils {
                for place in schools.of(Category::Student, pupil) {
                    schools.add(Category::Guardian, id.clone(), place);
                }
            }
        }
        schools
    }

    /// The pupils in the charge of each guardian, by the guardian's place.
    fn children(&self) -> HashMap<usize, Vec<PronoteId>> {
        let mut by_ident: HashMap<(Category, &str), Vec<usize>> = HashMap::new();
        // Most files nest guardians in their pupils and refer to nobody.
        let refer = self.people.iter().any(|person| !person.inside.references.is_empty());
        for (index, person) in self.people.iter().enumerate().filter(|_| refer) {
            if let (Some(category), Some(ident)) = (person.category, &person.ident) {
                by_ident.entry((category, ident)).or_default().push(index);
            }
        }
        let mut children: HashMap<usize, Vec<PronoteId>> = HashMap::new();
        for (index, person) in self.people.iter().enumerate() {
            let referred = person
                .inside
                .references
                .iter()
                .filter_map(|(category, ident)| by_ident.get(&(*category, ident.as_str())))
                .flatten();
            for &other in person.inside.people.iter().chain(referred) {
                let link = match (person.category, self.people[other].category) {
                    (Some(Category::Student), Some(Category::Guardian)) => Some((other, index)),
                    (Some(Category::Guardian), Some(Category::Student)) => Some((index, other)),
                    _ => None,
                };
                if let Some((guardian, pupil)) = link {
                    children.entry(guardian).or_default().push(self.people[pupil].id.clone());
                }
            }
        }
        for ids in children.values_mut() {
            ids.sort();
            ids.dedup();
        }
        children
    }

    fn tell_who_has_no_id(&self, problems: &mut Problems) {
        if self.without_id.is_empty() {
            return;
        }
        let with_id: HashSet<(Category, &str)> = self
            .people
            .iter()
            .filter_map(|person| Some((person.category?, person.ident.as_deref()?)))
            .collect();
        let mut counts: BTreeMap<Category, usize> = BTreeMap::new();
        for (category, key) in &self.without_id {
            if !with_id.contains(&(*category, key.as_str())) {
                *counts.entry(*category).or_default() += 1;
            }
        }
        for (category, count) in counts {
            problems.push_kind(ProblemKind::WithoutId { category, count });
        }
    }
}

/// The class that the pupil entered last.
fn class_of(inside: &Inside, names: &HashMap<String, String>) -> Option<String> {
    let classes =
        inside.classes.iter().filter_map(|(entered, ident)| Some((entered, names.get(ident)?)));
    classes.max().map(|(_, name)| name.clone())
}

fn tell_unknown_categories(unclassified: &[Unclassified], problems: &mut Problems) {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for person in unclassified {
        *counts.entry(&person.element).or_default() += 1;
    }
    for (element, count) in counts {
        problems.push_kind(ProblemKind::UnknownCategory { element: element.to_owned(), count });
    }
}

fn tell_shared_ids(accounts: &[PronoteAccount], problems: &mut Problems) {
    for id in shared_ids(accounts) {
        problems.push_kind(ProblemKind::SharedId { id: id.to_string() });
    }
}
