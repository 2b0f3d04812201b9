//! A partner's private key, from the file that an administrator chooses.
//!
//! It lives as long as a container is being opened: nothing keeps it, and its memory is wiped.

use crate::problem::KeyTrouble;
use pkcs8::der::pem::decode_vec;
use pkcs8::pkcs5::pbes2::Kdf;
use pkcs8::{DecodePrivateKey, EncryptedPrivateKeyInfo};
use rsa::RsaPrivateKey;
use rsa::pkcs1::DecodeRsaPrivateKey;
use rsa::traits::PublicKeyParts;
use std::fmt;
use zeroize::Zeroizing;

/// Bytes of a key file: an RSA key of 16,384 bits in PEM takes 13 kB.
pub const MAX_KEY_BYTES: usize = 16 * 1024;

/// Rounds of PBKDF2 that are accepted: about three times what is advised today, two seconds of work.
pub const MAX_ROUNDS: u32 = 2_000_000;

/// Bytes that scrypt may pass through, for all its lanes: four times what OpenSSL asks for.
pub const MAX_SCRYPT_BYTES: u64 = 64 * 1024 * 1024;

/// A partner's private key.
pub struct PartnerKey(RsaPrivateKey);

impl PartnerKey {
    /// Reads a key: PKCS#8 or PKCS#1, PEM or DER, and PKCS#8 that a password protects (PBES2).
    /// An empty password stands for none.
    ///
    /// # Errors
    /// [`KeyTrouble`] when it cannot be used.
    pub fn read(bytes: &[u8], password: &str) -> Result<Self, KeyTrouble> {
        if bytes.len() > MAX_KEY_BYTES {
            return Err(KeyTrouble::NotAKey);
        }
        let Some(pem) = pem(bytes) else {
            return Self::of_der(bytes, password);
        };
        if pem.contains("Proc-Type:") {
            return Err(KeyTrouble::LegacyProtection);
        }
        let (label, der) = decode_vec(pem.as_bytes()).map_err(|_| KeyTrouble::NotAKey)?;
        let der = Zeroizing::new(der);
        match label {
            "PRIVATE KEY" | "RSA PRIVATE KEY" => Self::of_plain_der(&der),
            "ENCRYPTED PRIVATE KEY" => Self::of_protected_der(&der, password),
            "PUBLIC KEY" | "RSA PUBLIC KEY" | "CERTIFICATE" => Err(KeyTrouble::Public),
            label if label.ends_with("PRIVATE KEY") => Err(KeyTrouble::NotRsa),
            _ => Err(KeyTrouble::NotAKey),
        }
    }

    /// Bytes of what it decrypts.
    pub(super) fn size(&self) -> usize {
        self.0.size()
    }

    /// Unwraps with PKCS#1 v1.5 padding; `None` when that does not fit the key.
    pub(super) fn unwrap(&self, wrapped: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
        self.0.decrypt(rsa::Pkcs1v15Encrypt, wrapped).ok().map(Zeroizing::new)
    }

    fn of_der(der: &[u8], password: &str) -> Result<Self, KeyTrouble> {
        if EncryptedPrivateKeyInfo::try_from(der).is_ok() {
            return Self::of_protected_der(der, password);
        }
        Self::of_plain_der(der)
    }

    fn of_plain_der(der: &[u8]) -> Result<Self, KeyTrouble> {
        let key = RsaPrivateKey::from_pkcs8_der(der)
            .ok()
            .or_else(|| RsaPrivateKey::from_pkcs1_der(der).ok());
        match key {
            Some(key) => Ok(Self(key)),
            None if pkcs8::PrivateKeyInfo::try_from(der).is_ok() => Err(KeyTrouble::NotRsa),
            None => Err(KeyTrouble::NotAKey),
        }
    }

    fn of_protected_der(der: &[u8], password: &str) -> Result<Self, KeyTrouble> {
        let protected =
            EncryptedPrivateKeyInfo::try_from(der).map_err(|_| KeyTrouble::UnknownProtection)?;
        let scheme = &protected.encryption_algorithm;
        let kdf = &scheme.pbes2().ok_or(KeyTrouble::UnknownProtection)?.kdf;
        if costs_nothing(kdf) {
            return Err(KeyTrouble::UnknownProtection);
        }
        if !is_affordable(kdf) {
            return Err(KeyTrouble::TooCostly);
        }
        if password.is_empty() {
            return Err(KeyTrouble::NeedsPassword);
        }
        let plain = protected.decrypt(password).map_err(|_| KeyTrouble::WrongPassword)?;
        // A wrong password sometimes gives a padding that fits: what comes out is then no key.
        Self::of_plain_der(plain.as_bytes()).map_err(|trouble| match trouble {
            KeyTrouble::NotRsa => KeyTrouble::NotRsa,
            _ => KeyTrouble::WrongPassword,
        })
    }
}

/// Shows nothing of the secret.
impl fmt::Debug for PartnerKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PartnerKey(…)")
    }
}

/// The first PEM block of a key file: OpenSSL writes the attributes of a key bag before it.
fn pem(bytes: &[u8]) -> Option<&str> {
    let text = std::str::from_utf8(bytes).ok()?;
    let start = text.find("-----BEGIN ")?;
    let end = text[start..].find("-----END ")? + start;
    let close = text[end + "-----END ".len()..].find("-----")?;
    Some(&text[start..end + "-----END ".len() + close + "-----".len()])
}

/// A derivation without any work is a damaged one, which libraries compute with before they see it.
fn costs_nothing(kdf: &Kdf<'_>) -> bool {
    match kdf {
        Kdf::Pbkdf2(params) => params.iteration_count == 0,
        Kdf::Scrypt(params) => params.cost_parameter == 0,
        _ => false,
    }
}

fn is_affordable(kdf: &Kdf<'_>) -> bool {
    match kdf {
        Kdf::Pbkdf2(params) => params.iteration_count <= MAX_ROUNDS,
        Kdf::Scrypt(params) => {
            let lanes = u64::from(params.block_size) * u64::from(params.parallelization);
            128_u64
                .checked_mul(lanes)
                .and_then(|bytes| bytes.checked_mul(params.cost_parameter))
                .is_some_and(|bytes| bytes <= MAX_SCRYPT_BYTES)
        }
        _ => false,
    }
}
