//! Encryption of a work file. The randomness comes from outside.

use super::content::{self};
use super::{WorkFile, WorkFileError};
use argon2::{Algorithm, Argon2, Params, Version};
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{Key, XChaCha20Poly1305, XNonce};
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

/// Random bytes for one work file; never used twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entropy {
    /// Salt of the key.
    pub salt: [u8; Entropy::SALT],
    /// Nonce of the encryption.
    pub nonce: [u8; Entropy::NONCE],
}

impl Entropy {
    /// Length of a salt (RFC 9106 recommends 128 bits).
    pub const SALT: usize = 16;
    /// Length of a nonce of XChaCha20-Poly1305.
    pub const NONCE: usize = 24;
}

const MAGIC: [u8; 8] = *b"RACCORD\0";
const VERSION: u8 = 2;
/// The oldest one that is still read.
const FIRST_VERSION: u8 = 1;
const HEADER: usize = MAGIC.len() + 1 + 4 + 4 + Entropy::SALT + Entropy::NONCE;
const TAG: usize = 16;

/// Cost of a guess: 64 MiB and 3 passes, the second choice of RFC 9106 with one lane, since a page
/// has one thread. About a second in a browser.
const MEMORY_KIB: u32 = 64 * 1024;
const PASSES: u32 = 3;

/// What a file may ask for: a hostile one must not exhaust the browser.
const MOST_MEMORY_KIB: u32 = 256 * 1024;
const MOST_PASSES: u32 = 10;

/// Encrypts.
///
/// # Errors
/// [`WorkFileError::Damaged`] when the content is too large for memory.
pub fn seal(work: &WorkFile, passphrase: &str, entropy: Entropy) -> Result<Vec<u8>, WorkFileError> {
    let clear = Zeroizing::new(content::to_bytes(work)?);
    let mut file = Vec::with_capacity(HEADER + clear.len() + TAG);
    file.extend(MAGIC);
    file.push(VERSION);
    file.extend(MEMORY_KIB.to_le_bytes());
    file.extend(PASSES.to_le_bytes());
    file.extend(entropy.salt);
    file.extend(entropy.nonce);
    let cipher = cipher(passphrase, &entropy.salt, MEMORY_KIB, PASSES)?;
    let payload = Payload { msg: &clear, aad: &file };
    let sealed = cipher.encrypt(&XNonce::from(entropy.nonce), payload);
    file.extend(sealed.map_err(|_| WorkFileError::Damaged)?);
    Ok(file)
}

/// Decrypts and reads.
///
/// # Errors
/// Why it cannot be opened.
pub fn unseal(file: &[u8], passphrase: &str) -> Result<WorkFile, WorkFileError> {
    let rest = file.strip_prefix(&MAGIC).ok_or(WorkFileError::NotOurs)?;
    let (&version, rest) = rest.split_first().ok_or(WorkFileError::NotOurs)?;
    if !(FIRST_VERSION..=VERSION).contains(&version) {
        return Err(WorkFileError::OtherVersion(version));
    }
    let (memory, rest) = number(rest)?;
    let (passes, rest) = number(rest)?;
    let (salt, rest) = bytes::<{ Entropy::SALT }>(rest)?;
    let (nonce, sealed) = bytes::<{ Entropy::NONCE }>(rest)?;
    if memory > MOST_MEMORY_KIB || passes > MOST_PASSES {
        return Err(WorkFileError::TooCostly);
    }
    if sealed.len() < TAG {
        return Err(WorkFileError::NotOpened);
    }
    let cipher = cipher(passphrase, &salt, memory, passes)?;
    let payload = Payload { msg: sealed, aad: &file[..HEADER] };
    let clear = cipher.decrypt(&XNonce::from(nonce), payload);
    let clear = Zeroizing::new(clear.map_err(|_| WorkFileError::NotOpened)?);
    content::of_bytes(&clear, version)
}

fn cipher(
    passphrase: &str,
    salt: &[u8],
    memory: u32,
    passes: u32,
) -> Result<XChaCha20Poly1305, WorkFileError> {
    // Less than Argon2 itself allows: no file of ours.
    let params = Params::new(memory, passes, 1, None).map_err(|_| WorkFileError::NotOurs)?;
    let passphrase: Zeroizing<String> = Zeroizing::new(passphrase.nfkc().collect());
    let mut key = Zeroizing::new([0_u8; 32]);
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(passphrase.as_bytes(), salt, &mut *key)
        .map_err(|_| WorkFileError::NotOpened)?;
    Ok(XChaCha20Poly1305::new(&Key::from(*key)))
}

fn number(from: &[u8]) -> Result<(u32, &[u8]), WorkFileError> {
    let (bytes, rest) = bytes::<4>(from)?;
    Ok((u32::from_le_bytes(bytes), rest))
}

fn bytes<const N: usize>(from: &[u8]) -> Result<([u8; N], &[u8]), WorkFileError> {
    let (bytes, rest) = from.split_first_chunk::<N>().ok_or(WorkFileError::NotOurs)?;
    Ok((*bytes, rest))
}
