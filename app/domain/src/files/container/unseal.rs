//! Opening a container with a partner's key.
//!
//! The partner's entry holds, wrapped with its RSA key, the AES key, the vector and the MD5 of both;
//! the contents are AES-128-CBC over what was compressed with zlib; VERIFICATION is the SHA-256 of
//! what was encrypted, still compressed. There is no signature: whoever knows a partner's public key
//! can make such a file.

use super::key::PartnerKey;
use super::sealed::Sealed;
use crate::files::limits::MAX_BYTES;
use crate::problem::SealTrouble;
use crate::task::{Progress, Task};
use aes::Aes128;
use aes::cipher::{BlockDecryptMut, KeyIvInit, generic_array::GenericArray};
use flate2::{Decompress, FlushDecompress, Status};
use md5::Md5;
use sha2::{Digest, Sha256};
use zeroize::{Zeroize, Zeroizing};

/// Bytes of the AES key, and of its vector.
const BLOCK: usize = 16;

/// What an entry wraps: key, vector, MD5 of both.
const WRAPPED: usize = 3 * BLOCK;

/// Bytes decrypted, hashed or inflated in one slice: about five milliseconds in a browser.
const SLICE: usize = 256 * 1024;

/// Opens a container, in slices. What comes out is the export in clear.
pub struct Unsealing {
    /// Encrypted, then decrypted in place.
    contents: Zeroizing<Vec<u8>>,
    decryptor: cbc::Decryptor<Aes128>,
    checksum: [u8; 32],
    hash: Sha256,
    /// Whether the contents were compressed before they were encrypted.
    compressed: bool,
    stage: Stage,
}

enum Stage {
    /// So many bytes are decrypted.
    Decrypting(usize),
    /// So many bytes are hashed.
    Hashing(usize),
    /// Inflating into this.
    Inflating(Box<Decompress>, Zeroizing<Vec<u8>>),
    Done(Result<Zeroizing<Vec<u8>>, SealTrouble>),
}

impl Unsealing {
    /// Finds the entry that the key opens.
    ///
    /// # Errors
    /// [`SealTrouble`] when no entry is for this key, or when the container lacks a part.
    pub fn new(sealed: &Sealed<'_>, key: &PartnerKey) -> Result<Self, SealTrouble> {
        let wrapped = unwrap(sealed, key)?;
        let contents = sealed.contents().ok_or(SealTrouble::DamagedContents)?;
        if contents.is_empty() || contents.len() % BLOCK != 0 {
            return Err(SealTrouble::DamagedContents);
        }
        let checksum = sealed.checksum().ok_or(SealTrouble::WrongChecksum)?;
        let (aes_key, rest) = wrapped.split_at(BLOCK);
        Ok(Self {
            contents,
            decryptor: cbc::Decryptor::new(
                GenericArray::from_slice(aes_key),
                GenericArray::from_slice(&rest[..BLOCK]),
            ),
            checksum,
            hash: Sha256::new(),
            compressed: sealed.compressed,
            stage: Stage::Decrypting(0),
        })
    }

    fn decrypt(&mut self, from: usize) -> Stage {
        let to = self.contents.len().min(from + SLICE);
        for block in self.contents[from..to].chunks_exact_mut(BLOCK) {
            self.decryptor.decrypt_block_mut(GenericArray::from_mut_slice(block));
        }
        if to < self.contents.len() {
            return Stage::Decrypting(to);
        }
        match padding(&self.contents) {
            Some(length) => {
                let clear = self.contents.len() - length;
                self.contents.truncate(clear);
                Stage::Hashing(0)
            }
            None => Stage::Done(Err(SealTrouble::DamagedContents)),
        }
    }

    fn hash(&mut self, from: usize) -> Stage {
        let to = self.contents.len().min(from + SLICE);
        self.hash.update(&self.contents[from..to]);
        if to < self.contents.len() {
            return Stage::Hashing(to);
        }
        if self.hash.finalize_reset()[..] != self.checksum {
            return Stage::Done(Err(SealTrouble::WrongChecksum));
        }
        if self.compressed {
            Stage::Inflating(Box::new(Decompress::new(true)), Zeroizing::default())
        } else {
            Stage::Done(Ok(std::mem::take(&mut self.contents)))
        }
    }

