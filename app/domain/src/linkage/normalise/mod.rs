//! Accounts of both sides in comparable form.
//!
//! Each rule has a name and an example in the tests of its file; the original texts stay in the
//! accounts.

mod form;
mod last_name;
mod letters;
mod sound;

use crate::birth_date::BirthDate;
use crate::category::Category;
use crate::fold::fold;
use crate::name::NameKey;
use crate::person::{Civility, EntAccount, Identity, PronoteAccount};

pub use form::{NameForm, PARTICLES};
pub use last_name::last_names;
pub use letters::Letters;

/// What is compared of an account.
#[derive(Clone, Debug, PartialEq)]
pub struct Normalised {
    /// The category, as far as it is known.
    pub category: Option<Category>,
    /// Every last name that the person may go by: birth name, usage name.
    pub last_names: Vec<NameForm>,
    /// First name or names.
    pub first_name: NameForm,
    /// All words of the names: who has the same is a homonym.
    pub key: NameKey,
    /// How the person is addressed.
    pub civility: Option<Civility>,
    /// Birth date.
    pub birth_date: Option<BirthDate>,
    /// Classes, folded.
    pub classes: Vec<String>,
}

impl Normalised {
    /// The comparable form of a PRONOTE account.
    pub fn of_pronote(account: &PronoteAccount) -> Self {
        let class = account.class.iter().map(|class| fold_class(class)).collect();
        Self::of(&account.identity, Some(account.category), class)
    }

    /// The comparable form of a portal account.
    pub fn of_ent(account: &EntAccount) -> Self {
        let classes = account.classes.iter().map(|class| fold_class(class)).collect();
        Self::of(&account.identity, account.category, classes)
    }

    fn of(identity: &Identity, category: Option<Category>, classes: Vec<String>) -> Self {
        Self {
            category,
            last_names: last_names(&identity.last_name, identity.other_last_name.as_deref()),
            first_name: NameForm::of_first_name(&identity.first_name),
            key: NameKey::of(identity),
            civility: identity.civility,
            birth_date: identity.birth_date,
            classes,
        }
    }
}

/// "6 A", "6A" and "6ème A" differ; "6 a" and "6A" do not.
pub fn fold_class(class: &str) -> String {
    fold(class).chars().filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_are_compared_without_spaces_and_case() {
        assert_eq!(fold_class("6 a"), fold_class("6A"));
    }
}
