//! Which names of PRONOTE's side are like a name, without comparing it with all of them.
//!
//! Each name is filed under its words, under these with one letter left out, under its sound and
//! under its first letters. Two words within one edit of each other share such a key, and so do many
//! within two. The school's side is filed, since it is the small one; the names of the directory,
//! hundreds of thousands perhaps, are only looked up.

use crate::linkage::compare::{NameLevel, name_level};
use crate::linkage::lexicon::{Lexicon, NameId, Side};
use crate::linkage::normalise::NameForm;
use foldhash::fast::FixedState;
use foldhash::{HashMap, HashMapExt};
use std::hash::BuildHasher;

/// The names of PRONOTE's side, filed.
#[derive(Debug, Default)]
pub struct Neighbours {
    by_key: HashMap<u64, Vec<NameId>>,
}

/// Letters that a word must have before it is filed with one letter left out.
const NEAR_FROM: usize = 4;

/// First letters under which a name is filed that may have been cut at ten characters.
const CUT_LETTERS: usize = 8;

/// Letters that a sound must have before a name is filed under it.
const SOUND_FROM: usize = 3;

impl Neighbours {
    /// Files the names that PRONOTE's side bears.
    pub fn of(lexicon: &Lexicon<'_>) -> Self {
        let mut by_key: HashMap<u64, Vec<NameId>> = HashMap::new();
        let mut keys = Keys::default();
        for (id, name) in lexicon.iter().filter(|(_, name)| name.bearers(Side::Pronote) > 0) {
            for key in keys.of(&name.forms) {
                by_key.entry(*key).or_default().push(id);
            }
        }
        Self { by_key }
    }

    /// The names of PRONOTE's side that are like this one, with how much, in order. None that is
    /// [`NameLevel::Different`].
    pub fn near(&self, name: &[NameForm], lexicon: &Lexicon<'_>, keys: &mut Keys) -> Vec<Near> {
        let filed = keys.of(name).iter().filter_map(|key| self.by_key.get(key));
        let mut ids: Vec<NameId> = filed.flatten().copied().collect();
        ids.sort_unstable();
        ids.dedup();
        let level = |id: NameId| {
            let other = &lexicon.get(id).forms;
            let pairs = other.iter().flat_map(|x| name.iter().map(move |y| name_level(x, y)));
            pairs.min().unwrap_or(NameLevel::Missing)
        };
        let near = ids.into_iter().map(|id| Near { id, level: level(id) });
        near.filter(|near| near.level < NameLevel::Initials).collect()
    }
}

/// A name of PRONOTE's side that is like another one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Near {
    /// The name.
    pub id: NameId,
    /// How much.
    pub level: NameLevel,
}

/// Makes the keys of names, in memory that is used again.
#[derive(Debug, Default)]
pub struct Keys {
    keys: Vec<u64>,
    shorter: Vec<u8>,
}

/// What a key is made of: a word is no sound.
#[derive(Clone, Copy)]
enum Kind {
    Word = 1,
    Sound,
    Beginning,
}

impl Keys {
    fn of(&mut self, forms: &[NameForm]) -> &[u64] {
        self.keys.clear();
        for form in forms {
            for word in form.strong_words() {
                self.word(word);
            }
            if form.words.len() != 1 {
                self.word(&form.core);
                self.word(&form.glued);
            }
            if form.sound.len() >= SOUND_FROM {
                self.key(Kind::Sound, form.sound.as_bytes());
            }
            if let Some((end, _)) = form.glued.char_indices().nth(CUT_LETTERS) {
                self.key(Kind::Beginning, &form.glued.as_bytes()[..end]);
            } else if form.glued.chars().count() == CUT_LETTERS {
                self.key(Kind::Beginning, form.glued.as_bytes());
            }
        }
        self.keys.sort_unstable();
        self.keys.dedup();
        &self.keys
    }

    /// The word, and the word with one letter left out.
    fn word(&mut self, word: &str) {
        self.key(Kind::Word, word.as_bytes());
        if word.len() < NEAR_FROM {
            return;
        }
        for (at, letter) in word.char_indices() {
            let mut shorter = std::mem::take(&mut self.shorter);
            shorter.clear();
            shorter.extend_from_slice(&word.as_bytes()[..at]);
            shorter.extend_from_slice(&word.as_bytes()[at + letter.len_utf8()..]);
            self.key(Kind::Word, &shorter);
            self.shorter = shorter;
        }
    }

    /// Two texts of one key are not lost by it: whatever shares a key is compared.
    fn key(&mut self, kind: Kind, text: &[u8]) {
        self.keys.push(FixedState::with_seed(kind as u64).hash_one(text));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::linkage::lexicon::Part;

    #[track_caller]
    fn check(filed: &str, looked_up: &str, expected: Option<NameLevel>) {
        let mut lexicon = Lexicon::new(Part::Last);
        lexicon.add(Side::Pronote, filed, None);
        let id = lexicon.add(Side::Directory, looked_up, None);
        let neighbours = Neighbours::of(&lexicon);
        let near = neighbours.near(&lexicon.get(id).forms, &lexicon, &mut Keys::default());
        assert_eq!(near.first().map(|near| near.level), expected, "{filed} / {looked_up}");
    }

    #[test]
    fn a_word_in_common() {
        check("MARTIN", "Martin-Dupont", Some(NameLevel::Part));
        check("LEROY MARTIN", "Dupont-Martin", Some(NameLevel::Misspelt));
        check("MARTIN", "LEROY", None);
    }

    #[test]
    fn within_one_edit() {
        check("MARTIN", "MATRIN", Some(NameLevel::Typo));
        check("MARTIN", "MARTINS", Some(NameLevel::Typo));
        check("MARTIN", "NARTIN", Some(NameLevel::Typo));
    }

    #[test]
    fn glued_or_not() {
        check("LE GOFF", "LEGOFF", Some(NameLevel::Same));
        check("DE LA TOUR", "DELATOUR", Some(NameLevel::Same));
    }

    #[test]
    fn cut_or_alike_in_sound() {
        check("CHARPENTIER DUBOIS", "CHARPENTIE", Some(NameLevel::Part));
        check("MOHAMED", "MUHAMMAD", Some(NameLevel::Variant));
    }
}
