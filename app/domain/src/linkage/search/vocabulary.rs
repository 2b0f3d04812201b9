//! The distinct words of a directory, and who has them.

use crate::linkage::search::typed::{Distances, MOST_ERRORS, Typed};
use crate::name::each_word;
use foldhash::HashMap;
use foldhash::fast::FixedState;
use std::hash::BuildHasher;
use std::ops::Range;

/// Words that are gathered before they are sorted.
#[derive(Debug, Default)]
pub struct Gathering<'a> {
    words: Words,
    /// Where the words of each text are in `of_texts`.
    texts: HashMap<&'a str, Range<usize>>,
    of_texts: Vec<u32>,
    /// Words with the accounts that have them, by account.
    entries: Vec<(u32, u32)>,
    /// The account with which each word was noted last.
    last: Vec<u32>,
}

/// Distinct words by their numbers, in one piece of memory.
#[derive(Debug, Default)]
struct Words {
    text: String,
    ends: Vec<usize>,
    /// By what a word hashes to; of two that hash alike, the second one stands behind the first.
    by_hash: HashMap<u64, u32>,
}

/// Distinct words in order, each with the accounts that have it.
#[derive(Debug, Default)]
pub struct Vocabulary {
    /// All words, one after the other.
    text: String,
    words: Vec<Word>,
    /// The accounts of all words, one list after the other.
    accounts: Vec<u32>,
}

#[derive(Clone, Copy, Debug)]
struct Word {
    /// Where it begins in the text.
    start: u32,
    /// Where its accounts begin.
    accounts: u32,
    /// How many first letters it shares with the word before, as far as a byte counts.
    shared: u8,
}

/// How badly a word fits what was typed.
mod misfit {
    /// Letters that are still to be typed weigh less than anything else.
    pub const LETTER: u16 = 1;
    pub const MOST_LETTERS: u16 = 31;
    pub const WHOLE: u16 = 0;
    pub const BEGINNING: u16 = 32;
    pub const TYPO: u16 = 3 * BEGINNING;
    pub const TYPO_IN_BEGINNING: u16 = 4 * BEGINNING;
    pub const TWO_TYPOS: u16 = 6 * BEGINNING;
}

/// Where typing errors are forgiven.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Forgiven {
    /// In words of some length: a short one is near too many others.
    InLongWords,
    /// Also in words of two letters and more, beside others that tell who is meant.
    InShortWordsToo,
}

/// Letters that must have been typed before a typing error is forgiven.
const TYPO_FROM: usize = 4;

/// Letters from which two errors are.
const TWO_TYPOS_FROM: usize = 7;

impl<'a> Gathering<'a> {
    /// Notes the words of a text of an account that others may have too, a first name or a profile: it is
    /// taken apart once. Several words are noted glued too. Accounts come in their order.
    pub fn add_shared(&mut self, account: u32, text: &'a str) {
        let Self { words, texts, of_texts, entries, last } = self;
        let found = texts.entry(text).or_insert_with(|| {
            let from = of_texts.len();
            let mut glued = String::new();
            each_word(text, |word| {
                of_texts.push(words.id(word));
                glued.push_str(word);
            });
            if of_texts.len() > from + 1 {
                of_texts.push(words.id(&glued));
            }
            last.resize(words.count(), u32::MAX);
            from..of_texts.len()
        });
        for &word in &of_texts[found.clone()] {
            note(entries, last, word, account);
        }
    }

    /// The same of a text that nobody else has, such as a login.
    pub fn add_own(&mut self, account: u32, text: &str) {
        let Self { words, entries, last, .. } = self;
        each_word(text, |word| {
            let word = words.id(word);
            last.resize(words.count(), u32::MAX);
            note(entries, last, word, account);
        });
    }

    /// How many words have been noted, those of each account once.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Sorts the words.
    pub fn finish(self) -> Vocabulary {
        let Self { words, entries, .. } = self;
        let by_id: Vec<&str> = (0..words.count()).map(|id| words.get(id)).collect();
        // Numbers are compared faster than texts, and tell most words apart.
        let mut sorted: Vec<(u64, u32)> =
            by_id.iter().map(|word| first_bytes(word)).zip(0..).collect();
        sorted.sort_unstable_by(|a, b| {
            a.0.cmp(&b.0).then_with(|| by_id[a.1 as usize].cmp(by_id[b.1 as usize]))
        });
        let mut bearers = vec![0; words.count()];
        for &(word, _) in &entries {
            bearers[word as usize] += 1;
        }
        let mut vocabulary =
            Vocabulary { accounts: vec![0; entries.len()], ..Vocabulary::default() };
        let mut next = vec![0; words.count()];
        let (mut accounts, mut before) = (0, "");
        for (_, id) in sorted {
            let word = by_id[id as usize];
            let shared = before.chars().zip(word.chars()).take_while(|(a, b)| a == b).count();
            before = word;
            vocabulary.words.push(Word {
                start: place(vocabulary.text.len()),
                accounts,
                shared: u8::try_from(shared).unwrap_or(u8::MAX),
            });
            vocabulary.text.push_str(word);
            next[id as usize] = accounts;
            accounts += bearers[id as usize];
        }
        for (word, account) in entries {
            let at = &mut next[word as usize];
            vocabulary.accounts[*at as usize] = account;
            *at += 1;
        }
        vocabulary
    }
}

