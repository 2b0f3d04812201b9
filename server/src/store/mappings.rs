//! The stock, and the steps that change it.

use super::{Idempotency, StepRefusal, StepRequest, StoreError};
use api::{Paging, StepOutcome, StoredMappings};
use async_trait::async_trait;
use domain::uai::Uai;

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

    /// Makes the stock what the step says, in one transaction. Asked again with the same key, it
    /// answers the outcome of the first time, whatever happened since.
    async fn validate_step(
        &self,
        step: &StepRequest,
        idempotency: &Idempotency,
    ) -> Result<Result<StepOutcome, StepRefusal>, StoreError>;
}
