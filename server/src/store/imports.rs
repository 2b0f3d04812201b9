//! Imports: their start, their end, their report.

use super::{By, Idempotency, StoreError, UndoRefusal};
use api::{CasIdCounts, Import, Mode, Page, Paging, Source, Undo};
use async_trait::async_trait;
use domain::uai::Uai;
use jiff::Timestamp;

/// The runs of the reconciliation.
#[async_trait]
pub trait Imports: Send + Sync + 'static {
    /// Starts an import, and closes those that the same account left open here. Asked again with
    /// the same key, it answers the import of the first time.
    async fn start_import(
        &self,
        new: &NewImport,
        idempotency: &Idempotency,
    ) -> Result<Result<Import, KeyReused>, StoreError>;

    /// Those of an establishment, newest first.
    async fn imports(&self, uai: &Uai, paging: Paging) -> Result<Page<Import>, StoreError>;

    /// One of them.
    async fn import(&self, uai: &Uai, id: &str) -> Result<Option<Import>, StoreError>;

    /// Ends one; one that has ended stays as it is.
    async fn close_import(
        &self,
        uai: &Uai,
        id: &str,
        by: By<'_>,
    ) -> Result<Option<Import>, StoreError>;

    /// What [`Self::undo_import`] would answer; nothing is stored.
    async fn preview_undo(
        &self,
        uai: &Uai,
        id: &str,
    ) -> Result<Result<Undo, UndoRefusal>, StoreError>;

    /// Gives the stock back what it held before an import, but for what was changed since; ends the
    /// import if it is open.
    async fn undo_import(
        &self,
        uai: &Uai,
        id: &str,
        revision: u64,
        by: By<'_>,
    ) -> Result<Result<Undo, UndoRefusal>, StoreError>;
}

/// An import to be started.
#[derive(Clone, Debug)]
pub struct NewImport {
    /// UUID.
    pub id: String,
    /// Where.
    pub uai: Uai,
    /// Complete or partial.
    pub mode: Mode,
    /// The files it is computed from.
    pub sources: Vec<Source>,
    /// The CAS identifiers in them.
    pub cas_ids: Option<CasIdCounts>,
    /// Account that starts it.
    pub started_by: String,
    /// When.
    pub started_at: Timestamp,
}

/// The idempotency key was used for another request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeyReused;
