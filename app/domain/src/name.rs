//! Names taken apart into comparable words.

use crate::fold::fold;
use crate::person::Identity;

/// The folded words of a name: "D'ESSAI-Dupont" gives `d`, `essai`, `dupont`.
pub fn words(name: &str) -> Vec<String> {
    let mut words = Vec::new();
    each_word(name, |word| words.push(word.to_owned()));
    words
}

/// Tells the same words one after the other: for whoever has millions of names.
pub fn each_word(name: &str, tell: impl FnMut(&str)) {
    let folded = fold(name);
    let parts = folded.split(|c: char| !c.is_alphanumeric());
    parts.filter(|word| !word.is_empty()).for_each(tell);
}

/// All words of a person's names, in no order: what stays the same when case, accents, hyphens,
/// spaces or the order of the names change. Two people may share it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NameKey(Vec<String>);

impl NameKey {
    /// The key of a person's last and first name.
    pub fn of(identity: &Identity) -> Self {
        Self::of_texts([identity.last_name.as_str(), identity.first_name.as_str()])
    }

    /// The key of a name written in one piece ("Zoé FICTIF-DUPONT").
    pub fn of_full_name(name: &str) -> Self {
        Self::of_texts([name])
    }

    /// A number that is the same for all names of one key, and that few others share: made without taking
    /// the names apart, for whoever looks for some names among half a million.
    pub fn sum_of(identity: &Identity) -> u64 {
        letters(&identity.last_name).wrapping_add(letters(&identity.first_name))
    }

    /// Whether nothing is left of the name.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn of_texts<const N: usize>(texts: [&str; N]) -> Self {
        let mut words: Vec<String> = texts.into_iter().flat_map(words).collect();
        words.sort();
        Self(words)
    }
}

/// The sum of what its folded letters and digits stand for.
fn letters(text: &str) -> u64 {
    // Numbers so scattered that sums of a few hardly ever meet.
    let number = |c: char| {
        let scattered = u64::from(c).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        (scattered ^ (scattered >> 32)).wrapping_mul(0xD6E8_FEB8_6659_FD93)
    };
    let sum = |sum: u64, c: char| {
        if c.is_alphanumeric() { sum.wrapping_add(number(c)) } else { sum }
    };
    if text.is_ascii() {
        text.bytes().map(|byte| char::from(byte.to_ascii_lowercase())).fold(0, sum)
    } else {
        fold(text).chars().fold(0, sum)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    fn identity(last_name: &str, first_name: &str) -> Identity {
        Identity {
            last_name: last_name.into(),
            first_name: first_name.into(),
            ..Identity::default()
        }
    }

    #[test]
    fn a_name_is_cut_at_everything_but_letters_and_digits() {
        assert_eq!(words("D’ESSAI-Dupont  (Œuvré)"), ["d", "essai", "dupont", "oeuvre"]);
        assert!(words(" -'. ").is_empty());
    }

    #[test]
    fn the_key_forgets_order_and_spelling_habits() {
        let key = NameKey::of(&identity("FICTIF-DUPONT", "Zoé"));
        assert_eq!(key, NameKey::of(&identity("Fictif Dupont", "ZOE")));
        assert_eq!(key, NameKey::of_full_name("Zoé FICTIF-DUPONT"));
        assert_ne!(key, NameKey::of_full_name("Zoé FICTIF"));
    }

    proptest! {
        #[test]
        fn names_of_one_key_have_one_sum(last in "[A-Za-zéŒ' -]{0,12}", first in "[A-Za-zéŒ' -]{0,12}") {
            let (one, other) = (identity(&last, &first), identity(&first.to_uppercase(), &last.replace('-', " ")));
            prop_assert_eq!(NameKey::of(&one), NameKey::of(&other));
            prop_assert_eq!(NameKey::sum_of(&one), NameKey::sum_of(&other));
        }
    }

    #[test]
    fn other_names_have_other_sums() {
        let names = ["Léa FICTIF", "Léo FICTIF", "Noé FICTIF", "Zoé FICTIF", "Zoé FICTIFF"];
        let sums: BTreeSet<u64> =
            names.into_iter().map(|name| NameKey::sum_of(&identity(name, ""))).collect();
        assert_eq!(sums.len(), names.len());
    }
}
