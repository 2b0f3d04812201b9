//! Names that administrators type: of an establishment, of an account. Never a person's name from a
//! file.

use domain::fold::fold;

/// Longest name of an account, in characters.
pub(crate) const ACCOUNT_MAX: usize = 80;

/// Longest name of an establishment, in characters.
pub(crate) const ESTABLISHMENT_MAX: usize = 120;

/// Longest name of a CAS server, in characters.
pub(crate) const CAS_CLIENT_MAX: usize = 80;

/// The name without the spaces around it; `None` when nothing is left, when it is longer than `max`
/// or has a control character.
pub(crate) fn parse(text: &str, max: usize) -> Option<String> {
    let name = text.trim();
    let allowed = (1..=max).contains(&name.chars().count()) && !name.chars().any(char::is_control);
    allowed.then(|| name.to_owned())
}

/// What names are compared by: the name without case and accents.
pub(crate) fn folded(name: &str) -> String {
    fold(name.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_trimmed_and_bounded_in_characters() {
        assert_eq!(parse("  Lycée Fictif ", 12), Some("Lycée Fictif".to_owned()));
        assert_eq!(parse("Lycée Fictif", 11), None);
        assert_eq!(parse(" ", 12), None);
        assert_eq!(parse("a\nb", 12), None);
        assert_eq!(parse("a\u{9f}b", 12), None);
    }

    #[test]
    fn case_and_accents_do_not_tell_accounts_apart() {
        assert_eq!(folded(" Zoé "), folded("ZOE"));
    }
}
