//! The stock, and the steps that change it.

use super::{By, Idempotency, StepPreview, StepRefusal, StepRequest, StoreError};
use api::{Paging, Purge, StepOutcome, StoredMappings};
use async_trait::async_trait;
use domain::uai::Uai;
use jiff::Timestamp;

/// The confirmed pairs of an establishment.
#[async_trait]
pub trait Mappings: Send + Sync + 'static {
    /// A page of the stock, ordered by PRONOTE identifier.
    async fn mappings(&self, uai: &Uai, paging: Paging) -> Result<StoredMappings, StoreError>;

    /// What [`Self::validate_step`] would answer; nothing is stored.
    async fn preview_step(
        &self,
        step: &StepRequest,
    ) -> Result<Result<StepOutcome, StepRefusal>, StoreError>;

    /// The same for a step of an import that was not begun yet.
    async fn preview_new(
        &self,
        preview: &StepPreview,
    ) -> Result<Result<StepOutcome, StepRefusal>, StoreError>;

    /// Makes the stock what the step says, in one transaction. Asked again with the same key, it
    /// answers the outcome of the first time, whatever happened since.
    async fn validate_step(
        &self,
        step: &StepRequest,
        idempotency: &Idempotency,
    ) -> Result<Result<StepOutcome, StepRefusal>, StoreError>;

    /// What [`Self::purge`] would answer; nothing is erased.
    async fn preview_purge(
        &self,
        uai: &Uai,
        confirmed_before: Option<Timestamp>,
    ) -> Result<Purge, StoreError>;

    /// Erases mappings and every trace of their pairs in the history: all of them, or those that no
    /// import has confirmed since a moment. Refused with the present revision when the stock has
    /// another than the one given.
    async fn purge(
        &self,
        uai: &Uai,
        confirmed_before: Option<Timestamp>,
        revision: u64,
        by: By<'_>,
    ) -> Result<Result<Purge, u64>, StoreError>;
}
