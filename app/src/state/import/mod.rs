//! The import in progress: what the engine and the server know of it, as signals.

mod deciding;
mod loading;
mod rehearsal;
mod released;
mod timetable;
mod validating;
mod work_file;

use crate::engine::{Engine, Silence};
use crate::files::Given;
use crate::wire;
use ::api::{Establishment, Import};
use ::engine::{Answer, CheckView, OverviewView, StepView};
use domain::category::Category;
use domain::reconciliation::{Mode, Portal, StepState};
use leptos::prelude::*;
use std::collections::{HashMap, VecDeque};
use validating::{Attempt, random_key};

pub use loading::{Job, Refused};
pub use validating::{NotDone, Preview, random};

/// The import of this tab. At most one; it outlives the screens, not the tab.
#[derive(Clone, Copy)]
pub struct ImportState {
    /// The engine.
    pub engine: Engine,
    /// The establishment it is for.
    pub establishment: RwSignal<Option<Establishment>>,
    /// What the engine says of files and steps.
    pub overview: RwSignal<Option<OverviewView>>,
    /// Files that were given and not taken, newest first.
    pub refused: RwSignal<Vec<Refused>>,
    /// Files that wait until those before them are read.
    pub given: RwSignal<VecDeque<Given>, LocalStorage>,
    /// What does not make sense in what is loaded, as far as it was asked.
    pub check: RwSignal<Option<CheckView>>,
    /// A person has read what does not make sense and goes on.
    pub checked: RwSignal<bool>,
    /// The long work in progress.
    pub job: RwSignal<Option<Job>>,
    /// What stood when the work was put away last.
    saved: RwSignal<Option<OverviewView>>,
    /// Complete or partial, once chosen.
    pub mode: RwSignal<Option<Mode>>,
    /// Nothing of this import is stored: it is there to learn from.
    pub rehearsal: RwSignal<bool>,
    /// The server's record of this import, from its first validated step on.
    pub server_import: RwSignal<Option<Import>>,
    /// The stock's revision that the steps are computed against.
    revision: RwSignal<u64>,
    /// Attempts whose answer is not known: the same key goes with the same content.
    attempts: StoredValue<HashMap<Category, Attempt>>,
    start_key: StoredValue<String>,
    /// How many openings were begun: the answers to an older one come too late.
    openings: StoredValue<u32>,
}

impl ImportState {
    /// No import yet. Made once, at the root of the page.
    pub fn new() -> Self {
        Self {
            engine: Engine::new(),
            establishment: RwSignal::new(None),
            overview: RwSignal::new(None),
            refused: RwSignal::new(Vec::new()),
            given: RwSignal::new_local(VecDeque::new()),
            check: RwSignal::new(None),
            checked: RwSignal::new(false),
            job: RwSignal::new(None),
            saved: RwSignal::new(None),
            mode: RwSignal::new(None),
            rehearsal: RwSignal::new(false),
            server_import: RwSignal::new(None),
            revision: RwSignal::new(0),
            attempts: StoredValue::new(HashMap::new()),
            start_key: StoredValue::new(String::new()),
            openings: StoredValue::new(0),
        }
    }

    /// Whether the import of this tab is for an establishment.
    pub fn is_for(self, uai: &str) -> bool {
        self.establishment.with(|open| open.as_ref().is_some_and(|open| open.uai == uai))
    }

    /// Whose accounts the stored ones are, as a person said.
    pub fn portal(self) -> Portal {
        self.overview.with(|view| view.as_ref().map(|view| view.portal).unwrap_or_default())
    }

    /// Whether files are loaded: leaving the tab would lose them.
    pub fn has_files(self) -> bool {
        self.overview.with(|view| view.as_ref().is_some_and(|view| !view.files.is_empty()))
    }

    /// The name of another establishment of which decisions would be lost.
    pub fn unsent_elsewhere(self, uai: &str) -> Option<Establishment> {
        let unsent = self.overview.with(|view| view.as_ref().is_some_and(|view| view.unsent));
        self.establishment.get().filter(|open| unsent && open.uai != uai)
    }

    /// Whether the files have changed since the accounts were linked.
    pub fn is_outdated(self) -> bool {
        self.overview.with(|view| view.as_ref().is_some_and(|view| view.outdated))
    }

    /// Whether the accounts are being linked: what is read meanwhile would not be in it.
    pub fn is_linking(self) -> bool {
        self.job.with(|job| *job == Some(Job::Linking))
    }

    /// Whether the accounts have been linked.
    pub fn is_linked(self) -> bool {
        self.overview.with(|view| view.as_ref().is_some_and(|view| !view.steps.is_empty()))
    }

    /// The six steps; empty before the linkage.
    pub fn steps(self) -> Vec<StepView> {
        self.overview.with(|view| view.as_ref().map(|view| view.steps.clone()).unwrap_or_default())
    }

    /// One step.
    pub fn step(self, category: Category) -> Option<StepView> {
        self.steps().into_iter().find(|step| step.category == category)
    }

    /// The steps that the server holds for this import.
    pub fn validated(self) -> Vec<Category> {
        self.server_import.with(|import| {
            let steps = import.iter().flat_map(|import| &import.steps);
            steps.map(|step| wire::category(step.category)).collect()
        })
    }

    /// The step to go to after this one: the next in order that still waits.
    pub fn next_open(self, after: Category) -> Option<Category> {
        let steps = self.steps();
        let later = steps.iter().find(|step| step.category > after && waits(step));
        later.map(|step| step.category).or_else(|| self.first_open())
    }

    /// The first step in order that still waits.
    pub fn first_open(self) -> Option<Category> {
        self.steps().iter().find(|step| waits(step)).map(|step| step.category)
    }

    /// Forgets everything: files, decisions. What is stored stays stored.
    pub fn forget(self) {
        self.establishment.set(None);
        self.overview.set(None);
        self.saved.set(None);
        self.refused.set(Vec::new());
        self.given.update(VecDeque::clear);
        self.check.set(None);
        self.checked.set(false);
        self.mode.set(None);
        self.rehearsal.set(false);
        self.server_import.set(None);
        self.attempts.set_value(HashMap::new());
        self.start_key.set_value(random_key());
        self.openings.update_value(|openings| *openings += 1);
        self.engine.end();
    }

    fn is_open_for(self, uai: &str) -> bool {
        self.establishment.with_untracked(|open| open.as_ref().is_some_and(|open| open.uai == uai))
    }

    fn show(self, answer: Result<Answer, Silence>) -> Result<(), Silence> {
        if let Answer::Overview(overview) = answer? {
            self.overview.set(Some(*overview));
        }
        Ok(())
    }
}

/// The import of this tab.
pub fn use_import() -> ImportState {
    expect_context()
}

fn waits(step: &StepView) -> bool {
    matches!(step.state, StepState::Open | StepState::Changed)
}
