//! Two accounts side by side: each field at a level of agreement.

use crate::birth_date::BirthDate;
use crate::linkage::normalise::{NameForm, Normalised, PARTICLES};
use serde::{Deserialize, Serialize};
use strsim::osa_distance;

/// How two names agree, from most to least.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum NameLevel {
    /// The same, particles, hyphens and spaces aside.
    Same,
    /// The same words in another order.
    Reordered,
    /// One holds all words of the other, or was cut: MARTIN and MARTIN-DUPONT.
    Part,
    /// One or two letters differ, and it is no other known name.
    Typo,
    /// One gives only initials that fit the other.
    Initials,
    /// Another name.
    Different,
    /// One side has none.
    Missing,
}

/// How two birth dates agree, from most to least.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum DateLevel {
    /// The same.
    Same,
    /// Day and month change places.
    DayMonthSwapped,
    /// One digit differs.
    OneDigit,
    /// Another date.
    Different,
    /// One side has none.
    Missing,
}

/// How two values agree that are equal or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Agreement {
    /// The same.
    Same,
    /// Different.
    Different,
    /// One side says nothing.
    Missing,
}

/// A comparison, field by field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Comparison {
    /// Last names: the best agreement among all that the two go by.
    pub last_name: NameLevel,
    /// First names.
    pub first_name: NameLevel,
    /// Each side's last name is the other's first name. Both levels are then [`NameLevel::Same`].
    pub swapped: bool,
    /// Birth dates.
    pub birth_date: DateLevel,
    /// Classes.
    pub class: Agreement,
    /// Categories.
    pub category: Agreement,
    /// Children: whether a pupil in the charge of the one is linked to a pupil in the charge of the
    /// other.
    pub children: Agreement,
}

/// Whether a folded first name is known on its own: two known names are two names (Louis, Louise),
/// not a typing error.
pub type IsKnownName<'a> = &'a dyn Fn(&str) -> bool;

/// Compares names, birth dates, classes and categories. Children are left [`Agreement::Missing`]:
/// they need the links of the pupils.
pub fn compare(a: &Normalised, b: &Normalised, is_known: IsKnownName<'_>) -> Comparison {
    let swapped = is_swapped(a, b);
    let (last_name, first_name) = if swapped {
        (NameLevel::Same, NameLevel::Same)
    } else {
        (last_name_level(a, b), first_name_level(&a.first_name, &b.first_name, is_known))
    };
    Comparison {
        last_name,
        first_name,
        swapped,
        birth_date: date_level(a.birth_date, b.birth_date),
        class: class_agreement(&a.classes, &b.classes),
        category: match (a.category, b.category) {
            (Some(a), Some(b)) if a == b => Agreement::Same,
            (Some(_), Some(_)) => Agreement::Different,
            _ => Agreement::Missing,
        },
        children: Agreement::Missing,
    }
}

/// Letters that a name must have before one different letter counts as a typing error.
const TYPO_FROM: usize = 4;

/// Letters from which two different letters do.
const TWO_TYPOS_FROM: usize = 8;

/// Length at which PRONOTE's lists cut names (vendor's demonstration export).
const CUT_AT: usize = 10;

/// A family's last name stands on all its members, with its typing error: being frequent does not
/// make it another name.
fn last_name_level(a: &Normalised, b: &Normalised) -> NameLevel {
    let pairs = a.last_names.iter().flat_map(|x| b.last_names.iter().map(move |y| (x, y)));
    let best = pairs.map(|(x, y)| name_level(x, y, &|_| false)).min();
    best.unwrap_or(NameLevel::Missing)
}

fn first_name_level(a: &NameForm, b: &NameForm, is_known: IsKnownName<'_>) -> NameLevel {
    match name_level(a, b, is_known) {
        NameLevel::Different if initials_fit(a, b) || initials_fit(b, a) => NameLevel::Initials,
        level => level,
    }
}

