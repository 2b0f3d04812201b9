//! What the screen of the accounts to hand out asks, and what it is answered.

use crate::view::FileView;
use domain::category::Category;
use domain::handout::HandoutFilter;
use serde::{Deserialize, Serialize};

/// A question of the screen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum HandoutRequest {
    /// Reads a file, whose bytes come beside the call. Answer: [`HandoutAnswer::Overview`] or
    /// [`HandoutAnswer::Refused`].
    Load {
        /// Its name.
        name: String,
        /// It was handed out before: only who is new since then is of interest.
        earlier: bool,
    },
    /// Answer: [`HandoutAnswer::Overview`].
    Overview,
    /// A part of the list. Answer: [`HandoutAnswer::Rows`].
    Rows {
        /// What narrows it.
        filter: HandoutFilter,
        /// Rows skipped.
        offset: u32,
        /// Rows at most.
        limit: u32,
    },
    /// Who of PRONOTE has no account. Answer: [`HandoutAnswer::Missing`].
    Missing,
    /// Letters, with their passwords. Answer: [`HandoutAnswer::Letters`].
    Letters {
        /// Who gets one.
        filter: HandoutFilter,
        /// The model, with its fields in braces.
        model: String,
        /// The name of the establishment.
        establishment: String,
    },
    /// A table with passwords, for a word processor. Answer: [`HandoutAnswer::File`].
    Table {
        /// Who is in it.
        filter: HandoutFilter,
        /// Its headings.
        heading: [String; 7],
    },
    /// The letters asked for last are printed: their passwords are wiped. Answer:
    /// [`HandoutAnswer::Overview`].
    Printed,
    /// Forgets everything. Answer: [`HandoutAnswer::Overview`].
    Wipe,
}

/// An answer to the screen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum HandoutAnswer {
    /// What is loaded.
    Overview(HandoutView),
    /// The file was not taken.
    Refused(Box<FileView>),
    /// A part of the list.
    Rows(HolderRows),
    /// Who has no account; nothing while no export of PRONOTE is loaded.
    Missing(Option<Vec<MissingView>>),
    /// Letters, in the order in which they are handed out.
    Letters(Vec<LetterView>),
    /// A file to be kept.
    File(Vec<u8>),
}

/// What is loaded.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HandoutView {
    /// The file's name; nothing before there is one.
    pub name: Option<String>,
    /// The names of the earlier files.
    pub earlier: Vec<String>,
    /// Accounts.
    pub total: u32,
    /// Those of each category.
    pub counts: [u32; 6],
    /// Those who are in no earlier file.
    pub fresh: u32,
    /// Those whose letters are printed.
    pub printed: u32,
    /// Those who have a password.
    pub with_password: u32,
    /// The classes, sorted.
    pub classes: Vec<String>,
}

/// A part of the list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HolderRows {
    /// Rows in all.
    pub total: u32,
    /// The rows asked for.
    pub rows: Vec<HolderRow>,
}

/// Somebody who has an account, without the password.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HolderRow {
    /// "NOM Prénom".
    pub name: String,
    /// The category; the profile as written where it is unknown.
    pub category: Result<Category, String>,
    /// The class.
    pub class: Option<String>,
    /// The login.
    pub login: Option<String>,
    /// There is a password.
    pub has_password: bool,
    /// The letter is printed.
    pub printed: bool,
}

/// Somebody of PRONOTE who has no account, or none that is surely theirs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MissingView {
    /// "NOM Prénom".
    pub name: String,
    /// The category.
    pub category: Category,
    /// The class.
    pub class: Option<String>,
    /// An account looks like theirs.
    pub resembles: bool,
}

/// A letter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LetterView {
    /// The class; letters of another one begin on another sheet.
    pub class: Option<String>,
    /// Its text.
    pub text: String,
}