impl Words {
    /// The number of a word, a new one if need be.
    fn id(&mut self, word: &str) -> u32 {
        let mut hash = FixedState::default().hash_one(word);
        while let Some(&id) = self.by_hash.get(&hash) {
            if self.get(id as usize) == word {
                return id;
            }
            hash = hash.wrapping_add(1);
        }
        let id = place(self.count());
        self.by_hash.insert(hash, id);
        self.text.push_str(word);
        self.ends.push(self.text.len());
        id
    }

    fn count(&self) -> usize {
        self.ends.len()
    }

    fn get(&self, id: usize) -> &str {
        let start = if id == 0 { 0 } else { self.ends[id - 1] };
        &self.text[start..self.ends[id]]
    }
}

/// Notes that an account has a word, once.
fn note(entries: &mut Vec<(u32, u32)>, last: &mut [u32], word: u32, account: u32) {
    if std::mem::replace(&mut last[word as usize], account) != account {
        entries.push((word, account));
    }
}

/// The first bytes of a word as a number of the same order.
fn first_bytes(word: &str) -> u64 {
    let mut first = [0; 8];
    let length = word.len().min(first.len());
    first[..length].copy_from_slice(&word.as_bytes()[..length]);
    u64::from_be_bytes(first)
}

fn place(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

impl Vocabulary {
    /// Tells each account that has a word that fits, with how badly; an account with several such
    /// words is told several times.
    pub fn each_fit(&self, typed: &str, forgiven: Forgiven, mut tell: impl FnMut(u32, u16)) {
        let from = self.first_from(typed);
        let begun = (from..self.words.len()).take_while(|&at| self.word(at).starts_with(typed));
        let mut to = from;
        for at in begun {
            let misfit = beginning(typed, self.word(at));
            self.accounts_of(at).iter().for_each(|&account| tell(account, misfit));
            to = at + 1;
        }
        let length = typed.chars().count();
        let errors = errors_forgiven(length, forgiven);
        if errors == 0 {
            return;
        }
        let mut typed = Typed::new(typed, errors);
        // First letters that a word has in common with the one looked at last.
        let mut shared = 0;
        for (at, word) in self.words.iter().enumerate() {
            shared = shared.min(usize::from(word.shared));
            if typed.is_hopeless(shared) || (from..to).contains(&at) {
                continue;
            }
            let found = typed.look_at(self.word(at), shared);
            shared = usize::MAX;
            if let Some(misfit) = found.and_then(|distances| misspelt(distances, errors)) {
                self.accounts_of(at).iter().for_each(|&account| tell(account, misfit));
            }
        }
    }

    /// The first word that does not come before this one.
    fn first_from(&self, typed: &str) -> usize {
        let (mut from, mut to) = (0, self.words.len());
        while from < to {
            let middle = from.midpoint(to);
            if self.word(middle) < typed { from = middle + 1 } else { to = middle }
        }
        from
    }

    fn word(&self, at: usize) -> &str {
        let end = self.words.get(at + 1).map_or(self.text.len(), |next| next.start as usize);
        &self.text[self.words[at].start as usize..end]
    }

    fn accounts_of(&self, at: usize) -> &[u32] {
        let end = self.words.get(at + 1).map_or(self.accounts.len(), |next| next.accounts as usize);
        &self.accounts[self.words[at].accounts as usize..end]
    }
}

/// How badly a word fits what was typed; `None` when it does not.
pub fn fit(typed: &str, word: &str) -> Option<u16> {
    if word.starts_with(typed) {
        return Some(beginning(typed, word));
    }
    let length = typed.chars().count();
    let errors = errors_forgiven(length, Forgiven::InLongWords);
    let distances = Typed::new(typed, errors).look_at(word, 0)?;
    misspelt(distances, errors)
}

/// How badly a word fits that begins with what was typed: of two such words, the one that is nearly there
/// is meant.
fn beginning(typed: &str, word: &str) -> u16 {
    let missing = u16::try_from(word.len() - typed.len()).unwrap_or(u16::MAX);
    match missing.min(misfit::MOST_LETTERS) {
        0 => misfit::WHOLE,
        missing => misfit::BEGINNING + missing * misfit::LETTER,
    }
}

/// How many typing errors are forgiven in a word of so many letters.
const fn errors_forgiven(length: usize, forgiven: Forgiven) -> usize {
    match (length, forgiven) {
        (..2, _) | (..TYPO_FROM, Forgiven::InLongWords) => 0,
        (..TWO_TYPOS_FROM, _) => 1,
        _ => 2,
    }
}

/// How badly a misspelt word fits: as a whole, or as far as it was typed.
fn misspelt(Distances { whole, beginning }: Distances, errors: usize) -> Option<u16> {
    let far = |distance: u8, one: u16| match distance {
        0 | 1 => Some(one),
        2 if errors == MOST_ERRORS => Some(misfit::TWO_TYPOS),
        _ => None,
    };
    let fits = [far(whole, misfit::TYPO), far(beginning, misfit::TYPO_IN_BEGINNING)];
    fits.into_iter().flatten().min()
}
