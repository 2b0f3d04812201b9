//! From a step to the server: what is sent, what it would do, and its validation.

use super::ImportState;
use super::loading::stored_pairs;
use crate::api::{self, StepAddress, Trouble};
use crate::engine::Silence;
use crate::wire;
use ::api::{ErrorCode, Import, NewImport, PreviewStep, StepOutcome, StepReport, ValidateStep};
use ::engine::{Answer, LabelView, Request, SendingView};
use domain::category::Category;
use domain::reconciliation::{Effect, Hold, Mode};
use leptos::prelude::*;

#[derive(Clone)]
pub(super) struct Attempt {
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

impl Preview {
    /// Whether the step is held, and why.
    pub fn hold(&self) -> Option<Hold> {
        let StepOutcome { changed, removed, .. } = self.outcome;
        Effect { stored: self.sending.stored, changed, removed }.hold()
    }
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
        let (mut sending, mut body) = self.sending(category).await?;
        let mut outcome = self.try_out(category, &sending, &body).await?;
        // The answer to an earlier attempt was lost: what changed the stock is most likely that
        // attempt, and nobody else is to be blamed for it.
        if is_stale(&outcome) && self.forget_attempt(category) {
            self.refresh_stock().await?;
            (sending, body) = self.sending(category).await?;
            outcome = self.try_out(category, &sending, &body).await?;
        }
        let outcome = match outcome {
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
        let (sending, body) = self.sending(category).await?;
        if self.rehearsal.get_untracked() {
            return self.rehearse(category, &sending, &body).await;
        }
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
            Err(trouble) => {
                if let Trouble::Refused(_) = trouble {
                    self.forget_attempt(category);
                }
                return Err(self.overtaken(trouble).await);
            }
        };
        self.forget_attempt(category);
        self.revision.set(outcome.revision);
        let leaving = outcome.leaving.iter().map(|pair| pair.pronote_id.clone()).collect();
        let validated = Request::Validated { number: sending.number, leaving };
        self.show(self.engine.ask(validated).await)?;
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

    /// Whether there was an attempt whose answer is not known.
    fn forget_attempt(self, category: Category) -> bool {
        self.attempts.try_update_value(|attempts| attempts.remove(&category)).flatten().is_some()
    }

    /// Asks what a step would do. Looking begins no import on the server: only validating does.
    pub(super) async fn try_out(
        self,
        category: Category,
        sending: &SendingView,
        body: &str,
    ) -> Result<api::Outcome<StepOutcome>, NotDone> {
        let uai = self.establishment.with_untracked(|open| open.as_ref().map(|e| e.uai.clone()));
        let uai = uai.ok_or(NotDone::Engine(Silence::Stopped))?;
        let import = self.new_import();
        let begun = self.server_import.get_untracked().filter(|begun| is_about(begun, &import));
        let (category, revision) = (wire::to_category(category), self.revision.get_untracked());
        Ok(match begun {
            Some(begun) => {
                let address = StepAddress { uai, import: begun.id, category, revision };
                api::try_step(&address, body).await
            }
            None => {
                let preview = PreviewStep { import, step: to_wire(sending) };
                api::preview_step(&uai, category, revision, &preview).await
            }
        })
    }

    /// Where a step is validated; the import is made on the server when it is not there yet, and a new
    /// one when the mode or the files are no longer those that the server was told.
    async fn address(self, category: Category) -> Result<StepAddress, NotDone> {
        let uai = self.establishment.with_untracked(|open| open.as_ref().map(|e| e.uai.clone()));
        let uai = uai.ok_or(NotDone::Engine(Silence::Stopped))?;
        let new = self.new_import();
        let begun = self.server_import.get_untracked();
        let import = match begun {
            Some(import) if is_about(&import, &new) => import,
            begun => {
                if begun.is_some() {
                    self.start_key.set_value(random_key());
                }
                let import = api::start_import(&uai, &self.start_key.get_value(), &new).await?;
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

    /// What the server is told of an import: its mode, and the fingerprints of its files.
    fn new_import(self) -> NewImport {
        self.overview.with_untracked(|view| {
            let view = view.as_ref();
            let mode = view.and_then(|view| view.mode).unwrap_or(Mode::Partial);
            let files = view.map(|view| view.files.as_slice()).unwrap_or_default();
            let sources = files.iter().filter_map(wire::source).collect();
            let cas_ids = self.check.with_untracked(|check| {
                check.as_ref().map(|check| wire::cas_id_counts(&check.cas_ids))
            });
            NewImport { mode: wire::to_mode(mode), sources, cas_ids }
        })
    }

    /// When somebody else was faster, makes the next try possible; the trouble is told all the same.
    pub(super) async fn overtaken(self, trouble: Trouble) -> NotDone {
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
        self.show(self.engine.ask(Request::Stock(stored_pairs(stock))).await)?;
        self.show(self.engine.ask(Request::Link { mode }).await)?;
        // Not before: a step that was computed on the old stock must not pass for one on the new.
        self.revision.set(revision);
        Ok(())
    }
}

/// Whether an import of the server is this one: same mode, same files.
fn is_about(import: &Import, new: &NewImport) -> bool {
    let files = |sources: &[::api::Source]| {
        let mut files: Vec<_> = sources.iter().map(|source| source.sha256.clone()).collect();
        files.sort();
        files
    };
    import.mode == new.mode && files(&import.sources) == files(&new.sources)
}

fn is_stale(outcome: &api::Outcome<StepOutcome>) -> bool {
    matches!(outcome, Err(Trouble::Refused(body)) if body.code == ErrorCode::Stale)
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
pub(super) fn random_key() -> String {
    random::<16>().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Random bytes of the browser.
pub fn random<const N: usize>() -> [u8; N] {
    let mut bytes = [0_u8; N];
    let crypto = web_sys::window().and_then(|window| window.crypto().ok());
    if let Some(crypto) = crypto {
        // It fails for more than 65,536 bytes only.
        let _ = crypto.get_random_values_with_u8_array(&mut bytes);
    }
    bytes
}
