//! What is released to CAS servers: confirmed mappings, by the name under which they know the user.

use super::StoreError;
use async_trait::async_trait;
use domain::{pronote_id::PronoteId, uai::Uai};
use std::collections::BTreeMap;

/// Reading mappings for CAS servers. The demonstration school is never in an answer.
#[async_trait]
pub trait Releases: Send + Sync + 'static {
    /// The establishments that a CAS server may ask about.
    async fn managed(&self, client_id: &str) -> Result<Vec<Uai>, StoreError>;

    /// Whether an establishment is one of these.
    async fn manages(&self, client_id: &str, uai: &Uai) -> Result<bool, StoreError>;

    /// The identifiers of a user, in one establishment or in all that this CAS server may ask about.
    /// `login` is what the user typed: case does not matter.
    async fn released(
        &self,
        client_id: &str,
        login: &str,
        uai: Option<&Uai>,
    ) -> Result<Released, StoreError>;
}

/// The identifiers of a user: one at most in each establishment.
pub type Released = BTreeMap<Uai, PronoteId>;

/// Chooses among mappings whose account is the login but for its case, as (establishment, account,
/// identifier): the account that is written as the login, else the only one. Of several, none.
pub(super) fn unambiguous(
    login: &str,
    found: impl IntoIterator<Item = (Uai, String, PronoteId)>,
) -> Released {
    let mut accounts = BTreeMap::<Uai, Vec<(String, PronoteId)>>::new();
    for (uai, account, id) in found {
        accounts.entry(uai).or_default().push((account, id));
    }
    let only = |mut found: Vec<(String, PronoteId)>| match found.len() {
        1 => found.pop(),
        _ => found.into_iter().find(|(account, _)| account == login),
    };
    accounts.into_iter().filter_map(|(uai, found)| Some((uai, only(found)?.1))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rows as "establishment account identifier"; the answer as "establishment identifier".
    #[track_caller]
    fn check(login: &str, found: &[&str], expected: &[&str]) {
        let row = |row: &&str| {
            let [uai, account, id] = row.split(' ').collect::<Vec<_>>()[..] else { panic!() };
            (Uai::parse(uai).unwrap(), account.to_owned(), PronoteId::parse(id).unwrap())
        };
        let released = unambiguous(login, found.iter().map(row));
        let released: Vec<_> = released.iter().map(|(uai, id)| format!("{uai} {id}")).collect();
        assert_eq!(released, expected);
    }

    #[test]
    fn case_does_not_matter() {
        check("TAA1", &["0990001N taa1 A"], &["0990001N A"]);
    }

    #[test]
    fn each_establishment_has_its_own() {
        check("a", &["0990002P a B", "0990001N a A"], &["0990001N A", "0990002P B"]);
    }

    #[test]
    fn of_two_that_differ_by_case_the_one_as_typed() {
        check("Aa", &["0990001N aa A", "0990001N Aa B"], &["0990001N B"]);
        check("AA", &["0990001N aa A", "0990001N Aa B", "0990002P aA C"], &["0990002P C"]);
    }
}
