//! The same people from several places: elements of one file, or several files.

use crate::category::Category;
use crate::name::NameKey;
use crate::person::{EntAccount, PronoteAccount};
use crate::pronote_id::PronoteId;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Each person once, sorted. Two accounts are one person when category, identifier and names agree;
/// an identifier that then stands on several people is marked on each of them. The order of the
/// input means nothing.
pub fn merge_accounts(accounts: impl IntoIterator<Item = PronoteAccount>) -> Vec<PronoteAccount> {
    let mut merged: BTreeMap<(Category, PronoteId, NameKey), PronoteAccount> = BTreeMap::new();
    for account in accounts {
        let key = (account.category, account.id.clone(), NameKey::of(&account.identity));
        let account = match merged.remove(&key) {
            Some(known) => known.merge(account),
            None => account,
        };
        merged.insert(key, account);
    }
    let mut accounts: Vec<_> = merged.into_values().collect();
    let mut holders: HashMap<PronoteId, usize> = HashMap::new();
    for account in &accounts {
        *holders.entry(account.id.clone()).or_default() += 1;
    }
    for account in &mut accounts {
        account.shared_id = holders[&account.id] > 1;
    }
    accounts.sort();
    accounts
}

/// The identifiers that stand on several of these people, sorted.
pub fn shared_ids(accounts: &[PronoteAccount]) -> BTreeSet<&PronoteId> {
    accounts.iter().filter(|account| account.shared_id).map(|account| &account.id).collect()
}

/// Each portal account once, sorted. Two lines are one account when identifier (or login, for want of
/// one), category and names agree.
pub fn merge_directories(accounts: impl IntoIterator<Item = EntAccount>) -> Vec<EntAccount> {
    let mut merged: BTreeMap<_, EntAccount> = BTreeMap::new();
    for account in accounts {
        let login = account.login.clone().filter(|_| account.ent_id.is_none());
        let key = (account.ent_id.clone(), login, account.category, NameKey::of(&account.identity));
        let account = match merged.remove(&key) {
            Some(known) => EntAccount::merge(known, account),
            None => account,
        };
        merged.insert(key, account);
    }
    let mut accounts: Vec<_> = merged.into_values().collect();
    accounts.sort();
    accounts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::person::Identity;

    fn account(id: &str, first_name: &str, class: Option<&str>) -> PronoteAccount {
        PronoteAccount {
            category: Category::Student,
            id: PronoteId::parse(id).unwrap(),
            identity: Identity {
                last_name: "FICTIF".to_owned(),
                first_name: first_name.to_owned(),
                ..Identity::default()
            },
            class: class.map(ToOwned::to_owned),
            cas_id: None,
            national_id: None,
            siecle_id: None,
            children: Vec::new(),
            shared_id: false,
        }
    }

    #[test]
    fn what_one_file_lacks_comes_from_the_other_in_any_order() {
        let (a, b) = (account("E1", "Zoé", None), account("E1", "ZOE", Some("6A")));
        let merged = merge_accounts([a.clone(), b.clone()]);
        assert_eq!(merged, merge_accounts([b, a]));
        assert_eq!(merged.len(), 1);
        assert_eq!(merged[0].class.as_deref(), Some("6A"));
        assert!(!merged[0].shared_id);
    }

    #[test]
    fn one_portal_account_in_two_files_is_one() {
        let account = |class: &str| EntAccount {
            ent_id: crate::person::EntId::parse("K1"),
            identity: account("E1", "Zoé", None).identity,
            classes: vec![class.to_owned()],
            ..EntAccount::default()
        };
        let merged = merge_directories([account("6A"), account("Latin")]);
        assert_eq!(merged.len(), 1);
        assert_eq!(merged[0].classes, ["6A", "Latin"]);
    }

    #[test]
    fn an_identifier_on_two_people_is_marked_on_both() {
        let merged = merge_accounts([account("E1", "Zoé", None), account("E1", "Paul", None)]);
        assert_eq!(merged.iter().filter(|account| account.shared_id).count(), 2);
    }
}
