//! What the screens of a step show, ready to be shown.

use crate::view::OverviewView;
use domain::birth_date::BirthDate;
use domain::category::Category;
use domain::linkage::{Doubt, Reason};
use domain::person::NoKey;
use domain::reconciliation::{
    Cause, Certainty, Decision, Difference, FieldPair, Flag, Nature, Outlook, StepCounts,
    StepState, Trait,
};
use serde::{Deserialize, Serialize};

/// A PRONOTE account in a list.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct RowView {
    /// Its number.
    pub row: u32,
    /// Identifiant Pronote.
    pub pronote_id: String,
    /// Nom.
    pub last_name: String,
    /// Prénom.
    pub first_name: String,
    /// Date de naissance.
    pub birth_date: Option<BirthDate>,
    /// Classe.
    pub class: Option<String>,
    /// Of a guardian: the names of the children.
    pub children: Vec<String>,
    /// What stands.
    pub decision: Decision,
    /// The portal account that stands.
    pub partner: Option<PartnerView>,
    /// How many candidates it has.
    pub candidates: u32,
    /// How sure the best one is.
    pub outlook: Outlook,
    /// The names of the best one.
    pub best: Option<String>,
    /// What is remarkable about it.
    pub flags: Vec<Flag>,
}

/// The portal account of a pair.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum PartnerView {
    /// In the loaded directory.
    Account(AccountView),
    /// Stored, but not in the loaded directory: its key.
    Absent(String),
}

/// A portal account.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct AccountView {
    /// Its number.
    pub account: u32,
    /// Nom.
    pub last_name: String,
    /// Prénom.
    pub first_name: String,
    /// Date de naissance.
    pub birth_date: Option<BirthDate>,
    /// Classes.
    pub classes: Vec<String>,
    /// Profil, as written.
    pub profile: String,
    /// Établissement, as written.
    pub establishment: Option<String>,
    /// Of a guardian: the names of the children, as written.
    pub children: Vec<String>,
    /// Identifiant ENT, or the login for want of one.
    pub identifier: String,
    /// Why it cannot be chosen, if so.
    pub no_key: Option<NoKey>,
}

/// A page of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowsView {
    /// How many rows the list has, with the filter.
    pub total: u32,
    /// How many of them stand before those that came.
    pub offset: u32,
    /// The rows asked for, in the order of the filter.
    pub rows: Vec<RowView>,
}

/// A candidate of a row.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CandidateView {
    /// The account.
    pub account: AccountView,
    /// How sure.
    pub certainty: Certainty,
    /// Match weight in bits.
    pub weight: f64,
    /// Why.
    pub reasons: Vec<Reason>,
    /// The two accounts beside each other.
    pub fields: Vec<FieldPair>,
    /// Who has it already.
    pub holder: Option<HolderView>,
    /// Found through settled relatives, not by the linkage.
    pub by_family: bool,
}

/// One person and its candidates.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DetailView {
    /// The person.
    pub row: RowView,
    /// Best first.
    pub candidates: Vec<CandidateView>,
    /// Why the best one is not automatic.
    pub doubts: Vec<Doubt>,
    /// What stands beside PRONOTE's account, when an account of the directory does.
    pub stands: Vec<FieldPair>,
    /// Why it is not recognised, if it is not.
    pub cause: Option<Cause>,
    /// The other spelling under which it was searched: nom, prénom.
    pub alias: Option<(String, String)>,
    /// Undecided rows of the same kind, itself included.
    pub alike: u32,
    /// Relatives in PRONOTE's files.
    pub relatives: u32,
    /// Its place in the list, from 0, when it is in it.
    pub place: Option<u32>,
    /// How many rows the list has.
    pub total: u32,
}

/// Accounts found by a search.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SearchView {
    /// How many there are.
    pub total: u32,
    /// The best ones.
    pub found: Vec<FoundView>,
}

/// What a search can be narrowed to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SearchChoices {
    /// Categories of the directory.
    pub categories: Vec<Category>,
    /// Its classes, in order.
    pub classes: Vec<String>,
    /// Its establishments, in order.
    pub establishments: Vec<String>,
}

/// An account found by a search.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FoundView {
    /// The account.
    pub account: AccountView,
    /// By what the portal's CAS server names it; none when it cannot be chosen.
    pub key: Option<String>,
    /// Who has it already.
    pub holder: Option<HolderView>,
}

/// Who has an account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum HolderView {
    /// Another PRONOTE account of this import.
    Row {
        /// Its number.
        row: u32,
        /// Its names.
        name: String,
        /// Its step.
        category: Category,
    },
    /// A stored identifier of somebody who is not in the files.
    Stored {
        /// The identifier.
        pronote_id: String,
    },
}

