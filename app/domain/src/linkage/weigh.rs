//! Match weights: what each agreement is worth, in bits (Fellegi and Sunter, 1969).
//!
//! A field that agrees at some level is worth log2(m / u): how often true pairs agree so (m), over
//! how often two different people do (u). The m start from those stated here and are learnt from the
//! files ([`learn`](crate::linkage::learn)); the u are counted in them
//! ([`frequencies`](crate::linkage::frequencies)).

use crate::linkage::compare::{Agreement, Comparison, DateLevel, NameLevel};

/// The fields that a weight is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// Identifiers.
    Identifier,
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
    /// Civility.
    Civility,
    /// Establishment.
    Establishment,
    /// Family.
    Family,
    /// What the names say twice: see [`NAMES_DEPEND`].
    Dependence,
}

/// The weight of a pair, field by field, in bits.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Weight([f64; Weight::FIELDS]);

/// How likely two different people agree as a pair does, field by field.
#[derive(Clone, Copy, Debug)]
pub struct Chances {
    /// That a stranger's last name is as like.
    pub last_name: f64,
    /// That a stranger's first name is as like.
    pub first_name: f64,
    /// That a stranger's birth date agrees so.
    pub birth_date: f64,
    /// That a stranger is in the same class.
    pub class: f64,
    /// That a stranger is of the same category.
    pub category: f64,
    /// That an account of the directory belongs to the establishment.
    pub establishment: f64,
    /// That a stranger has this child, or these guardians.
    pub family: f64,
}

impl Chances {
    /// Of a pair of whom nothing is known.
    pub const NONE: Self = Self {
        last_name: 1.0,
        first_name: 1.0,
        birth_date: 1.0,
        class: 1.0,
        category: 1.0,
        establishment: 1.0,
        family: 1.0,
    };
}

/// How true pairs agree: what the m of the weights are taken from.
#[derive(Clone, Debug, PartialEq)]
pub struct Model {
    /// By level of the last name; [`NameLevel::Missing`] says nothing.
    pub last_name: [f64; NameLevel::COUNT],
    /// By level of the first name.
    pub first_name: [f64; NameLevel::COUNT],
    /// By level of the birth date; [`DateLevel::Missing`] says nothing.
    pub birth_date: [f64; DateLevel::COUNT],
    /// True pairs whose two names stand in each other's column.
    pub swapped: f64,
    /// True pairs of the same class, where both sides tell it.
    pub class: f64,
    /// True pairs of the same civility.
    pub civility: f64,
}

/// The m before anything is learnt. Those of names start from those measured on French-like lists
/// (0.80, 0.05, 0.08, 0.04, 0.01, 0.02 from "same" to "different"), a little higher for "same"
/// because hyphens, accents and particles are folded away before; the others are as the invented
/// schools have them.
impl Default for Model {
    fn default() -> Self {
        Self {
            last_name: [0.84, 0.01, 0.05, 0.01, 0.04, 0.02, 0.002, 0.03, 1.0],
            first_name: [0.82, 0.01, 0.06, 0.01, 0.04, 0.02, 0.01, 0.03, 1.0],
            birth_date: [0.93, 0.015, 0.015, 0.01, 0.01, 0.02, 1.0],
            swapped: 0.01,
            class: 0.95,
            civility: 0.985,
        }
    }
}

/// Last and first name are not independent (families, fashions): agreeing on both by chance is this
/// much more frequent than the product says.
const NAMES_DEPEND: f64 = 3.0;

/// Two people whose first names have compatible initials: letters are far from uniform.
const U_INITIALS: f64 = 0.08;

/// True pairs that share an identifier of which both sides know one; the others were mistyped or given
/// to a namesake.
const M_IDENTIFIER: f64 = 0.97;

/// True pairs that stand in the same step. The others are people with two roles and one account, and
/// agents whom a portal files elsewhere.
const M_CATEGORY: f64 = 0.985;

/// True pairs whose account belongs to the establishment that is linked; the others teach in two.
const M_ESTABLISHMENT: f64 = 0.98;

/// True pairs of relatives whose family links agree, where both sides tell some: portals learn late of
/// new children and separated parents.
const M_FAMILY: f64 = 0.9;

/// Two strangers have the same civility about half of the time.
const U_CIVILITY: f64 = 0.5;

impl Weight {
    const FIELDS: usize = 10;

    /// All fields, in the order in which they are shown.
    pub const ALL: [Field; Self::FIELDS] = [
        Field::Identifier,
        Field::LastName,
        Field::FirstName,
        Field::Dependence,
        Field::BirthDate,
        Field::Class,
        Field::Category,
        Field::Civility,
        Field::Establishment,
        Field::Family,
    ];

    /// The bits of one field.
    pub fn of(&self, field: Field) -> f64 {
        self.0[field as usize]
    }

    /// The sum: the match weight.
    pub fn total(&self) -> f64 {
        self.0.iter().sum()
    }

    fn set(&mut self, field: Field, odds: f64, logarithms: &mut Logarithms) {
        self.0[field as usize] = logarithms.log2(odds);
    }
}

