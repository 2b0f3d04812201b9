//! The import in progress: what the engine and the server know of it, as signals.

use crate::api::{self, StepAddress, Trouble};
use crate::engine::{Engine, Silence};
use crate::files::{self, Given, NotRead};
use crate::wire;
use ::api::{ErrorCode, Establishment, Import, NewImport, StepOutcome, StepReport, ValidateStep};
use ::engine::{
    Act, ActView, Answer, DetailView, Failure, FileView, FoundView, LabelView, Opening,
    OverviewView, RefusalView, Request, RowsQuery, RowsView, SendingView, StepView, StoredPair,
};
use domain::category::Category;
use domain::reconciliation::{Mode, StepState};
use leptos::prelude::*;
use std::collections::HashMap;

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
    /// The long work in progress.
    pub job: RwSignal<Option<Job>>,
    /// Complete or partial, once chosen.
    pub mode: RwSignal<Option<Mode>>,
    /// The server's record of this import, from its first validated step on.
    pub server_import: RwSignal<Option<Import>>,
    /// The stock's revision that the steps are computed against.
    revision: RwSignal<u64>,
    /// Attempts whose answer is not known: the same key goes with the same content.
    attempts: StoredValue<HashMap<Category, Attempt>>,
    start_key: StoredValue<String>,
}

/// A file that was not taken.
#[derive(Clone, Debug, PartialEq)]
pub enum Refused {
    /// The engine says why.
    ByEngine(FileView),
    /// Too large to be opened: its name.
    TooLarge(String),
    /// The browser could not read it: its name.
    Unreadable(String),
    /// The user gave it up: its name.
    GivenUp(String),
}

/// Long work in progress.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Job {
    /// A file of this name is read.
    Reading(String),
    /// The accounts are linked.
    Linking,
}

#[derive(Clone)]
struct Attempt {
    key: String,
    body: String,
}

/// What a step would do, before it is validated.
#[derive(Clone, Debug, PartialEq)]
pub struct Preview {
    /// The pairs.
    pub sending: SendingView,
    /// The text that will be sent.
    pub body: String,
    /// What the server says it will do.
    pub outcome: StepOutcome,
    /// Names of the stored pairs that leave, as far as the files tell.
    pub leaving: Vec<LabelView>,
}

/// Why a step has no preview or was not validated.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotDone {
    /// The server refused or did not answer.
    Server(Trouble),
    /// The engine did not answer.
    Engine(Silence),
}

impl NotDone {
    /// Whether what was shown before no longer holds: it must be seen again before it is tried again.
    pub fn is_overtaken(&self) -> bool {
        use ErrorCode as E;
        let Self::Server(Trouble::Refused(body)) = self else { return false };
        matches!(body.code, E::Stale | E::ImportClosed | E::Displaced | E::KeyReused)
    }
}

impl From<Trouble> for NotDone {
    fn from(trouble: Trouble) -> Self {
        Self::Server(trouble)
    }
}

impl From<Silence> for NotDone {
    fn from(silence: Silence) -> Self {
        Self::Engine(silence)
    }
}

impl ImportState {
    /// No import yet. Made once, at the root of the page.
    pub fn new() -> Self {
        Self {
            engine: Engine::new(),
            establishment: RwSignal::new(None),
            overview: RwSignal::new(None),
            refused: RwSignal::new(Vec::new()),
            job: RwSignal::new(None),
            mode: RwSignal::new(None),
            server_import: RwSignal::new(None),
            revision: RwSignal::new(0),
            attempts: StoredValue::new(HashMap::new()),
            start_key: StoredValue::new(String::new()),
        }
    }

    /// Whether the import of this tab is for an establishment.
    pub fn is_for(self, uai: &str) -> bool {
        self.establishment.with(|open| open.as_ref().is_some_and(|open| open.uai == uai))
    }

    /// Whether files are loaded: leaving the tab would lose them.
    pub fn has_files(self) -> bool {
        self.overview.with(|view| view.as_ref().is_some_and(|view| !view.files.is_empty()))
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
        let waits = |step: &&StepView| matches!(step.state, StepState::Open | StepState::Changed);
        let later = steps.iter().filter(|step| step.category > after).find(waits);
        later.or_else(|| steps.iter().find(waits)).map(|step| step.category)
    }

    /// Begins an import for an establishment, unless this tab has one for it already.
    pub async fn open(self, uai: &str) -> Result<(), NotDone> {
        if self.is_open_for(uai) {
            return Ok(());
        }
        let status = api::status(uai).await?;
        let (revision, stock) = api::mappings(uai).await?;
        let establishment = status.establishment;
        let opening = Opening {
            uai: establishment.uai.clone(),
            cas_key: wire::cas_key(establishment.cas_key),
            login_salt: establishment.login_salt.clone().unwrap_or_default(),
            stock: stored_pairs(stock),
        };
        self.forget();
        self.revision.set(revision);
        let begun = status.open_import.filter(|import| !import.steps.is_empty());
        self.mode.set(begun.as_ref().map(|import| wire::mode(import.mode)));
        self.server_import.set(begun);
        self.show(self.engine.ask(Request::Open(opening)).await)?;
        self.establishment.set(Some(establishment));
        Ok(())
    }