fn name_level(a: &NameForm, b: &NameForm, is_known: IsKnownName<'_>) -> NameLevel {
    if a.is_missing() || b.is_missing() {
        return NameLevel::Missing;
    }
    if a.core == b.core || a.glued == b.glued {
        return NameLevel::Same;
    }
    let (mut x, mut y) = (strong_words(a), strong_words(b));
    x.sort_unstable();
    y.sort_unstable();
    if x == y {
        return NameLevel::Reordered;
    }
    let (short, long) = if x.len() <= y.len() { (&x, &y) } else { (&y, &x) };
    let says_something = short.iter().any(|word| word.chars().count() >= 3);
    if says_something && short.iter().all(|word| long.contains(word)) {
        return NameLevel::Part;
    }
    if was_cut(&a.glued, &b.glued) || was_cut(&b.glued, &a.glued) {
        return NameLevel::Part;
    }
    if is_typo(&a.glued, &b.glued) && !(is_known(&a.glued) && is_known(&b.glued)) {
        return NameLevel::Typo;
    }
    NameLevel::Different
}

fn strong_words(name: &NameForm) -> Vec<&str> {
    let strong = name.words.iter().map(String::as_str).filter(|word| !PARTICLES.contains(word));
    strong.collect()
}

fn was_cut(short: &str, long: &str) -> bool {
    // The limit counts spaces and hyphens, which gluing has removed: one or two letters fewer.
    let length = short.chars().count();
    (CUT_AT - 2..=CUT_AT).contains(&length) && long.len() > short.len() && long.starts_with(short)
}

fn is_typo(a: &str, b: &str) -> bool {
    let shorter = a.chars().count().min(b.chars().count());
    let allowed = match shorter {
        0..TYPO_FROM => return false,
        TYPO_FROM..TWO_TYPOS_FROM => 1,
        _ => 2,
    };
    osa_distance(a, b) <= allowed
}

/// "J", "JM" or "J-Marie" for "Jean-Marie": each word is the other's, or its first letter; a single
/// short word may hold all initials.
fn initials_fit(short: &NameForm, long: &NameForm) -> bool {
    let fits = |word: &String, whole: &String| {
        word == whole || (word.chars().count() == 1 && whole.starts_with(word.as_str()))
    };
    if short.words.len() <= long.words.len()
        && short.words.iter().zip(&long.words).all(|(word, whole)| fits(word, whole))
    {
        return true;
    }
    let initials: String = long.words.iter().filter_map(|word| word.chars().next()).collect();
    short.words.len() == 1 && long.words.len() > 1 && short.words[0] == initials
}

fn is_swapped(a: &Normalised, b: &Normalised) -> bool {
    let crossed = |a: &Normalised, b: &Normalised| {
        b.last_names.iter().any(|last| last.glued == a.first_name.glued)
    };
    !a.first_name.is_missing()
        && !b.first_name.is_missing()
        && crossed(a, b)
        && crossed(b, a)
        && !a.last_names.iter().any(|x| b.last_names.iter().any(|y| x.glued == y.glued))
}

fn date_level(a: Option<BirthDate>, b: Option<BirthDate>) -> DateLevel {
    let (Some(a), Some(b)) = (a, b) else {
        return DateLevel::Missing;
    };
    if a == b {
        return DateLevel::Same;
    }
    if a.year == b.year && a.day == b.month && a.month == b.day {
        return DateLevel::DayMonthSwapped;
    }
    let digits = |date: BirthDate| date.to_string().into_bytes();
    let different = digits(a).iter().zip(digits(b)).filter(|(x, y)| **x != *y).count();
    if different == 1 { DateLevel::OneDigit } else { DateLevel::Different }
}

