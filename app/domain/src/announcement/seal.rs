//! The container in which the document travels when it is encrypted: what PRONOTE's own exports do, in
//! the other direction. Only the holder of the private key can read it; nothing is signed.

use super::xml::{close, element, escape};
use crate::uai::Uai;
use aes::Aes128;
use aes::cipher::{BlockEncryptMut, KeyIvInit, block_padding::Pkcs7};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use flate2::{Compress, Compression, FlushCompress};
use hmac::{Hmac, Mac};
use md5::Md5;
use pkcs8::DecodePublicKey;
use rsa::pkcs1::DecodeRsaPublicKey;
use rsa::rand_core::{CryptoRng, Error, RngCore, impls};
use rsa::traits::PublicKeyParts;
use rsa::{Pkcs1v15Encrypt, RsaPublicKey};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use zeroize::{Zeroize, Zeroizing};

/// Random bytes for one container; never used twice. The domain has no source of them.
pub type Seed = [u8; 32];

/// Bytes of an AES key, and of its vector.
const BLOCK: usize = 16;

/// Bytes of a key file: an RSA key of 16,384 bits takes 3 kB.
const MAX_KEY_BYTES: usize = 16 * 1024;

/// Bits below which an RSA key protects nothing any more (ANSSI: 2,048 until 2030; the vendor's have them).
const LEAST_BITS: usize = 2_048;

/// The key of whoever may read the container.
#[derive(Clone, Debug)]
pub struct PublicKey(RsaPublicKey);

/// Why the file of a public key cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PublicKeyTrouble {
    /// No RSA public key is in it.
    NotAKey,
    /// A private key: it must not be given away, and does not lock.
    Private,
    /// Fewer bits than protect anything.
    TooShort,
}

impl PublicKey {
    /// Reads a key: PEM or DER, with or without the name of its algorithm (SPKI, PKCS#1).
    ///
    /// # Errors
    /// [`PublicKeyTrouble`] when it cannot be used.
    pub fn read(bytes: &[u8]) -> Result<Self, PublicKeyTrouble> {
        if bytes.len() > MAX_KEY_BYTES {
            return Err(PublicKeyTrouble::NotAKey);
        }
        let text = std::str::from_utf8(bytes).ok().map(str::trim_start);
        let key = match text.filter(|text| text.starts_with("-----BEGIN")) {
            Some(pem) if pem.contains("PRIVATE KEY-----") => return Err(PublicKeyTrouble::Private),
            Some(pem) => RsaPublicKey::from_public_key_pem(pem)
                .ok()
                .or_else(|| RsaPublicKey::from_pkcs1_pem(pem).ok()),
            None => RsaPublicKey::from_public_key_der(bytes)
                .ok()
                .or_else(|| RsaPublicKey::from_pkcs1_der(bytes).ok()),
        };
        let key = key.ok_or(PublicKeyTrouble::NotAKey)?;
        if key.size() * 8 < LEAST_BITS {
            return Err(PublicKeyTrouble::TooShort);
        }
        Ok(Self(key))
    }
}

/// Encrypts a document; nothing when the key does not take it.
pub fn seal(
    document: &str,
    key: &PublicKey,
    (partner, date, uai): (&str, &str, &Uai),
    seed: &Seed,
) -> Option<String> {
    let mut random = Stream { seed: *seed, block: 0 };
    let mut secret = Zeroizing::new([0_u8; 2 * BLOCK]);
    random.fill_bytes(&mut *secret);
    let (aes_key, vector) = secret.split_at(BLOCK);
    let payload = deflate(document.as_bytes())?;
    let contents = cbc::Encryptor::<Aes128>::new(aes_key.into(), vector.into())
        .encrypt_padded_vec_mut::<Pkcs7>(&payload);
    let wrapped = Zeroizing::new([&secret[..], &Md5::digest(&secret[..])[..]].concat());
    let wrapped = key.0.encrypt(&mut random, Pkcs1v15Encrypt, &wrapped).ok()?;
    let mut text = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let root =
        [("xmlns", "http://www.index-education.com/containeurimportchiffreV1"), ("Version", "1.0")];
    element(&mut text, "ImportChiffre", &root, false);
    for (name, value) in [
        ("Partenaire", partner),
        ("Description", "RapprochementSSO"),
        ("Cle", &STANDARD.encode(wrapped)),
        ("Contenu", &STANDARD.encode(contents)),
        ("Verification", &STANDARD.encode(Sha256::digest(&payload))),
        ("DateExport", date),
        ("UAI", uai.as_str()),
    ] {
        text.push('<');
        text.push_str(name);
        text.push('>');
        escape(&mut text, value);
        close(&mut text, name);
    }
    close(&mut text, "ImportChiffre");
    Some(text)
}

/// zlib, as the vendor's programs read it.
fn deflate(clear: &[u8]) -> Option<Vec<u8>> {
    let mut compress = Compress::new(Compression::default(), true);
    // Deflate never adds more than five bytes to each block of 16 kB, and a few at both ends.
    let mut out = Vec::with_capacity(clear.len() + clear.len() / 1_000 + 64);
    compress.compress_vec(clear, &mut out, FlushCompress::Finish).ok()?;
    let whole = usize::try_from(compress.total_in()).is_ok_and(|read| read == clear.len());
    whole.then_some(out)
}

/// As many random bytes as are asked for, out of a seed: HMAC-SHA-256 of a counter.
struct Stream {
    seed: Seed,
    block: u64,
}

impl RngCore for Stream {
    fn next_u32(&mut self) -> u32 {
        impls::next_u32_via_fill(self)
    }

    fn next_u64(&mut self) -> u64 {
        impls::next_u64_via_fill(self)
    }

    fn fill_bytes(&mut self, room: &mut [u8]) {
        for part in room.chunks_mut(32) {
            if let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(&self.seed) {
                mac.update(&self.block.to_le_bytes());
                part.copy_from_slice(&mac.finalize().into_bytes()[..part.len()]);
            }
            self.block += 1;
        }
    }

    fn try_fill_bytes(&mut self, room: &mut [u8]) -> Result<(), Error> {
        self.fill_bytes(room);
        Ok(())
    }
}

impl CryptoRng for Stream {}

impl Drop for Stream {
    fn drop(&mut self) {
        self.seed.zeroize();
    }
}
