//! What CAS will send for somebody, from the stored mappings.

use crate::ent_key::{CasKey, EntKey, LoginSalt};

/// The place of the mapping that a typed text names: a PRONOTE identifier, or what the CAS server names
/// the user by (case does not matter there). Mappings are (account, identifier).
pub fn find<'a>(
    typed: &str,
    cas_key: CasKey,
    salt: Option<&LoginSalt>,
    mappings: impl IntoIterator<Item = (&'a str, &'a str)>,
) -> Option<usize> {
    let typed = typed.trim();
    let digest = match (cas_key, salt) {
        (CasKey::Login, Some(salt)) => Some(EntKey::of_login(typed, salt)),
        _ => None,
    };
    let names = |(key, id): (&str, &str)| match &digest {
        Some(digest) => id == typed || key == digest.as_str(),
        None => id == typed || key.eq_ignore_ascii_case(typed),
    };
    if typed.is_empty() { None } else { mappings.into_iter().position(names) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SALT: LoginSalt = LoginSalt::new([3; LoginSalt::LEN]);

    #[track_caller]
    fn check(typed: &str, cas_key: CasKey, expected: Option<usize>) {
        let digest = EntKey::of_login("zoe.martin", &SALT);
        let stored = [("TAA1", "B4C5"), (digest.as_str(), "D7E8")];
        assert_eq!(find(typed, cas_key, Some(&SALT), stored), expected, "{typed}");
    }

    #[test]
    fn an_account_or_an_identifier_is_found() {
        check(" taa1 ", CasKey::EntId, Some(0));
        check("B4C5", CasKey::EntId, Some(0));
        check("Zoe.Martin", CasKey::Login, Some(1));
        check("D7E8", CasKey::Login, Some(1));
    }

    #[test]
    fn what_nobody_has_is_not_found() {
        check("", CasKey::EntId, None);
        check("b4c5", CasKey::EntId, None);
        check("zoe.martin", CasKey::EntId, None);
    }
}