    fn inflate(&self, mut inflater: Box<Decompress>, mut clear: Zeroizing<Vec<u8>>) -> Stage {
        let taken = usize::try_from(inflater.total_in()).unwrap_or(usize::MAX);
        let input = self.contents.get(taken..).unwrap_or_default();
        let room = SLICE.min(MAX_BYTES + 1 - clear.len());
        let before = (taken, clear.len());
        grow(&mut clear, room);
        let status = inflater.decompress_vec(input, &mut clear, FlushDecompress::None);
        let now = usize::try_from(inflater.total_in()).unwrap_or(usize::MAX);
        if clear.len() > MAX_BYTES {
            return Stage::Done(Err(SealTrouble::InflatesTooMuch));
        }
        match status {
            Ok(Status::StreamEnd) => Stage::Done(Ok(clear)),
            Ok(_) if (now, clear.len()) != before => Stage::Inflating(inflater, clear),
            // It wants more than there is, or is no zlib stream.
            Ok(_) | Err(_) => Stage::Done(Err(SealTrouble::DoesNotInflate)),
        }
    }
}

impl Task for Unsealing {
    type Output = Result<Zeroizing<Vec<u8>>, SealTrouble>;

    fn advance(&mut self) -> Progress {
        let stage = std::mem::replace(&mut self.stage, Stage::Decrypting(0));
        let total = 3 * self.contents.len();
        self.stage = match stage {
            Stage::Decrypting(at) => self.decrypt(at),
            Stage::Hashing(at) => self.hash(at),
            Stage::Inflating(inflater, clear) => self.inflate(inflater, clear),
            done @ Stage::Done(_) => done,
        };
        let done = match &self.stage {
            Stage::Decrypting(at) => *at,
            Stage::Hashing(at) => self.contents.len() + at,
            Stage::Inflating(inflater, _) => {
                2 * self.contents.len() + usize::try_from(inflater.total_in()).unwrap_or(0)
            }
            Stage::Done(_) => return Progress::Done,
        };
        Progress::Running { done: done.min(total), total }
    }

    fn finish(self) -> Self::Output {
        match self.stage {
            Stage::Done(result) => result,
            _ => Err(SealTrouble::DamagedContents),
        }
    }
}

/// Key, vector and MD5, from the entry that the key opens.
fn unwrap(sealed: &Sealed<'_>, key: &PartnerKey) -> Result<Zeroizing<Vec<u8>>, SealTrouble> {
    let partners = || sealed.container.partners_but_vendor();
    let (mut fits, mut damaged) = (false, false);
    for entry in sealed.entries() {
        if entry.len() != key.size() {
            continue;
        }
        fits = true;
        if let Some(wrapped) = key.unwrap(&entry) {
            let whole = wrapped.len() == WRAPPED
                && Md5::digest(&wrapped[..2 * BLOCK])[..] == wrapped[2 * BLOCK..];
            if whole {
                return Ok(wrapped);
            }
            damaged = true;
        }
    }
    if damaged {
        Err(SealTrouble::DamagedKey)
    } else if fits && !partners().is_empty() {
        Err(SealTrouble::WrongKey { partners: partners() })
    } else {
        Err(SealTrouble::NoEntry { partners: partners() })
    }
}

/// The length of a PKCS#7 padding that is whole.
fn padding(clear: &[u8]) -> Option<usize> {
    let length = usize::from(*clear.last()?);
    let padding = clear.len().checked_sub(length).filter(|_| (1..=BLOCK).contains(&length))?;
    clear[padding..].iter().all(|&byte| usize::from(byte) == length).then_some(length)
}

/// Makes room without leaving a copy of the old contents behind.
fn grow(clear: &mut Zeroizing<Vec<u8>>, room: usize) {
    if clear.capacity() - clear.len() >= room {
        return;
    }
    let mut larger = Vec::with_capacity((2 * clear.len()).max(clear.len() + room));
    larger.extend_from_slice(clear);
    clear.zeroize();
    **clear = larger;
}
