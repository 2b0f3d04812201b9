//! Two names side by side.

use crate::linkage::normalise::{Letters, NameForm};
use serde::{Deserialize, Serialize};
use strsim::{jaro_winkler, osa_distance};

/// How two names agree, from most to least.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum NameLevel {
    /// The same, particles, hyphens and spaces aside.
    Same,
    /// The same words in another order.
    Reordered,
    /// One holds all words of the other, or was cut: MARTIN and MARTIN-DUPONT.
    Part,
    /// Another spelling of what sounds alike: Mohamed and Mohammed.
    Variant,
    /// One or two letters differ, and it is no other known name.
    Typo,
    /// More letters differ, and most are the same.
    Misspelt,
    /// One gives only initials that fit the other.
    Initials,
    /// Another name.
    Different,
    /// One side has none.
    Missing,
}

impl NameLevel {
    /// How many levels there are.
    pub const COUNT: usize = Self::ALL.len();

    /// All levels, in their order.
    pub const ALL: [Self; 9] = [
        Self::Same,
        Self::Reordered,
        Self::Part,
        Self::Variant,
        Self::Typo,
        Self::Misspelt,
        Self::Initials,
        Self::Different,
        Self::Missing,
    ];
}

/// Letters that a name must have before one different letter counts as a typing error.
const TYPO_FROM: usize = 4;

/// Letters from which two different letters do.
const TWO_TYPOS_FROM: usize = 8;

/// Likeness (Jaro-Winkler) from which a name is a misspelt one: of the pairs of different last names in
/// the public test data, one in two thousand is as alike.
const ALIKE: f64 = 0.88;

/// Letters of the shorter name below which likeness says nothing.
const ALIKE_FROM: usize = 4;

/// Letters that a sound must have before it says anything.
const SOUND_FROM: usize = 3;

/// Length at which PRONOTE's lists cut names (vendor's demonstration export).
const CUT_AT: usize = 10;

/// How two last names agree: the best of all that the two people go by.
pub fn last_name_level(a: &[NameForm], b: &[NameForm]) -> NameLevel {
    let pairs = a.iter().flat_map(|x| b.iter().map(move |y| (x, y)));
    pairs.map(|(x, y)| name_level(x, y)).min().unwrap_or(NameLevel::Missing)
}

/// How two first names agree. Whether both are names of their own is the business of who knows all
/// names: see [`is_only_spelling`].
pub fn first_name_level(a: &NameForm, b: &NameForm) -> NameLevel {
    match name_level(a, b) {
        NameLevel::Different | NameLevel::Misspelt if initials_fit(a, b) || initials_fit(b, a) => {
            NameLevel::Initials
        }
        level => level,
    }
}

/// Whether a level rests on letters that differ. Two names that several people bear (Louis and Louise,
/// Léa and Léo) are then two names, not one misspelt.
pub const fn is_only_spelling(level: NameLevel) -> bool {
    matches!(level, NameLevel::Variant | NameLevel::Typo | NameLevel::Misspelt)
}

/// How two names agree, initials aside.
pub fn name_level(a: &NameForm, b: &NameForm) -> NameLevel {
    if a.is_missing() || b.is_missing() {
        return NameLevel::Missing;
    }
    if a.core == b.core || a.glued == b.glued {
        return NameLevel::Same;
    }
    if a.words.len() > 1 || b.words.len() > 1 {
        let (mut x, mut y): (Vec<&str>, Vec<&str>) =
            (a.strong_words().collect(), b.strong_words().collect());
        x.sort_unstable();
        y.sort_unstable();
        if x == y {
            return NameLevel::Reordered;
        }
        let (short, long) = if x.len() <= y.len() { (&x, &y) } else { (&y, &x) };
        let says_something = short.iter().any(|word| word.chars().count() >= 3);
        if says_something && short.iter().all(|word| long.contains(word)) {
            return NameLevel::Part;
        }
    }
    if was_cut(&a.glued, &b.glued) || was_cut(&b.glued, &a.glued) {
        return NameLevel::Part;
    }
    let glued = spelling_level((&a.glued, a.letters), (&b.glued, b.letters));
    if a.sound == b.sound && a.sound.len() >= SOUND_FROM {
        return glued.min(NameLevel::Variant);
    }
    if glued == NameLevel::Different && (a.words.len() > 1 || b.words.len() > 1) {
        return a_word_misspelt(a, b);
    }
    glued
}

fn spelling_level((a, letters): (&str, Letters), (b, others): (&str, Letters)) -> NameLevel {
    let (long, short) = (letters.count.max(others.count), letters.count.min(others.count));
    if short < TYPO_FROM {
        return NameLevel::Different;
    }
    let allowed = if short >= TWO_TYPOS_FROM { 2 } else { 1 };
    let missing = letters.missing_in(others).max(others.missing_in(letters));
    if long - short <= allowed && missing <= allowed && osa_distance(a, b) <= allowed {
        NameLevel::Typo
    } else if short >= ALIKE_FROM
        && most_alike(a, b, letters, others) >= ALIKE
        && jaro_winkler(a, b) >= ALIKE
    {
        NameLevel::Misspelt
    } else {
        NameLevel::Different
    }
}

/// The most that [`jaro_winkler`] can say of two names of these letters.
#[expect(clippy::cast_precision_loss, reason = "letters of a name are few")]
fn most_alike(a: &str, b: &str, letters: Letters, others: Letters) -> f64 {
    let shared = (letters.count - letters.missing_in(others))
        .min(others.count - others.missing_in(letters)) as f64;
    let jaro = (shared / letters.count as f64 + shared / others.count as f64 + 1.0) / 3.0;
    let beginning = a.chars().zip(b.chars()).take(4).take_while(|(x, y)| x == y).count() as f64;
    jaro + 0.1 * beginning * (1.0 - jaro)
}

