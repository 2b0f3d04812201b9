//! An import that goes to its end without storing anything: the server is asked what it would do, and
//! nothing else.

use super::ImportState;
use super::loading::stored_pairs;
use super::validating::NotDone;
use crate::api;
use ::api::StepOutcome;
use ::engine::{Request, SendingView};
use domain::category::Category;
use domain::reconciliation::StepState;
use leptos::prelude::*;

impl ImportState {
    /// Whether a rehearsal can still be chosen or given up: nothing was validated yet.
    pub fn is_untouched(self) -> bool {
        let stored = self
            .server_import
            .with(|begun| begun.as_ref().is_some_and(|begun| !begun.steps.is_empty()));
        let validated = |step: &::engine::StepView| {
            matches!(step.state, StepState::Validated | StepState::Changed)
        };
        !stored && !self.steps().iter().any(validated)
    }

    /// Takes a step for validated, after asking the server what validating it would do.
    pub(super) async fn rehearse(
        self,
        category: Category,
        sending: &SendingView,
        body: &str,
    ) -> Result<StepOutcome, NotDone> {
        let outcome = match self.try_out(category, sending, body).await? {
            Ok(outcome) => outcome,
            Err(trouble) => return Err(self.overtaken(trouble).await),
        };
        let leaving = outcome.leaving.iter().map(|pair| pair.pronote_id.clone()).collect();
        let validated = Request::Validated { number: sending.number, leaving };
        self.show(self.engine.ask(validated).await)?;
        Ok(outcome)
    }

    /// From the rehearsal to the import itself: files and decisions stay, the steps are to be
    /// validated again.
    pub async fn end_rehearsal(self) -> Result<(), NotDone> {
        let uai = self.establishment.with_untracked(|open| open.as_ref().map(|e| e.uai.clone()));
        let mode = self.overview.with_untracked(|view| view.as_ref().and_then(|view| view.mode));
        let Some(uai) = uai else { return Ok(()) };
        let (revision, stock) = api::mappings(&uai).await?;
        self.show(self.engine.ask(Request::Unvalidated(stored_pairs(stock))).await)?;
        self.rehearsal.set(false);
        self.revision.set(revision);
        if let Some(mode) = mode {
            self.link(mode).await;
        }
        Ok(())
    }
}
