//! UAI (formerly RNE): the number of a French school.

use serde::{Deserialize, Serialize};
use std::fmt;

/// A UAI: seven digits and a check letter, upper case.
///
/// A wrong check letter is no reason to refuse (the vendor's own demonstration export carries
/// one): it is told by [`Uai::check`] and shown as a warning.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Uai(String);

/// The establishment of the invented school. It is never served to CAS.
pub const DEMONSTRATION: &str = "9990001X";

/// What the check letter says of the seven digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CheckLetter {
    /// It is the right one.
    Right,
    /// It should be this one: a digit or the letter was mistyped.
    Expected(char),
}

/// The text is not seven digits and a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotAUai;

impl Uai {
    /// Reads a UAI as people write it: spaces around it and lower case are accepted.
    ///
    /// # Errors
    /// [`NotAUai`] when it is not seven digits followed by a letter.
    pub fn parse(text: &str) -> Result<Self, NotAUai> {
        let text = text.trim();
        let bytes = text.as_bytes();
        let shaped = bytes.len() == 8
            && bytes[..7].iter().all(u8::is_ascii_digit)
            && bytes[7].is_ascii_alphabetic();
        if shaped { Ok(Self(text.to_ascii_uppercase())) } else { Err(NotAUai) }
    }

    /// The eight characters, upper case.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Compares the letter with the one that the digits call for: their number modulo 23 in the
    /// alphabet without I, O and Q.
    pub fn check(&self) -> CheckLetter {
        let number = self.0[..7].bytes().fold(0, |n: u32, d| n * 10 + u32::from(d - b'0'));
        let expected = CHECK_LETTERS[number as usize % CHECK_LETTERS.len()];
        if self.0.as_bytes()[7] == expected {
            CheckLetter::Right
        } else {
            CheckLetter::Expected(char::from(expected))
        }
    }

    /// Whether this is the invented school's establishment.
    pub fn is_demonstration(&self) -> bool {
        self.0 == DEMONSTRATION
    }
}

impl fmt::Display for Uai {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

const CHECK_LETTERS: &[u8; 23] = b"ABCDEFGHJKLMNPRSTUVWXYZ";

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Result<CheckLetter, NotAUai>) {
        assert_eq!(Uai::parse(text).map(|uai| uai.check()), expected);
    }

    #[test]
    fn the_letter_follows_from_the_digits() {
        check("0990001N", Ok(CheckLetter::Right));
        check("9990001X", Ok(CheckLetter::Right));
        check("0301746K", Ok(CheckLetter::Right));
    }

    #[test]
    fn a_wrong_letter_is_told_not_refused() {
        check("0134567A", Ok(CheckLetter::Expected('U')));
    }

    #[test]
    fn case_and_surrounding_spaces_do_not_matter() {
        check(" 0990001n ", Ok(CheckLetter::Right));
        assert_eq!(Uai::parse("0990001n").unwrap().as_str(), "0990001N");
    }

    #[test]
    fn another_shape_is_no_uai() {
        for text in ["", "0990001", "0990001NN", "A990001N", "09900011", "０９９０００１N"] {
            check(text, Err(NotAUai));
        }
    }
}
