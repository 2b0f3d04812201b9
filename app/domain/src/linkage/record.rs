//! An account as the linkage works on it: a few numbers, so that half a million of them are little.

use crate::birth_date::BirthDate;
use crate::category::Category;
use crate::linkage::compare::{
    Agreement, Comparison, DateLevel, NameLevel, category_agreement, civility_agreement,
    class_agreement, date_level,
};
use crate::linkage::lexicon::{Lexicon, NameId, Part, Side};
use crate::linkage::normalise::fold_class;
use crate::person::{Civility, EntAccount, PronoteAccount};
use crate::text::Text;
use foldhash::{HashMap, HashMapExt};

/// An account, its texts replaced by their places in the [`Registry`].
#[derive(Clone, Copy, Debug)]
pub struct Record {
    /// Last name or names.
    pub last: NameId,
    /// First name.
    pub first: NameId,
    /// Category.
    pub category: Option<Category>,
    /// Civility.
    pub civility: Option<Civility>,
    /// Birth date.
    pub birth_date: Option<BirthDate>,
    /// Set of classes, as a place in [`Registry::classes`].
    classes: u32,
    /// Establishment label, as a place in [`Registry::establishments`]; 0 where there is none.
    pub establishment: u32,
}

/// The texts of both sides, each once.
#[derive(Debug)]
pub struct Registry<'a> {
    /// Last names.
    pub last: Lexicon<'a>,
    /// First names.
    pub first: Lexicon<'a>,
    class_sets: Vec<Vec<u32>>,
    class_set_by_text: HashMap<Vec<&'a str>, u32>,
    class_ids: HashMap<String, u32>,
    /// By class, how many accounts of both sides are in it.
    class_sizes: Vec<u32>,
    establishments: HashMap<&'a str, u32>,
}

impl Default for Registry<'_> {
    fn default() -> Self {
        Self {
            last: Lexicon::new(Part::Last),
            first: Lexicon::new(Part::First),
            class_sets: vec![Vec::new()],
            class_set_by_text: HashMap::new(),
            class_ids: HashMap::new(),
            class_sizes: Vec::new(),
            establishments: HashMap::new(),
        }
    }
}

impl<'a> Registry<'a> {
    /// Takes in an account of PRONOTE's side.
    pub fn pronote(&mut self, account: &'a PronoteAccount) -> Record {
        let identity = &account.identity;
        Record {
            last: self.last.add(
                Side::Pronote,
                &identity.last_name,
                identity.other_last_name.as_deref(),
            ),
            first: self.first.add(Side::Pronote, &identity.first_name, None),
            category: Some(account.category),
            civility: identity.civility,
            birth_date: identity.birth_date,
            classes: self.class_set(account.class.as_slice()),
            establishment: 0,
        }
    }

    /// Takes in an account of the directory.
    pub fn portal(&mut self, account: &'a EntAccount) -> Record {
        let identity = &account.identity;
        let classes = self.class_set(&account.classes);
        let labels = u32::try_from(self.establishments.len()).unwrap_or(u32::MAX - 1);
        Record {
            last: self.last.add(
                Side::Directory,
                &identity.last_name,
                identity.other_last_name.as_deref(),
            ),
            first: self.first.add(Side::Directory, &identity.first_name, None),
            category: account.category,
            civility: identity.civility,
            birth_date: identity.birth_date,
            classes,
            establishment: account
                .establishment
                .as_deref()
                .map_or(0, |label| *self.establishments.entry(label.trim()).or_insert(labels + 1)),
        }
    }

    /// The classes of a record.
    pub fn classes(&self, record: &Record) -> &[u32] {
        &self.class_sets[record.classes as usize]
    }

    /// How many accounts of both sides are in a class of this record.
    pub fn classmates(&self, record: &Record) -> u32 {
        self.classes(record).iter().map(|&class| self.class_sizes[class as usize]).sum()
    }

    /// How many accounts of both sides have a class, each counted as often as it has one.
    pub fn classed(&self) -> u32 {
        self.class_sizes.iter().sum()
    }

    /// Compares everything but the names and the family.
    pub fn compare(&self, a: &Record, b: &Record, names: Names) -> Comparison {
        Comparison {
            identifier: Agreement::Missing,
            last_name: names.last,
            first_name: names.first,
            swapped: names.swapped,
            birth_date: date_level(a.birth_date, b.birth_date),
            class: class_agreement(self.classes(a), self.classes(b)),
            category: category_agreement(a.category, b.category),
            civility: civility_agreement(a.civility, b.civility),
            establishment: Agreement::Missing,
            family: Agreement::Missing,
        }
    }

    fn class_set(&mut self, classes: &'a [Text]) -> u32 {
        if classes.is_empty() {
            return 0;
        }
        let texts: Vec<&str> = classes.iter().map(Text::as_str).collect();
        if let Some(&set) = self.class_set_by_text.get(&texts) {
            for &class in &self.class_sets[set as usize] {
                self.class_sizes[class as usize] += 1;
            }
            return set;
        }
        let mut ids = Vec::with_capacity(classes.len());
        for class in classes {
            let next = u32::try_from(self.class_ids.len()).unwrap_or(u32::MAX);
            let id = *self.class_ids.entry(fold_class(class)).or_insert(next);
            if id == next {
                self.class_sizes.push(0);
            }
            self.class_sizes[id as usize] += 1;
            ids.push(id);
        }
        let set = u32::try_from(self.class_sets.len()).unwrap_or(u32::MAX);
        self.class_sets.push(ids);
        self.class_set_by_text.insert(texts, set);
        set
    }
}

/// How the names of two records agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Names {
    /// Last names.
    pub last: NameLevel,
    /// First names.
    pub first: NameLevel,
    /// In each other's column.
    pub swapped: bool,
}

/// Whether a date says that it may be the same person.
pub fn is_near(level: DateLevel) -> bool {
    level <= DateLevel::OneDigitOfYear
}
