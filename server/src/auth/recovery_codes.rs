//! Codes that replace a lost second factor: few, long, each used once, stored as digests.

use crate::{extract::sha256, random, store::Hash};

/// How many an account gets.
const COUNT: usize = 10;

/// Characters of a code: 16 of 32 signs, 80 bits.
const LENGTH: usize = 16;

/// Letters and digits that are not taken for each other on paper.
const SIGNS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";

/// New codes, as they are shown, and what is stored of them.
pub(crate) fn draw() -> (Vec<String>, Vec<Hash>) {
    let codes: Vec<_> = (0..COUNT).map(|_| code(random::bytes())).collect();
    let hashes = codes.iter().map(|code| digest(code)).collect();
    (codes, hashes)
}

/// What is stored of a code, however it was typed.
pub(crate) fn digest(typed: &str) -> Hash {
    let plain: String = typed.chars().filter(char::is_ascii_alphanumeric).collect();
    sha256(plain.to_ascii_lowercase().as_bytes())
}

/// In groups of four, to be copied by hand.
fn code(bytes: [u8; LENGTH]) -> String {
    let signs: Vec<_> = bytes.iter().map(|byte| SIGNS[usize::from(byte % 32)]).collect();
    let groups: Vec<_> = signs.chunks(4).map(String::from_utf8_lossy).collect();
    groups.join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_shown_in_groups_and_read_however_they_are_typed() {
        assert_eq!(code([0; LENGTH]), "aaaa-aaaa-aaaa-aaaa");
        assert_eq!(digest("abcd-efgh-ijkm-npqr"), digest(" ABCD efgh ijkmnpqr"));
        assert_ne!(digest("abcd"), digest("abce"));
    }

    #[test]
    fn each_is_drawn_anew() {
        let (codes, hashes) = draw();
        assert_eq!((codes.len(), hashes.len()), (COUNT, COUNT));
        assert_ne!(codes[0], codes[1]);
        assert_eq!(hashes[3], digest(&codes[3]));
    }
}
