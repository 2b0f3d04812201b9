//! The distinct words of a directory, and who has them.

use crate::name::words;
use foldhash::HashMap;
use strsim::osa_distance;

/// Words that are gathered before they are sorted: a text that many accounts share, such as a first name
/// or a profile, is taken apart once.
#[derive(Debug, Default)]
pub struct Gathering<'a> {
    words: HashMap<String, u32>,
    texts: HashMap<&'a str, Box<[u32]>>,
    /// Words with the accounts that have them.
    entries: Vec<(u32, u32)>,
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
    /// Notes the words of a text of an account.
    pub fn add(&mut self, account: u32, text: &'a str) {
        let all = &mut self.words;
        let found = self.texts.entry(text).or_insert_with(|| {
            let id = |word: String| {
                let next = place(all.len());
                *all.entry(word).or_insert(next)
            };
            words(text).into_iter().map(id).collect()
        });
        self.entries.extend(found.iter().map(|&word| (word, account)));
    }

    /// How many words have been noted.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Sorts the words.
    pub fn finish(self) -> Vocabulary {
        let Self { words, mut entries, .. } = self;
        let mut sorted: Vec<(String, u32)> = words.into_iter().collect();
        sorted.sort_unstable();
        let mut rank = vec![0; sorted.len()];
        for (place, (_, id)) in (0..).zip(&sorted) {
            rank[*id as usize] = place;
        }
        for (word, _) in &mut entries {
            *word = rank[*word as usize];
        }
        entries.sort_unstable();
        entries.dedup();
        let mut vocabulary = Vocabulary::default();
        let mut of_words = entries.chunk_by(|a, b| a.0 == b.0);
        for (word, _) in sorted {
            vocabulary.words.push(Word {
                start: place(vocabulary.text.len()),
                accounts: place(vocabulary.accounts.len()),
                letters: Letters::of(&word),
                length: u8::try_from(word.chars().count()).unwrap_or(u8::MAX),
            });
            vocabulary.text.push_str(&word);
            let accounts = of_words.next().unwrap_or_default();
            vocabulary.accounts.extend(accounts.iter().map(|(_, account)| account));
        }
        vocabulary
    }
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
