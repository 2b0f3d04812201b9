//! The six categories of the reconciliation, in the order of its steps.

use crate::fold::fold;
use serde::{Deserialize, Serialize};

/// A category of people: one step of the reconciliation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Category {
    /// Enseignants.
    Teacher,
    /// Élèves.
    Student,
    /// Responsables: the adults who answer for a pupil.
    Guardian,
    /// Maîtres de stage.
    InternshipSupervisor,
    /// Inspecteurs pédagogiques.
    Inspector,
    /// Personnels.
    Staff,
}

impl Category {
    /// All categories, in the order of the steps.
    pub const ALL: [Self; 6] = [
        Self::Teacher,
        Self::Student,
        Self::Guardian,
        Self::InternshipSupervisor,
        Self::Inspector,
        Self::Staff,
    ];

    /// Its place in the order of the steps, from 0.
    pub const fn index(self) -> usize {
        self as usize
    }

    /// Its name for machines: in the terminal's output and on the wire.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Teacher => "teacher",
            Self::Student => "student",
            Self::Guardian => "guardian",
            Self::InternshipSupervisor => "internship_supervisor",
            Self::Inspector => "inspector",
            Self::Staff => "staff",
        }
    }

    /// The category that a word of PRONOTE's files names: an element (`Professeurs`, `MaitreDeStage`),
    /// a file name or a heading. Case, accents, spaces and plural do not matter.
    pub fn of_pronote_word(word: &str) -> Option<Self> {
        Some(match singular(word).as_str() {
            "professeur" | "enseignant" => Self::Teacher,
            "eleve" => Self::Student,
            "responsable" | "parent" | "tuteur" => Self::Guardian,
            "maitredestage" | "maitrestage" | "entreprise" => Self::InternshipSupervisor,
            "inspecteurpedagogique" | "inspecteur" => Self::Inspector,
            "personnel" => Self::Staff,
            _ => return None,
        })
    }

    /// The category of a portal account, from the word in its profile column: the portal's own words,
    /// or the profiles of the national directory (`National_1` for a pupil).
    pub fn of_ent_profile(word: &str) -> Option<Self> {
        Some(match singular(word).as_str() {
            "professeur" | "enseignant" | "national3" | "teacher" => Self::Teacher,
            "eleve" | "etudiant" | "national1" | "student" => Self::Student,
            "parent"
            | "responsable"
            | "responsablelegal"
            | "tuteur"
            | "tuteurlegal"
            | "personnerelationeleve"
            | "personneenrelationaveceleve"
            | "national2"
            | "relative" => Self::Guardian,
            "maitredestage" | "tuteurdestage" | "responsableentreprise" | "entreprise" => {
                Self::InternshipSupervisor
            }
            "inspecteur" | "inspecteurpedagogique" | "corpsdinspection" => Self::Inspector,
            "personnel"
            | "nonenseignant"
            | "personnelnonenseignant"
            | "direction"
            | "personneldedirection"
            | "viescolaire"
            | "administratif"
            | "agent"
            | "national4"
            | "national5"
            | "national6"
            | "personneleducatif" => Self::Staff,
            _ => return None,
        })
    }
}

/// Folded and glued, each word without its plural: "Maîtres de stage" and `MaitresDeStage` alike
/// become "maitredestage". A capital inside a word starts another word, as in element names.
fn singular(text: &str) -> String {
    let mut spaced = String::with_capacity(text.len() + 4);
    let mut after_small = false;
    for c in text.chars() {
        if after_small && c.is_uppercase() {
            spaced.push(' ');
        }
        after_small = c.is_lowercase();
        spaced.push(c);
    }
    fold(&spaced)
        .split(|c: char| !c.is_alphanumeric())
        .map(|word| word.strip_suffix('s').unwrap_or(word))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn pronote(word: &str, expected: Option<Category>) {
        assert_eq!(Category::of_pronote_word(word), expected, "{word}");
    }

    #[track_caller]
    fn profile(word: &str, expected: Option<Category>) {
        assert_eq!(Category::of_ent_profile(word), expected, "{word}");
    }

    #[test]
    fn the_order_is_that_of_the_steps() {
        for (place, category) in Category::ALL.into_iter().enumerate() {
            assert_eq!(category.index(), place);
        }
    }

    #[test]
    fn element_names_and_headings_name_a_category() {
        pronote("Professeurs", Some(Category::Teacher));
        pronote("Eleve", Some(Category::Student));
        pronote("Élèves", Some(Category::Student));
        pronote("RESPONSABLES", Some(Category::Guardian));
        pronote("MaitresDeStage", Some(Category::InternshipSupervisor));
        pronote("Maîtres de stage", Some(Category::InternshipSupervisor));
        pronote("InspecteurPedagogique", Some(Category::Inspector));
        pronote("Inspecteurs pédagogiques", Some(Category::Inspector));
        pronote("Personnels", Some(Category::Staff));
    }

    #[test]
    fn another_element_names_none() {
        for word in ["", "Classe", "Accompagnants", "ExportIdentifiantsPronote"] {
            pronote(word, None);
        }
    }

    #[test]
    fn profiles_of_the_portal_and_of_the_national_directory() {
        profile("Elève", Some(Category::Student));
        profile("National_1", Some(Category::Student));
        profile("Parent", Some(Category::Guardian));
        profile("Personnes en relation avec élève", Some(Category::Guardian));
        profile("Personne en relation avec élève", Some(Category::Guardian));
        profile("Non enseignant", Some(Category::Staff));
        profile("Personnels de direction", Some(Category::Staff));
        profile("Tuteur de stage", Some(Category::InternshipSupervisor));
        profile("Invité", None);
    }
}
