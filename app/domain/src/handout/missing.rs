//! Who is in PRONOTE and has no account in the portal yet.

use crate::category::Category;
use crate::linkage::{Link, Outcome};
use crate::person::PronoteAccount;

/// Somebody of PRONOTE who has no account, or none that is surely theirs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Missing<'a> {
    /// Who it is.
    pub account: &'a PronoteAccount,
    /// An account looks like theirs: to be checked before one is made.
    pub resembles: bool,
}

/// The categories whose accounts the portal hands out.
const HANDED_OUT: [Category; 3] = [Category::Student, Category::Teacher, Category::Guardian];

/// Compares by the linkage: who has no automatic pair.
pub fn missing<'a>(pronote: &'a [PronoteAccount], links: &[Link]) -> Vec<Missing<'a>> {
    let mut missing: Vec<Missing<'a>> = pronote
        .iter()
        .zip(links)
        .filter(|(account, link)| {
            HANDED_OUT.contains(&account.category) && link.outcome != Outcome::Automatic
        })
        .map(|(account, link)| Missing { account, resembles: link.best().is_some() })
        .collect();
    missing.sort_by_cached_key(|one| {
        let identity = &one.account.identity;
        let name = crate::fold::fold(&format!("{} {}", identity.last_name, identity.first_name));
        (one.resembles, one.account.category, one.account.class.clone(), name)
    });
    missing
}
