//! Makes containers for tests: what the vendor's software does, the other way round.

use super::ROOT;
use aes::Aes128;
use aes::cipher::{BlockEncryptMut, KeyIvInit, block_padding::Pkcs7};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use flate2::{Compress, Compression, FlushCompress};
use md5::Md5;
use pkcs8::DecodePrivateKey;
use rsa::rand_core::{CryptoRng, RngCore, impls::fill_bytes_via_next};
use rsa::{Pkcs1v15Encrypt, RsaPrivateKey};
use sha2::{Digest, Sha256};

/// A container to be made; each part can be spoilt.
pub(super) struct Seal {
    /// Names of the partners, each with the key of the fixtures.
    pub(super) partners: Vec<&'static str>,
    /// What every partner's entry wraps instead of key, vector and MD5.
    pub(super) wrapped: Option<Vec<u8>>,
    /// What is encrypted, before the padding.
    pub(super) payload: Vec<u8>,
    /// What VERIFICATION says instead of the SHA-256.
    pub(super) checksum: Option<Vec<u8>>,
    pub(super) compressed: bool,
}

impl Seal {
    /// A whole container.
    pub(super) fn of(clear: &[u8]) -> Self {
        Self {
            partners: vec!["KOSMOS"],
            wrapped: None,
            payload: deflate(clear),
            checksum: None,
            compressed: true,
        }
    }

    pub(super) fn text(&self) -> String {
        let (key, vector) = ([7_u8; 16], [9_u8; 16]);
        let mut wrapped = [key, vector].concat();
        wrapped.extend(Md5::digest(&wrapped));
        let wrapped = self.wrapped.as_ref().unwrap_or(&wrapped);
        let contents = cbc::Encryptor::<Aes128>::new(&key.into(), &vector.into())
            .encrypt_padded_vec_mut::<Pkcs7>(&self.payload);
        let sha = Sha256::digest(&self.payload).to_vec();
        let entries: String = self
            .partners
            .iter()
            .map(|name| format!("<PARTENAIRE NOM='{name}'>{}</PARTENAIRE>", wrap(wrapped)))
            .collect();
        format!(
            "<{ROOT}><CLES>{entries}</CLES><CONTENU CompresseAvantChiffrement='{}'>{}</CONTENU>\
             <VERIFICATION>{}</VERIFICATION><UAI>0990001N</UAI></{ROOT}>",
            self.compressed,
            STANDARD.encode(contents),
            STANDARD.encode(self.checksum.as_ref().unwrap_or(&sha)),
        )
    }
}

pub(super) fn deflate(clear: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(clear.len() + 1024);
    Compress::new(Compression::fast(), true)
        .compress_vec(clear, &mut out, FlushCompress::Finish)
        .unwrap();
    out
}

fn wrap(secret: &[u8]) -> String {
    let key = include_str!("../../../tests/data/container/key.pem");
    let key = RsaPrivateKey::from_pkcs8_pem(key).unwrap().to_public_key();
    STANDARD.encode(key.encrypt(&mut Counter(0), Pkcs1v15Encrypt, secret).unwrap())
}

/// Numbers for a padding that nobody is to guess: here everybody may.
struct Counter(u64);

impl RngCore for Counter {
    fn next_u32(&mut self) -> u32 {
        u32::try_from(self.next_u64() >> 32).unwrap()
    }

    fn next_u64(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        self.0 | 0x0101_0101_0101_0101
    }

    fn fill_bytes(&mut self, dest: &mut [u8]) {
        fill_bytes_via_next(self, dest);
    }

    fn try_fill_bytes(&mut self, dest: &mut [u8]) -> Result<(), rsa::rand_core::Error> {
        self.fill_bytes(dest);
        Ok(())
    }
}

impl CryptoRng for Counter {}