impl Model {
    /// The weight of a pair.
    pub fn weigh(
        &self,
        comparison: &Comparison,
        chances: &Chances,
        logarithms: &mut Logarithms,
    ) -> Weight {
        let mut weight = Weight::default();
        let Comparison { last_name, first_name, swapped, .. } = *comparison;
        // Crossed names agree no better than straight ones do.
        let straight = if swapped { self.swapped } else { 1.0 - self.swapped };
        if last_name != NameLevel::Missing {
            let (m, u) = name_odds(last_name, &self.last_name, chances.last_name);
            weight.set(Field::LastName, m * straight / u, logarithms);
        }
        if first_name != NameLevel::Missing {
            let (m, u) = name_odds(first_name, &self.first_name, chances.first_name);
            weight.set(Field::FirstName, m / u, logarithms);
        }
        if last_name.max(first_name) <= NameLevel::Misspelt {
            weight.set(Field::Dependence, 1.0 / NAMES_DEPEND, logarithms);
        }
        if comparison.birth_date != DateLevel::Missing {
            let m = self.birth_date[comparison.birth_date as usize];
            let u = chances.birth_date.max(f64::MIN_POSITIVE);
            weight.set(Field::BirthDate, m / u, logarithms);
        }
        let binary = [
            (Field::Identifier, comparison.identifier, M_IDENTIFIER, LEAST_CHANCE),
            (Field::Class, comparison.class, self.class, chances.class),
            (Field::Category, comparison.category, M_CATEGORY, chances.category),
            (Field::Civility, comparison.civility, self.civility, U_CIVILITY),
            (
                Field::Establishment,
                comparison.establishment,
                M_ESTABLISHMENT,
                chances.establishment,
            ),
            (Field::Family, comparison.family, M_FAMILY, chances.family),
        ];
        for (field, agreement, m, u) in binary {
            // A value that all share says nothing when it agrees, and much when it does not.
            let odds = match agreement {
                Agreement::Same => m / u.min(1.0).max(m * LEAST_CHANCE),
                Agreement::Different => (1.0 - m) / (1.0 - u).max(1.0 - m),
                Agreement::Missing => continue,
            };
            weight.set(field, odds, logarithms);
        }
        weight
    }
}

/// Logarithms that were taken lately: among millions of pairs the same odds come again and again, and
/// to take one costs more than to find it here.
#[derive(Debug)]
pub struct Logarithms(Box<[(f64, f64)]>);

impl Logarithms {
    /// How many are kept: 64 kilobytes of them.
    const BITS: u32 = 12;

    fn log2(&mut self, odds: f64) -> f64 {
        // Odds that are near each other differ in the last bits: multiplying brings these to the front.
        let place = odds.to_bits().wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (u64::BITS - Self::BITS);
        let (known, logarithm) = &mut self.0[place as usize];
        if known.to_bits() != odds.to_bits() {
            (*known, *logarithm) = (odds, odds.log2());
        }
        *logarithm
    }
}

impl Default for Logarithms {
    fn default() -> Self {
        Self(vec![(1.0, 0.0); 1 << Self::BITS].into_boxed_slice())
    }
}

/// No agreement of such a field is worth more than log2 of this: it was counted on few.
const LEAST_CHANCE: f64 = 1.0 / 4096.0;

fn name_odds(level: NameLevel, m: &[f64; NameLevel::COUNT], chance: f64) -> (f64, f64) {
    let m = m[level as usize];
    match level {
        NameLevel::Initials => (m, U_INITIALS),
        NameLevel::Different => (m, 1.0),
        // A spelling that half of the directory shares says nothing, it does not speak against.
        _ => (m, chance.min(m)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alike() -> Comparison {
        Comparison {
            identifier: Agreement::Missing,
            last_name: NameLevel::Same,
            first_name: NameLevel::Same,
            swapped: false,
            birth_date: DateLevel::Same,
            class: Agreement::Missing,
            category: Agreement::Same,
            civility: Agreement::Missing,
            establishment: Agreement::Missing,
            family: Agreement::Missing,
        }
    }

    const CHANCES: Chances = Chances {
        last_name: 0.001,
        first_name: 0.01,
        birth_date: 0.001,
        class: 0.04,
        category: 0.4,
        establishment: 0.5,
        family: 0.004,
    };

    fn weight(comparison: Comparison, chances: Chances) -> Weight {
        Model::default().weigh(&comparison, &chances, &mut Logarithms::default())
    }

    #[test]
    fn the_total_is_the_sum_of_the_fields() {
        let weight = weight(alike(), CHANCES);
        let sum: f64 = Weight::ALL.iter().map(|field| weight.of(*field)).sum();
        assert!((weight.total() - sum).abs() < 1e-12);
    }

    #[test]
    fn a_rare_name_says_more() {
        let frequent = weight(alike(), Chances { last_name: 0.01, ..CHANCES });
        assert!(frequent.of(Field::LastName) < weight(alike(), CHANCES).of(Field::LastName));
    }

    #[test]
    fn the_levels_of_a_name_go_down() {
        let levels = [NameLevel::Same, NameLevel::Typo, NameLevel::Different];
        let bits = levels.map(|first_name| {
            weight(Comparison { first_name, ..alike() }, CHANCES).of(Field::FirstName)
        });
        assert!(bits.is_sorted_by(|a, b| a > b), "{bits:?}");
    }

    #[test]
    fn what_one_side_does_not_say_counts_for_nothing() {
        let missing = Comparison { birth_date: DateLevel::Missing, ..alike() };
        assert!(weight(missing, CHANCES).of(Field::BirthDate).abs() < 1e-12);
        assert!(weight(alike(), CHANCES).of(Field::Class).abs() < 1e-12);
    }

    #[test]
    fn a_contradiction_speaks_against() {
        let date = Comparison { birth_date: DateLevel::Different, ..alike() };
        let chances = Chances { birth_date: 0.96, ..CHANCES };
        assert!(weight(date, chances).of(Field::BirthDate) < -5.0);
        let class = Comparison { class: Agreement::Different, ..alike() };
        assert!(weight(class, CHANCES).of(Field::Class) < -3.0);
    }

    #[test]
    fn a_value_that_all_share_says_nothing() {
        let chances = Chances { category: 1.0, ..CHANCES };
        assert!(weight(alike(), chances).of(Field::Category).abs() < 0.1);
    }
}
