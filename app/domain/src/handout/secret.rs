//! A password that nothing shows by accident.

use std::fmt;
use zeroize::Zeroizing;

/// A password. It is wiped when it is dropped.
#[derive(Default, PartialEq, Eq)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// Takes a password over.
    pub fn new(text: &str) -> Self {
        Self(Zeroizing::new(text.to_owned()))
    }

    /// The password itself: for a letter or a table that a person asked for, and nothing else.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// Whether there is none, or none any more.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Forgets it.
    pub fn wipe(&mut self) {
        *self = Self::default();
    }
}

/// That there is one, at most.
impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.is_empty() { "no password" } else { "password" })
    }
}
