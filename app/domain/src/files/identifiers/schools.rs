//! Several establishments in one PRONOTE base: a "cité scolaire" exports them together.

use crate::category::Category;
use crate::person::PronoteAccount;
use crate::pronote_id::PronoteId;
use crate::uai::Uai;
use std::collections::{BTreeMap, BTreeSet};

/// One of the establishments of a base.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct School {
    /// Its UAI, as far as it is one.
    pub uai: Option<Uai>,
    /// Its name.
    pub name: String,
}

/// The establishments of a base, and who belongs to which.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Schools {
    schools: Vec<School>,
    members: BTreeMap<(Category, PronoteId), BTreeSet<usize>>,
}

impl Schools {
    pub(super) fn new(schools: impl Iterator<Item = School>) -> Self {
        Self { schools: schools.collect(), members: BTreeMap::new() }
    }

    pub(super) fn add(&mut self, category: Category, id: PronoteId, school: usize) {
        self.members.entry((category, id)).or_default().insert(school);
    }

    pub(super) fn of(&self, category: Category, id: &PronoteId) -> Vec<usize> {
        let schools = self.members.get(&(category, id.clone()));
        schools.into_iter().flatten().copied().collect()
    }

    /// The establishments, when there are several: otherwise there is nothing to choose.
    pub fn several(&self) -> &[School] {
        if self.schools.len() > 1 { &self.schools } else { &[] }
    }

    /// The place of an establishment among several.
    pub fn place_of(&self, uai: &Uai) -> Option<usize> {
        self.several().iter().position(|school| school.uai.as_ref() == Some(uai))
    }

    /// Whether an account is of an establishment, or of none in particular, as teachers are.
    pub fn have(&self, school: usize, account: &PronoteAccount) -> bool {
        let schools = self.members.get(&(account.category, account.id.clone()));
        schools.is_none_or(|schools| schools.contains(&school))
    }
}