    /// Forgets everything: files, decisions. What is stored stays stored.
    pub fn forget(self) {
        self.establishment.set(None);
        self.overview.set(None);
        self.refused.set(Vec::new());
        self.mode.set(None);
        self.server_import.set(None);
        self.attempts.set_value(HashMap::new());
        self.start_key.set_value(random_key());
    }

    /// Hands files to the engine, one after the other.
    pub async fn load(self, given: Vec<Given>) {
        for Given { name, bytes } in given {
            let buffer = match bytes {
                Ok(buffer) => buffer,
                Err(NotRead::TooLarge) => {
                    self.refuse(Refused::TooLarge(name));
                    continue;
                }
                Err(NotRead::Unreadable) => {
                    self.refuse(Refused::Unreadable(name));
                    continue;
                }
            };
            self.job.set(Some(Job::Reading(name.clone())));
            match self.engine.load(name.clone(), buffer).await {
                Ok(Answer::File(file)) if file.source.is_none() => {
                    self.refuse(Refused::ByEngine(*file));
                }
                Err(Silence::Failed(Failure::Cancelled)) => self.refuse(Refused::GivenUp(name)),
                _ => {}
            }
            self.job.set(None);
            let _ = self.show(self.engine.ask(Request::Overview).await);
        }
        self.sources_changed();
    }

    /// Loads the files of the invented school.
    pub async fn load_demonstration(self) -> Result<(), NotDone> {
        let mut given = Vec::new();
        for name in ["IdPN_To_KOSMOS.xml", "comptes-ent.csv"] {
            let bytes = api::own_file(&format!("/demo/{name}")).await?;
            given.push(Given { name: name.to_owned(), bytes: Ok(files::buffer(&bytes)) });
        }
        self.load(given).await;
        Ok(())
    }

    /// Takes a file out.
    pub async fn unload(self, source: u32) {
        let _ = self.show(self.engine.ask(Request::Unload { source }).await);
        self.sources_changed();
    }

    /// Links what is loaded. `false` when it was given up or could not be done.
    pub async fn link(self, mode: Mode) -> bool {
        self.job.set(Some(Job::Linking));
        let done = self.show(self.engine.ask(Request::Link { mode }).await).is_ok();
        self.job.set(None);
        done
    }

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

    /// What validating a step sends, without the server's view of it.
    pub async fn sending(self, category: Category) -> Result<(SendingView, String), NotDone> {
        match self.engine.ask(Request::Sending { category }).await {
            Ok(Answer::Sending(sending)) => {
                let body = api::step_body(&to_wire(&sending));
                Ok((sending, body))
            }
            Ok(_) => Err(NotDone::Engine(Silence::Stopped)),
            Err(silence) => Err(silence.into()),
        }
    }

    /// Asks the server what validating a step would do. Nothing is stored.
    pub async fn preview(self, category: Category) -> Result<Preview, NotDone> {
        let (sending, body) = self.sending(category).await?;
        let address = self.address(category).await?;
        let outcome = match api::try_step(&address, &body).await {
            Ok(outcome) => outcome,
            Err(trouble) => return Err(self.overtaken(trouble).await),
        };
        let pairs = outcome.leaving.iter();
        let pairs = pairs.map(|pair| (pair.ent_key.clone(), pair.pronote_id.clone())).collect();
        let leaving = match self.engine.ask(Request::Labels { pairs }).await {
            Ok(Answer::Labels(labels)) => labels,
            _ => Vec::new(),
        };
        Ok(Preview { sending, body, outcome, leaving })
    }

    /// Validates a step. When no answer comes, the same attempt can be made again: the server does
    /// not do it twice.
    pub async fn validate(self, category: Category) -> Result<StepOutcome, NotDone> {
        let (_, body) = self.sending(category).await?;
        let address = self.address(category).await?;
        let attempt = self.attempts.with_value(|attempts| attempts.get(&category).cloned());
        let attempt = attempt
            .filter(|attempt| attempt.body == body)
            .unwrap_or_else(|| Attempt { key: random_key(), body });
        self.attempts.update_value(|attempts| {
            attempts.insert(category, attempt.clone());
        });
        let outcome = match api::validate_step(&address, &attempt.key, &attempt.body).await {
            Ok(outcome) => outcome,
            Err(trouble) => return Err(self.overtaken(trouble).await),
        };
        self.attempts.update_value(|attempts| {
            attempts.remove(&category);
        });
        self.revision.set(outcome.revision);
        let leaving = outcome.leaving.iter().map(|pair| pair.pronote_id.clone()).collect();
        self.show(self.engine.ask(Request::Validated { category, leaving }).await)?;
        if let Ok(import) = api::import(&address.uai, &address.import).await {
            self.server_import.set(Some(import));
        }
        Ok(outcome)
    }

