//! What the portal's form of a service accepts, and what is typed into it for PRONOTE.

/// Longest code of a service, in characters: the portal's own (`USER_1`) are shorter.
pub const MAX_CODE: usize = 40;

/// Longest title and longest grouping.
pub const MAX_TITLE: usize = 120;

/// Longest description.
pub const MAX_DESCRIPTION: usize = 1_000;

/// Where pupils and parents of several establishments look for PRONOTE.
pub const USUAL_GROUPING: &str = "Scolarité";

/// The usual code, and the usual "Code de rapprochement".
pub const USUAL_CODE: &str = "PRONOTECAS";

/// What the portal writes where nothing was chosen for the national statistics.
pub const XITI_UNDEFINED: &str = "Indéfinit(e)";

/// The other recommendation for it.
pub const XITI_SCHOOL_LIFE: &str = "Les services de vie scolaire";

/// Whether a text can be the code of a service: letters without accents, digits, `_` and `-`.
pub fn is_code(text: &str) -> bool {
    (1..=MAX_CODE).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-')
}

/// Whether a text can be the version of a PRONOTE server, such as `2020`, `0.2.7` or `2018 0.2.7 (64bit)`.
pub fn is_version(text: &str) -> bool {
    text.len() <= 40 && text.bytes().all(|b| b.is_ascii_alphanumeric() || b" .-()".contains(&b))
}

/// What is typed into "URL CAS de PRONOTE" of the block. Two documents of the portal differ: one wants
/// PRONOTE's address followed by `/**`, the other an empty field. The first is offered for the former
/// console, the second for recent servers; the screen says that both exist.
pub fn block_cas_url(
    pronote: &super::PronoteAddress,
    generation: super::Generation,
) -> Option<String> {
    match generation {
        super::Generation::Console => Some(format!("{pronote}**")),
        super::Generation::Delegation => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::service::{Generation, PronoteAddress};
    use crate::uai::Uai;

    #[test]
    fn a_code_is_one_plain_word() {
        assert!(is_code("USER_1") && is_code(USUAL_CODE));
        for text in ["", "a b", "é", "a/b", &"A".repeat(MAX_CODE + 1)] {
            assert!(!is_code(text), "{text}");
        }
    }

    #[test]
    fn a_version_is_short_and_plain() {
        assert!(is_version("") && is_version("2018 0.2.7 (64bit)"));
        assert!(!is_version("<script>") && !is_version(&"1".repeat(41)));
    }

    #[test]
    fn the_block_is_told_by_generation() {
        let pronote = PronoteAddress::hosted(&Uai::parse("0312609T").unwrap());
        let stars = "https://0312609t.index-education.net/pronote/**".to_owned();
        assert_eq!(block_cas_url(&pronote, Generation::Console), Some(stars));
        assert_eq!(block_cas_url(&pronote, Generation::Delegation), None);
    }
}
