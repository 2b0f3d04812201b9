//! How sure a candidate is, in the three words of the screens.

use crate::linkage::decide::CERTAIN;
use crate::linkage::{Link, Outcome};
use serde::{Deserialize, Serialize};

/// How sure a candidate is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Certainty {
    /// "Certain".
    Certain,
    /// "Probable".
    Probable,
    /// "Possible".
    Possible,
}

/// How a row looks before anybody decides: the certainty of its best candidate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Outlook {
    /// Its best candidate is certain.
    Certain,
    /// Its best candidate is probable.
    Probable,
    /// Its best candidate is possible.
    Possible,
    /// It has no candidate.
    Nobody,
}

/// Probability from which a candidate is called probable: more likely than not.
const PROBABLE: f64 = 0.5;

/// The word for a candidate. What is left to a person is never called certain, however probable:
/// that is why it is left.
pub fn certainty(posterior: f64, outcome: Outcome) -> Certainty {
    match outcome {
        Outcome::Automatic if posterior >= CERTAIN => Certainty::Certain,
        _ if posterior >= PROBABLE => Certainty::Probable,
        _ => Certainty::Possible,
    }
}

impl Outlook {
    /// All of them, surest first.
    pub const ALL: [Self; 4] = [Self::Certain, Self::Probable, Self::Possible, Self::Nobody];

    /// How a linked account looks.
    pub fn of(link: &Link) -> Self {
        match link.best().map(|best| certainty(best.posterior, link.outcome)) {
            Some(Certainty::Certain) => Self::Certain,
            Some(Certainty::Probable) => Self::Probable,
            Some(Certainty::Possible) => Self::Possible,
            None => Self::Nobody,
        }
    }
}
