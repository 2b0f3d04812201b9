//! The key by which the portal's CAS server names a user.

use crate::text::Text;
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use hmac::digest::{KeyInit, generic_array::GenericArray};
use hmac::{Hmac, Mac};
use serde::{Deserialize, Serialize};
use sha2::Sha256;
use std::fmt;

/// What an establishment's CAS server sends, and what is stored for a portal account: the
/// "Identifiant ENT" as it is, or the keyed digest of a login. Never a login itself: a login often
/// is a name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntKey(Text);

/// Which column of the directory feeds the [`EntKey`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum CasKey {
    /// The "Identifiant ENT", opaque.
    #[default]
    EntId,
    /// The login; only its digest leaves the engine.
    Login,
}

/// The secret that makes an establishment's login digests its own.
#[derive(Clone, PartialEq, Eq)]
pub struct LoginSalt([u8; LoginSalt::LEN]);

/// The text cannot be a key: empty, too long, or with a character that the API refuses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAnEntKey;

impl EntKey {
    /// The longest key that the API accepts.
    pub const MAX_LEN: usize = 128;

    /// Reads a key as it is stored: 1 to 128 characters among ASCII letters, digits and `._@:-`.
    ///
    /// # Errors
    /// [`NotAnEntKey`] for anything else.
    pub fn parse(text: &str) -> Result<Self, NotAnEntKey> {
        let text = text.trim();
        let allowed = (1..=Self::MAX_LEN).contains(&text.len())
            && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"._@:-".contains(&b));
        if allowed { Ok(Self(text.into())) } else { Err(NotAnEntKey) }
    }

    /// The key of a login: `h:` and the base64url digest (HMAC-SHA-256) of the folded login.
    /// Computed alike in the engine, which knows the directory, and behind the CAS endpoints, which
    /// are asked for a login.
    pub fn of_login(login: &str, salt: &LoginSalt) -> Self {
        // Zeros up to the block's length are what HMAC itself adds to a shorter key.
        let mut key = GenericArray::default();
        key[..LoginSalt::LEN].copy_from_slice(&salt.0);
        let mut mac = <Hmac<Sha256> as KeyInit>::new(&key);
        mac.update(fold_login(login).as_bytes());
        Self(format!("h:{}", URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes())).into())
    }

    /// The key as it is stored and sent.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for EntKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl LoginSalt {
    /// Its length in bytes: that of the digest, as RFC 2104 advises for the key.
    pub const LEN: usize = 32;

    /// A salt made of random bytes, which the caller draws.
    pub const fn new(bytes: [u8; Self::LEN]) -> Self {
        Self(bytes)
    }

    /// Reads the salt as the API carries it: base64url without padding.
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
        bytes.try_into().ok().map(Self)
    }

    /// The salt as the API carries it.
    pub fn to_text(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.0)
    }
}

/// Shows nothing of the secret.
impl fmt::Debug for LoginSalt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("LoginSalt(…)")
    }
}

/// CAS servers compare logins without case, and hand over what the user typed.
fn fold_login(login: &str) -> String {
    login.trim().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SALT: LoginSalt = LoginSalt::new([7; LoginSalt::LEN]);

    #[test]
    fn an_ent_id_is_kept_as_it_is() {
        assert_eq!(EntKey::parse(" TAA10001 ").unwrap().as_str(), "TAA10001");
    }

    #[test]
    fn what_the_api_refuses_is_no_key() {
        for text in ["", "a b", "é", "a/b", "<a>", &"a".repeat(129)] {
            assert_eq!(EntKey::parse(text), Err(NotAnEntKey), "{text}");
        }
    }

    #[test]
    fn a_login_becomes_a_digest_that_the_api_accepts() {
        let key = EntKey::of_login("zoe.fictif", &SALT);
        assert!(key.as_str().starts_with("h:"));
        assert!(!key.as_str().contains("zoe"));
        assert_eq!(EntKey::parse(key.as_str()), Ok(key));
    }

    /// Computed with Python: hmac.new(bytes([7] * 32), b"zoe.fictif", "sha256").
    #[test]
    fn the_digest_is_the_one_that_the_cas_side_computes() {
        let key = EntKey::of_login("zoe.fictif", &SALT);
        assert_eq!(key.as_str(), "h:Ur7MdXIbpLL5Ff8H9yeGH-9-jNnLU3-YRzn_Ku-PP8A");
    }

    #[test]
    fn case_and_spaces_of_a_login_do_not_matter() {
        assert_eq!(EntKey::of_login(" Zoé.Fictif", &SALT), EntKey::of_login("zoé.fictif", &SALT));
    }

    #[test]
    fn each_establishment_has_its_own_digests() {
        let other = LoginSalt::new([8; LoginSalt::LEN]);
        assert_ne!(EntKey::of_login("zoe", &SALT), EntKey::of_login("zoe", &other));
    }

    #[test]
    fn a_salt_survives_its_text() {
        assert_eq!(LoginSalt::parse(&SALT.to_text()), Some(SALT));
        assert_eq!(LoginSalt::parse("too-short"), None);
    }

    #[test]
    fn a_salt_is_not_shown() {
        assert_eq!(format!("{SALT:?}"), "LoginSalt(…)");
    }
}
