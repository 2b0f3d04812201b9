//! The distinct words of a directory, and who has them.

use crate::name::each_word;
use foldhash::HashMap;
use strsim::osa_distance;

/// Words that are gathered before they are sorted.
#[derive(Debug, Default)]
pub struct Gathering<'a> {
    words: HashMap<String, u32>,
    texts: HashMap<&'a str, Box<[u32]>>,
    /// Words with the accounts that have them, by account.
    entries: Vec<(u32, u32)>,
    /// The account with which each word was noted last.
    last: Vec<u32>,
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
    /// Which letters it has, to tell hopeless words without looking at them.
    letters: Letters,
    /// Letters.
    length: u8,
}

/// The letters of a word: a bit for each of a to z, one for everything else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Letters(u32);

/// How badly a word fits what was typed.
mod misfit {
    pub const WHOLE: u8 = 0;
    pub const BEGINNING: u8 = 1;
    pub const TYPO: u8 = 3;
    pub const TYPO_IN_BEGINNING: u8 = 4;
    pub const TWO_TYPOS: u8 = 6;
}

/// Letters that must have been typed before a typing error is forgiven.
const TYPO_FROM: usize = 4;

/// Letters from which two errors are.
const TWO_TYPOS_FROM: usize = 7;

impl<'a> Gathering<'a> {
    /// Notes the words of a text of an account that others may have too, a first name or a profile: it is
    /// taken apart once. Accounts come in their order.
    pub fn add_shared(&mut self, account: u32, text: &'a str) {
        let Self { words, texts, entries, last } = self;
        let found = texts.entry(text).or_insert_with(|| {
            let mut found = Vec::new();
            each_word(text, |word| found.push(id(words, last, word)));
            found.into_boxed_slice()
        });
        for &word in found.iter() {
            note(entries, last, word, account);
        }
    }

    /// The same of a text that nobody else has, such as a login.
    pub fn add_own(&mut self, account: u32, text: &str) {
        let Self { words, entries, last, .. } = self;
        each_word(text, |word| {
            let word = id(words, last, word);
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
        let mut by_id = vec![""; words.len()];
        for (word, &id) in &words {
            by_id[id as usize] = word;
        }
        // Numbers are compared faster than texts, and tell most words apart.
        let mut sorted: Vec<(u64, u32)> =
            by_id.iter().map(|word| first_bytes(word)).zip(0..).collect();
        sorted.sort_unstable_by(|a, b| {
            a.0.cmp(&b.0).then_with(|| by_id[a.1 as usize].cmp(by_id[b.1 as usize]))
        });
        let mut bearers = vec![0; words.len()];
        for &(word, _) in &entries {
            bearers[word as usize] += 1;
        }
        let mut vocabulary =
            Vocabulary { accounts: vec![0; entries.len()], ..Vocabulary::default() };
        let mut next = vec![0; words.len()];
        let mut accounts = 0;
        for (_, id) in sorted {
            let word = by_id[id as usize];
            vocabulary.words.push(Word {
                start: place(vocabulary.text.len()),
                accounts,
                letters: Letters::of(word),
                length: u8::try_from(word.chars().count()).unwrap_or(u8::MAX),
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

/// The number of a word, a new one if need be.
fn id(words: &mut HashMap<String, u32>, last: &mut Vec<u32>, word: &str) -> u32 {
    if let Some(&id) = words.get(word) {
        return id;
    }
    let id = place(words.len());
    words.insert(word.to_owned(), id);
    last.push(u32::MAX);
    id
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
    pub fn each_fit(&self, typed: &str, mut tell: impl FnMut(u32, u8)) {
        let from = self.first_from(typed);
        let beginning = (from..self.words.len()).take_while(|&at| self.word(at).starts_with(typed));
        let mut to = from;
        for at in beginning {
            let whole = self.word(at).len() == typed.len();
            let misfit = if whole { misfit::WHOLE } else { misfit::BEGINNING };
            self.accounts_of(at).iter().for_each(|&account| tell(account, misfit));
            to = at + 1;
        }
        let length = typed.chars().count();
        let errors = errors_forgiven(length);
        if errors == 0 {
            return;
        }
        let letters = Letters::of(typed);
        for at in (0..from).chain(to..self.words.len()) {
            let word = &self.words[at];
            if usize::from(word.length) + errors < length || letters.without(word.letters) > errors
            {
                continue;
            }
            if let Some(misfit) = misspelt(typed, length, self.word(at), errors) {
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
pub fn fit(typed: &str, word: &str) -> Option<u8> {
    if word.starts_with(typed) {
        return Some(if word.len() == typed.len() { misfit::WHOLE } else { misfit::BEGINNING });
    }
    let length = typed.chars().count();
    match errors_forgiven(length) {
        0 => None,
        errors => misspelt(typed, length, word, errors),
    }
}

/// How many typing errors are forgiven in a word of so many letters.
const fn errors_forgiven(length: usize) -> usize {
    match length {
        0..TYPO_FROM => 0,
        TYPO_FROM..TWO_TYPOS_FROM => 1,
        _ => 2,
    }
}

/// How badly a misspelt word fits: as a whole, or as far as it was typed.
fn misspelt(typed: &str, length: usize, word: &str, errors: usize) -> Option<u8> {
    let far = |distance: usize, one: u8| match distance {
        0 | 1 => Some(one),
        2 if errors == 2 => Some(misfit::TWO_TYPOS),
        _ => None,
    };
    if let Some(misfit) = far(osa_distance(typed, word), misfit::TYPO) {
        return Some(misfit);
    }
    let end = word.char_indices().nth(length).map_or(word.len(), |(at, _)| at);
    far(osa_distance(typed, &word[..end]), misfit::TYPO_IN_BEGINNING)
}

impl Letters {
    fn of(word: &str) -> Self {
        let bit = |letter: char| match letter {
            'a'..='z' => 1 << (letter as u32 - 'a' as u32),
            _ => 1 << 26,
        };
        Self(word.chars().fold(0, |letters, letter| letters | bit(letter)))
    }

    /// How many of these letters the other word lacks: each is at least one error.
    fn without(self, other: Self) -> usize {
        (self.0 & !other.0).count_ones() as usize
    }
}
