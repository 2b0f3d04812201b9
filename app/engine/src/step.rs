//! What the screens of a step ask, and what they are answered.

use crate::step_view::{
    ActView, DetailView, DoneView, FamilyView, HomonymsView, KindsView, PlanView, ReportView,
    RowsView, SearchChoices, SearchView,
};
use domain::category::Category;
use domain::reconciliation::{Facets, Filter, Scope, Way};
use serde::{Deserialize, Serialize};

/// A question of a step's screens.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum StepRequest {
    /// Answer: [`StepAnswer::Rows`].
    Rows(RowsQuery),
    /// How many rows each value of each facet would leave. Answer: [`StepAnswer::Facets`].
    Facets(Filter),
    /// The row beside another one. Answer: [`StepAnswer::Row`].
    Beside {
        /// The list.
        filter: Filter,
        /// The row.
        row: u32,
        /// Where.
        way: Way,
    },
    /// Answer: [`StepAnswer::Detail`].
    Detail {
        /// The row.
        row: u32,
        /// The list in which its place is told.
        filter: Filter,
    },
    /// Searches the whole directory. Answer: [`StepAnswer::Found`].
    Search(SearchQuery),
    /// What a search can be narrowed to. Answer: [`StepAnswer::Choices`].
    SearchChoices,
    /// A person's decision. Answer: [`StepAnswer::Act`].
    Act {
        /// The row.
        row: u32,
        /// The decision.
        act: Act,
        /// Take the account from whoever has it.
        exchange: bool,
        /// The list in which the next row is looked for.
        filter: Filter,
    },
    /// Answer: [`StepAnswer::Done`].
    Undo,
    /// Answer: [`StepAnswer::Done`].
    Redo,
    /// What can be accepted in bulk. Answer: [`StepAnswer::Kinds`].
    Kinds {
        /// The step.
        category: Category,
    },
    /// What a bulk act would do. Answer: [`StepAnswer::Plan`].
    Plan(Scope),
    /// Does it. Answer: [`StepAnswer::Done`].
    AcceptAll(Scope),
    /// The family around a row. Answer: [`StepAnswer::Family`].
    Family {
        /// The row.
        row: u32,
    },
    /// Who could be confused with whom. Answer: [`StepAnswer::Homonyms`].
    Homonyms {
        /// The step.
        category: Category,
        /// Groups to skip.
        offset: u32,
        /// At most so many.
        limit: u32,
    },
    /// A row's own spelling again. Answer: [`StepAnswer::Done`].
    ForgetAlias {
        /// The row.
        row: u32,
    },
    /// Answer: [`StepAnswer::Report`].
    Report,
}

/// Which rows are asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowsQuery {
    /// The list.
    pub filter: Filter,
    /// Rows to skip.
    pub offset: u32,
    /// At most so many.
    pub limit: u32,
}

/// What is searched for in the directory. Without a word, everybody that the filters leave.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SearchQuery {
    /// What was typed.
    pub text: String,
    /// Only accounts of this category.
    pub category: Option<Category>,
    /// Only accounts of this class.
    pub class: Option<String>,
    /// Only accounts of this establishment.
    pub establishment: Option<String>,
    /// At most so many.
    pub limit: u32,
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

/// What a step's screens are answered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum StepAnswer {
    /// A part of a list.
    Rows(RowsView),
    /// The facets of a list.
    Facets(Facets),
    /// A row, if there is one.
    Row(Option<u32>),
    /// One person and its candidates.
    Detail(Box<DetailView>),
    /// Accounts found.
    Found(SearchView),
    /// What a search can be narrowed to.
    Choices(SearchChoices),
    /// What a decision changed, or why it was not taken.
    Act(ActView),
    /// What was done.
    Done(DoneView),
    /// What can be accepted in bulk.
    Kinds(KindsView),
    /// What a bulk act would do.
    Plan(PlanView),
    /// A family.
    Family(FamilyView),
    /// Groups of people with the same names.
    Homonyms(HomonymsView),
    /// The report so far.
    Report(Box<ReportView>),
}
