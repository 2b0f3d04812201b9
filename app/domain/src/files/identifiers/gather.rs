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
use crate::text::Text;
use crate::uai::Uai;
use foldhash::{HashMap, HashMapExt, HashSet};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

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
pub(super) struct Found<'e, 't> {
    pub(super) element: &'t str,
    pub(super) category: Option<Category>,
    pub(super) fields: &'e mut Fields<'t>,
    pub(super) inside: &'e mut Inside<'t>,
}

/// What stands inside an element, for its links.
#[derive(Default)]
pub(super) struct Inside<'t> {
    /// People, by their place in [`Gathered`].
    pub(super) people: Vec<usize>,
    /// Elements that only refer to somebody.
    pub(super) references: Vec<(Category, Cow<'t, str>)>,
    /// Classes referred to: (date of entry, the class's number).
    classes: Vec<(Cow<'t, str>, Cow<'t, str>)>,
    /// Establishments referred to.
    schools: Vec<Cow<'t, str>>,
}

impl Inside<'_> {
    pub(super) fn append(&mut self, other: &mut Self) {
        self.people.append(&mut other.people);
        self.references.append(&mut other.references);
        self.classes.append(&mut other.classes);
        self.schools.append(&mut other.schools);
    }

    pub(super) fn clear(&mut self) {
        self.people.clear();
        self.references.clear();
        self.classes.clear();
        self.schools.clear();
    }
}

