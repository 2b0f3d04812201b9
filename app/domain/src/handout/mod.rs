//! Handing out the portal's accounts: who gets a letter, what stands in it.
//!
//! Passwords are [`Secret`]s: they are shown by nothing but the letter and the table that a person asks
//! for, wiped once their letter is printed, and never part of a comparison.

mod letter;
mod missing;
mod secret;
mod select;
mod table;

use crate::category::Category;
use crate::files::Problems;
use crate::person::{EntAccount, EntId, Identity, Login};
use crate::text::Text;

pub use letter::{FIELDS, fill, unknown_fields};
pub use missing::{Missing, missing};
pub use secret::Secret;
pub use select::HandoutFilter;
pub use table::csv;

/// The accounts of a file.
#[derive(Debug, Default)]
pub struct Handout {
    /// The accounts, sorted by class and name.
    pub holders: Vec<Holder>,
    /// What is wrong with the file.
    pub problems: Problems,
}

/// Somebody who has an account.
#[derive(Debug)]
pub struct Holder {
    /// The directory's own identifier.
    pub ent_id: Option<EntId>,
    /// The login.
    pub login: Option<Login>,
    /// The category that the profile stands for.
    pub category: Option<Category>,
    /// The profile as written.
    pub profile: Text,
    /// Who it is.
    pub identity: Identity,
    /// The first class.
    pub class: Option<Text>,
    /// The names of a guardian's children, as written.
    pub children: Text,
    /// The first password.
    pub password: Secret,
    /// The letter is printed, and the password wiped.
    pub printed: bool,
}

impl Handout {
    /// Puts the accounts of a file in the order in which letters are handed out.
    pub fn new(mut holders: Vec<Holder>, problems: Problems) -> Self {
        holders.sort_by_cached_key(|holder| {
            use crate::fold::fold;
            let identity = &holder.identity;
            (
                holder.category,
                holder.class.as_ref().map(|class| fold(class)),
                fold(&identity.last_name),
                fold(&identity.first_name),
            )
        });
        Self { holders, problems }
    }

    /// The accounts as the linkage knows them: without their passwords.
    pub fn accounts(&self) -> Vec<EntAccount> {
        let account = |holder: &Holder| EntAccount {
            ent_id: holder.ent_id.clone(),
            login: holder.login.clone(),
            category: holder.category,
            profile: (*holder.profile).into(),
            identity: holder.identity.clone(),
            classes: holder.class.iter().cloned().collect(),
            children: holder
                .children
                .split([',', '|'])
                .map(str::trim)
                .filter(|child| !child.is_empty())
                .map(Text::from)
                .collect(),
            ..EntAccount::default()
        };
        let mut accounts: Vec<EntAccount> = self.holders.iter().map(account).collect();
        accounts.sort();
        accounts
    }

    /// The classes, sorted.
    pub fn classes(&self) -> Vec<String> {
        let mut classes: Vec<String> = self
            .holders
            .iter()
            .filter_map(|holder| holder.class.as_deref())
            .map(str::to_owned)
            .collect();
        classes.sort_by_cached_key(|class| crate::fold::fold(class));
        classes.dedup();
        classes
    }

    /// Wipes the passwords of those whose letters are printed.
    pub fn printed(&mut self, holders: &[usize]) {
        for &place in holders {
            if let Some(holder) = self.holders.get_mut(place) {
                holder.password.wipe();
                holder.printed = true;
            }
        }
    }
}

impl Holder {
    /// What tells the account apart in two files of the same portal.
    pub fn key(&self) -> &str {
        let ent_id = self.ent_id.as_ref().map(EntId::as_str);
        ent_id.or(self.login.as_ref().map(Login::as_str)).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests;
