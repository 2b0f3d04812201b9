//! Text without case and accents: how words are compared everywhere.

use std::iter;
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Lower case, without accents, ligatures taken apart. Everything else stays: spaces, hyphens and
/// apostrophes are the business of those who split into words.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        if let Some(plain) = taken_apart(c) {
            folded.push_str(plain);
            continue;
        }
        for part in iter::once(c).nfkd() {
            match taken_apart(part) {
                Some(plain) => folded.push_str(plain),
                None => folded.extend(part.to_lowercase().filter(|&c| !is_combining_mark(c))),
            }
        }
    }
    folded
}

/// Letters that Unicode does not decompose, written as French files without accents write them.
fn taken_apart(c: char) -> Option<&'static str> {
    Some(match c {
        'œ' | 'Œ' => "oe",
        'æ' | 'Æ' => "ae",
        'ß' | 'ẞ' => "ss",
        'ø' | 'Ø' => "o",
        'ł' | 'Ł' => "l",
        'đ' | 'Đ' | 'ð' | 'Ð' => "d",
        'ı' | 'İ' => "i",
        'þ' | 'Þ' => "th",
        // Apostrophes and hyphens of word processors.
        '\u{2018}' | '\u{2019}' | '\u{02BC}' | '\u{00B4}' => "'",
        '\u{2010}'..='\u{2015}' | '\u{2212}' => "-",
        // Invisible characters that come with a copy and paste.
        '\u{00AD}' | '\u{200B}'..='\u{200D}' | '\u{FEFF}' => "",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(fold(text), expected);
    }

    #[test]
    fn case_and_accents_go() {
        check("Élodie FRANÇOIS", "elodie francois");
        check("NOËL", "noel");
        check("Nuñez", "nunez");
    }

    #[test]
    fn a_decomposed_accent_is_the_same_accent() {
        check("E\u{301}lodie", "elodie");
    }

    #[test]
    fn letters_that_unicode_does_not_decompose() {
        check("Cœur Læticia Łukasz Øyvind Weiß İpek", "coeur laeticia lukasz oyvind weiss ipek");
    }

    #[test]
    fn apostrophes_and_hyphens_of_all_kinds_are_one() {
        check("L’HÔTE d´Essai", "l'hote d'essai");
        check("Anne–Marie", "anne-marie");
    }

    #[test]
    fn spaces_and_punctuation_stay() {
        check("DUPONT ép. MARTIN", "dupont ep. martin");
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in "\\PC{0,24}") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }
    }
}
