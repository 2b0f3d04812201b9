//! A person's decisions, and what they look at to take them.

use super::ImportState;
use ::engine::{
    Act, ActView, Answer, DetailView, FoundView, RefusalView, Request, RowsQuery, RowsView,
};
use leptos::prelude::*;

impl ImportState {
    /// A page of a list.
    pub async fn rows(self, query: RowsQuery) -> Option<RowsView> {
        match self.engine.ask(Request::Rows(query)).await {
            Ok(Answer::Rows(rows)) => Some(rows),
            _ => None,
        }
    }

    /// One person and its candidates.
    pub async fn detail(self, row: u32) -> Option<DetailView> {
        match self.engine.ask(Request::Detail { row }).await {
            Ok(Answer::Detail(detail)) => Some(*detail),
            _ => None,
        }
    }

    /// Searches the directory.
    pub async fn search(self, query: String, limit: u32) -> Vec<FoundView> {
        match self.engine.ask(Request::Search { query, limit }).await {
            Ok(Answer::Found(found)) => found,
            _ => Vec::new(),
        }
    }

    /// A person's decision; `Err` says why it was not taken.
    pub async fn act(self, row: u32, act: Act, exchange: bool) -> Result<(), RefusalView> {
        match self.engine.ask(Request::Act { row, act, exchange }).await {
            Ok(Answer::Act(ActView::Done(overview))) => self.overview.set(Some(*overview)),
            Ok(Answer::Act(ActView::Refused(refusal))) => return Err(refusal),
            _ => {}
        }
        Ok(())
    }

    /// Takes the last decision back.
    pub async fn undo(self) {
        let _ = self.show(self.engine.ask(Request::Undo).await);
    }

    /// Does again the decision that was taken back.
    pub async fn redo(self) {
        let _ = self.show(self.engine.ask(Request::Redo).await);
    }
}
