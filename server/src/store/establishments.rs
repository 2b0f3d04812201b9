//! Establishments.

use super::{By, StoreError};
use api::{CasKey, Category, Import, Page, Paging, Progress};
use async_trait::async_trait;
use domain::{ent_key::LoginSalt, uai::Uai};
use std::collections::HashMap;

/// The schools of the portal.
#[async_trait]
pub trait Establishments: Send + Sync + 'static {
    /// Those that somebody may see, ordered by name.
    async fn establishments(
        &self,
        visible: Visible<'_>,
        paging: Paging,
    ) -> Result<Page<Establishment>, StoreError>;

    /// How far the imports of the same page of them have come.
    async fn progress(
        &self,
        visible: Visible<'_>,
        paging: Paging,
    ) -> Result<HashMap<Uai, Progress>, StoreError>;

    /// One of them.
    async fn establishment(&self, uai: &Uai) -> Result<Option<Establishment>, StoreError>;

    /// Counts, progress, last import, the account's own import in progress, all of the same moment.
    async fn overview(&self, uai: &Uai, account_id: &str) -> Result<Option<Overview>, StoreError>;

    /// Registers one; false when its UAI is registered already.
    async fn create_establishment(
        &self,
        new: &NewEstablishment,
        by: By<'_>,
    ) -> Result<bool, StoreError>;

    /// Erases everything of one: imports, mappings, rights. False when there is no such one.
    async fn erase_establishment(&self, uai: &Uai, by: By<'_>) -> Result<bool, StoreError>;
}

/// Which establishments somebody may see.
#[derive(Clone, Copy, Debug)]
pub enum Visible<'a> {
    /// All of them.
    All,
    /// Those where this account has a right.
    To(&'a str),
    /// This one: whether somebody may see it was looked at already.
    Only(&'a Uai),
}

/// A school of the portal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Establishment {
    /// Its number.
    pub uai: Uai,
    /// Its name.
    pub name: String,
    /// What its CAS server sends.
    pub cas_key: CasKey,
    /// The secret of its login digests.
    pub login_salt: LoginSalt,
    /// Whether it is the invented school.
    pub demonstration: bool,
    /// How many mappings are stored.
    pub stock: u32,
}

/// What a head of school reads first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overview {
    /// Of which establishment.
    pub establishment: Establishment,
    /// Stored mappings per category, all of them, in the order of the steps.
    pub stock_by_category: Vec<(Category, u32)>,
    /// How far the imports have come.
    pub progress: Progress,
    /// The import of the step that was validated last.
    pub last_import: Option<Import>,
    /// The newest import that the account itself started and has not ended.
    pub open_import: Option<Import>,
}

/// A school to be registered.
#[derive(Clone, Debug)]
pub struct NewEstablishment {
    /// Its number.
    pub uai: Uai,
    /// Its name.
    pub name: String,
    /// What its CAS server sends.
    pub cas_key: CasKey,
    /// The secret of its login digests.
    pub login_salt: LoginSalt,
}
