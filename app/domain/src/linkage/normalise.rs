//! Accounts of both sides in comparable form.
//!
//! Each rule has a name and an example in the tests below; the original texts stay in the accounts.

use crate::birth_date::BirthDate;
use crate::category::Category;
use crate::fold::fold;
use crate::name::{NameKey, words};
use crate::person::{EntAccount, Identity, PronoteAccount};

/// What is compared of an account.
#[derive(Clone, Debug, PartialEq)]
pub struct Normalised {
    /// The category, as far as it is known.
    pub category: Option<Category>,
    /// Every last name that the person may go by: birth name, usage name.
    pub last_names: Vec<NameForm>,
    /// First name or names.
    pub first_name: NameForm,
    /// All words of the names: who has the same is a homonym.
    pub key: NameKey,
    /// Birth date.
    pub birth_date: Option<BirthDate>,
    /// Classes, folded.
    pub classes: Vec<String>,
}

/// A name in the forms that comparisons need.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NameForm {
    /// Its words, in order, particles included.
    pub words: Vec<String>,
    /// All words glued: JEAN-PIERRE, JEAN PIERRE and JEANPIERRE are one.
    pub glued: String,
    /// The words that are no particles, glued: "de La Fontaine" and "FONTAINE" are one.
    pub core: String,
}

impl Normalised {
    /// The comparable form of a PRONOTE account.
    pub fn of_pronote(account: &PronoteAccount) -> Self {
        let class = account.class.iter().map(|class| fold_class(class)).collect();
        Self::of(&account.identity, Some(account.category), class)
    }

    /// The comparable form of a portal account.
    pub fn of_ent(account: &EntAccount) -> Self {
        let classes = account.classes.iter().map(|class| fold_class(class)).collect();
        Self::of(&account.identity, account.category, classes)
    }

    fn of(identity: &Identity, category: Option<Category>, classes: Vec<String>) -> Self {
        let mut last_names = last_names(&identity.last_name);
        if let Some(other) = &identity.other_last_name {
            last_names.push(NameForm::of_words(words(other)));
        }
        last_names.retain(|name| !name.is_missing());
        last_names.dedup();
        Self {
            category,
            last_names,
            first_name: NameForm::of_words(without_placeholder(words(&identity.first_name))),
            key: NameKey::of(identity),
            birth_date: identity.birth_date,
            classes,
        }
    }
}

impl NameForm {
    /// A name from its folded words.
    pub fn of_words(words: Vec<String>) -> Self {
        let core: String =
            words.iter().filter(|word| !PARTICLES.contains(&word.as_str())).cloned().collect();
        let glued = words.concat();
        // A name made of particles only ("LE", "BEN") is a name.
        let core = if core.is_empty() { glued.clone() } else { core };
        Self { words, glued, core }
    }

    /// Whether there is nothing to compare.
    pub fn is_missing(&self) -> bool {
        self.words.is_empty()
    }
}

/// Words that come and go in names: weak evidence, ignored for equality.
pub const PARTICLES: [&str; 22] = [
    "de", "d", "du", "des", "la", "le", "les", "l", "von", "van", "der", "den", "el", "al", "ben",
    "bin", "ait", "da", "do", "dos", "del", "di",
];

/// Words between two last names of one person: "DUPONT ép. MARTIN", "MARTIN née DUPONT".
const ALTERNATIVE_MARKS: [&str; 8] =
    ["ep", "epouse", "epoux", "nee", "ne", "veuve", "vve", "usage"];

/// What offices type when they do not know a name.
const PLACEHOLDERS: [&str; 4] = ["inconnu", "inconnue", "xxx", "snp"];

/// The last names that one text holds: the parts around a mark, otherwise the whole.
fn last_names(text: &str) -> Vec<NameForm> {
    let words = without_placeholder(words(text));
    words
        .split(|word| ALTERNATIVE_MARKS.contains(&word.as_str()))
        .filter(|part| !part.is_empty())
        .map(|part| NameForm::of_words(part.to_vec()))
        .collect()
}

fn without_placeholder(words: Vec<String>) -> Vec<String> {
    match words.as_slice() {
        [only] if PLACEHOLDERS.contains(&only.as_str()) => Vec::new(),
        _ => words,
    }
}

/// "6 A", "6A" and "6ème A" differ; "6 a" and "6A" do not.
pub fn fold_class(class: &str) -> String {
    fold(class).chars().filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn last(text: &str, expected: &[&str]) {
        let cores: Vec<String> = last_names(text).into_iter().map(|name| name.core).collect();
        assert_eq!(cores, expected, "{text}");
    }

    #[test]
    fn hyphens_spaces_and_glue_are_one() {
        last("MARTIN-DUPONT", &["martindupont"]);
        last("Martin Dupont", &["martindupont"]);
        last("MARTINDUPONT", &["martindupont"]);
    }

    #[test]
    fn particles_are_weak_unless_nothing_else_remains() {
        last("de La Fontaine", &["fontaine"]);
        last("d'Almeida", &["almeida"]);
        last("LE", &["le"]);
        last("BEN", &["ben"]);
    }

    #[test]
    fn a_birth_name_and_a_usage_name_are_alternatives() {
        last("DUPONT ép. MARTIN", &["dupont", "martin"]);
        last("MARTIN née DUPONT", &["martin", "dupont"]);
        last("DUPONT épouse LE GOFF", &["dupont", "goff"]);
    }

    #[test]
    fn a_placeholder_is_no_name() {
        last("INCONNU", &[]);
        last("X", &["x"]);
    }

    #[test]
    fn classes_are_compared_without_spaces_and_case() {
        assert_eq!(fold_class("6 a"), fold_class("6A"));
    }
}
