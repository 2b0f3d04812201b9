//! Who may use the service: the portal's profiles, and what they are in PRONOTE.

use crate::category::Category;
use serde::{Deserialize, Serialize};

/// A profile of the portal, as in "Ajouter des accès".
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Profile {
    /// Élève.
    Student,
    /// Parent.
    Parent,
    /// Enseignant.
    Teacher,
    /// Non enseignant.
    NonTeacher,
    /// Autre.
    Other,
}

impl Profile {
    /// The five usual ones, in the portal's order.
    pub const ALL: [Self; 5] =
        [Self::Student, Self::Parent, Self::Teacher, Self::NonTeacher, Self::Other];

    /// The profile under which the portal has the accounts of a category.
    pub const fn of(category: Category) -> Self {
        match category {
            Category::Student => Self::Student,
            Category::Guardian => Self::Parent,
            Category::Teacher => Self::Teacher,
            Category::Staff => Self::NonTeacher,
            Category::InternshipSupervisor | Category::Inspector => Self::Other,
        }
    }

    /// The profile that a CAS attribute names: the national code (`National_1`), or the word.
    pub fn of_attribute(value: &str) -> Option<Self> {
        match crate::fold::fold(value.trim()).as_str() {
            "national 1" | "national_1" | "eleve" => Some(Self::Student),
            "national 2" | "national_2" | "parent" | "responsable" => Some(Self::Parent),
            "national 3" | "national_3" | "enseignant" | "professeur" => Some(Self::Teacher),
            "national 4" | "national_4" | "non enseignant" | "personnel" => Some(Self::NonTeacher),
            "autre" => Some(Self::Other),
            _ => None,
        }
    }
}

/// Whether parents are left out although others are let in: in the vendor's own example they were
/// forgotten.
pub fn forgets_parents(profiles: &[Profile]) -> bool {
    !profiles.is_empty() && !profiles.contains(&Profile::Parent)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_category_has_one_profile() {
        let profiles = Category::ALL.map(Profile::of);
        assert!(Profile::ALL.iter().all(|profile| profiles.contains(profile)));
    }

    #[test]
    fn an_attribute_is_a_code_or_a_word() {
        assert_eq!(Profile::of_attribute("National_1"), Some(Profile::Student));
        assert_eq!(Profile::of_attribute(" Élève "), Some(Profile::Student));
        assert_eq!(Profile::of_attribute("Non enseignant"), Some(Profile::NonTeacher));
        assert_eq!(Profile::of_attribute("PERSREL"), None);
    }

    #[test]
    fn parents_are_missed_only_beside_others() {
        assert!(forgets_parents(&[Profile::Student, Profile::Teacher]));
        assert!(!forgets_parents(&[]) && !forgets_parents(&Profile::ALL));
    }
}