fn class_agreement(a: &[String], b: &[String]) -> Agreement {
    if a.is_empty() || b.is_empty() {
        Agreement::Missing
    } else if a.iter().any(|class| b.contains(class)) {
        Agreement::Same
    } else {
        Agreement::Different
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::person::{EntAccount, Identity};
    use proptest::prelude::*;

    fn person(last_name: &str, first_name: &str) -> Normalised {
        Normalised::of_ent(&EntAccount {
            identity: Identity {
                last_name: last_name.to_owned(),
                first_name: first_name.to_owned(),
                ..Identity::default()
            },
            ..EntAccount::default()
        })
    }

    fn nothing_known(_: &str) -> bool {
        false
    }

    #[track_caller]
    fn last(a: &str, b: &str, expected: NameLevel) {
        let comparison = compare(&person(a, "Zoé"), &person(b, "Zoé"), &nothing_known);
        assert_eq!(comparison.last_name, expected, "{a} / {b}");
    }

    #[track_caller]
    fn first(a: &str, b: &str, expected: NameLevel) {
        let comparison = compare(&person("FICTIF", a), &person("FICTIF", b), &nothing_known);
        assert_eq!(comparison.first_name, expected, "{a} / {b}");
    }

    #[track_caller]
    fn date(a: &str, b: &str, expected: DateLevel) {
        assert_eq!(date_level(BirthDate::parse(a), BirthDate::parse(b)), expected, "{a} / {b}");
    }

    #[test]
    fn spelling_habits_do_not_matter() {
        last("FICTIF-DUPONT", "Fictif Dupont", NameLevel::Same);
        last("D'ALMEIDA", "ALMEIDA", NameLevel::Same);
        last("LE GOFF", "LEGOFF", NameLevel::Same);
        first("ANNE MARIE", "Anne-Marie", NameLevel::Same);
        first("Noëlle", "NOELLE", NameLevel::Same);
    }

    #[test]
    fn words_in_another_order() {
        last("MARTIN DUPONT", "DUPONT-MARTIN", NameLevel::Reordered);
    }

    #[test]
    fn a_part_of_the_name() {
        last("MARTIN", "MARTIN-DUPONT", NameLevel::Part);
        first("Lucas", "Lucas Paul Henri", NameLevel::Part);
        first("MARIE DESI", "Marie Désirée", NameLevel::Part);
        last("LE", "LE GOFF", NameLevel::Different);
    }

    #[test]
    fn alternatives_are_compared_at_their_best() {
        last("DUPONT ép. MARTIN", "MARTIN", NameLevel::Same);
        last("DUPONT ép. MARTIN", "DUPONT", NameLevel::Same);
        last("MARTIN née DUPONT", "LEROY", NameLevel::Different);
    }

    #[test]
    fn typing_errors_by_the_length_of_the_name() {
        last("MARTIN", "MATRIN", NameLevel::Typo);
        last("MARTIN", "MATTON", NameLevel::Different);
        last("LEGRANDAIS", "LEGANDAIZ", NameLevel::Typo);
        first("Léa", "Léo", NameLevel::Different);
    }

    #[test]
    fn two_known_names_are_no_typing_error() {
        let known = |name: &str| name == "louise" || name == "louis";
        let (a, b) = (person("FICTIF", "Louis"), person("FICTIF", "Louise"));
        assert_eq!(compare(&a, &b, &known).first_name, NameLevel::Different);
        assert_eq!(compare(&a, &b, &nothing_known).first_name, NameLevel::Typo);
    }

    #[test]
    fn initials() {
        first("J-Marie", "Jean-Marie", NameLevel::Initials);
        first("J", "Jean", NameLevel::Initials);
        first("JM", "Jean-Marie", NameLevel::Initials);
        first("JP", "Jean-Marie", NameLevel::Different);
    }

    #[test]
    fn swapped_columns_are_seen() {
        let comparison =
            compare(&person("ZOÉ", "Fictif"), &person("FICTIF", "Zoé"), &nothing_known);
        assert!(comparison.swapped);
        assert!(!compare(&person("PAUL", "Paul"), &person("PAUL", "Paul"), &nothing_known).swapped);
    }

    #[test]
    fn a_missing_name_is_missing() {
        last("", "MARTIN", NameLevel::Missing);
        first("INCONNU", "Zoé", NameLevel::Missing);
    }

    #[test]
    fn dates() {
        date("2013-05-09", "09/05/2013", DateLevel::Same);
        date("2013-05-09", "05/09/2013", DateLevel::DayMonthSwapped);
        date("2013-05-09", "09/05/2012", DateLevel::OneDigit);
        date("2013-05-09", "19/06/2013", DateLevel::Different);
        date("2013-05-09", "", DateLevel::Missing);
    }

    fn any_name() -> impl Strategy<Value = String> {
        "[A-Za-zéïœ' -]{0,14}"
    }

    proptest! {
        #[test]
        fn the_sides_can_change_places(a in any_name(), b in any_name(), c in any_name(), d in any_name()) {
            let (x, y) = (person(&a, &b), person(&c, &d));
            prop_assert_eq!(compare(&x, &y, &nothing_known), compare(&y, &x, &nothing_known));
        }

        #[test]
        fn a_name_agrees_with_itself(a in "[a-z]{1,12}", b in "[a-z]{1,12}") {
            let x = person(&a, &b);
            let comparison = compare(&x, &x, &nothing_known);
            prop_assert!(comparison.last_name <= NameLevel::Same || x.last_names.is_empty());
        }
    }
}
