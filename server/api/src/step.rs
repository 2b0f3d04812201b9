//! Validating a step: the full final set of its pairs, stored in one transaction.

use crate::{Category, NewImport, Pair};
use serde::{Deserialize, Serialize};

/// `PUT /api/establishments/{uai}/imports/{id}/steps/{category}`, with `If-Match` (the stock's
/// revision that the step was computed against) and an idempotency key.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ValidateStep {
    /// All pairs of the category, those kept included.
    pub pairs: Vec<Pair>,
    /// Take identifiers and accounts from their present holders (an exchange).
    #[serde(default)]
    pub replace: bool,
    /// What remains, for the report.
    pub report: StepReport,
}

/// `POST /api/establishments/{uai}/preview/{category}`, with `If-Match`: what validating a step of an
/// import that was not begun yet would do. Nothing is stored, no import is made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PreviewStep {
    /// The import it would be.
    pub import: NewImport,
    /// The step.
    pub step: ValidateStep,
}

/// Query string of validating a step.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct StepQuery {
    /// Answer the same, store nothing.
    #[serde(default)]
    pub dry_run: bool,
}

/// The accounts of a step that have no pair, by what was decided about them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct StepReport {
    /// Refused by a person.
    pub refused: u32,
    /// Put aside by a person.
    pub to_review: u32,
    /// Not decided.
    pub undecided: u32,
}

/// What a step did, or would do, to the stock.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StepOutcome {
    /// Pairs that were not stored.
    pub added: u32,
    /// Pairs whose account or identifier was stored with another partner.
    pub changed: u32,
    /// Pairs stored already.
    pub unchanged: u32,
    /// Stored mappings that go without being replaced.
    pub removed: u32,
    /// The stock's revision afterwards.
    pub revision: u64,
    /// The stock afterwards.
    pub stock: u32,
    /// The stored pairs that leave the stock, whether removed or replaced.
    pub leaving: Vec<Pair>,
}

/// A validated step in a report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Step {
    /// Which step.
    pub category: Category,
    /// UTC, RFC 3339.
    pub validated_at: String,
    /// Account that validated it.
    pub validated_by: String,
    /// Pairs by how they were decided.
    pub automatic: u32,
    /// See [`crate::Decision::Confirmed`].
    pub confirmed: u32,
    /// See [`crate::Decision::Manual`].
    pub manual: u32,
    /// See [`crate::Decision::Kept`].
    pub kept: u32,
    /// What had no pair.
    pub report: StepReport,
    /// What it did to the stock.
    pub added: u32,
    /// See [`StepOutcome::changed`].
    pub changed: u32,
    /// See [`StepOutcome::unchanged`].
    pub unchanged: u32,
    /// See [`StepOutcome::removed`].
    pub removed: u32,
    /// The stock right after it.
    pub stock: u32,
}