/// What a decision changed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum ActView {
    /// It stands.
    Done(DoneView),
    /// It was not taken.
    Refused(RefusalView),
}

/// Why a decision was not taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RefusalView {
    /// The account belongs to somebody else.
    Taken(HolderView),
    /// The account has nothing that could be sent.
    NoKey(NoKey),
    /// Another account with the same PRONOTE identifier is linked already.
    SharedId,
}

/// What was done, and the row to look at next.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DoneView {
    /// Where the import stands now.
    pub overview: Box<OverviewView>,
    /// After a decision, the row that follows in the list; after undo and redo, the row concerned.
    pub row: Option<(Category, u32)>,
    /// Rows that changed.
    pub changed: u32,
}

/// What a bulk act would do.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PlanView {
    /// Pairs that it makes.
    pub pairs: u32,
    /// Rows that it leaves out: their account is taken, wanted twice, or has no key.
    pub left_out: u32,
    /// How many of the pairs must be expected to be wrong, rounded up; those that are not estimated
    /// aside.
    pub expected_wrong: u32,
    /// Pairs that are not estimated.
    pub not_estimated: u32,
    /// Some of the pairs, from all over the list.
    pub sample: Vec<PlannedPair>,
}

/// A pair that a bulk act would make.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PlannedPair {
    /// The PRONOTE account's names.
    pub name: String,
    /// The portal account's names.
    pub account: String,
    /// The two beside each other.
    pub fields: Vec<FieldPair>,
}

/// Rows of one kind that wait.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KindView {
    /// One of them.
    pub like: u32,
    /// What they have in common.
    pub reasons: Vec<Reason>,
    /// How many there are.
    pub count: u32,
}

/// What can be accepted in bulk in a step.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct KindsView {
    /// Undecided rows by the certainty of their best candidate.
    pub certainties: Vec<(Certainty, u32)>,
    /// Undecided rows whose best candidate has the same names, nobody else of the establishment having
    /// them.
    pub only_namesakes: u32,
    /// Undecided rows by what speaks for their best candidate, most frequent first.
    pub kinds: Vec<KindView>,
}

/// A family on both sides.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct FamilyView {
    /// Pupils, then guardians.
    pub members: Vec<MemberView>,
    /// Free portal accounts that the portal links with those of settled members.
    pub accounts: Vec<AccountView>,
}

/// Somebody of a family.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MemberView {
    /// The person.
    pub row: RowView,
    /// The step of the person.
    pub category: Category,
    /// Accounts that may be the right one, best first; free ones only.
    pub choices: Vec<CandidateView>,
}

/// Groups of people with the same names.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HomonymsView {
    /// How many groups there are.
    pub total: u32,
    /// Those asked for.
    pub groups: Vec<NameGroupView>,
}

/// People with the same names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NameGroupView {
    /// PRONOTE accounts.
    pub rows: Vec<RowView>,
    /// Portal accounts, with who has them.
    pub accounts: Vec<FoundView>,
    /// What tells them apart.
    pub apart: Vec<Trait>,
    /// What they seem to be.
    pub nature: Nature,
}

/// The report of an import in progress.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ReportView {
    /// The steps that somebody of is in the files.
    pub steps: Vec<StepReportView>,
    /// Everybody without a pair.
    pub remaining: Vec<RemainingView>,
    /// Mappings that are stored in all.
    pub stored: u32,
    /// What is different since the last import, of the same steps.
    pub since: Vec<SinceView>,
}

/// What is different in a step since the last import.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SinceView {
    /// The step.
    pub category: Category,
    /// People who were stored and are in the files.
    pub stays: u32,
    /// Those who were not stored: NOM Prénom.
    pub arrives: Vec<String>,
    /// Those who were, and are in no file: the portal account's name, or the identifier.
    pub leaves: Vec<String>,
    /// Those whose identifier is another one now: name, former one, new one.
    pub renumbered: Vec<[String; 3]>,
    /// Those who have several: name, identifiers.
    pub several: Vec<(String, Vec<String>)>,
}

/// A step of a report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepReportView {
    /// Which.
    pub category: Category,
    /// Its accounts by decision.
    pub counts: StepCounts,
    /// Where it stands with the server.
    pub state: StepState,
    /// Those without a pair, by cause.
    pub causes: Vec<(Cause, u32)>,
    /// What validating it would change in what is stored.
    pub difference: Difference,
}

/// An account without a pair.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RemainingView {
    /// The account.
    pub row: RowView,
    /// Its step.
    pub category: Category,
    /// Why it was not found.
    pub cause: Cause,
    /// What speaks for and against the best candidate.
    pub reasons: Vec<Reason>,
}
