//! What screens show, ready to be shown.

use domain::category::Category;
use domain::files::FileKind;
use domain::files::container::Container;
use domain::files::layout::{Side, Sketch};
use domain::problem::Problem;
use domain::reconciliation::{
    CasIds, Concern, Contradiction, Mode, Portal, SentDecision, StepCounts, StepState,
};
use serde::{Deserialize, Serialize};

/// A file: what it is, what it brought, what is wrong with it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FileView {
    /// Its number; `None` when it was refused, or waits.
    pub source: Option<u32>,
    /// It waits for an answer, under this number of [`OverviewView::waiting`].
    pub waiting: Option<u32>,
    /// Its name.
    pub name: String,
    /// Its kind, when it is one of ours.
    pub kind: Option<FileKind>,
    /// The schema's version, where the format has one.
    pub version: Option<String>,
    /// Accounts of each category.
    pub records: [u32; 6],
    /// Portal accounts whose profile is unknown.
    pub without_category: u32,
    /// The names of its establishments, when it is about several.
    pub schools: Vec<String>,
    /// The one whose people are taken, by its place; all of them for `None`.
    pub school: Option<u32>,
    /// It holds the accounts of the former portal.
    pub is_former: bool,
    /// When it was exported, as its container writes it.
    pub exported_at: Option<String>,
    /// Lines that were read as people: more than accounts where people stand several times.
    pub lines: u32,
    /// Accounts that carry a CAS identifier already.
    pub with_cas_id: u32,
    /// SHA-256 of its bytes, in hexadecimal.
    pub sha256: String,
    /// What is wrong with it.
    pub problems: Vec<Problem>,
    /// Problems that were only counted.
    pub more_problems: u32,
}

/// Where the import stands.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OverviewView {
    /// The files, in the order in which they came.
    pub files: Vec<FileView>,
    /// Files that cannot be read before a person answers, in the order in which they came.
    pub waiting: Vec<WaitingView>,
    /// Whether both sides are loaded.
    pub can_link: bool,
    /// The mode of the linkage; `None` before it.
    pub mode: Option<Mode>,
    /// The six steps; empty before the linkage, and once the files have changed since.
    pub steps: Vec<StepView>,
    /// The files have changed since the linkage: it must be done again; decisions stay.
    pub outdated: bool,
    /// Decisions that the last linkage could not keep: they are put aside.
    pub contested: u32,
    /// Portal accounts of all files.
    pub directory: u32,
    /// Whose accounts the stored ones are.
    pub portal: Portal,
    /// Words that stand for no known category.
    pub words: Vec<WordView>,
    /// Acts that can be taken back or done again.
    pub history: HistoryView,
    /// A person decided something that no validated step holds.
    pub unsent: bool,
}

/// What does not make sense in what is loaded.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CheckView {
    /// Doubts about the import as a whole.
    pub concerns: Vec<Concern>,
    /// What files say differently of one person.
    pub contradictions: Vec<Contradiction>,
    /// Accounts of each file that stand in another one too.
    pub overlaps: Vec<(u32, u32)>,
    /// How PRONOTE's accounts stand with the portal's CAS server.
    pub cas_ids: CasIds,
}

/// A word that stands for no known category.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WordView {
    /// As written.
    pub word: String,
    /// Whose word it is.
    pub side: Side,
    /// People or accounts under it.
    pub count: u32,
    /// The category that a person gave it.
    pub category: Option<Category>,
}

/// A file that cannot be read before a person answers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WaitingView {
    /// Its number.
    pub number: u32,
    /// Its name.
    pub name: String,
    /// What it waits for.
    pub need: Need,
    /// Why the last answer was of no use.
    pub problem: Option<Problem>,
}

/// What a file waits for.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Need {
    /// The private key of a partner: the file is encrypted.
    Key(Box<Container>),
    /// What it is and what its columns hold: a table that its headers do not explain.
    Layout(Box<Sketch>),
}

/// Acts that can be taken back or done again.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HistoryView {
    /// There is one to take back.
    pub can_undo: bool,
    /// There is one to do again.
    pub can_redo: bool,
}

/// One step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepView {
    /// Which.
    pub category: Category,
    /// Its accounts by decision.
    pub counts: StepCounts,
    /// Those not recognised that have a candidate.
    pub suggested: u32,
    /// Where it stands with the server.
    pub state: StepState,
}

/// What validating a step sends.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SendingView {
    /// Its number: what [`crate::Request::Validated`] names.
    pub number: u32,
    /// The step.
    pub category: Category,
    /// The pairs, sorted by PRONOTE identifier.
    pub pairs: Vec<PairView>,
    /// Pairs that take an identifier or an account from another holder.
    pub exchanges: u32,
    /// The counts of the step.
    pub counts: StepCounts,
    /// Mappings of the category that are stored before.
    pub stored: u32,
    /// Stored identifiers that get another account.
    pub moved: Vec<MovedView>,
}

/// A stored identifier that gets another account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MovedView {
    /// The PRONOTE account's names.
    pub name: String,
    /// The account it was stored with: its names, or its key when it is not in the directory.
    pub from: String,
    /// The account it gets, likewise.
    pub to: String,
}

/// A pair that is sent, with the names that are not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PairView {
    /// Sent.
    pub ent_key: String,
    /// Sent.
    pub pronote_id: String,
    /// Sent.
    pub decision: SentDecision,
    /// Stays here: the PRONOTE account's names.
    pub name: String,
}

/// Names for a stored pair.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LabelView {
    /// The PRONOTE account's names, if it is in the files.
    pub pronote: Option<String>,
    /// The portal account's names, if it is in the directory.
    pub account: Option<String>,
}
