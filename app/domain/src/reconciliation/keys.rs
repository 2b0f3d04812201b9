//! The keys of a directory's accounts, and the accounts by their keys.

use crate::ent_key::{CasKey, EntKey, LoginSalt};
use crate::person::{EntAccount, NoKey};
use foldhash::fast::FixedState;
use std::hash::BuildHasher;
use std::ops::Index;

/// The key of each account of a directory, or why it has none.
#[derive(Clone, Debug, Default)]
pub struct Keys {
    of_places: Vec<Result<EntKey, NoKey>>,
    /// Places by what their keys hash to, in order: a directory of half a million needs no second copy of
    /// its keys.
    by_hash: Vec<(u64, u32)>,
}

impl Keys {
    /// Computes them; logins go no further.
    pub fn of(directory: &[EntAccount], cas_key: CasKey, salt: &LoginSalt) -> Self {
        directory.iter().map(|account| account.key(cas_key, salt)).collect()
    }

    /// The place of the account that has a key: the first of those that share it.
    pub fn place_of(&self, key: &EntKey) -> Option<usize> {
        self.places_of(key).next()
    }

    /// The places of all accounts that share a key.
    pub fn places_of<'k>(&'k self, key: &'k EntKey) -> impl Iterator<Item = usize> + 'k {
        let hash = hash(key);
        let from = self.by_hash.partition_point(|(other, _)| *other < hash);
        let alike = self.by_hash[from..].iter().take_while(move |(other, _)| *other == hash);
        let places = alike.map(|&(_, place)| place as usize);
        places.filter(move |&place| self.of_places[place].as_ref() == Ok(key))
    }

    /// The key at a place; `None` beyond the last one.
    pub fn get(&self, place: usize) -> Option<&Result<EntKey, NoKey>> {
        self.of_places.get(place)
    }

    /// The same but for one account, or with one more.
    #[cfg(test)]
    pub(super) fn with(&self, place: usize, key: Result<EntKey, NoKey>) -> Self {
        let mut keys = self.of_places.clone();
        keys.truncate(place);
        keys.push(key);
        keys.extend(self.of_places.iter().skip(place + 1).cloned());
        keys.into_iter().collect()
    }
}

impl FromIterator<Result<EntKey, NoKey>> for Keys {
    fn from_iter<I: IntoIterator<Item = Result<EntKey, NoKey>>>(keys: I) -> Self {
        let of_places: Vec<_> = keys.into_iter().collect();
        let places = (0..).zip(&of_places);
        let mut by_hash: Vec<(u64, u32)> =
            places.filter_map(|(place, key)| Some((hash(key.as_ref().ok()?), place))).collect();
        by_hash.sort_unstable();
        Self { of_places, by_hash }
    }
}

impl Index<usize> for Keys {
    type Output = Result<EntKey, NoKey>;

    fn index(&self, place: usize) -> &Self::Output {
        &self.of_places[place]
    }
}

fn hash(key: &EntKey) -> u64 {
    FixedState::default().hash_one(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(text: &str) -> EntKey {
        EntKey::parse(text).unwrap()
    }

    fn keys() -> Keys {
        [Ok(key("K2")), Err(NoKey::Missing), Ok(key("K1")), Ok(key("K2"))].into_iter().collect()
    }

    #[test]
    fn the_first_of_those_that_share_a_key_is_found() {
        assert_eq!(keys().place_of(&key("K2")), Some(0));
        assert_eq!(keys().places_of(&key("K2")).collect::<Vec<_>>(), [0, 3]);
        assert_eq!(keys().place_of(&key("K1")), Some(2));
        assert_eq!(keys().place_of(&key("K3")), None);
    }

    #[test]
    fn a_place_tells_its_key_or_why_it_has_none() {
        assert_eq!(keys()[2], Ok(key("K1")));
        assert_eq!(keys().get(1), Some(&Err(NoKey::Missing)));
        assert_eq!(keys().get(4), None);
    }
}
