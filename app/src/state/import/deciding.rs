//! A person's decisions, and what they look at to take them.

use super::ImportState;
use ::engine::{
    Act, ActView, Answer, DetailView, DoneView, FamilyView, HomonymsView, KindsView, PlanView,
    RefusalView, ReportView, Request, RowsQuery, RowsView, SearchChoices, SearchQuery, SearchView,
    StepAnswer, StepRequest,
};
use domain::category::Category;
use domain::reconciliation::{Facets, Filter, Scope, Way};
use leptos::prelude::*;

/// The part of an answer that was asked for; `None` when the engine has nothing to say.
macro_rules! answer {
    ($import:expr, $request:expr, $variant:ident) => {
        match $import.ask_step($request).await {
            Some(StepAnswer::$variant(value)) => Some(value),
            _ => None,
        }
    };
}

impl ImportState {
    /// A part of a list.
    pub async fn rows(self, query: RowsQuery) -> Option<RowsView> {
        answer!(self, StepRequest::Rows(query), Rows)
    }

    /// How many rows each value of each facet would leave.
    pub async fn facets(self, filter: Filter) -> Option<Facets> {
        answer!(self, StepRequest::Facets(filter), Facets)
    }

    /// The row beside another one.
    pub async fn beside(self, filter: Filter, row: u32, way: Way) -> Option<u32> {
        answer!(self, StepRequest::Beside { filter, row, way }, Row).flatten()
    }

    /// One person and its candidates.
    pub async fn detail(self, row: u32, filter: Filter) -> Option<DetailView> {
        answer!(self, StepRequest::Detail { row, filter }, Detail).map(|detail| *detail)
    }

    /// Searches the directory.
    pub async fn search(self, query: SearchQuery) -> SearchView {
        answer!(self, StepRequest::Search(query), Found).unwrap_or_default()
    }

    /// What a search can be narrowed to.
    pub async fn search_choices(self) -> SearchChoices {
        answer!(self, StepRequest::SearchChoices, Choices).unwrap_or_default()
    }

    /// A person's decision; `Err` says why it was not taken, if the engine does.
    pub async fn act(
        self,
        row: u32,
        act: Act,
        exchange: bool,
        filter: Filter,
    ) -> Result<DoneView, Option<RefusalView>> {
        let request = StepRequest::Act { row, act, exchange, filter };
        match answer!(self, request, Act) {
            Some(ActView::Done(done)) => Ok(self.done(done)),
            Some(ActView::Refused(refusal)) => Err(Some(refusal)),
            None => Err(None),
        }
    }

    /// Takes the last act back.
    pub async fn undo(self) -> Option<DoneView> {
        answer!(self, StepRequest::Undo, Done).map(|done| self.done(done))
    }

    /// Does again the act that was taken back.
    pub async fn redo(self) -> Option<DoneView> {
        answer!(self, StepRequest::Redo, Done).map(|done| self.done(done))
    }

    /// What can be accepted in bulk in a step.
    pub async fn kinds(self, category: Category) -> KindsView {
        answer!(self, StepRequest::Kinds { category }, Kinds).unwrap_or_default()
    }

    /// What a bulk act would do.
    pub async fn plan(self, scope: Scope) -> Option<PlanView> {
        answer!(self, StepRequest::Plan(scope), Plan)
    }

    /// Does it.
    pub async fn accept_all(self, scope: Scope) -> Option<DoneView> {
        answer!(self, StepRequest::AcceptAll(scope), Done).map(|done| self.done(done))
    }

    /// The family around a row.
    pub async fn family(self, row: u32) -> Option<FamilyView> {
        answer!(self, StepRequest::Family { row }, Family)
    }

    /// Who could be confused with whom.
    pub async fn homonyms(
        self,
        category: Category,
        offset: u32,
        limit: u32,
    ) -> Option<HomonymsView> {
        answer!(self, StepRequest::Homonyms { category, offset, limit }, Homonyms)
    }

    /// Searches a row again under another spelling.
    pub async fn search_again(self, row: u32, last_name: String, first_name: String) -> bool {
        self.show(self.engine.ask(Request::Alias { row, last_name, first_name }).await).is_ok()
    }

    /// A row under its own spelling again.
    pub async fn forget_alias(self, row: u32) {
        if let Some(done) = answer!(self, StepRequest::ForgetAlias { row }, Done) {
            self.done(done);
        }
    }

    /// The report so far.
    pub async fn report(self) -> Option<ReportView> {
        answer!(self, StepRequest::Report, Report).map(|report| *report)
    }

    async fn ask_step(self, request: StepRequest) -> Option<StepAnswer> {
        match self.engine.ask(Request::Step(request)).await {
            Ok(Answer::Step(answer)) => Some(answer),
            _ => None,
        }
    }

    fn done(self, done: DoneView) -> DoneView {
        self.overview.set(Some((*done.overview).clone()));
        done
    }
}
