//! The accounts of both sides, as their files tell them.

use crate::birth_date::BirthDate;
use crate::category::Category;
use crate::ent_key::{CasKey, EntKey, LoginSalt};
use crate::pronote_id::PronoteId;
use crate::text::{Label, Text};
use serde::{Deserialize, Serialize};
use std::ops::Deref;

/// What both sides say of a person. Texts are as written, only trimmed.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Identity {
    /// Nom.
    pub last_name: Text,
    /// Prénom, or several.
    pub first_name: Text,
    /// A second last name that the file gives apart: usage name or birth name.
    pub other_last_name: Option<Text>,
    /// M., Mme.
    pub civility: Option<Civility>,
    /// Né(e) le.
    pub birth_date: Option<BirthDate>,
}

/// How a person is addressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Civility {
    /// M.
    Mr,
    /// Mme, Mlle.
    Mrs,
    /// "M, Mme": one record for a couple.
    Couple,
}

/// One account read from a PRONOTE export.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PronoteAccount {
    /// The step it belongs to.
    pub category: Category,
    /// The identifier that CAS must send for this person.
    pub id: PronoteId,
    /// Who it is.
    pub identity: Identity,
    /// Classe, for pupils.
    pub class: Option<Text>,
    /// The CAS identifier that PRONOTE already remembers.
    pub cas_id: Option<Text>,
    /// INE.
    pub national_id: Option<Text>,
    /// SIECLE's `ELEVE_ID`.
    pub siecle_id: Option<Text>,
    /// Of a guardian: the pupils in their charge. Of a pupil: empty. Sorted.
    pub children: Vec<PronoteId>,
    /// Of a guardian: first or second legal guardian (`RespLegal`), where the file tells it; the first of
    /// several children counts.
    pub legal_rank: Option<u8>,
    /// The same identifier stands on somebody else in the same files: never automatic.
    pub shared_id: bool,
}

/// The directory's own identifier of an account: "Identifiant ENT", uid or Id.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntId(Text);

/// What a user types to enter the portal. Often a name: it stays in the engine.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Login(Text);

/// One account of the portal's directory.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct EntAccount {
    /// The directory's own identifier.
    pub ent_id: Option<EntId>,
    /// The login.
    pub login: Option<Login>,
    /// The category that its profile stands for; `None` when the word is unknown or absent.
    pub category: Option<Category>,
    /// The profile as written.
    pub profile: Label,
    /// Who it is.
    pub identity: Identity,
    /// Classes, of the pupil or of the guardian's children.
    pub classes: Vec<Text>,
    /// Établissement: a name or a UAI, as written.
    pub establishment: Option<Label>,
    /// INE.
    pub national_id: Option<Text>,
    /// SIECLE's `ELEVE_ID`.
    pub siecle_id: Option<Text>,
    /// Of a guardian: the names of their children, as written ("Zoé FICTIF").
    pub children: Vec<Text>,
    /// Of a pupil: the names of their guardians, as written.
    pub parents: Vec<Text>,
    /// Of a pupil: the identifiers of their guardians in the same directory.
    pub parent_ids: Vec<EntId>,
}

/// Why an account has no key that could be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum NoKey {
    /// The column that the establishment's CAS sends is empty for this account.
    Missing,
    /// It holds a character that neither the API nor a CAS answer may carry.
    Unusable,
}

impl Identity {
    /// Whether a last name and a first name are both there.
    pub fn is_complete(&self) -> bool {
        !self.last_name.is_empty() && !self.first_name.is_empty()
    }

    fn merge(self, other: Self) -> Self {
        Self {
            last_name: fuller_text(self.last_name, other.last_name),
            first_name: fuller_text(self.first_name, other.first_name),
            other_last_name: fuller(self.other_last_name, other.other_last_name),
            civility: self.civility.max(other.civility),
            birth_date: self.birth_date.max(other.birth_date),
        }
    }
}

fn fuller<T: Deref<Target = str> + Ord>(a: Option<T>, b: Option<T>) -> Option<T> {
    match (a, b) {
        (Some(a), Some(b)) => Some(fuller_text(a, b)),
        (a, b) => a.or(b),
    }
}

fn union<T: Ord>(mut a: Vec<T>, b: Vec<T>) -> Vec<T> {
    a.extend(b);
    a.sort();
    a.dedup();
    a
}

fn fuller_text<T: Deref<Target = str> + Ord>(a: T, b: T) -> T {
    if (a.chars().count(), &a) >= (b.chars().count(), &b) { a } else { b }
}

impl PronoteAccount {
    /// An account of which nothing more is known.
    pub fn new(category: Category, id: PronoteId, identity: Identity) -> Self {
        Self {
            category,
            id,
            identity,
            class: None,
            cas_id: None,
            national_id: None,
            siecle_id: None,
            children: Vec::new(),
            legal_rank: None,
            shared_id: false,
        }
    }