/// MATRIN-DUPONT and MARTIN: a word of one is a word of the other with a letter changed.
fn a_word_misspelt(a: &NameForm, b: &NameForm) -> NameLevel {
    let with_letters = |word| (word, Letters::of(word));
    let is_misspelt = |x, y| spelling_level(with_letters(x), with_letters(y)) == NameLevel::Typo;
    let found = a.strong_words().any(|x| b.strong_words().any(|y| x == y || is_misspelt(x, y)));
    if found { NameLevel::Misspelt } else { NameLevel::Different }
}

fn was_cut(short: &str, long: &str) -> bool {
    // The limit counts spaces and hyphens, which gluing has removed: one or two letters fewer.
    long.len() > short.len()
        && long.starts_with(short)
        && (CUT_AT - 2..=CUT_AT).contains(&short.chars().count())
}

/// "J", "JM" or "J-Marie" for "Jean-Marie": each word is the other's, or its first letter; a single
/// short word may hold all initials.
fn initials_fit(short: &NameForm, long: &NameForm) -> bool {
    let fits = |word: &String, whole: &String| {
        word == whole || (word.chars().count() == 1 && whole.starts_with(word.as_str()))
    };
    if short.words.len() <= long.words.len()
        && short.words.iter().zip(&long.words).all(|(word, whole)| fits(word, whole))
    {
        return true;
    }
    let initials: String = long.words.iter().filter_map(|word| word.chars().next()).collect();
    short.words.len() == 1 && long.words.len() > 1 && short.words[0] == initials
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::linkage::normalise::last_names;
    use proptest::prelude::*;

    #[track_caller]
    fn last(a: &str, b: &str, expected: NameLevel) {
        let level = last_name_level(&last_names(a, None), &last_names(b, None));
        assert_eq!(level, expected, "{a} / {b}");
    }

    #[track_caller]
    fn first(a: &str, b: &str, expected: NameLevel) {
        let (x, y) = (NameForm::of_first_name(a), NameForm::of_first_name(b));
        assert_eq!(first_name_level(&x, &y), expected, "{a} / {b}");
        assert_eq!(first_name_level(&y, &x), expected, "{b} / {a}");
    }

    #[test]
    fn spelling_habits_do_not_matter() {
        last("FICTIF-DUPONT", "Fictif Dupont", NameLevel::Same);
        last("D'ALMEIDA", "ALMEIDA", NameLevel::Same);
        last("LE GOFF", "LEGOFF", NameLevel::Same);
        first("ANNE MARIE", "Anne-Marie", NameLevel::Same);
        first("Noëlle", "NOELLE", NameLevel::Same);
    }

    #[test]
    fn words_in_another_order() {
        last("MARTIN DUPONT", "DUPONT-MARTIN", NameLevel::Reordered);
    }

    #[test]
    fn a_part_of_the_name() {
        last("MARTIN", "MARTIN-DUPONT", NameLevel::Part);
        first("Lucas", "Lucas Paul Henri", NameLevel::Part);
        first("MARIE DESI", "Marie Désirée", NameLevel::Part);
        last("LE", "LE GOFF", NameLevel::Different);
    }

    #[test]
    fn alternatives_are_compared_at_their_best() {
        last("DUPONT ép. MARTIN", "MARTIN", NameLevel::Same);
        last("DUPONT ép. MARTIN", "DUPONT", NameLevel::Same);
        last("MARTIN née DUPONT", "LEROY", NameLevel::Different);
    }

    #[test]
    fn transliterations() {
        first("Mohamed", "Muhammad", NameLevel::Variant);
        first("Mathieu", "Matthieu", NameLevel::Variant);
    }

    #[test]
    fn typing_errors_by_the_length_of_the_name() {
        last("MARTIN", "MATRIN", NameLevel::Typo);
        last("MARTIN", "MARIN", NameLevel::Typo);
        last("LEGRANDAIS", "LEGRANTAIT", NameLevel::Typo);
        last("MARTIN", "MARQUIN", NameLevel::Misspelt);
        last("MARTIN", "LEROY", NameLevel::Different);
        first("Léa", "Léo", NameLevel::Different);
    }

    proptest! {
        #[test]
        fn what_is_dismissed_at_a_glance_is_not_alike(a in "[a-fé]{4,9}", b in "[a-fé]{4,9}") {
            let bound = most_alike(&a, &b, Letters::of(&a), Letters::of(&b));
            prop_assert!(bound + 1e-9 >= jaro_winkler(&a, &b));
            let missing = Letters::of(&a).missing_in(Letters::of(&b));
            prop_assert!(missing <= osa_distance(&a, &b));
        }
    }

    #[test]
    fn a_word_of_several_is_misspelt() {
        last("MATRIN-DUPONT", "LEROY MARTIN", NameLevel::Misspelt);
    }

    #[test]
    fn initials() {
        first("J-Marie", "Jean-Marie", NameLevel::Initials);
        first("J", "Jean", NameLevel::Initials);
        first("JM", "Jean-Marie", NameLevel::Initials);
        first("JP", "Jean-Marie", NameLevel::Different);
    }

    #[test]
    fn a_missing_name_is_missing() {
        last("", "MARTIN", NameLevel::Missing);
        first("INCONNU", "Zoé", NameLevel::Missing);
    }
}
