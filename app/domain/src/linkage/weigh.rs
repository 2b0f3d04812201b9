//! Match weights: what each agreement is worth, in bits (Fellegi and Sunter, 1969).
//!
//! A field that agrees at some level is worth log2(m / u): how often true pairs agree so (m), over
//! how often two different people do (u). The m are stated here; the u come from the directory
//! itself, so that a rare name says more than a frequent one.

use crate::birth_date::BirthDate;
use crate::category::Category;
use crate::linkage::compare::{Agreement, Comparison, DateLevel, NameLevel};
use crate::linkage::normalise::Normalised;
use std::collections::HashMap;

/// The fields that a weight is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// Last name.
    LastName,
    /// First name.
    FirstName,
    /// Birth date.
    BirthDate,
    /// Class.
    Class,
    /// Category.
    Category,
    /// Children.
    Children,
    /// What the others say twice: see [`NAMES_DEPEND`].
    Dependence,
}

/// The weight of a pair, field by field, in bits.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Weight([f64; Weight::FIELDS]);

/// How often values occur: in the directory, and first names on both sides.
#[derive(Debug, Default)]
pub struct Frequencies {
    accounts: f64,
    last_names: HashMap<String, u32>,
    first_names: HashMap<String, u32>,
    dates: HashMap<BirthDate, u32>,
    dated: f64,
    classes: HashMap<String, u32>,
    classed: f64,
    by_category: [u32; 6],
    without_category: u32,
    /// First names of PRONOTE's side: a name frequent on either side is a name.
    pronote_first_names: HashMap<String, u32>,
}

impl Weight {
    const FIELDS: usize = 7;

    /// The bits of one field.
    pub fn of(&self, field: Field) -> f64 {
        self.0[field as usize]
    }

    /// The sum: the match weight.
    pub fn total(&self) -> f64 {
        self.0.iter().sum()
    }

    fn set(&mut self, field: Field, m: f64, u: f64) {
        self.0[field as usize] = (m / u).log2();
    }
}

impl Frequencies {
    /// Counts an account of the directory.
    pub fn add(&mut self, account: &Normalised) {
        self.accounts += 1.0;
        for name in &account.last_names {
            *self.last_names.entry(name.core.clone()).or_default() += 1;
        }
        *self.first_names.entry(account.first_name.glued.clone()).or_default() += 1;
        if let Some(date) = account.birth_date {
            *self.dates.entry(date).or_default() += 1;
            self.dated += 1.0;
        }
        for class in &account.classes {
            *self.classes.entry(class.clone()).or_default() += 1;
            self.classed += 1.0;
        }
        match account.category {
            Some(category) => self.by_category[category.index()] += 1,
            None => self.without_category += 1,
        }
    }

    /// Counts an account of PRONOTE's side.
    pub fn add_pronote(&mut self, account: &Normalised) {
        *self.pronote_first_names.entry(account.first_name.glued.clone()).or_default() += 1;
    }

    /// Whether a folded first name is borne by several people of one side: then it is a name of its
    /// own, not another one mistyped.
    pub fn is_known_first_name(&self, name: &str) -> bool {
        let several =
            |names: &HashMap<String, u32>| names.get(name).is_some_and(|&count| count > 1);
        several(&self.first_names) || several(&self.pronote_first_names)
    }

    /// How many accounts of the directory could be somebody of this category.
    pub fn compatible(&self, category: Category) -> f64 {
        f64::from(self.by_category[category.index()] + self.without_category)
    }

    /// The weight of a pair. `siblings` is how many accounts of the directory have that child in
    /// their charge, where children agree.
    pub fn weigh(&self, comparison: Comparison, account: &Normalised, siblings: u32) -> Weight {
        let mut weight = Weight::default();
        self.weigh_names(comparison, account, &mut weight);
        self.weigh_date(comparison.birth_date, account, &mut weight);
        self.weigh_class(comparison.class, account, &mut weight);
        match comparison.category {
            Agreement::Different => weight.set(Field::Category, M_OTHER_CATEGORY, 1.0),
            Agreement::Same | Agreement::Missing => {}
        }
        match comparison.children {
            Agreement::Same => {
                let guardians = self.compatible(Category::Guardian).max(1.0);
                let u = (f64::from(siblings.max(1)) / guardians).min(M_CHILDREN_SAME);
                weight.set(Field::Children, M_CHILDREN_SAME, u);
            }
            Agreement::Different => weight.set(Field::Children, 1.0 - M_CHILDREN_SAME, 1.0),
            Agreement::Missing => {}
        }
        weight
    }

