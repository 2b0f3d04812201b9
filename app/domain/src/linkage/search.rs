//! Directory search: several words in any order, beginnings while typing, accents and one typing
//! error forgiven.

use crate::name::words;
use crate::person::EntAccount;
use strsim::osa_distance;

/// The words of a directory, ready to be searched.
#[derive(Debug, Default)]
pub struct SearchIndex {
    accounts: Vec<Vec<String>>,
}

/// How well a word of the query fits a word of an account; the sum over the query ranks accounts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    Whole = 0,
    Beginning = 1,
    Typo = 3,
    TypoInBeginning = 4,
}

/// Letters that a word must have before a typing error is forgiven.
const TYPO_FROM: usize = 4;

impl SearchIndex {
    /// Indexes last and first names, classes, profile and login of each account.
    pub fn of(directory: &[EntAccount]) -> Self {
        let accounts = directory.iter().map(searchable).collect();
        Self { accounts }
    }

    /// The places of the accounts that fit every word of the query, best first, at most `limit`.
    /// An empty query finds nobody.
    pub fn search(&self, query: &str, limit: usize) -> Vec<usize> {
        let query = words(query);
        if query.is_empty() {
            return Vec::new();
        }
        let mut found: Vec<(usize, usize, usize)> = self
            .accounts
            .iter()
            .enumerate()
            .filter_map(|(place, words)| Some((misfit(&query, words)?, words.len(), place)))
            .collect();
        found.sort_unstable();
        found.into_iter().take(limit).map(|(.., place)| place).collect()
    }
}

fn searchable(account: &EntAccount) -> Vec<String> {
    let identity = &account.identity;
    let login = account.login.as_ref().map_or("", |login| login.as_str());
    let other = identity.other_last_name.as_deref().unwrap_or_default();
    let fields =
        [identity.last_name.as_str(), &identity.first_name, other, &account.profile, login];
    let fields = fields.into_iter().chain(account.classes.iter().map(String::as_str));
    let mut words: Vec<String> = fields.flat_map(words).collect();
    words.sort();
    words.dedup();
    words
}

/// How badly an account fits a query; `None` when a word of the query fits none of its words.
fn misfit(query: &[String], words: &[String]) -> Option<usize> {
    query
        .iter()
        .map(|asked| words.iter().filter_map(|word| fit(asked, word)).min())
        .try_fold(0, |sum, fit| Some(sum + fit? as usize))
}

fn fit(asked: &str, word: &str) -> Option<Fit> {
    if asked == word {
        return Some(Fit::Whole);
    }
    if word.starts_with(asked) {
        return Some(Fit::Beginning);
    }
    let length = asked.chars().count();
    if length < TYPO_FROM {
        return None;
    }
    let beginning: String = word.chars().take(length).collect();
    if osa_distance(asked, word) <= 1 {
        Some(Fit::Typo)
    } else if osa_distance(asked, &beginning) <= 1 {
        Some(Fit::TypoInBeginning)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::person::{Identity, Login};

    fn directory() -> Vec<EntAccount> {
        [("FICTIF-DUPONT", "Zoé", "6A"), ("FICTIF", "Émile", "3B"), ("DUPOND", "Paul", "")]
            .map(|(last_name, first_name, class)| EntAccount {
                login: Login::parse(&format!("login.{class}")),
                identity: Identity {
                    last_name: last_name.to_owned(),
                    first_name: first_name.to_owned(),
                    ..Identity::default()
                },
                classes: vec![class.to_owned()],
                ..EntAccount::default()
            })
            .to_vec()
    }

    #[track_caller]
    fn check(query: &str, expected: &[usize]) {
        assert_eq!(SearchIndex::of(&directory()).search(query, 10), expected, "{query}");
    }

    #[test]
    fn words_in_any_order_without_accents() {
        check("zoe fictif", &[0]);
        check("DUPONT Zoé", &[0]);
    }

    #[test]
    fn beginnings_while_typing() {
        check("fic", &[1, 0]);
        check("fic em", &[1]);
    }

    #[test]
    fn one_typing_error() {
        check("fictfi", &[1, 0]);
        check("dupont", &[0, 2]);
        check("dupomd", &[2]);
    }

    #[test]
    fn a_class_is_a_word_too() {
        check("fictif 6a", &[0]);
    }

    #[test]
    fn nothing_asked_nothing_found() {
        check("", &[]);
        check(" - ", &[]);
        check("inconnu", &[]);
    }

    #[test]
    fn no_more_than_asked_for() {
        assert_eq!(SearchIndex::of(&directory()).search("fictif", 1), [1]);
    }
}
