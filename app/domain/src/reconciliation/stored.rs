//! The mappings that the server holds already.

use crate::category::Category;
use crate::ent_key::EntKey;
use crate::pronote_id::PronoteId;
use foldhash::HashMap;

/// A mapping as the server holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredMapping {
    /// The step it was validated in.
    pub category: Category,
    /// The portal account.
    pub key: EntKey,
    /// Its PRONOTE identifier.
    pub id: PronoteId,
}

/// All stored mappings, found from both sides.
#[derive(Clone, Debug, Default)]
pub struct Stored {
    by_id: HashMap<PronoteId, StoredMapping>,
    by_key: HashMap<EntKey, PronoteId>,
}

impl Stored {
    /// The mapping of an identifier.
    pub fn get(&self, id: &PronoteId) -> Option<&StoredMapping> {
        self.by_id.get(id)
    }

    /// The key stored for an identifier.
    pub fn key_of(&self, id: &PronoteId) -> Option<&EntKey> {
        self.by_id.get(id).map(|mapping| &mapping.key)
    }

    /// The identifier stored for a key.
    pub fn id_of(&self, key: &EntKey) -> Option<&PronoteId> {
        self.by_key.get(key)
    }

    /// Each mapping, in no order.
    pub fn iter(&self) -> impl Iterator<Item = &StoredMapping> {
        self.by_id.values()
    }

    /// Adds a mapping in place of those that share its identifier or its key.
    pub(super) fn put(&mut self, mapping: StoredMapping) {
        self.remove(&mapping.id);
        if let Some(former) = self.by_key.get(&mapping.key).cloned() {
            self.remove(&former);
        }
        self.by_key.insert(mapping.key.clone(), mapping.id.clone());
        self.by_id.insert(mapping.id.clone(), mapping);
    }

    pub(super) fn remove(&mut self, id: &PronoteId) {
        if let Some(mapping) = self.by_id.remove(id) {
            self.by_key.remove(&mapping.key);
        }
    }
}

impl FromIterator<StoredMapping> for Stored {
    fn from_iter<I: IntoIterator<Item = StoredMapping>>(mappings: I) -> Self {
        let mut stored = Self::default();
        for mapping in mappings {
            stored.put(mapping);
        }
        stored
    }
}
