//! The identifier that CAS sends to PRONOTE as `idPronote`.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};

/// A PRONOTE identifier that can be stored and sent: 1 to 64 ASCII letters and digits, compared
/// with case.
///
/// The usual shape is narrower (see [`PronoteId::shape`]), but it is nowhere documented: another
/// shape is a warning, never a refusal.
#[derive(Clone)]
pub struct PronoteId(Signs);

/// Nearly all identifiers have the usual length: they stand in the account itself, without a piece of
/// memory of their own. Files have a hundred thousand of them.
#[derive(Clone)]
enum Signs {
    /// As many as usual.
    Usual([u8; USUAL_LEN]),
    /// Any other number of them.
    Other(Box<[u8]>),
}

/// How many signs every identifier had that was seen so far.
const USUAL_LEN: usize = 16;

/// How an identifier compares with all those seen so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// 16 different characters among digits and capitals.
    Usual,
    /// Another length, a small letter, or the same character twice: perhaps a number of another
    /// kind, perhaps a copy by hand.
    Unusual,
}

/// The text cannot be an identifier: empty, too long, or with a character that neither the API
/// nor a CAS answer may carry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAPronoteId;

impl PronoteId {
    /// The longest identifier that the API accepts.
    pub const MAX_LEN: usize = 64;

    /// Reads an identifier; only white space around it is dropped. An O is never taken for a 0.
    ///
    /// # Errors
    /// [`NotAPronoteId`] when it is not 1 to 64 ASCII letters and digits.
    pub fn parse(text: &str) -> Result<Self, NotAPronoteId> {
        if let Ok(signs) = <[u8; USUAL_LEN]>::try_from(text.as_bytes())
            && are_allowed(&signs)
        {
            return Ok(Self(Signs::Usual(signs)));
        }
        let text = text.trim().as_bytes();
        if !(1..=Self::MAX_LEN).contains(&text.len()) || !are_allowed(text) {
            return Err(NotAPronoteId);
        }
        Ok(Self(text.try_into().map_or_else(|_| Signs::Other(text.into()), Signs::Usual)))
    }

    /// The identifier as it is sent.
    pub fn as_str(&self) -> &str {
        // Letters and digits are always a text.
        str::from_utf8(self.as_bytes()).unwrap_or_default()
    }

    /// The same as bytes, as which they are compared fastest.
    pub fn as_bytes(&self) -> &[u8] {
        match &self.0 {
            Signs::Usual(signs) => signs,
            Signs::Other(signs) => signs,
        }
    }

    /// Compares with the shape of the 1,160 identifiers of the vendor's demonstration export and of
    /// those seen since: 16 characters, all different, digits and capitals.
    pub fn shape(&self) -> Shape {
        let Signs::Usual(signs) = &self.0 else { return Shape::Unusual };
        // One bit for each sign up to `Z`, which small letters are beyond.
        let seen = signs.iter().fold(0, |seen: u64, sign| seen | 1 << (sign - b'0').min(63));
        let all_different = seen.count_ones() as usize == USUAL_LEN;
        if all_different && seen >> (b'Z' - b'0' + 1) == 0 { Shape::Usual } else { Shape::Unusual }
    }
}

/// Whether these are letters and digits. Each is looked at, so that many are at once.
fn are_allowed(signs: &[u8]) -> bool {
    signs.iter().fold(true, |all, sign| all & sign.is_ascii_alphanumeric())
}

impl PartialEq for PronoteId {
    fn eq(&self, other: &Self) -> bool {
        self.as_bytes() == other.as_bytes()
    }
}

impl Eq for PronoteId {}

impl PartialOrd for PronoteId {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// As texts, sign by sign.
impl Ord for PronoteId {
    fn cmp(&self, other: &Self) -> Ordering {
        self.as_bytes().cmp(other.as_bytes())
    }
}

impl Hash for PronoteId {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.as_bytes().hash(state);
    }
}

impl fmt::Display for PronoteId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for PronoteId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("PronoteId").field(&self.as_str()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Result<Shape, NotAPronoteId>) {
        assert_eq!(PronoteId::parse(text).map(|id| id.shape()), expected);
    }

    #[test]
    fn sixteen_different_signs_are_usual() {
        check("A2B3C4D5E7F8H9JK", Ok(Shape::Usual));
        check(" Z9Y8X7W5V4U3T2SR\n", Ok(Shape::Usual));
    }

    #[test]
    fn another_shape_is_accepted_and_told() {
        check("43", Ok(Shape::Unusual));
        check("A2B3C4D5E7F8H9JA", Ok(Shape::Unusual));
        check("a2B3C4D5E7F8H9JK", Ok(Shape::Unusual));
    }

    #[test]
    fn what_no_cas_answer_may_carry_is_refused() {
        for text in ["", "  ", "A2B3 C4D5", "A2B3<C4D5", "É2B3C4D5E7F8H9JK", &"A".repeat(65)] {
            check(text, Err(NotAPronoteId));
        }
    }
}