    /// The same person standing twice: what one occurrence lacks comes from the other; where both
    /// say something, the longer text stays (it was cut less). The order of the two does not matter.
    #[must_use]
    pub fn merge(self, other: Self) -> Self {
        Self {
            category: self.category,
            id: self.id,
            identity: self.identity.merge(other.identity),
            class: fuller(self.class, other.class),
            cas_id: fuller(self.cas_id, other.cas_id),
            national_id: fuller(self.national_id, other.national_id),
            siecle_id: fuller(self.siecle_id, other.siecle_id),
            children: union(self.children, other.children),
            legal_rank: self.legal_rank.into_iter().chain(other.legal_rank).min(),
            shared_id: self.shared_id || other.shared_id,
        }
    }
}

impl Civility {
    /// Reads a civility. `None` for an empty or unknown one.
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "" => return None,
            "M." => return Some(Self::Mr),
            "Mme" => return Some(Self::Mrs),
            _ => {}
        }
        let folded = crate::fold::fold(text);
        let mut words = folded.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
        let first = Self::of_word(words.next()?)?;
        match words.find_map(Self::of_word) {
            Some(second) if second != first => Some(Self::Couple),
            _ => Some(first),
        }
    }

    fn of_word(word: &str) -> Option<Self> {
        match word {
            "m" | "mr" | "monsieur" => Some(Self::Mr),
            "mme" | "mlle" | "madame" | "mademoiselle" => Some(Self::Mrs),
            _ => None,
        }
    }
}

macro_rules! text_identifier {
    ($name:ident) => {
        impl $name {
            /// Reads the identifier; `None` when nothing is left without the white space around it.
            pub fn parse(text: &str) -> Option<Self> {
                let text = text.trim();
                (!text.is_empty()).then(|| Self(Text::from(text)))
            }

            /// As written.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }
    };
}

text_identifier!(EntId);
text_identifier!(Login);

impl EntAccount {
    /// The same account on two lines, of one file or of two: what one lacks comes from the other, as
    /// in [`PronoteAccount::merge`].
    #[must_use]
    pub fn merge(self, other: Self) -> Self {
        Self {
            ent_id: self.ent_id.max(other.ent_id),
            login: self.login.max(other.login),
            category: self.category.max(other.category),
            profile: fuller_text(self.profile, other.profile),
            identity: self.identity.merge(other.identity),
            classes: union(self.classes, other.classes),
            establishment: fuller(self.establishment, other.establishment),
            national_id: fuller(self.national_id, other.national_id),
            siecle_id: fuller(self.siecle_id, other.siecle_id),
            children: union(self.children, other.children),
            parents: union(self.parents, other.parents),
            parent_ids: union(self.parent_ids, other.parent_ids),
        }
    }

    /// The key under which a mapping of this account is stored and sent.
    ///
    /// # Errors
    /// [`NoKey`] when the account lacks what the establishment's CAS sends.
    pub fn key(&self, cas_key: CasKey, salt: &LoginSalt) -> Result<EntKey, NoKey> {
        match cas_key {
            CasKey::EntId => {
                let id = self.ent_id.as_ref().ok_or(NoKey::Missing)?;
                EntKey::parse(id.as_str()).map_err(|_| NoKey::Unusable)
            }
            CasKey::Login => {
                let login = self.login.as_ref().ok_or(NoKey::Missing)?;
                Ok(EntKey::of_login(login.as_str(), salt))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn civility(text: &str, expected: Option<Civility>) {
        assert_eq!(Civility::parse(text), expected, "{text}");
    }

    #[test]
    fn civilities_as_files_write_them() {
        civility("M.", Some(Civility::Mr));
        civility("Mme", Some(Civility::Mrs));
        civility("MLLE", Some(Civility::Mrs));
        civility("M,Mme", Some(Civility::Couple));
        civility("M. et Mme", Some(Civility::Couple));
        civility("", None);
        civility("Dr", None);
    }

    fn account(ent_id: &str, login: &str) -> EntAccount {
        EntAccount {
            ent_id: EntId::parse(ent_id),
            login: Login::parse(login),
            ..EntAccount::default()
        }
    }

    #[track_caller]
    fn key(account: &EntAccount, cas_key: CasKey, expected: Result<&str, NoKey>) {
        let key = account.key(cas_key, &LoginSalt::new([0; LoginSalt::LEN]));
        assert_eq!(key.as_ref().map(EntKey::as_str).map_err(|e| *e), expected);
    }

    #[test]
    fn the_key_is_what_the_establishment_s_cas_sends() {
        key(&account("TAA10001", "zoe"), CasKey::EntId, Ok("TAA10001"));
        key(&account("", "zoe"), CasKey::EntId, Err(NoKey::Missing));
        key(&account("a b", "zoe"), CasKey::EntId, Err(NoKey::Unusable));
        key(&account("TAA10001", ""), CasKey::Login, Err(NoKey::Missing));
    }
}
