//! Settings of an establishment, its services, and what was done of the set-up.

use super::{By, StoreError};
use api::{ChecklistItem, ItemState, Service, Settings};
use async_trait::async_trait;
use domain::uai::Uai;

/// What an establishment's administrators set.
#[async_trait]
pub trait Services: Send + Sync + 'static {
    /// The settings; none when there is no such establishment.
    async fn settings(&self, uai: &Uai) -> Result<Option<Settings>, StoreError>;

    /// Changes the name, the settings, or both. False when there is no such establishment.
    async fn change_establishment(
        &self,
        uai: &Uai,
        name: Option<&str>,
        settings: Option<&Settings>,
        by: By<'_>,
    ) -> Result<bool, StoreError>;

    /// The services, in their order.
    async fn services(&self, uai: &Uai) -> Result<Vec<Service>, StoreError>;

    /// Stores a service in the place of the one that had `former` as its code, or beside the others.
    async fn put_service(
        &self,
        uai: &Uai,
        former: Option<&str>,
        service: &Service,
        by: By<'_>,
    ) -> Result<Result<(), ServiceRefusal>, StoreError>;

    /// Deletes a service; false when there is none of this code.
    async fn remove_service(&self, uai: &Uai, code: &str, by: By<'_>) -> Result<bool, StoreError>;

    /// The lines that somebody has marked.
    async fn checklist(&self, uai: &Uai) -> Result<Vec<ChecklistItem>, StoreError>;

    /// Marks a line, or takes its mark away.
    async fn mark_item(
        &self,
        uai: &Uai,
        item: &str,
        state: Option<ItemState>,
        by: By<'_>,
    ) -> Result<(), StoreError>;
}

/// Why a service is not stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ServiceRefusal {
    /// Another one has its code.
    CodeTaken,
    /// The one to be replaced is not there any more.
    NoSuchService,
    /// There are as many as there may be.
    TooMany,
}
