//! Identifiers that both sides know of a person: the CAS identifier that PRONOTE remembers, the national
//! one (INE), SIECLE's. They say more than any name, and are believed less than all of it: a number can
//! be on the wrong person, and a remembered CAS identifier can be a former portal's.

use crate::linkage::compare::Agreement;
use crate::person::{EntAccount, EntId, Login, PronoteAccount};
use foldhash::HashMap;

/// The rows of PRONOTE's side by their identifiers.
#[derive(Debug, Default)]
pub struct Identifiers {
    rows: HashMap<(Kind, String), Vec<u32>>,
    /// By kind, whether PRONOTE's side tells any: the others need not be looked up.
    told: [bool; 3],
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Kind {
    Cas,
    National,
    Siecle,
}

impl Identifiers {
    /// Files the rows.
    pub fn of(pronote: &[PronoteAccount]) -> Self {
        let mut identifiers = Self::default();
        for (row, account) in (0..).zip(pronote) {
            for (kind, text) in of_pronote(account) {
                identifiers.rows.entry((kind, fold(text))).or_default().push(row);
                identifiers.told[kind as usize] = true;
            }
        }
        identifiers
    }

    /// Whether PRONOTE's side tells none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The rows that share an identifier with an account.
    pub fn rows_of(&self, account: &EntAccount) -> Vec<u32> {
        if self.is_empty() {
            return Vec::new();
        }
        let told = of_ent(account).filter(|(kind, _)| self.told[*kind as usize]);
        let filed = told.filter_map(|(kind, text)| self.rows.get(&(kind, fold(text))));
        filed.flatten().copied().collect()
    }
}

/// Whether two accounts share an identifier. Two national identifiers that differ are of two people;
/// other ones that differ say nothing.
pub fn identifier_agreement(pronote: &PronoteAccount, account: &EntAccount) -> Agreement {
    let shared = of_pronote(pronote).any(|(kind, text)| {
        of_ent(account).any(|(other, found)| other == kind && found.eq_ignore_ascii_case(text))
    });
    let [ours, theirs] = [&pronote.national_id, &account.national_id];
    if shared {
        Agreement::Same
    } else if ours.is_some() && theirs.is_some() {
        Agreement::Different
    } else {
        Agreement::Missing
    }
}

fn of_pronote(account: &PronoteAccount) -> impl Iterator<Item = (Kind, &str)> {
    let all = [
        (Kind::Cas, &account.cas_id),
        (Kind::National, &account.national_id),
        (Kind::Siecle, &account.siecle_id),
    ];
    all.into_iter().filter_map(|(kind, text)| Some((kind, told(text.as_deref()?)?)))
}

fn of_ent(account: &EntAccount) -> impl Iterator<Item = (Kind, &str)> {
    let all = [
        (Kind::Cas, account.ent_id.as_ref().map(EntId::as_str)),
        (Kind::Cas, account.login.as_ref().map(Login::as_str)),
        (Kind::National, account.national_id.as_deref()),
        (Kind::Siecle, account.siecle_id.as_deref()),
    ];
    all.into_iter().filter_map(|(kind, text)| Some((kind, told(text?)?)))
}

/// An identifier without the spaces around it, if there is one.
fn told(text: &str) -> Option<&str> {
    Some(text.trim()).filter(|text| !text.is_empty())
}

fn fold(text: &str) -> String {
    text.to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::category::Category;
    use crate::person::Identity;
    use crate::pronote_id::PronoteId;
    use crate::text::Text;

    fn pronote(cas_id: &str, national_id: &str) -> PronoteAccount {
        let some = |text: &str| Some(text.into()).filter(|text: &Text| !text.is_empty());
        PronoteAccount {
            category: Category::Student,
            id: PronoteId::parse("P1").unwrap(),
            identity: Identity::default(),
            class: None,
            cas_id: some(cas_id),
            national_id: some(national_id),
            siecle_id: None,
            children: Vec::new(),
            legal_rank: None,
            shared_id: false,
        }
    }

    fn account(ent_id: &str, login: &str, national_id: &str) -> EntAccount {
        EntAccount {
            ent_id: EntId::parse(ent_id),
            login: Login::parse(login),
            national_id: Some(national_id.into()).filter(|text: &Text| !text.is_empty()),
            ..EntAccount::default()
        }
    }

    #[track_caller]
    fn check(pronote: &PronoteAccount, account: &EntAccount, expected: Agreement) {
        assert_eq!(identifier_agreement(pronote, account), expected);
        let rows = Identifiers::of(std::slice::from_ref(pronote)).rows_of(account);
        assert_eq!(!rows.is_empty(), expected == Agreement::Same);
    }

    #[test]
    fn what_pronote_remembers_is_an_identifier_or_a_login() {
        check(&pronote("TAB12345", ""), &account("TAB12345", "", ""), Agreement::Same);
        check(&pronote("Loic.Dessai", ""), &account("", "loic.dessai ", ""), Agreement::Same);
    }

    #[test]
    fn a_former_portal_s_identifier_says_nothing() {
        check(&pronote("OLD1", ""), &account("TAB12345", "", ""), Agreement::Missing);
        check(&pronote("", ""), &account("", "", ""), Agreement::Missing);
    }

    #[test]
    fn two_national_identifiers_are_of_two_people() {
        check(&pronote("", "123AB"), &account("", "", "123ab"), Agreement::Same);
        check(&pronote("", "123AB"), &account("", "", "999ZZ"), Agreement::Different);
    }
}