/// Everybody found so far. Links are kept apart from the people, as most have none of a kind: large
/// files have to fit into a browser.
#[derive(Default)]
pub(super) struct Gathered<'t> {
    lines: usize,
    accounts: Vec<PronoteAccount>,
    unclassified: BTreeSet<Unclassified>,
    /// The file's own numbers of the accounts, in their order.
    idents: Vec<Option<Cow<'t, str>>>,
    /// Accounts inside accounts: (outer, inner), by their places.
    nested: Vec<(usize, usize)>,
    /// Elements inside accounts that refer to somebody.
    references: Vec<(usize, Category, Cow<'t, str>)>,
    /// Classes of accounts: (account, date of entry, the class's number).
    classes_of: Vec<(usize, Cow<'t, str>, Cow<'t, str>)>,
    /// Establishments of accounts.
    schools_of: Vec<(usize, Cow<'t, str>)>,
    /// Names of classes by their number.
    classes: HashMap<Cow<'t, str>, Cow<'t, str>>,
    /// The establishments of classes, both by their numbers.
    schools_of_class: HashMap<Cow<'t, str>, Vec<Cow<'t, str>>>,
    /// The establishments by their numbers.
    schools: Vec<(Cow<'t, str>, School)>,
    /// People without an identifier, by what tells them apart.
    without_id: HashSet<(Category, String)>,
}

impl<'t> Gathered<'t> {
    /// How many elements were people.
    pub(super) fn lines(&self) -> usize {
        self.lines
    }

    /// Makes room for so many people in all: a list that grows by doubling is copied again and again,
    /// and half of it may stay empty.
    pub(super) fn expect(&mut self, people: usize) {
        self.accounts.reserve_exact(people.saturating_sub(self.accounts.len()));
        self.idents.reserve_exact(people.saturating_sub(self.idents.len()));
        self.nested.reserve_exact((people / 2).saturating_sub(self.nested.len()));
    }

    /// Adds a person and answers the account's place; nothing when its identifier cannot be one, or
    /// when its category is unknown.
    #[inline(never)]
    pub(super) fn person(
        &mut self,
        id: &str,
        found: Found<'_, 't>,
        mut line: impl FnMut() -> usize,
        problems: &mut Problems,
    ) -> Option<usize> {
        // Lines are counted only where there is something to say.
        let mut at = |kind| Problem::at_line(kind, line());
        let Ok(id) = PronoteId::parse(id) else {
            problems.push(at(ProblemKind::UnusableId { text: id.to_owned() }));
            return None;
        };
        self.lines += 1;
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
        let fields = found.fields;
        let identity = Identity {
            last_name: fields.take_owned(Field::LastName).unwrap_or_default(),
            first_name: fields.take_owned(Field::FirstName).unwrap_or_default(),
            other_last_name: fields.take_owned(Field::OtherLastName),
            civility: fields.get(Field::Civility).and_then(Civility::parse),
            birth_date,
        };
        if !identity.is_complete() {
            problems.push(at(ProblemKind::IncompleteName));
        }
        let Some(category) = found.category else {
            let element = found.element.to_owned();
            self.unclassified.insert(Unclassified { element, id, identity });
            return None;
        };
        let place = self.accounts.len();
        self.link(place, found.inside);
        self.idents.push(fields.take(Field::Ident));
        self.accounts.push(PronoteAccount {
            category,
            id,
            identity,
            class: fields.take_owned(Field::Class),
            cas_id: fields.take_owned(Field::CasId),
            national_id: fields.take_owned(Field::NationalId),
            siecle_id: fields.take_owned(Field::SiecleId),
            children: Vec::new(),
            legal_rank: fields.get(Field::LegalRank).and_then(legal_rank),
            shared_id: false,
        });
        Some(place)
    }

    fn link(&mut self, place: usize, inside: &mut Inside<'t>) {
        for inner in inside.people.drain(..) {
            self.nested.push((place, inner));
        }
        for (category, ident) in inside.references.drain(..) {
            self.references.push((place, category, ident));
        }
        for (entered, class) in inside.classes.drain(..) {
            self.classes_of.push((place, entered, class));
        }
        for school in inside.schools.drain(..) {
            self.schools_of.push((place, school));
        }
    }

    /// Notes an element of a category that has no identifier. One without a name is a container or
    /// a reference, not a person.
    pub(super) fn without_id(&mut self, category: Category, fields: &Fields<'_>) {
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
        fields: &mut Fields<'t>,
        inside: Inside<'t>,
        around: Option<&mut Inside<'t>>,
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
    pub(super) fn school(&mut self, fields: &mut Fields<'t>, around: Option<&mut Inside<'t>>) {
        let Some(ident) = fields.take(Field::Ident) else { return };
        let uai = fields.take(Field::SchoolNumber).and_then(|number| Uai::parse(&number).ok());
        match (uai, fields.take(Field::LastName), around) {
            (None, None, Some(around)) => around.schools.push(ident),
            (None, None, None) => {}
            (uai, name, _) => {
                self.schools
                    .push((ident, School { uai, name: name.unwrap_or_default().into_owned() }));
            }
        }
    }

    /// The accounts, each person once, those of no known category, both sorted, and who belongs to
    /// which of several establishments.
    pub(super) fn finish(
        mut self,
        problems: &mut Problems,
    ) -> (Vec<PronoteAccount>, Vec<Unclassified>, Schools) {
        self.tell_who_has_no_id(problems);
        self.name_classes();
        self.link_families();
        let schools = self.schools_of_people();
        let unclassified: Vec<_> = self.unclassified.into_iter().collect();
        tell_unknown_categories(&unclassified, problems);
        let accounts = merge_accounts(self.accounts);
        tell_shared_ids(&accounts, problems);
        (accounts, unclassified, schools)
    }

    /// The class of a pupil who only refers to some: that which was entered last.
    fn name_classes(&mut self) {
        let mut last: BTreeMap<usize, (&str, &str)> = BTreeMap::new();
        for (place, entered, class) in &self.classes_of {
            if let Some(name) = self.classes.get(class) {
                let entered = (&**entered, &**name);
                let known = last.entry(*place).or_insert(entered);
                *known = entered.max(*known);
            }
        }
        for (place, (_, name)) in last {
            self.accounts[place].class.get_or_insert_with(|| Text::from(name));
        }
    }

    /// Gives each guardian the pupils in their charge.
    fn link_families(&mut self) {
        let mut links = std::mem::take(&mut self.nested);
        links.extend(self.links_by_reference());
        for (outer, inner) in links {
            let link = match (self.accounts[outer].category, self.accounts[inner].category) {
                (Category::Student, Category::Guardian) => Some((inner, outer)),
                (Category::Guardian, Category::Student) => Some((outer, inner)),
                _ => None,
            };
            if let Some((guardian, pupil)) = link {
                let pupil = self.accounts[pupil].id.clone();
                let children = &mut self.accounts[guardian].children;
                if children.is_empty() {
                    // Most guardians have one or two children in a file, not four.
                    children.reserve_exact(1);
                }
                children.push(pupil);
            }
        }
        for account in self.accounts.iter_mut().filter(|account| account.children.len() > 1) {
            account.children.sort();
            account.children.dedup();
        }
    }

    /// Accounts that refer to accounts. Most files nest guardians in their pupils and refer to nobody.
    fn links_by_reference(&self) -> Vec<(usize, usize)> {
        if self.references.is_empty() {
            return Vec::new();
        }
        let mut by_ident: HashMap<(Category, &str), Vec<usize>> = HashMap::new();
        for (place, (account, ident)) in self.accounts.iter().zip(&self.idents).enumerate() {
            if let Some(ident) = ident {
                by_ident.entry((account.category, ident)).or_default().push(place);
            }
        }
        let mut links = Vec::new();
        for (outer, category, ident) in &self.references {
            let referred = by_ident.get(&(*category, &**ident)).into_iter().flatten();
            links.extend(referred.map(|inner| (*outer, *inner)));
        }
        links
    }

    /// A pupil is of the establishments of their classes, a guardian of those of the children; whoever
    /// has none is of all.
    fn schools_of_people(&self) -> Schools {
        let places: HashMap<&str, usize> =
            self.schools.iter().enumerate().map(|(place, (ident, _))| (&**ident, place)).collect();
        let mut schools = Schools::new(self.schools.iter().map(|(_, school)| school.clone()));
        if places.len() < 2 {
            return schools;
        }
        let of_classes = self.classes_of.iter().flat_map(|(account, _, class)| {
            let schools = self.schools_of_class.get(class).into_iter().flatten();
            schools.map(move |school| (*account, school))
        });
        let of_people = self.schools_of.iter().map(|(account, school)| (*account, school));
        for (account, school) in of_classes.chain(of_people) {
            if let Some(&place) = places.get(&**school) {
                let account = &self.accounts[account];
                schools.add(account.category, account.id.clone(), place);
            }
        }
        for guardian in &self.accounts {
            for pupil in &guardian.children {
                for place in schools.of(Category::Student, pupil) {
                    schools.add(Category::Guardian, guardian.id.clone(), place);
                }
            }
        }
        schools
    }

    fn tell_who_has_no_id(&self, problems: &mut Problems) {
        if self.without_id.is_empty() {
            return;
        }
        let with_id: HashSet<(Category, &str)> = self
            .accounts
            .iter()
            .zip(&self.idents)
            .filter_map(|(account, ident)| Some((account.category, ident.as_deref()?)))
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

/// 1 and 2 are the legal guardians; other contacts have another value, or none.
fn legal_rank(text: &str) -> Option<u8> {
    text.parse().ok().filter(|rank| (1..=2).contains(rank))
}
