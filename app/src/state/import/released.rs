//! What is stored, with the logins that the accounts file of this tab tells.

use super::ImportState;
use super::loading::stored_pairs;
use crate::wire;
use ::api::StoredMapping;
use ::engine::{Answer, Request};
use domain::ent_key::CasKey;
use domain::reconciliation::release::Released;

impl ImportState {
    /// Accounts of an establishment with their stored identifiers. Without its files in this tab nobody
    /// knows a login; where the CAS sends the portal's identifier, that is enough.
    pub async fn released(
        self,
        uai: &str,
        cas_key: ::api::CasKey,
        stock: Vec<StoredMapping>,
    ) -> Vec<Released> {
        if self.is_for(uai) && self.has_files() {
            let stock = stored_pairs(stock);
            return match self.engine.ask(Request::Released { stock }).await {
                Ok(Answer::Released(accounts)) => accounts,
                _ => Vec::new(),
            };
        }
        let one = |stored: StoredMapping| Released {
            ent_id: Some(stored.pair.ent_key),
            login: None,
            pronote_id: stored.pair.pronote_id,
            category: wire::category(stored.category),
        };
        match wire::cas_key(cas_key) {
            CasKey::EntId => stock.into_iter().map(one).collect(),
            CasKey::Login => Vec::new(),
        }
    }
}
