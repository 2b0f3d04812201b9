//! What stands for a PRONOTE account.

use crate::ent_key::EntKey;
use serde::{Deserialize, Serialize};

/// What stands, and how it came to stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Decision {
    /// Found by the engine beyond doubt.
    Automatic,
    /// Proposed by the engine, accepted by a person.
    Confirmed,
    /// Searched in the directory by a person.
    Manual,
    /// Stored by an earlier import and left as it was.
    Kept,
    /// A person said that none of the accounts is the right one.
    Refused,
    /// A person put it aside.
    ToReview,
    /// Nobody decided.
    Undecided,
}

impl Decision {
    /// Whether there is a pair: "reconnu".
    pub const fn is_recognised(self) -> bool {
        matches!(self, Self::Automatic | Self::Confirmed | Self::Manual | Self::Kept)
    }
}

/// The portal account of a pair.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Partner {
    /// An account of the loaded directory, by its place.
    Account(usize),
    /// A stored key whose account is not in the loaded directory.
    Absent(EntKey),
}

/// What stands for one PRONOTE account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// How it came to stand.
    pub decision: Decision,
    /// The portal account; there is one exactly when the decision recognises.
    pub partner: Option<Partner>,
}

impl Standing {
    /// Nobody decided.
    pub const UNDECIDED: Self = Self { decision: Decision::Undecided, partner: None };

    /// A decision without a pair.
    pub(super) fn alone(decision: Decision) -> Self {
        Self { decision, partner: None }
    }

    /// A decision for an account of the directory.
    pub(super) fn with(decision: Decision, account: usize) -> Self {
        Self { decision, partner: Some(Partner::Account(account)) }
    }
}

/// The accounts of a step, by what stands for them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepCounts {
    /// See [`Decision::Automatic`].
    pub automatic: usize,
    /// See [`Decision::Confirmed`].
    pub confirmed: usize,
    /// See [`Decision::Manual`].
    pub manual: usize,
    /// See [`Decision::Kept`].
    pub kept: usize,
    /// See [`Decision::Refused`].
    pub refused: usize,
    /// See [`Decision::ToReview`].
    pub to_review: usize,
    /// See [`Decision::Undecided`].
    pub undecided: usize,
}

impl StepCounts {
    /// "N reconnus".
    pub const fn recognised(&self) -> usize {
        self.automatic + self.confirmed + self.manual + self.kept
    }

    /// "N non reconnus".
    pub const fn unrecognised(&self) -> usize {
        self.refused + self.to_review + self.undecided
    }

    /// Everybody.
    pub const fn total(&self) -> usize {
        self.recognised() + self.unrecognised()
    }

    pub(super) fn add(&mut self, decision: Decision) {
        *match decision {
            Decision::Automatic => &mut self.automatic,
            Decision::Confirmed => &mut self.confirmed,
            Decision::Manual => &mut self.manual,
            Decision::Kept => &mut self.kept,
            Decision::Refused => &mut self.refused,
            Decision::ToReview => &mut self.to_review,
            Decision::Undecided => &mut self.undecided,
        } += 1;
    }
}
