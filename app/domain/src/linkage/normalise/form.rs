//! One name in the forms that comparisons need.

use super::letters::Letters;
use super::sound::sound;
use crate::name::words;
use std::borrow::Cow;

/// A name in the forms that comparisons need.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NameForm {
    /// Its words, in order, particles included.
    pub words: Vec<String>,
    /// All words glued: JEAN-PIERRE, JEAN PIERRE and JEANPIERRE are one.
    pub glued: String,
    /// The letters of these.
    pub letters: Letters,
    /// The words that are no particles, glued: "de La Fontaine" and "FONTAINE" are one.
    pub core: String,
    /// How the core sounds, whichever way it is written: Mohamed and Mohammed are one.
    pub sound: String,
}

/// Words that come and go in names: weak evidence, ignored for equality.
pub const PARTICLES: [&str; 22] = [
    "de", "d", "du", "des", "la", "le", "les", "l", "von", "van", "der", "den", "el", "al", "ben",
    "bin", "ait", "da", "do", "dos", "del", "di",
];

/// What offices type when they do not know a name.
const PLACEHOLDERS: [&str; 4] = ["inconnu", "inconnue", "xxx", "snp"];

/// Words that are written short before others: ST-MARTIN, STE-CROIX.
const SHORT_WORDS: [(&str, &str); 2] = [("st", "saint"), ("ste", "sainte")];

impl NameForm {
    /// A first name, or several.
    pub fn of_first_name(text: &str) -> Self {
        Self::of_words(words(&repaired(text)))
    }

    /// A name from its folded words. A placeholder for an unknown name is no name.
    pub fn of_words(mut words: Vec<String>) -> Self {
        if matches!(words.as_slice(), [only] if PLACEHOLDERS.contains(&only.as_str())) {
            return Self::default();
        }
        if let Some((_, before_others)) = words.split_last_mut() {
            for word in before_others {
                if let Some((_, whole)) = SHORT_WORDS.iter().find(|(short, _)| short == word) {
                    (*whole).clone_into(word);
                }
            }
        }
        let core: String =
            words.iter().filter(|word| !PARTICLES.contains(&word.as_str())).cloned().collect();
        let glued = words.concat();
        // A name made of particles only ("LE", "BEN") is a name.
        let core = if core.is_empty() { glued.clone() } else { core };
        let (letters, sound) = (Letters::of(&glued), sound(&core));
        Self { words, glued, letters, core, sound }
    }

    /// Whether there is nothing to compare.
    pub fn is_missing(&self) -> bool {
        self.words.is_empty()
    }

    /// Its words that are no particles.
    pub fn strong_words(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(String::as_str).filter(|word| !PARTICLES.contains(word))
    }
}

/// UTF-8 that was once read as Windows-1252 and written again (`ZoÃ©`) is taken back to what it was.
pub fn repaired(text: &str) -> Cow<'_, str> {
    if !text.contains(['Ã', 'Â']) {
        return Cow::Borrowed(text);
    }
    let bytes: Option<Vec<u8>> = text.chars().map(|c| u8::try_from(u32::from(c)).ok()).collect();
    match bytes.and_then(|bytes| String::from_utf8(bytes).ok()) {
        Some(before) => Cow::Owned(before),
        None => Cow::Borrowed(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn alike(a: &str, b: &str) {
        let (x, y) = (NameForm::of_first_name(a), NameForm::of_first_name(b));
        assert_eq!(x.core, y.core, "{a} / {b}");
    }

    #[test]
    fn hyphens_spaces_and_glue_are_one() {
        alike("Jean-Pierre", "JEAN PIERRE");
        alike("Jean-Pierre", "JEANPIERRE");
    }

    #[test]
    fn three_kinds_of_apostrophe_are_one() {
        alike("D'ALMEIDA", "D’Almeida");
        alike("D'ALMEIDA", "D ALMEIDA");
        alike("D'ALMEIDA", "ALMEIDA");
    }

    #[test]
    fn accents_and_ligatures_are_letters() {
        alike("Zoé", "ZOE");
        alike("LŒTITIA", "Loetitia");
    }

    #[test]
    fn saints_are_written_short() {
        alike("ST-MARTIN", "Saint Martin");
        alike("STE CROIX", "SAINTE-CROIX");
        assert_eq!(NameForm::of_first_name("ST").core, "st");
    }

    #[test]
    fn a_name_of_particles_is_a_name() {
        assert_eq!(NameForm::of_first_name("BEN").core, "ben");
    }

    #[test]
    fn a_placeholder_is_no_name() {
        assert!(NameForm::of_first_name("INCONNU").is_missing());
        assert!(!NameForm::of_first_name("X").is_missing());
    }

    #[test]
    fn text_that_was_read_in_the_wrong_encoding() {
        alike("ZoÃ©", "Zoé");
        alike("FranÃ§ois", "FRANCOIS");
        alike("Ã", "Ã");
    }
}