    fn weigh_names(&self, comparison: Comparison, account: &Normalised, weight: &mut Weight) {
        let last = account.last_names.iter().map(|name| self.share(&self.last_names, &name.core));
        let last = last.fold(0.0, f64::max).max(self.least_share());
        let first = self.share(&self.first_names, &account.first_name.glued);
        if comparison.swapped {
            weight.set(Field::LastName, M_SWAPPED, last);
            weight.set(Field::FirstName, 1.0, first);
        } else {
            if let Some((m, u)) = name_odds(comparison.last_name, last, &M_LAST_NAME) {
                weight.set(Field::LastName, m, u);
            }
            if let Some((m, u)) = name_odds(comparison.first_name, first, &M_FIRST_NAME) {
                weight.set(Field::FirstName, m, u);
            }
        }
        if comparison.last_name <= NameLevel::Typo && comparison.first_name <= NameLevel::Typo {
            weight.set(Field::Dependence, 1.0, NAMES_DEPEND);
        }
    }

    fn weigh_date(&self, level: DateLevel, account: &Normalised, weight: &mut Weight) {
        let odds = match level {
            DateLevel::Same => {
                let own = account.birth_date.and_then(|date| self.dates.get(&date)).copied();
                let own = (f64::from(own.unwrap_or(0)) - 1.0).max(0.0) + HALF;
                (M_DATE_SAME, (own / self.dated.max(1.0)).max(U_DATE_SAME))
            }
            DateLevel::DayMonthSwapped => (M_DATE_SWAPPED, U_DATE_SWAPPED),
            DateLevel::OneDigit => (M_DATE_ONE_DIGIT, U_DATE_ONE_DIGIT),
            DateLevel::Different => (M_DATE_DIFFERENT, 1.0),
            DateLevel::Missing => return,
        };
        weight.set(Field::BirthDate, odds.0, odds.1);
    }

    fn weigh_class(&self, agreement: Agreement, account: &Normalised, weight: &mut Weight) {
        match agreement {
            Agreement::Same => {
                let sizes = account.classes.iter().filter_map(|class| self.classes.get(class));
                let size = f64::from(sizes.copied().sum::<u32>());
                weight.set(
                    Field::Class,
                    M_CLASS_SAME,
                    (size / self.classed.max(1.0)).min(M_CLASS_SAME),
                );
            }
            Agreement::Different => weight.set(Field::Class, 1.0 - M_CLASS_SAME, 1.0),
            Agreement::Missing => {}
        }
    }

    /// How likely somebody else has this name: its share of the directory without this account
    /// itself, so that a unique name is rare and not free.
    fn share(&self, names: &HashMap<String, u32>, name: &str) -> f64 {
        let others = f64::from(names.get(name).copied().unwrap_or(1)) - 1.0;
        ((others.max(0.0) + HALF) / self.accounts.max(1.0)).min(1.0)
    }

    fn least_share(&self) -> f64 {
        (HALF / self.accounts.max(1.0)).min(1.0)
    }
}

/// Odds of a name's level; `None` when it says nothing.
fn name_odds(level: NameLevel, share: f64, m: &MOfName) -> Option<(f64, f64)> {
    Some(match level {
        NameLevel::Same => (m.same, share),
        NameLevel::Reordered => (m.reordered, share),
        NameLevel::Part => (m.part, (share * PART_IS_COMMONER).min(m.part)),
        NameLevel::Typo => (m.typo, (share * TYPO_IS_COMMONER).min(m.typo)),
        NameLevel::Initials => (m.initials, U_INITIALS),
        NameLevel::Different => (m.different, 1.0),
        NameLevel::Missing => return None,
    })
}

struct MOfName {
    same: f64,
    reordered: f64,
    part: f64,
    typo: f64,
    initials: f64,
    different: f64,
}

// The m of names start from those measured on French-like lists (0.80, 0.05, 0.08, 0.04, 0.01,
// 0.02), a little higher for "same" because hyphens, accents and particles are folded away before.
const M_LAST_NAME: MOfName = MOfName {
    same: 0.85,
    reordered: 0.02,
    part: 0.05,
    typo: 0.04,
    initials: 0.01,
    different: 0.03,
};
const M_FIRST_NAME: MOfName = MOfName {
    same: 0.83,
    reordered: 0.01,
    part: 0.08,
    typo: 0.04,
    initials: 0.01,
    different: 0.03,
};

/// True pairs whose two names stand in each other's column: 0.0135 to 0.06 on the files measured.
const M_SWAPPED: f64 = 0.02;

/// A part of a name is shared by more people than the whole: MARTIN by all MARTIN-x.
const PART_IS_COMMONER: f64 = 4.0;

/// A name has about this many neighbours one letter away in a directory.
const TYPO_IS_COMMONER: f64 = 6.0;

/// Two people whose first names have compatible initials: letters are far from uniform.
const U_INITIALS: f64 = 0.08;

/// Last and first name are not independent (families, fashions): agreeing on both by chance is this
/// much more frequent than the product says.
const NAMES_DEPEND: f64 = 3.0;

const M_DATE_SAME: f64 = 0.95;
const M_DATE_SWAPPED: f64 = 0.01;
const M_DATE_ONE_DIGIT: f64 = 0.02;
const M_DATE_DIFFERENT: f64 = 0.02;

