//! The identifier that CAS sends to PRONOTE as `idPronote`.

use std::fmt;

/// A PRONOTE identifier that can be stored and sent: 1 to 64 ASCII letters and digits, compared
/// with case.
///
/// The usual shape is narrower (see [`PronoteId::shape`]), but it is nowhere documented: another
/// shape is a warning, never a refusal.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PronoteId(String);

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
        let text = text.trim();
        let allowed = (1..=Self::MAX_LEN).contains(&text.len())
            && text.bytes().all(|b| b.is_ascii_alphanumeric());
        if allowed { Ok(Self(text.to_owned())) } else { Err(NotAPronoteId) }
    }

    /// The identifier as it is sent.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Compares with the shape of the 1,160 identifiers of the vendor's demonstration export and of
    /// those seen since: 16 characters, all different, digits and capitals.
    pub fn shape(&self) -> Shape {
        let mut seen = [false; 128];
        let usual = self.0.len() == 16
            && self.0.bytes().all(|b| {
                !b.is_ascii_lowercase() && !std::mem::replace(&mut seen[usize::from(b)], true)
            });
        if usual { Shape::Usual } else { Shape::Unusual }
    }
}

impl fmt::Display for PronoteId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
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
