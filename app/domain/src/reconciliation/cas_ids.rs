//! The CAS identifiers that PRONOTE remembers: who is linked already, and who still carries one of a
//! former portal.

use crate::category::Category;
use crate::person::{EntAccount, PronoteAccount};
use serde::{Deserialize, Serialize};
use std::collections::HashSet;

/// How PRONOTE's accounts stand with the portal's CAS server.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CasIds {
    /// Accounts whose CAS identifier is one of the portal's: PRONOTE has linked them.
    pub linked: usize,
    /// Accounts whose CAS identifier is nobody's in the portal: a former portal's, or somebody who
    /// left. A complete export, with PRONOTE's box off, lets PRONOTE replace them.
    pub former: Vec<Former>,
    /// Accounts without a CAS identifier.
    pub none: usize,
}

/// An account with a CAS identifier that the portal does not know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Former {
    /// The step.
    pub category: Category,
    /// NOM Prénom.
    pub name: String,
    /// The identifier to be cleared.
    pub cas_id: String,
}

impl CasIds {
    /// Compares both sides. A CAS server may send an identifier or a login, with or without capitals.
    pub fn of(pronote: &[PronoteAccount], directory: &[EntAccount]) -> Self {
        let known: HashSet<String> = directory
            .iter()
            .flat_map(|account| {
                let ent_id = account.ent_id.as_ref().map(|id| id.as_str().to_lowercase());
                ent_id.into_iter().chain(account.login.as_ref().map(|l| l.as_str().to_lowercase()))
            })
            .collect();
        let mut counts = Self::default();
        for account in pronote {
            match &account.cas_id {
                None => counts.none += 1,
                Some(cas_id) if known.contains(&cas_id.trim().to_lowercase()) => {
                    counts.linked += 1;
                }
                Some(cas_id) => counts.former.push(Former {
                    category: account.category,
                    name: format!("{} {}", account.identity.last_name, account.identity.first_name)
                        .trim()
                        .to_owned(),
                    cas_id: cas_id.to_string(),
                }),
            }
        }
        counts
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::ent_accounts::Purpose;
    use crate::files::{Records, open};
    use crate::task::run;

    #[test]
    fn each_account_is_counted_once() {
        let records =
            |text: &str| run(open(text.as_bytes()).unwrap().reader(Purpose::Linkage)).records;
        let Records::Pronote(pronote) = records(
            "<R><Eleve IDPN='A' Nom='FICTIF' Prenom='Zoé' IDCAS='TAA1'/>\
             <Eleve IDPN='B' Nom='B' Prenom='B' IDCAS='zoe.f'/>\
             <Eleve IDPN='C' Nom='DUPONT' Prenom='Paul' IDCAS='ANCIEN'/>\
             <Eleve IDPN='D' Nom='D' Prenom='D'/></R>",
        ) else {
            panic!("not PRONOTE's");
        };
        let Records::Portal(portal) = records("Nom;Prénom;uid;Login\nF;Z;taa1;x\nB;B;TAA2;Zoe.F\n")
        else {
            panic!("not the portal's");
        };
        let former = Former {
            category: Category::Student,
            name: "DUPONT Paul".to_owned(),
            cas_id: "ANCIEN".to_owned(),
        };
        let expected = CasIds { linked: 2, former: vec![former], none: 1 };
        assert_eq!(CasIds::of(&pronote.accounts, &portal.accounts), expected);
    }
}
