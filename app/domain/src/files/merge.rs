//! The same people from several places: elements of one file, or several files.

use crate::name::NameKey;
use crate::person::{EntAccount, EntId, Login, PronoteAccount};
use crate::pronote_id::PronoteId;
use std::collections::{BTreeMap, BTreeSet};

/// Each person once, sorted. Two accounts are one person when category, identifier and names agree;
/// an identifier that then stands on several people is marked on each of them. The order of the
/// input means nothing.
pub fn merge_accounts(accounts: impl IntoIterator<Item = PronoteAccount>) -> Vec<PronoteAccount> {
    let mut accounts: Vec<PronoteAccount> = accounts.into_iter().collect();
    let order = Order::of(&accounts, |account| account.category.index());
    let one = |a: &PronoteAccount, b: &PronoteAccount| (a.category, &a.id) == (b.category, &b.id);
    let some_stand_twice = order.alike().any(|alike| {
        alike
            .windows(2)
            .any(|two| one(&accounts[order.place(two[0])], &accounts[order.place(two[1])]))
    });
    put_in_order(&mut accounts, order.places());
    if some_stand_twice {
        let mut merged = Vec::with_capacity(accounts.len());
        let mut same: Vec<PronoteAccount> = Vec::new();
        for account in accounts {
            if same.last().is_some_and(|last| !one(last, &account)) {
                merged.append(&mut merge_same_id(&mut same));
            }
            same.push(account);
        }
        merged.append(&mut merge_same_id(&mut same));
        accounts = merged;
    }
    mark_shared_ids(&mut accounts);
    accounts
}

/// The order of accounts by rank and identifier, as numbers: from left to right a rank, the first signs
/// of an identifier, and the account's place. Nearly all are told apart by these alone, without a look
/// at the accounts.
struct Order {
    keys: Vec<u64>,
    bits_of_place: u32,
}

impl Order {
    /// There are fewer categories than three bits hold.
    const BITS_OF_RANK: u32 = 3;

    fn of(accounts: &[PronoteAccount], rank: impl Fn(&PronoteAccount) -> usize) -> Self {
        let bits_of_place = usize::BITS - accounts.len().leading_zeros();
        let key = |(place, account): (usize, &PronoteAccount)| {
            let signs = first_signs(&account.id) >> Self::BITS_OF_RANK;
            let rank = (rank(account) as u64) << (u64::BITS - Self::BITS_OF_RANK);
            (rank | signs) >> bits_of_place << bits_of_place | place as u64
        };
        let keys: Vec<u64> = accounts.iter().enumerate().map(key).collect();
        let mut order = Self { keys, bits_of_place };
        #[expect(clippy::stable_sort_primitive, reason = "it is faster on what has sorted parts")]
        order.keys.sort();
        let mut keys = std::mem::take(&mut order.keys);
        for alike in keys.chunk_by_mut(|&a, &b| order.are_alike(a, b)).filter(|all| all.len() > 1) {
            alike.sort_by_key(|&key| &accounts[order.place(key)].id);
        }
        order.keys = keys;
        order
    }

    /// The keys that do not tell their accounts apart, in groups.
    fn alike(&self) -> impl Iterator<Item = &[u64]> {
        self.keys.chunk_by(|&a, &b| self.are_alike(a, b)).filter(|alike| alike.len() > 1)
    }

    fn are_alike(&self, a: u64, b: u64) -> bool {
        a >> self.bits_of_place == b >> self.bits_of_place
    }

    #[expect(clippy::cast_possible_truncation, reason = "a place was a `usize` before")]
    fn place(&self, key: u64) -> usize {
        (key & !(u64::MAX << self.bits_of_place)) as usize
    }

    fn places(&self) -> Vec<usize> {
        self.keys.iter().map(|&key| self.place(key)).collect()
    }
}

/// The first signs of an identifier as a number, which is compared faster.
fn first_signs(id: &PronoteId) -> u64 {
    let mut signs = [0; 8];
    let id = id.as_bytes();
    let length = id.len().min(signs.len());
    signs[..length].copy_from_slice(&id[..length]);
    u64::from_be_bytes(signs)
}

/// Moves each account to its place without a second list of them: `order` says where each comes from.
fn put_in_order(accounts: &mut [PronoteAccount], mut order: Vec<usize>) {
    for place in 0..order.len() {
        let mut at = place;
        loop {
            let from = std::mem::replace(&mut order[at], at);
            if from == place {
                break;
            }
            accounts.swap(at, from);
            at = from;
        }
    }
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
    let order = Order::of(accounts, |_| 0);
    let id = |key: u64| &accounts[order.place(key)].id;
    let of_one = order.alike().flat_map(|alike| alike.chunk_by(|&a, &b| id(a) == id(b)));
    let shared = of_one.filter(|holders| holders.len() > 1).flatten();
    let shared: Vec<usize> = shared.map(|&key| order.place(key)).collect();
    for account in accounts.iter_mut() {
        account.shared_id = false;
    }
    for place in shared {
        accounts[place].shared_id = true;
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
                last_name: "FICTIF".into(),
                first_name: first_name.into(),
                ..Identity::default()
            },
            class: class.map(Into::into),
            cas_id: None,
            national_id: None,
            siecle_id: None,
            children: Vec::new(),
            legal_rank: None,
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
            classes: vec![class.into()],
            ..EntAccount::default()
        };
        let merged = merge_directories([account("6A"), account("Latin")]);
        assert_eq!(merged.len(), 1);
        assert_eq!(merged[0].classes, ["6A", "Latin"]);
    }

    #[test]
    fn people_are_sorted_by_whole_identifiers_and_merged_wherever_they_stand() {
        let ids = ["E2B3C4D5E9", "E1", "E2B3C4D5E8", "E1", "A9", "E2B3C4D5"];
        let merged = merge_accounts(ids.map(|id| account(id, "Zoé", None)));
        let order: Vec<_> = merged.iter().map(|account| account.id.as_str()).collect();
        assert_eq!(order, ["A9", "E1", "E2B3C4D5", "E2B3C4D5E8", "E2B3C4D5E9"]);
        assert!(merged.is_sorted());
        assert!(!merged.iter().any(|account| account.shared_id));
    }

    #[test]
    fn an_identifier_on_two_people_is_marked_on_both() {
        let merged = merge_accounts([account("E1", "Zoé", None), account("E1", "Paul", None)]);
        assert_eq!(merged.iter().filter(|account| account.shared_id).count(), 2);
    }
}
