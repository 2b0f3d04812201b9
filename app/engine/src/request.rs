//! What can be asked, and what is answered.

use crate::view::{
    ActView, CheckView, DetailView, FileView, FoundView, LabelView, OverviewView, RowsView,
    SendingView,
};
use domain::category::Category;
use domain::ent_key::CasKey;
use domain::files::layout::{Layout, Side};
use domain::reconciliation::Mode;
use serde::{Deserialize, Serialize};

/// A question of the page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Request {
    /// Starts afresh for an establishment. Answer: [`Answer::Overview`].
    Open(Opening),
    /// Forgets everything: files, decisions, stock. Answer: [`Answer::Closed`].
    Close,
    /// Replaces what is known of the server's mappings. Answer: [`Answer::Overview`].
    Stock(Vec<StoredPair>),
    /// Reads a file, whose bytes come beside the call. Answer: [`Answer::File`].
    Load {
        /// Shown beside what was recognised; it may say which category a list holds, and goes nowhere
        /// else.
        name: String,
        /// When it was changed last, in ISO 8601, as far as the browser knows.
        modified: Option<String>,
    },
    /// Takes a file out. Answer: [`Answer::Overview`].
    Unload {
        /// Its number.
        source: u32,
    },
    /// Links what is loaded. Answer: [`Answer::Overview`].
    Link {
        /// Complete or partial.
        mode: Mode,
    },
    /// Answer: [`Answer::Overview`].
    Overview,
    /// Answer: [`Answer::Rows`].
    Rows(RowsQuery),
    /// Answer: [`Answer::Detail`].
    Detail {
        /// The row.
        row: u32,
    },
    /// Searches the whole directory. Answer: [`Answer::Found`].
    Search {
        /// What was typed.
        query: String,
        /// At most so many.
        limit: u32,
    },
    /// A person's decision. Answer: [`Answer::Act`].
    Act {
        /// The row.
        row: u32,
        /// The decision.
        act: Act,
        /// Take the account from whoever has it.
        exchange: bool,
    },
    /// Answer: [`Answer::Overview`].
    Undo,
    /// Answer: [`Answer::Overview`].
    Redo,
    /// What validating a step would send. Answer: [`Answer::Sending`].
    Sending {
        /// The step.
        category: Category,
    },
    /// The server has stored what was sent. Answer: [`Answer::Overview`].
    Validated {
        /// The number of what was sent, from [`SendingView::number`]: what a person decided while it
        /// was on its way is not taken for stored.
        number: u32,
        /// The PRONOTE identifiers that left the stock.
        leaving: Vec<String>,
    },
    /// Who these stored pairs are, as far as the files tell. Answer: [`Answer::Labels`].
    Labels {
        /// Key and PRONOTE identifier of each.
        pairs: Vec<(String, String)>,
    },
    /// Opens a waiting container with a partner's private key, whose file comes beside the call.
    /// Answer: [`Answer::File`].
    Unlock {
        /// The waiting file's number.
        waiting: u32,
        /// The key's password; empty for none.
        password: String,
    },
    /// Reads a waiting table as a person says it is laid out. Answer: [`Answer::File`].
    Read {
        /// The waiting file's number.
        waiting: u32,
        /// Its layout.
        layout: Layout,
    },
    /// What does not make sense in what is loaded. Answer: [`Answer::Check`].
    Check {
        /// Complete or partial.
        mode: Mode,
    },
    /// Takes the people of one of a file's establishments. Answer: [`Answer::Overview`].
    TakeSchool {
        /// The file's number.
        source: u32,
        /// The establishment's place in [`FileView::schools`]; all of them for `None`.
        school: Option<u32>,
    },
    /// Says which category an unknown word stands for. Answer: [`Answer::Overview`].
    Say {
        /// Whose word it is.
        side: Side,
        /// The word.
        word: String,
        /// The category; `None` leaves its people out.
        category: Option<Category>,
    },
    /// Forgets a waiting file. Answer: [`Answer::Overview`].
    Dismiss {
        /// Its number.
        waiting: u32,
    },
    /// Gives up a running [`Request::Load`], [`Request::Unlock`] or [`Request::Link`]. No answer of its own: the call
    /// concerned answers [`Failure::Cancelled`].
    Cancel {
        /// The call's number.
        call: u32,
    },
}

/// The establishment of an import.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opening {
    /// Its UAI.
    pub uai: String,
    /// What its CAS server sends.
    pub cas_key: CasKey,
    /// Salt of the login digests, as the API carries it.
    pub login_salt: String,
    /// The mappings that the server holds.
    pub stock: Vec<StoredPair>,
    /// The steps that this import has validated already.
    pub validated: Vec<Category>,
    /// When the last import was, in RFC 3339.
    pub last_import: Option<String>,
}

/// A mapping that the server holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StoredPair {
    /// The step it was validated in.
    pub category: Category,
    /// The portal account.
    pub ent_key: String,
    /// Its PRONOTE identifier.
    pub pronote_id: String,
}

/// A person's decision about a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Act {
    /// This account is the right one.
    Accept {
        /// Its number.
        account: u32,
    },
    /// None of the accounts is the right one.
    Refuse,
    /// Put aside.
    Review,
    /// As the engine left it.
    Reset,
}

/// Which rows are asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowsQuery {
    /// The step.
    pub category: Category,
    /// Which of its two lists.
    pub list: ListKind,
    /// Words that must occur in the name, class or identifier.
    pub filter: String,
    /// Rows to skip.
    pub offset: u32,
    /// At most so many.
    pub limit: u32,
}

/// The two lists of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ListKind {
    /// "Reconnus".
    Recognised,
    /// "Non reconnus".
    Unrecognised,
}

/// An answer of the engine.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Answer {
    /// What is loaded and where the steps stand.
    Overview(Box<OverviewView>),
    /// What a file turned out to be: loaded, or refused with its reasons.
    File(Box<FileView>),
    /// A page of a list.
    Rows(RowsView),
    /// One person and its candidates.
    Detail(Box<DetailView>),
    /// Accounts found.
    Found(Vec<FoundView>),
    /// What a decision changed, or why it was not taken.
    Act(ActView),
    /// What will be sent.
    Sending(SendingView),
    /// What does not make sense.
    Check(Box<CheckView>),
    /// Names for pairs.
    Labels(Vec<LabelView>),
    /// Everything is forgotten.
    Closed,
}

/// Why there is no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Failure {
    /// The page gave the call up.
    Cancelled,
    /// The question does not fit the state: nothing opened, nothing linked, no such row.
    OutOfOrder,
}

/// What the engine sends on its own account.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Message {
    /// How far a long call is.
    Progress {
        /// The call's number.
        call: u32,
        /// Units done.
        done: u32,
        /// Units in all.
        total: u32,
    },
    /// The end of a call.
    Answer {
        /// The call's number.
        call: u32,
        /// Its answer.
        answer: Result<Answer, Failure>,
    },
}
