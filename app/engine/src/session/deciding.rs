//! What a person asks and decides in a step.

use super::{Session, existing_row};
use crate::{step_views, views};
use domain::category::Category;
use domain::person::EntAccount;
use domain::reconciliation::{self, Filter, Refusal, Run, Scope, Way};
use engine::{
    Act, ActView, DoneView, Failure, RefusalView, SearchQuery, SearchView, StepAnswer, StepRequest,
};

impl Session {
    /// Answers a question of a step's screens.
    pub(super) fn step(&mut self, request: StepRequest) -> Result<StepAnswer, Failure> {
        Ok(match request {
            StepRequest::Rows(query) => StepAnswer::Rows(step_views::rows(self.run()?, &query)),
            StepRequest::Facets(filter) => StepAnswer::Facets(self.run()?.facets(&filter)),
            StepRequest::Beside { filter, row, way } => {
                StepAnswer::Row(self.beside(&filter, row, way)?)
            }
            StepRequest::Detail { row, filter } => {
                let row = existing_row(self.run()?, row)?;
                StepAnswer::Detail(Box::new(step_views::detail(self.run()?, row, &filter)))
            }
            StepRequest::Search(query) => StepAnswer::Found(self.search(&query)?),
            StepRequest::SearchChoices => {
                StepAnswer::Choices(step_views::search_choices(&self.run()?.setting().directory))
            }
            StepRequest::Act { row, act, exchange, filter } => {
                StepAnswer::Act(self.act(row, act, exchange, &filter)?)
            }
            StepRequest::Undo => {
                let rows = self.run_mut()?.undo();
                StepAnswer::Done(self.gone_back(&rows)?)
            }
            StepRequest::Redo => {
                let rows = self.run_mut()?.redo();
                StepAnswer::Done(self.gone_back(&rows)?)
            }
            StepRequest::Kinds { category } => {
                StepAnswer::Kinds(step_views::kinds(self.run()?, category))
            }
            StepRequest::Plan(scope) => StepAnswer::Plan(self.plan(&scope)?),
            StepRequest::AcceptAll(scope) => {
                check(self.run()?, &scope)?;
                let plan = self.run_mut()?.accept_all(&scope);
                StepAnswer::Done(self.done(None, plan.pairs.len())?)
            }
            StepRequest::Family { row } => {
                let row = existing_row(self.run()?, row)?;
                StepAnswer::Family(step_views::family(self.run()?, row))
            }
            StepRequest::Homonyms { category, offset, limit } => {
                StepAnswer::Homonyms(step_views::homonyms(self.run()?, category, offset, limit))
            }
            StepRequest::ForgetAlias { row } => {
                let place = existing_row(self.run()?, row)?;
                self.run_mut()?.forget_alias(place);
                StepAnswer::Done(self.gone_back(&[place])?)
            }
            StepRequest::Report => StepAnswer::Report(Box::new(step_views::report(
                self.run()?,
                &self.import()?.before,
            ))),
        })
    }

    fn beside(&self, filter: &Filter, row: u32, way: Way) -> Result<Option<u32>, Failure> {
        let run = self.run()?;
        let row = existing_row(run, row)?;
        Ok(run.beside(filter, row, way).map(views::count))
    }

    fn search(&self, query: &SearchQuery) -> Result<SearchView, Failure> {
        let (import, run) = (self.import()?, self.run()?);
        let directory = &run.setting().directory;
        let is_narrowed =
            query.category.is_some() || query.class.is_some() || query.establishment.is_some();
        let mut places = import.search.search(&query.text, usize::MAX);
        if query.text.trim().is_empty() && is_narrowed {
            places = (0..directory.len()).collect();
        }
        places.retain(|&place| is_in(&directory[place], query));
        let limit = usize::try_from(query.limit).unwrap_or(usize::MAX);
        let view = |&account: &usize| step_views::found(run, account);
        Ok(SearchView {
            total: views::count(places.len()),
            found: places.iter().take(limit).map(view).collect(),
        })
    }

    fn act(
        &mut self,
        row: u32,
        act: Act,
        exchange: bool,
        filter: &Filter,
    ) -> Result<ActView, Failure> {
        let run = self.run_mut()?;
        let place = existing_row(run, row)?;
        let act = match act {
            Act::Accept { account } => {
                let account = usize::try_from(account).unwrap_or(usize::MAX);
                if account >= run.setting().directory.len() {
                    return Err(Failure::OutOfOrder);
                }
                reconciliation::Act::Accept { account }
            }
            Act::Refuse => reconciliation::Act::Refuse,
            Act::Review => reconciliation::Act::Review,
            Act::Reset => reconciliation::Act::Reset,
        };
        let next = run.next_to_decide(filter, place);
        let refusal = match run.act(place, act, exchange) {
            Ok(()) => return Ok(ActView::Done(self.done(next, 1)?)),
            Err(refusal) => refusal,
        };
        let run = self.run()?;
        Ok(ActView::Refused(match refusal {
            Refusal::Taken(holder) => RefusalView::Taken(step_views::holder_view(run, &holder)),
            Refusal::NoKey(no_key) => RefusalView::NoKey(no_key),
            Refusal::SharedId => RefusalView::SharedId,
        }))
    }

    fn plan(&self, scope: &Scope) -> Result<engine::PlanView, Failure> {
        let run = self.run()?;
        check(run, scope)?;
        Ok(step_views::plan(run, &run.plan(scope)))
    }

    /// After undo and redo: the row that the act was about, which is the last one that it changed.
    fn gone_back(&self, rows: &[usize]) -> Result<DoneView, Failure> {
        self.done(rows.last().copied(), rows.len())
    }

    fn done(&self, row: Option<usize>, changed: usize) -> Result<DoneView, Failure> {
        let run = self.run()?;
        let category = |row: usize| -> Category { run.setting().pronote[row].category };
        Ok(DoneView {
            overview: Box::new(self.overview_view()?),
            row: row.map(|row| (category(row), views::count(row))),
            changed: views::count(changed),
        })
    }
}

/// Refuses numbers of nobody.
fn check(run: &Run, scope: &Scope) -> Result<(), Failure> {
    let (rows, accounts) = (run.setting().pronote.len(), run.setting().directory.len());
    let exists = match scope {
        Scope::Like(row) => *row < rows,
        Scope::Above { .. } | Scope::OnlyNamesakes { .. } => true,
        Scope::Pairs(pairs) => pairs.iter().all(|&(row, place)| row < rows && place < accounts),
    };
    if exists { Ok(()) } else { Err(Failure::OutOfOrder) }
}

fn is_in(account: &EntAccount, query: &SearchQuery) -> bool {
    query.category.is_none_or(|category| account.category == Some(category))
        && query
            .class
            .as_ref()
            .is_none_or(|class| account.classes.iter().any(|known| known == class))
        && query
            .establishment
            .as_ref()
            .is_none_or(|name| account.establishment.as_deref() == Some(name))
}
