//! Candidate pairs without comparing everybody with everybody.
//!
//! Two accounts are a candidate pair when they share a last name, exactly or within one letter, and
//! something else speaks for them too; or a birth date and a first name; or when their names stand
//! in each other's column. Measured on the invented schools: see DESIGN.md.

use crate::birth_date::BirthDate;
use crate::linkage::normalise::{Normalised, PARTICLES};
use std::collections::{BTreeSet, HashMap};

/// An index of the directory for candidates.
#[derive(Debug, Default)]
pub struct Blocks {
    /// Accounts by the words of their last names, and by these words with one letter left out.
    last_words: HashMap<String, Vec<usize>>,
    /// Accounts by their whole last names, glued.
    last_names: HashMap<String, Vec<usize>>,
    /// Accounts by their first names, glued.
    first_names: HashMap<String, Vec<usize>>,
    /// Accounts by birth date.
    dates: HashMap<BirthDate, Vec<usize>>,
    /// What is looked at before a pair is worth comparing.
    hints: Vec<Hint>,
}

/// The little that tells hopeless pairs at once.
#[derive(Debug)]
struct Hint {
    first_letters: Vec<char>,
    birth_date: Option<BirthDate>,
}

/// Letters that a word must have before it is looked up with one letter left out.
const NEAR_FROM: usize = 4;

impl Blocks {
    /// Adds the next account of the directory.
    pub fn add(&mut self, account: &Normalised) {
        let place = self.hints.len();
        for key in last_name_keys(account) {
            self.last_words.entry(key).or_default().push(place);
        }
        for name in &account.last_names {
            self.last_names.entry(name.glued.clone()).or_default().push(place);
        }
        self.first_names.entry(account.first_name.glued.clone()).or_default().push(place);
        if let Some(date) = account.birth_date {
            self.dates.entry(date).or_default().push(place);
        }
        self.hints.push(Hint::of(account));
    }

    /// The places of the accounts that may be this person, in order.
    pub fn candidates(&self, person: &Normalised) -> Vec<usize> {
        let hint = Hint::of(person);
        let mut places = BTreeSet::new();
        for key in last_name_keys(person) {
            let same_word = self.last_words.get(&key).into_iter().flatten();
            places.extend(same_word.filter(|&&place| hint.goes_with(&self.hints[place])));
        }
        if let Some(date) = person.birth_date {
            let same_date = self.dates.get(&date).into_iter().flatten();
            places.extend(same_date.filter(|&&place| hint.shares_a_letter(&self.hints[place])));
        }
        if let Some(last_as_first) = self.last_names.get(&person.first_name.glued) {
            let first_as_last: BTreeSet<usize> = person
                .last_names
                .iter()
                .filter_map(|name| self.first_names.get(&name.glued))
                .flatten()
                .copied()
                .collect();
            places.extend(last_as_first.iter().filter(|place| first_as_last.contains(place)));
        }
        places.into_iter().collect()
    }
}

impl Hint {
    fn of(account: &Normalised) -> Self {
        let words = &account.first_name.words;
        let mut first_letters: Vec<char> =
            words.iter().filter_map(|word| word.chars().next()).collect();
        first_letters.sort_unstable();
        first_letters.dedup();
        Self { first_letters, birth_date: account.birth_date }
    }

    /// With a last name in common, either the first names begin alike, or the dates agree, or one
    /// side says neither.
    fn goes_with(&self, other: &Self) -> bool {
        self.first_letters.is_empty()
            || other.first_letters.is_empty()
            || self.shares_a_letter(other)
            || (self.birth_date.is_some() && self.birth_date == other.birth_date)
    }

    fn shares_a_letter(&self, other: &Self) -> bool {
        self.first_letters.iter().any(|letter| other.first_letters.contains(letter))
    }
}

fn last_name_keys(account: &Normalised) -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    for name in &account.last_names {
        let glued = std::iter::once(&name.core);
        let strong = name.words.iter().filter(|word| !PARTICLES.contains(&word.as_str()));
        for word in strong.chain(glued) {
            keys.insert(word.clone());
            if word.chars().count() >= NEAR_FROM {
                keys.extend(without_one_letter(word));
            }
        }
    }
    keys
}

/// Two words within one edit of each other share one of these, or one of them is the other's.
fn without_one_letter(word: &str) -> impl Iterator<Item = String> + '_ {
    word.char_indices().map(|(at, letter)| {
        let mut shorter = String::with_capacity(word.len());
        shorter.push_str(&word[..at]);
        shorter.push_str(&word[at + letter.len_utf8()..]);
        shorter
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::person::{EntAccount, Identity};

    fn person(last_name: &str, first_name: &str, birth_date: &str) -> Normalised {
        Normalised::of_ent(&EntAccount {
            identity: Identity {
                last_name: last_name.to_owned(),
                first_name: first_name.to_owned(),
                birth_date: BirthDate::parse(birth_date),
                ..Identity::default()
            },
            ..EntAccount::default()
        })
    }

    #[track_caller]
    fn check(a: Normalised, b: Normalised, expected: bool) {
        let mut blocks = Blocks::default();
        blocks.add(&b);
        assert_eq!(!blocks.candidates(&a).is_empty(), expected);
    }

    #[test]
    fn a_last_name_in_common() {
        check(person("MARTIN", "Zoé", ""), person("Martin-Dupont", "Zoe", ""), true);
        check(person("MARTIN", "Zoé", ""), person("MATRIN", "Zoé", ""), true);
        check(person("MARTIN", "Zoé", ""), person("LEROY", "Zoé", ""), false);
    }

    #[test]
    fn a_last_name_alone_is_not_enough() {
        check(person("MARTIN", "Zoé", ""), person("MARTIN", "Paul", ""), false);
        check(person("MARTIN", "Zoé", "09/05/2013"), person("MARTIN", "Paul", "09/05/2013"), true);
        check(person("MARTIN", "", ""), person("MARTIN", "Paul", ""), true);
    }

    #[test]
    fn a_birth_date_and_a_first_letter() {
        check(person("DUPONT", "Zoé", "09/05/2013"), person("LEROY", "Zoé", "09/05/2013"), true);
        check(person("DUPONT", "Zoé", "09/05/2013"), person("LEROY", "Paul", "09/05/2013"), false);
    }

    #[test]
    fn names_in_each_other_s_column() {
        check(person("ZOÉ", "Fictif", ""), person("FICTIF", "Zoé", ""), true);
    }
}
