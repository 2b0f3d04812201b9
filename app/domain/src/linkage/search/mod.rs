//! Directory search: several words in any order, beginnings while typing, accents and typing errors
//! forgiven. Half a million accounts are searched at each keystroke.

mod marks;
mod typed;
mod vocabulary;

pub use marks::marks;

use crate::name::words;
use crate::person::EntAccount;
use crate::text::Text;
use vocabulary::{Forgiven, Gathering, Vocabulary};

/// The words of a directory, ready to be searched.
#[derive(Debug, Default)]
pub struct SearchIndex {
    vocabulary: Vocabulary,
    /// How many words each account has: of two that fit alike, the one with fewer other words is meant.
    word_counts: Vec<u8>,
}

/// No word of the query fits: more than any fit.
const NOT_AT_ALL: u16 = u16::MAX;

impl SearchIndex {
    /// Indexes last and first names, classes, profile and login of each account.
    pub fn of(directory: &[EntAccount]) -> Self {
        let mut gathering = Gathering::default();
        let mut word_counts = Vec::with_capacity(directory.len());
        for (place, account) in (0..).zip(directory) {
            let before = gathering.len();
            for text in shared_texts(account) {
                gathering.add_shared(place, text);
            }
            if let Some(login) = &account.login {
                gathering.add_own(place, login.as_str());
            }
            word_counts.push(u8::try_from(gathering.len() - before).unwrap_or(u8::MAX));
        }
        Self { vocabulary: gathering.finish(), word_counts }
    }

    /// The places of the accounts that fit every word of the query, best first, at most `limit`.
    /// An empty query finds nobody.
    pub fn search(&self, query: &str, limit: usize) -> Vec<usize> {
        let query = words(query);
        let (mut fitting, mut misfits) = self.fitting(&query, Forgiven::InLongWords);
        if fitting.is_empty() && query.len() > 1 {
            (fitting, misfits) = self.fitting(&query, Forgiven::InShortWordsToo);
        }
        let rank = |account: &u32| {
            let place = *account as usize;
            (misfits[place], self.word_counts[place], *account)
        };
        if limit < fitting.len() {
            fitting.select_nth_unstable_by_key(limit, rank);
            fitting.truncate(limit);
        }
        fitting.sort_unstable_by_key(rank);
        fitting.into_iter().map(|account| account as usize).collect()
    }

    /// The accounts that fit every word, and how badly each account of the directory does.
    fn fitting(&self, query: &[String], forgiven: Forgiven) -> (Vec<u32>, Vec<u16>) {
        let Some((first, others)) = query.split_first() else { return Default::default() };
        let mut misfits = vec![NOT_AT_ALL; self.word_counts.len()];
        let mut fitting: Vec<u32> = Vec::new();
        self.vocabulary.each_fit(first, forgiven, |account, misfit| {
            let at = &mut misfits[account as usize];
            if *at == NOT_AT_ALL {
                fitting.push(account);
            }
            *at = misfit.min(*at);
        });
        for word in others {
            let mut of_word = vec![NOT_AT_ALL; misfits.len()];
            self.vocabulary.each_fit(word, forgiven, |account, misfit| {
                let at = &mut of_word[account as usize];
                *at = misfit.min(*at);
            });
            fitting.retain(|&account| {
                let misfit = of_word[account as usize];
                let at = &mut misfits[account as usize];
                *at = at.saturating_add(misfit);
                misfit != NOT_AT_ALL
            });
        }
        (fitting, misfits)
    }
}

fn shared_texts(account: &EntAccount) -> impl Iterator<Item = &str> {
    let identity = &account.identity;
    let other = identity.other_last_name.as_deref().unwrap_or_default();
    let fields = [identity.last_name.as_str(), &identity.first_name, other, &account.profile];
    fields.into_iter().chain(account.classes.iter().map(Text::as_str))
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
                    last_name: last_name.into(),
                    first_name: first_name.into(),
                    ..Identity::default()
                },
                classes: vec![class.into()],
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
    fn two_typing_errors_in_a_long_word() {
        check("fuctidupp", &[]);
        check("logni zoe", &[0]);
    }

    #[test]
    fn a_typing_error_in_a_short_word_beside_others() {
        check("fcitif zeo", &[0]);
        check("zeo", &[]);
    }

    #[test]
    fn words_that_were_glued() {
        check("fictifdupont zoe", &[0]);
        check("fictifdupnt", &[0]);
    }

    #[test]
    fn of_two_beginnings_the_one_that_is_nearly_there() {
        check("dup", &[2, 0]);
        check("fict", &[1, 0]);
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
