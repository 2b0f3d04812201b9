//! The same people from several places: elements of one file, or several files.

use crate::name::NameKey;
use crate::person::{EntAccount, EntId, Login, PronoteAccount};
use crate::pronote_id::PronoteId;
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// Each person once, sorted. Two accounts are one person when category, identifier and names agree;
/// an identifier that then stands on several people is marked on each of them. The order of the
/// input means nothing.
pub fn merge_accounts(accounts: impl IntoIterator<Item = PronoteAccount>) -> Vec<PronoteAccount> {
    let mut accounts: Vec<Option<PronoteAccount>> = accounts.into_iter().map(Some).collect();
    let mut merged = Vec::with_capacity(accounts.len());
    let mut same: Vec<PronoteAccount> = Vec::new();
    let order = by_category_and_id(&accounts);
    for (at, &place) in order.iter().enumerate() {
        let Some(account) = accounts[place].take() else { continue };
        let next = order.get(at + 1).and_then(|&next| accounts[next].as_ref());
        let is_last =
            next.is_none_or(|next| (next.category, &next.id) != (account.category, &account.id));
        match (is_last, same.is_empty()) {
            (true, true) => merged.push(account),
            (true, false) => {
                same.push(account);
                merged.append(&mut merge_same_id(&mut same));
            }
            (false, _) => same.push(account),
        }
    }
    mark_shared_ids(&mut merged);
    merged
}

/// The places of accounts in the order of category and identifier. The first signs of the identifiers
/// are compared as numbers: usual identifiers have no more.
fn by_category_and_id(accounts: &[Option<PronoteAccount>]) -> Vec<usize> {
    let mut keys = Vec::with_capacity(accounts.len());
    for (place, account) in accounts.iter().enumerate() {
        if let Some(account) = account {
            let mut signs = [0; 16];
            let id = account.id.as_str().as_bytes();
            let length = id.len().min(16);
            signs[..length].copy_from_slice(&id[..length]);
            keys.push((account.category, u128::from_be_bytes(signs), &account.id, place));
        }
    }
    keys.sort_unstable();
    keys.into_iter().map(|(.., place)| place).collect()
}

/// The people under one identifier of a category, each once, sorted.
fn merge_same_id(accounts: &mut Vec<PronoteAccount>) -> Vec<PronoteAccount> {
    let mut people: BTreeMap<NameKey, PronoteAccount> = BTreeMap::new();
    for account in accounts.drain(..) {
        let key = NameKey::of(&account.identity);
        let account = match people.remove(&key) {
            Some(known) => known.merge(account),
            None => account,
        };
        people.insert(key, account);
    }
    let mut people: Vec<_> = people.into_values().collect();
    people.sort();
    people
}

/// Marks the identifiers that stand on several people, whatever their categories.
fn mark_shared_ids(accounts: &mut [PronoteAccount]) {
    let mut ids: Vec<(&PronoteId, usize)> =
        accounts.iter().enumerate().map(|(place, account)| (&account.id, place)).collect();
    ids.sort_unstable();
    let shared = ids.chunk_by(|a, b| a.0 == b.0).filter(|holders| holders.len() > 1);
    let shared: HashSet<usize> = shared.flatten().map(|(_, place)| *place).collect();
    for (place, account) in accounts.iter_mut().enumerate() {
        account.shared_id = shared.contains(&place);
    }
}

/// The identifiers that stand on several of these people, sorted.
pub fn shared_ids(accounts: &[PronoteAccount]) -> BTreeSet<&PronoteId> {
    accounts.iter().filter(|account| account.shared_id).map(|account| &account.id).collect()
}

/// Each portal account once, sorted. Two lines are one account when identifier (or login, for want of
/// one), category and names agree.
pub fn merge_directories(accounts: impl IntoIterator<Item = EntAccount>) -> Vec<EntAccount> {
    let mut accounts: Vec<EntAccount> = accounts.into_iter().collect();
    if !accounts.is_sorted() {
        accounts.sort_unstable();
    }
    if !accounts.windows(2).any(|two| identifier(&two[0]) == identifier(&two[1])) {
        return accounts;
    }
    let mut merged = Vec::with_capacity(accounts.len());
    let mut same: Vec<EntAccount> = Vec::new();
    for account in accounts {
        if same.last().is_some_and(|last| identifier(last) != identifier(&account)) {
            merge_same_identifier(&mut same, &mut merged);
        }
        same.push(account);
    }
    merge_same_identifier(&mut same, &mut merged);
    merged.sort_unstable();
    merged
}

/// What two lines of one account share. The order of accounts begins with it.
fn identifier(account: &EntAccount) -> (Option<&EntId>, Option<&Login>) {
    let login = account.login.as_ref().filter(|_| account.ent_id.is_none());
    (account.ent_id.as_ref(), login)
}

/// The people under one identifier, each once.
fn merge_same_identifier(accounts: &mut Vec<EntAccount>, merged: &mut Vec<EntAccount>) {
    if accounts.len() == 1 {
        merged.append(accounts);
        return;
    }
    let mut people: BTreeMap<_, EntAccount> = BTreeMap::new();
    for account in accounts.drain(..) {
        let key = (account.category, NameKey::of(&account.identity));
        let account = match people.remove(&key) {
            Some(known) => known.merge(account),
            None => account,
        };
        people.insert(key, account);
    }
    merged.extend(people.into_values());
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::category::Category;
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
