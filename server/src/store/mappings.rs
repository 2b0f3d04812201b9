//! The stock, and the steps that change it.

use super::{Idempotency, StoreError, stock::Pair};
use api::{Category, Paging, StepOutcome, StepReport, StoredMappings};
use async_trait::async_trait;
use domain::uai::Uai;
use jiff::Timestamp;

/// The confirmed pairs of an establishment.
#[async_trait]
pub trait Mappings: Send + Sync + 'static {
    /// A page of the stock, ordered by PRONOTE identifier; empty for a missing establishment.
    async fn mappings(&self, uai: &Uai, paging: Paging) -> Result<StoredMappings, StoreError>;

    /// What [`Self::validate_step`] would answer; nothing is stored.
    async fn preview_step(
        &self,
        step: &StepRequest,
    ) -> Result<Result<StepOutcome, StepRefusal>, StoreError>;

    /// Makes the stock what the step says, by the rules of [`super::stock`], in one transaction.
    /// Asked again with the same key, it answers the outcome of the first time.
    async fn validate_step(
        &self,
        step: &StepRequest,
        idempotency: &Idempotency,
    ) -> Result<Result<StepOutcome, StepRefusal>, StoreError>;
}

/// A step to be validated. Its pairs share neither a key nor an identifier.
#[derive(Clone, Debug)]
pub struct StepRequest {
    /// Where.
    pub uai: Uai,
    /// In which import.
    pub import_id: String,
    /// Which step.
    pub category: Category,
    /// The revision of the stock that it was computed against.
    pub revision: u64,
    /// All pairs of the category.
    pub pairs: Vec<Pair>,
    /// Whether pairs may take keys and identifiers from their holders.
    pub replace: bool,
    /// What has no pair.
    pub report: StepReport,
    /// Account that validates.
    pub validated_by: String,
    /// When.
    pub validated_at: Timestamp,
}

/// Why a step is not validated, in the order in which it is checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StepRefusal {
    /// No such import in this establishment.
    NoSuchImport,
    /// The idempotency key was used for another request.
    KeyReused,
    /// The import has ended.
    ImportClosed,
    /// The stock has another revision by now: this one.
    Stale(u64),
    /// A complete import without any record of the category in PRONOTE's files.
    NoSource,
    /// A pair is said to be kept that is not stored.
    KeptNotStored,
    /// Stored pairs would lose their key or identifier, and `replace` was not asked for.
    Displaced(Vec<Pair>),
}
