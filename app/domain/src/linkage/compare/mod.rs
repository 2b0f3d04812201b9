//! Two accounts side by side: each field at a level of agreement.

mod dates;
mod names;

use crate::category::Category;
use crate::linkage::normalise::Normalised;
use crate::person::Civility;
use serde::{Deserialize, Serialize};

pub use dates::{DateLevel, date_level};
pub use names::{NameLevel, first_name_level, is_only_spelling, last_name_level, name_level};

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

impl Agreement {
    /// How many there are.
    pub const COUNT: usize = 3;
}

/// A comparison, field by field.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Comparison {
    /// Identifiers that both sides know.
    pub identifier: Agreement,
    /// Last names: the best agreement among all that the two go by. Where `swapped`, the better one of
    /// the two agreements of a last name with a first name.
    pub last_name: NameLevel,
    /// First names; where `swapped`, the other one of the two agreements.
    pub first_name: NameLevel,
    /// Each side's last name is the other's first name.
    pub swapped: bool,
    /// Birth dates.
    pub birth_date: DateLevel,
    /// Classes.
    pub class: Agreement,
    /// Categories.
    pub category: Agreement,
    /// Civilities.
    pub civility: Agreement,
    /// Whether the account belongs to the establishment that is linked, as far as the directory tells.
    pub establishment: Agreement,
    /// Family: whether a pupil in the charge of the one is linked to a pupil in the charge of the
    /// other; of two pupils, whether their guardians are.
    pub family: Agreement,
}

/// Whether a folded first name is known on its own: two known names are two names (Louis, Louise),
/// not a typing error.
pub type IsKnownName<'a> = &'a dyn Fn(&str) -> bool;

/// Compares what two accounts say of themselves. Identifiers, family and establishment
/// are left [`Agreement::Missing`]: they need more than what is compared here.
pub fn compare(a: &Normalised, b: &Normalised, is_known: IsKnownName<'_>) -> Comparison {
    let straight = {
        let first_name = match first_name_level(&a.first_name, &b.first_name) {
            level
                if is_only_spelling(level)
                    && is_known(&a.first_name.glued)
                    && is_known(&b.first_name.glued) =>
            {
                NameLevel::Different
            }
            level => level,
        };
        (last_name_level(&a.last_names, &b.last_names), first_name)
    };
    let crossed = (
        last_name_level(&a.last_names, std::slice::from_ref(&b.first_name)),
        last_name_level(std::slice::from_ref(&a.first_name), &b.last_names),
    );
    let swapped = is_swapped(straight, crossed);
    let (last_name, first_name) = if swapped { better_first(crossed) } else { straight };
    Comparison {
        identifier: Agreement::Missing,
        last_name,
        first_name,
        swapped,
        birth_date: date_level(a.birth_date, b.birth_date),
        class: class_agreement(&a.classes, &b.classes),
        category: category_agreement(a.category, b.category),
        civility: civility_agreement(a.civility, b.civility),
        establishment: Agreement::Missing,
        family: Agreement::Missing,
    }
}

/// Whether the names stand in each other's column: crossed one agrees and the other is no worse than
/// straight, where none does.
pub fn is_swapped(straight: (NameLevel, NameLevel), crossed: (NameLevel, NameLevel)) -> bool {
    let agrees = |levels: (NameLevel, NameLevel)| levels.0.min(levels.1) <= NameLevel::Misspelt;
    let both_agree = crossed.0.max(crossed.1) <= NameLevel::Misspelt;
    agrees(crossed)
        && (!agrees(straight) || both_agree && straight.0.max(straight.1) >= NameLevel::Initials)
}

/// Whether [`is_swapped`] may hold, of the crossed levels one alone being known: where a straight one
/// agrees, both must.
pub fn may_be_swapped(straight: (NameLevel, NameLevel), crossed: NameLevel) -> bool {
    crossed <= NameLevel::Misspelt || straight.0.min(straight.1) > NameLevel::Misspelt
}

/// Crossed levels as those of a last and a first name: which of them is which depends on the side from
/// which one looks, so the better one is called the last name's.
pub fn better_first((one, other): (NameLevel, NameLevel)) -> (NameLevel, NameLevel) {
    (one.min(other), one.max(other))
}

/// Whether two sets of classes have one in common.
pub fn class_agreement<Class: PartialEq>(a: &[Class], b: &[Class]) -> Agreement {
    if a.is_empty() || b.is_empty() {
        Agreement::Missing
    } else if a.iter().any(|class| b.contains(class)) {
        Agreement::Same
    } else {
        Agreement::Different
    }
}

/// Whether two accounts stand in the same step.
pub fn category_agreement(a: Option<Category>, b: Option<Category>) -> Agreement {
    match (a, b) {
        (Some(a), Some(b)) if a == b => Agreement::Same,
        (Some(_), Some(_)) => Agreement::Different,
        _ => Agreement::Missing,
    }
}

/// Whether two civilities agree. That of a couple agrees with neither and contradicts neither.
pub fn civility_agreement(a: Option<Civility>, b: Option<Civility>) -> Agreement {
    match (a, b) {
        (Some(Civility::Couple), _) | (_, Some(Civility::Couple)) => Agreement::Missing,
        (Some(a), Some(b)) if a == b => Agreement::Same,
        (Some(_), Some(_)) => Agreement::Different,
        _ => Agreement::Missing,
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
                last_name: last_name.into(),
                first_name: first_name.into(),
                ..Identity::default()
            },
            ..EntAccount::default()
        })
    }

    fn nothing_known(_: &str) -> bool {
        false
    }

    #[test]
    fn two_known_names_are_no_typing_error() {
        let known = |name: &str| name == "louise" || name == "louis";
        let (a, b) = (person("FICTIF", "Louis"), person("FICTIF", "Louise"));
        assert_eq!(compare(&a, &b, &known).first_name, NameLevel::Different);
        assert_eq!(compare(&a, &b, &nothing_known).first_name, NameLevel::Typo);
    }

    #[test]
    fn swapped_columns_are_seen() {
        let swapped = |a, b| compare(&a, &b, &nothing_known).swapped;
        assert!(swapped(person("ZOÉ", "Fictif"), person("FICTIF", "Zoé")));
        assert!(swapped(person("ELODIE", "Fictif"), person("FICTIF", "Elodei")));
        assert!(!swapped(person("PAUL", "Paul"), person("PAUL", "Paul")));
    }

    #[test]
    fn a_couple_is_neither() {
        let (mr, mrs) = (Some(Civility::Mr), Some(Civility::Mrs));
        assert_eq!(civility_agreement(mr, mr), Agreement::Same);
        assert_eq!(civility_agreement(mr, mrs), Agreement::Different);
        assert_eq!(civility_agreement(mr, Some(Civility::Couple)), Agreement::Missing);
        assert_eq!(civility_agreement(mr, None), Agreement::Missing);
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
