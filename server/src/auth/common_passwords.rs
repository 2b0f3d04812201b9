//! Passwords that everybody tries first. The list is embedded: nothing is asked of anybody.

use crate::name;
use std::{collections::HashSet, sync::LazyLock};

/// Folded, one a line, most of them found in leaks; see the file's own first lines.
static COMMON: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    let lines = include_str!("common-passwords.txt").lines();
    lines.filter(|line| !line.starts_with('#')).collect()
});

/// Fewer different characters than this make a pattern, whatever the length.
const DIFFERENT: usize = 5;

/// Whether a password is one of those, alone, repeated, or with digits and signs around it; or is made
/// of the account's own name in the same way.
pub(super) fn is_common(password: &str, account: &str) -> bool {
    let folded = name::folded(password);
    let different: HashSet<char> = folded.chars().collect();
    if different.len() < DIFFERENT || is_listed(&folded) {
        return true;
    }
    let stem = folded.trim_matches(|c: char| !c.is_alphabetic());
    let squeezed = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let account = squeezed(&name::folded(account));
    stem.is_empty()
        || is_listed(stem)
        || is_listed(repeated(stem))
        || (!account.is_empty() && repeated(&squeezed(stem)) == account)
}

fn is_listed(text: &str) -> bool {
    COMMON.contains(text)
}

/// The shortest text that this one is a repetition of.
fn repeated(text: &str) -> &str {
    let parts = (1..=text.len() / 2).filter(|&len| text.is_char_boundary(len));
    let mut whole = parts.filter(|&len| text.len().is_multiple_of(len));
    let part = whole.find(|&len| text[..len].repeat(text.len() / len) == text);
    part.map_or(text, |len| &text[..len])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(password: &str, expected: bool) {
        assert_eq!(is_common(password, "Zoé Fictif"), expected, "{password}");
    }

    #[test]
    fn what_leaks_are_full_of_is_common() {
        check("1qaz2wsx3edc", true);
        check("motdepasse", true);
        check("azertyuiop", true);
        check("password", true);
    }

    #[test]
    fn digits_and_signs_around_a_common_word_change_nothing() {
        check("MotDePasse2026!", true);
        check("!!Azertyuiop1234", true);
        check("pronote2026-2027", true);
        check("motdepassemotdepasse", true);
        check("123456789012", true);
    }

    #[test]
    fn patterns_are_common() {
        check("aaaaaaaaaaaa", true);
        check("abababababab", true);
    }

    #[test]
    fn ones_own_name_is_common() {
        check("zoé fictif 2026", true);
        check("ZoeFictifZoeFictif", true);
    }

    #[test]
    fn phrases_are_not() {
        check("correct cheval pile agrafe", false);
        check("une phrase assez longue", false);
        check("la cantine sert 12 pommes", false);
    }
}