    /// Ends the import on the server; answers the number of its report, if it has one.
    pub async fn close(self) -> Result<Option<String>, NotDone> {
        let uai = self.establishment.with_untracked(|open| open.as_ref().map(|e| e.uai.clone()));
        let import = self.server_import.get_untracked();
        let closed = match (uai, import) {
            (Some(uai), Some(import)) => Some(api::close_import(&uai, &import.id).await?.id),
            _ => None,
        };
        self.forget();
        Ok(closed)
    }

    fn is_open_for(self, uai: &str) -> bool {
        self.establishment.with_untracked(|open| open.as_ref().is_some_and(|open| open.uai == uai))
    }

    /// The server was told of other files: as long as no step is validated, it is told again.
    fn sources_changed(self) {
        let is_empty =
            |import: &Option<Import>| import.as_ref().is_some_and(|import| import.steps.is_empty());
        if self.server_import.with_untracked(is_empty) {
            self.server_import.set(None);
            self.start_key.set_value(random_key());
        }
    }

    fn refuse(self, refused: Refused) {
        self.refused.update(|all| all.insert(0, refused));
    }

    fn show(self, answer: Result<Answer, Silence>) -> Result<(), Silence> {
        if let Answer::Overview(overview) = answer? {
            self.overview.set(Some(*overview));
        }
        Ok(())
    }

    /// Where a step is validated; the import is made on the server when it is not there yet.
    async fn address(self, category: Category) -> Result<StepAddress, NotDone> {
        let uai = self.establishment.with_untracked(|open| open.as_ref().map(|e| e.uai.clone()));
        let uai = uai.ok_or(NotDone::Engine(Silence::Stopped))?;
        let import = match self.server_import.get_untracked() {
            Some(import) => import,
            None => {
                let import = self.start(&uai).await?;
                self.server_import.set(Some(import.clone()));
                import
            }
        };
        Ok(StepAddress {
            uai,
            import: import.id,
            category: wire::to_category(category),
            revision: self.revision.get_untracked(),
        })
    }

    async fn start(self, uai: &str) -> Result<Import, NotDone> {
        let (mode, sources) = self.overview.with_untracked(|view| {
            let view = view.as_ref();
            let mode = view.and_then(|view| view.mode).unwrap_or(Mode::Partial);
            let files = view.map(|view| view.files.as_slice()).unwrap_or_default();
            (mode, files.iter().filter_map(wire::source).collect())
        });
        let new = NewImport { mode: wire::to_mode(mode), sources };
        Ok(api::start_import(uai, &self.start_key.get_value(), &new).await?)
    }

    /// When somebody else was faster, makes the next try possible; the trouble is told all the same.
    async fn overtaken(self, trouble: Trouble) -> NotDone {
        let code = match &trouble {
            Trouble::Refused(body) => Some(body.code),
            Trouble::Unreachable => None,
        };
        match code {
            Some(ErrorCode::Stale) => {
                if let Err(error) = self.refresh_stock().await {
                    return error;
                }
            }
            Some(ErrorCode::ImportClosed) => {
                self.server_import.set(None);
                self.start_key.set_value(random_key());
            }
            _ => {}
        }
        trouble.into()
    }

    /// Another administrator changed the stock: reads it again and links again; decisions stay.
    async fn refresh_stock(self) -> Result<(), NotDone> {
        let uai = self.establishment.with_untracked(|open| open.as_ref().map(|e| e.uai.clone()));
        let mode = self.overview.with_untracked(|view| view.as_ref().and_then(|view| view.mode));
        let (Some(uai), Some(mode)) = (uai, mode) else { return Ok(()) };
        let (revision, stock) = api::mappings(&uai).await?;
        self.revision.set(revision);
        self.show(self.engine.ask(Request::Stock(stored_pairs(stock))).await)?;
        self.show(self.engine.ask(Request::Link { mode }).await)?;
        Ok(())
    }
}

/// The import of this tab.
pub fn use_import() -> ImportState {
    expect_context()
}

fn stored_pairs(stock: Vec<::api::StoredMapping>) -> Vec<StoredPair> {
    let pair = |stored: ::api::StoredMapping| StoredPair {
        category: wire::category(stored.category),
        ent_key: stored.pair.ent_key,
        pronote_id: stored.pair.pronote_id,
    };
    stock.into_iter().map(pair).collect()
}

fn to_wire(sending: &SendingView) -> ValidateStep {
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    let pair = |pair: &::engine::PairView| ::api::Pair {
        ent_key: pair.ent_key.clone(),
        pronote_id: pair.pronote_id.clone(),
        decision: wire::to_decision(pair.decision),
    };
    ValidateStep {
        pairs: sending.pairs.iter().map(pair).collect(),
        replace: sending.exchanges > 0,
        report: StepReport {
            refused: count(sending.counts.refused),
            to_review: count(sending.counts.to_review),
            undecided: count(sending.counts.undecided),
        },
    }
}

/// A key that nobody else draws: 16 random bytes.
fn random_key() -> String {
    let mut bytes = [0_u8; 16];
    let crypto = web_sys::window().and_then(|window| window.crypto().ok());
    if let Some(crypto) = crypto {
        // It fails for more than 65,536 bytes only.
        let _ = crypto.get_random_values_with_u8_array(&mut bytes);
    }
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