/// Least chance that two pupils of a school share a birth date: four years of about 365 days.
const U_DATE_SAME: f64 = 1.0 / 1460.0;

/// Day and month can change places for 144 days a year only.
const U_DATE_SWAPPED: f64 = U_DATE_SAME * 0.4;

/// About 30 dates of the same years differ from a given one by one digit.
const U_DATE_ONE_DIGIT: f64 = U_DATE_SAME * 30.0;

/// Classes agree unless a pupil moved and one of the files is older.
const M_CLASS_SAME: f64 = 0.93;

/// True pairs across categories: a personnel among enseignants. 8 bits against.
const M_OTHER_CATEGORY: f64 = 1.0 / 256.0;

/// Guardians whose child is linked to a child of the right account.
const M_CHILDREN_SAME: f64 = 0.95;

/// Half a person more than counted: nothing that was not seen is impossible.
const HALF: f64 = 0.5;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::person::{EntAccount, Identity};

    fn person(last_name: &str, first_name: &str) -> Normalised {
        born(last_name, first_name, "2013-05-09")
    }

    fn born(last_name: &str, first_name: &str, birth_date: &str) -> Normalised {
        Normalised::of_ent(&EntAccount {
            category: Some(Category::Guardian),
            identity: Identity {
                last_name: last_name.to_owned(),
                first_name: first_name.to_owned(),
                birth_date: BirthDate::parse(birth_date),
                ..Identity::default()
            },
            ..EntAccount::default()
        })
    }

    fn school() -> Frequencies {
        let mut frequencies = Frequencies::default();
        for n in 0..100 {
            let last_name = if n < 20 { "MARTIN".to_owned() } else { format!("RARE{n}") };
            let first_name = if n % 2 == 0 { "Emma" } else { "Nathan" };
            let birth_date = format!("{}/{}/2013", n % 28 + 1, n % 12 + 1);
            frequencies.add(&born(&last_name, first_name, &birth_date));
        }
        frequencies
    }

    const SAME: Comparison = Comparison {
        last_name: NameLevel::Same,
        first_name: NameLevel::Same,
        swapped: false,
        birth_date: DateLevel::Missing,
        class: Agreement::Missing,
        category: Agreement::Same,
        children: Agreement::Missing,
    };

    fn bits(comparison: Comparison, last_name: &str, field: Field) -> f64 {
        school().weigh(comparison, &person(last_name, "Emma"), 2).of(field)
    }

    #[test]
    fn a_rare_name_says_more_than_a_frequent_one() {
        let (rare, frequent) =
            (bits(SAME, "RARE50", Field::LastName), bits(SAME, "MARTIN", Field::LastName));
        assert!(rare > frequent + 4.0, "{rare} {frequent}");
    }

    #[test]
    fn less_agreement_never_weighs_more() {
        let levels = [NameLevel::Same, NameLevel::Part, NameLevel::Typo, NameLevel::Different];
        let weights = levels
            .map(|last_name| bits(Comparison { last_name, ..SAME }, "RARE50", Field::LastName));
        assert!(weights.is_sorted_by(|a, b| a >= b), "{weights:?}");
        let levels = [
            DateLevel::Same,
            DateLevel::DayMonthSwapped,
            DateLevel::OneDigit,
            DateLevel::Different,
        ];
        let weights = levels
            .map(|birth_date| bits(Comparison { birth_date, ..SAME }, "RARE50", Field::BirthDate));
        assert!(weights.is_sorted_by(|a, b| a >= b), "{weights:?}");
    }

    #[test]
    fn what_is_missing_weighs_nothing() {
        let nothing = Comparison {
            last_name: NameLevel::Missing,
            first_name: NameLevel::Missing,
            category: Agreement::Missing,
            ..SAME
        };
        let weight = school().weigh(nothing, &person("RARE50", "Emma"), 0);
        assert!(weight.total().abs() < f64::EPSILON);
    }

    #[test]
    fn a_shared_child_says_much_and_another_child_speaks_against() {
        let shared =
            bits(Comparison { children: Agreement::Same, ..SAME }, "RARE50", Field::Children);
        let other =
            bits(Comparison { children: Agreement::Different, ..SAME }, "RARE50", Field::Children);
        assert!(shared > 5.0 && other < -4.0, "{shared} {other}");
    }

    #[test]
    fn the_total_is_the_sum_of_the_fields() {
        let fields = [
            Field::LastName,
            Field::FirstName,
            Field::BirthDate,
            Field::Class,
            Field::Category,
            Field::Children,
            Field::Dependence,
        ];
        let weight = school().weigh(SAME, &person("RARE50", "Emma"), 0);
        let sum: f64 = fields.iter().map(|&field| weight.of(field)).sum();
        assert!((sum - weight.total()).abs() < 1e-9);
    }
}
