//! What can be asked, and what is answered.

use crate::announcement::{AnnounceAnswer, AnnounceRequest};
use crate::handout::{HandoutAnswer, HandoutRequest};
use crate::step::{StepAnswer, StepRequest};
use crate::timetable::{TimetableAnswer, TimetableRequest};
use crate::view::{CheckView, FileView, LabelView, OverviewView, SendingView};
use domain::category::Category;
use domain::ent_key::CasKey;
use domain::files::layout::{Layout, Side};
use domain::problem::Problem;
use domain::reconciliation::release::Released;
use domain::reconciliation::work_file::{Entropy, WorkFileError};
use domain::reconciliation::{Mode, Portal};
use domain::service::block::BlockPupil;
use serde::{Deserialize, Serialize};

/// A question of the page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Request {
    /// Starts afresh for an establishment. Answer: [`Answer::Overview`].
    Open(Opening),
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
    /// Searches a row again under another spelling. Answer: [`Answer::Overview`].
    Alias {
        /// The row.
        row: u32,
        /// Nom.
        last_name: String,
        /// Prénom.
        first_name: String,
    },
    /// Encrypts the import with a passphrase. Answer: [`Answer::WorkFile`].
    Save {
        /// Kept nowhere.
        passphrase: String,
        /// Random bytes: the engine has no source of them.
        salt: [u8; Entropy::SALT],
        /// Random bytes.
        nonce: [u8; Entropy::NONCE],
    },
    /// Takes up the import of a work file, whose bytes come beside the call. Answer:
    /// [`Answer::Reopened`] or [`Answer::NotReopened`].
    Reopen {
        /// Its passphrase.
        passphrase: String,
    },
    /// Answer: [`Answer::Overview`].
    Overview,
    /// What the screens of a step ask. Answer: [`Answer::Step`].
    Step(StepRequest),
    /// What the timetable's screen asks. Answer: [`Answer::Timetable`].
    Timetable(TimetableRequest),
    /// What the screen of the accounts to hand out asks. Answer: [`Answer::Handout`].
    Handout(HandoutRequest),
    /// Makes the file by which the portal tells PRONOTE its users; the file of a public key comes beside
    /// the call when it is to be encrypted. Answer: [`Answer::Announced`].
    Announce(AnnounceRequest),
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
    /// What was validated was a rehearsal and is stored nowhere: all steps are to be validated again,
    /// beside these mappings. The accounts must be linked again, which takes the decisions up.
    /// Answer: [`Answer::Overview`].
    Unvalidated(Vec<StoredPair>),
    /// Who these stored pairs are, as far as the files tell. Answer: [`Answer::Labels`].
    Labels {
        /// Key and PRONOTE identifier of each.
        pairs: Vec<(String, String)>,
    },
    /// Logins for stored mappings, from the directory that is loaded. Answer: [`Answer::Released`].
    Released {
        /// The mappings.
        stock: Vec<StoredPair>,
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
    /// Says whether the stored accounts are those of the portal whose accounts are loaded. The accounts
    /// must be linked again. Answer: [`Answer::Overview`].
    ChangePortal(Portal),
    /// Says whether a file holds the accounts of the former portal. Answer: [`Answer::Overview`].
    FormerAccounts {
        /// The file's number.
        source: u32,
        /// It does.
        is_former: bool,
    },
    /// Forgets a waiting file. Answer: [`Answer::Overview`].
    Dismiss {
        /// Its number.
        waiting: u32,
    },
    /// Reads the feed of the PRONOTE block, whose file comes beside the call; it is forgotten
    /// afterwards. Answer: [`Answer::Block`].
    Block,
    /// Has the engine try to send something, which its policy forbids. Answer: [`Answer::Attempt`].
    Attempt {
        /// Where: our own address, so that nothing but the policy stands in the way.
        address: String,
    },
    /// Gives up a running [`Request::Load`], [`Request::Unlock`], [`Request::Link`] or
    /// [`Request::Alias`]. No answer of its own: the call
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

/// An answer of the engine.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Answer {
    /// What is loaded and where the steps stand.
    Overview(Box<OverviewView>),
    /// What a file turned out to be: loaded, or refused with its reasons.
    File(Box<FileView>),
    /// What a screen of a step asked for.
    Step(StepAnswer),
    /// What the timetable's screen asked for.
    Timetable(TimetableAnswer),
    /// What the screen of the accounts to hand out asked for.
    Handout(HandoutAnswer),
    /// The file by which the portal tells PRONOTE its users.
    Announced(AnnounceAnswer),
    /// What will be sent.
    Sending(SendingView),
    /// What does not make sense.
    Check(Box<CheckView>),
    /// Names for pairs.
    Labels(Vec<LabelView>),
    /// Accounts with their identifiers.
    Released(Vec<Released>),
    /// What the PRONOTE block would show, or what is wrong with its feed.
    Block(Result<Vec<BlockPupil>, Problem>),
    /// Whether the browser refused what the engine tried to send.
    Attempt {
        /// It did, as it must.
        refused: bool,
    },
    /// An encrypted work file.
    WorkFile(Vec<u8>),
    /// The import of a work file.
    Reopened {
        /// Its files.
        overview: Box<OverviewView>,
        /// Its mode, when it was linked.
        mode: Option<Mode>,
    },
    /// The work file is of no use here.
    NotReopened(NotReopened),
}

/// Why a work file was not taken up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum NotReopened {
    /// It cannot be read.
    Unreadable(WorkFileError),
    /// It is the work of another establishment: its UAI.
    OtherEstablishment(String),
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
