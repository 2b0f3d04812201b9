//! What the engine knows: the files of one import, and the run over them.

mod announcing;
mod deciding;
mod groups;
pub mod handout;
mod timetable;
mod work;

use crate::views;
use crate::waiting::WaitingFiles;
use domain::category::Category;
use domain::ent_key::{CasKey, EntKey, LoginSalt};
use domain::files::FileRead;
use domain::files::fingerprint::Fingerprint;
use domain::linkage::Link;
use domain::linkage::search::SearchIndex;
use domain::pronote_id::PronoteId;
use domain::reconciliation::release::released;
use domain::reconciliation::work_file::Entropy;
use domain::reconciliation::{
    Alias, Carried, Mode, Portal, Retry, Run, Sending, Setting, SourceId, Sources, Stored,
    StoredMapping,
};
use domain::timetable::Timetable;
use domain::timetable::portal::Choices;
use domain::uai::Uai;
use engine::{Answer, Failure, FileView, Opening, OverviewView, Request, StoredPair};
use handout::HandoutDesk;
use std::collections::BTreeMap;
use zeroize::Zeroizing;

/// What was sent is kept until its answer comes; more than so many are never on their way at once.
const SENDINGS_KEPT: usize = 16;

/// Everything between the opening of an import and the next one.
#[derive(Default)]
pub struct Session {
    import: Option<Import>,
    handout: HandoutDesk,
    /// How many things happened that make work begun before worthless.
    edition: u32,
    last_sending: u32,
}

/// What a long call works on. When it is no longer the session's, its result is of no use: another
/// import was opened or, for a linkage, the files or the stock changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edition(u32);

pub(crate) struct Import {
    uai: Uai,
    /// The edition it was opened in.
    opened: Edition,
    pub(crate) cas_key: CasKey,
    pub(crate) login_salt: LoginSalt,
    pub(crate) stock: Vec<StoredMapping>,
    /// What was stored when the import began.
    before: Stored,
    pub(crate) portal: Portal,
    pub(crate) imported_at: Option<String>,
    pub(crate) sources: Sources,
    names: Vec<(SourceId, String)>,
    /// The timetables of the files that have one.
    timetables: BTreeMap<SourceId, Timetable>,
    /// A person's choices about classes and groups.
    group_choices: Choices,
    /// When the files were changed last.
    modified: BTreeMap<SourceId, String>,
    pub(crate) waiting: WaitingFiles,
    run: Option<Run>,
    /// Decisions of a work file, until they are taken again.
    carried: Vec<Carried>,
    /// The files have changed since the linkage.
    outdated: bool,
    /// The steps that earlier sessions of this import validated.
    validated: Vec<Category>,
    sent: BTreeMap<u32, (Category, Sending)>,
    search: SearchIndex,
}

impl Session {
    /// Answers a question that takes no time.
    pub fn answer(&mut self, request: Request) -> Result<Answer, Failure> {
        match request {
            Request::Open(opening) => self.open(opening),
            Request::Stock(stock) => {
                self.import_mut()?.stock = stored(stock);
                self.next_edition();
                self.overview()
            }
            Request::Unload { source } => {
                self.files_changed();
                let import = self.import_mut()?;
                import.sources.remove(SourceId(source));
                import.names.retain(|(id, _)| *id != SourceId(source));
                import.timetables.remove(&SourceId(source));
                self.overview()
            }
            Request::Check { mode } => self.check(mode),
            Request::TakeSchool { source, school } => {
                self.files_changed();
                let school = school.and_then(|place| usize::try_from(place).ok());
                self.import_mut()?.sources.take_school(SourceId(source), school);
                self.overview()
            }
            Request::Say { side, word, category } => {
                self.files_changed();
                self.import_mut()?.sources.say(side, &word, category);
                self.overview()
            }
            Request::ChangePortal(portal) => {
                self.files_changed();
                self.import_mut()?.portal = portal;
                self.overview()
            }
            Request::FormerAccounts { source, is_former } => {
                self.files_changed();
                self.import_mut()?.sources.mark_former(SourceId(source), is_former);
                self.overview()
            }
            Request::Dismiss { waiting } => {
                self.import_mut()?.waiting.remove(waiting);
                self.overview()
            }
            Request::Overview => self.overview(),
            Request::Save { passphrase, salt, nonce } => {
                self.save(&Zeroizing::new(passphrase), Entropy { salt, nonce })
            }
            Request::Step(request) => self.step(request).map(Answer::Step),
            Request::Timetable(request) => self.timetable(request),
            Request::Handout(request) => self.hand_out(request),
            Request::Sending { category } => self.send(category),
            Request::Validated { number, leaving } => self.validated(number, &leaving),
            Request::Unvalidated(stock) => self.unvalidated(stock),
            Request::Labels { pairs } => Ok(Answer::Labels(views::labels(self.run()?, &pairs))),
            Request::Released { stock } => self.released(stock),
            Request::Load { .. }
            | Request::Unlock { .. }
            | Request::Read { .. }
            | Request::Link { .. }
            | Request::Alias { .. }
            | Request::Announce(_)
            | Request::Block
            | Request::Attempt { .. }
            | Request::Reopen { .. }
            | Request::Cancel { .. } => Err(Failure::OutOfOrder),
        }
    }

    /// Puts logins to what the server holds.
    fn released(&self, stock: Vec<StoredPair>) -> Result<Answer, Failure> {
        let import = self.import()?;
        let stock = stored(stock);
        let mappings = stock.iter().map(|mapping| (&mapping.key, &mapping.id, mapping.category));
        let cas = (import.cas_key, &import.login_salt);
        Ok(Answer::Released(released(mappings, &import.sources.directory(), cas)))
    }

    /// What a file that is read now is for.
    pub fn opened(&self) -> Result<Edition, Failure> {
        Ok(self.import()?.opened)
    }

    /// Adds a file that was read, or says why not.
    pub fn add(
        &mut self,
        opened: Edition,
        name: String,
        fingerprint: Fingerprint,
        read: FileRead,
    ) -> Result<Answer, Failure> {
        if self.opened()? != opened {
            return Err(Failure::Cancelled);
        }
        self.files_changed();
        let import = self.import_mut()?;
        let kind = read.kind;
        let view = match import.sources.add(fingerprint, read) {
            Ok(source) => {
                import.names.push((source.id, name.clone()));
                views::file(name, source)
            }
            Err(problems) => {
                let refused = views::refused_file(name, fingerprint, &problems);
                FileView { kind: Some(kind), ..refused }
            }
        };
        Ok(Answer::File(Box::new(view)))
    }

    /// Notes when the file that was added last was changed.
    pub fn modified(&mut self, modified: Option<String>) {
        if let (Ok(import), Some(modified)) = (self.import_mut(), modified)
            && let Some((source, _)) = import.names.last()
        {
            import.modified.insert(*source, modified);
        }
    }

    /// What is to be linked.
    pub fn setting(&self, mode: Mode) -> Result<(Edition, Setting), Failure> {
        let import = self.import()?;
        if !import.sources.are_complete() {
            return Err(Failure::OutOfOrder);
        }
        let stored: Stored = import.stock.iter().cloned().collect();
        let (pronote, directory) = (import.sources.pronote(), import.sources.directory());
        let cas = (import.cas_key, &import.login_salt);
        let setting = Setting::new(mode, pronote, directory, cas, stored).on(import.portal);
        Ok((Edition(self.edition), setting))
    }

    /// Takes over a finished linkage; the decisions of the one before stay, and so do the steps that
    /// were validated.
    pub fn linked(
        &mut self,
        edition: Edition,
        setting: Setting,
        links: Vec<Link>,
    ) -> Result<Answer, Failure> {
        if edition.0 != self.edition {
            return Err(Failure::Cancelled);
        }
        let import = self.import_mut()?;
        let reopened = std::mem::take(&mut import.carried);
        let carried = import.run.as_ref().map_or(reopened, Run::carried);
        let validated = import.run.as_ref().map(Run::validated_steps).unwrap_or_default();
        import.validated.extend(validated);
        import.search = SearchIndex::of(&setting.directory);
        let former = import.sources.former_accounts();
        let successions = match import.portal {
            Portal::Changed => setting.successions(&former, (import.cas_key, &import.login_salt)),
            Portal::Same => Vec::new(),
        };
        let mut run = Run::new(setting, links, &carried);
        run.succeed(&successions);
        run.validated_before(&import.validated);
        import.run = Some(run);
        import.outdated = false;
        self.overview()
    }

    /// What is to be linked to search a row again under another spelling.
    pub fn retry(&self, row: u32, alias: &Alias) -> Result<(Edition, Run, Retry), Failure> {
        let run = self.run()?;
        let row = existing_row(run, row)?;
        Ok((Edition(self.edition), run.clone(), run.retry(row, alias)))
    }

    /// Takes over what was found for a row under another spelling.
    pub fn retried(
        &mut self,
        edition: Edition,
        row: u32,
        alias: Alias,
        mut links: Vec<Link>,
    ) -> Result<Answer, Failure> {
        if edition.0 != self.edition {
            return Err(Failure::Cancelled);
        }
        let run = self.run_mut()?;
        let row = existing_row(run, row)?;
        run.aliased(row, alias, links.swap_remove(row));
        self.overview()
    }

    fn open(&mut self, opening: Opening) -> Result<Answer, Failure> {
        let uai = Uai::parse(&opening.uai).map_err(|_| Failure::OutOfOrder)?;
        let login_salt = LoginSalt::parse(&opening.login_salt).ok_or(Failure::OutOfOrder)?;
        let stock = stored(opening.stock);
        self.next_edition();
        self.handout = HandoutDesk::default();
        self.import = Some(Import {
            opened: Edition(self.edition),
            cas_key: opening.cas_key,
            login_salt,
            before: stock.iter().cloned().collect(),
            stock,
            portal: Portal::Same,
            sources: Sources::new(uai.clone()),
            uai,
            names: Vec::new(),
            timetables: BTreeMap::new(),
            group_choices: Choices::new(),
            modified: BTreeMap::new(),
            imported_at: opening.last_import,
            waiting: WaitingFiles::default(),
            run: None,
            carried: Vec::new(),
            outdated: false,
            validated: opening.validated,
            sent: BTreeMap::new(),
            search: SearchIndex::default(),
        });
        self.overview()
    }

    fn overview(&self) -> Result<Answer, Failure> {
        Ok(Answer::Overview(Box::new(self.overview_view()?)))
    }

    fn overview_view(&self) -> Result<OverviewView, Failure> {
        let import = self.import()?;
        let view =
            views::overview(&import.sources, &import.names, import.current(), import.outdated);
        Ok(OverviewView { waiting: import.waiting.views(), portal: import.portal, ..view })
    }

    fn send(&mut self, category: Category) -> Result<Answer, Failure> {
        let sending = self.run()?.sending(category);
        self.last_sending += 1;
        let number = self.last_sending;
        let view = views::sending(self.run()?, category, number, &sending);
        let sent = &mut self.import_mut()?.sent;
        sent.insert(number, (category, sending));
        if sent.len() > SENDINGS_KEPT {
            sent.pop_first();
        }
        Ok(Answer::Sending(view))
    }

    fn validated(&mut self, number: u32, leaving: &[String]) -> Result<Answer, Failure> {
        let import = self.import_mut()?;
        let (category, sending) = import.sent.remove(&number).ok_or(Failure::OutOfOrder)?;
        let run = import.run.as_mut().ok_or(Failure::OutOfOrder)?;
        let leaving: Vec<PronoteId> =
            leaving.iter().filter_map(|id| PronoteId::parse(id).ok()).collect();
        run.validated(category, sending, &leaving);
        import.stock = run.setting().stored.iter().cloned().collect();
        self.overview()
    }

    fn unvalidated(&mut self, stock: Vec<StoredPair>) -> Result<Answer, Failure> {
        self.next_edition();
        let import = self.import_mut()?;
        import.stock = stored(stock);
        import.before = import.stock.iter().cloned().collect();
        import.validated.clear();
        if let Some(run) = import.run.take() {
            import.carried = run.carried();
        }
        self.overview()
    }

    fn files_changed(&mut self) {
        self.next_edition();
        if let Some(import) = &mut self.import {
            import.outdated = import.run.is_some();
        }
    }

    fn next_edition(&mut self) {
        self.edition += 1;
    }

    pub(crate) fn import(&self) -> Result<&Import, Failure> {
        self.import.as_ref().ok_or(Failure::OutOfOrder)
    }

    pub(crate) fn import_mut(&mut self) -> Result<&mut Import, Failure> {
        self.import.as_mut().ok_or(Failure::OutOfOrder)
    }

    fn run(&self) -> Result<&Run, Failure> {
        self.import()?.current().ok_or(Failure::OutOfOrder)
    }

    fn run_mut(&mut self) -> Result<&mut Run, Failure> {
        let import = self.import_mut()?;
        import.run.as_mut().filter(|_| !import.outdated).ok_or(Failure::OutOfOrder)
    }
}

impl Import {
    /// When a file was changed last.
    pub(crate) fn modified(&self, source: SourceId) -> Option<String> {
        self.modified.get(&source).cloned()
    }

    /// The run, unless the files have changed since.
    fn current(&self) -> Option<&Run> {
        self.run.as_ref().filter(|_| !self.outdated)
    }
}

fn existing_row(run: &Run, row: u32) -> Result<usize, Failure> {
    let row = usize::try_from(row).map_err(|_| Failure::OutOfOrder)?;
    if row < run.setting().pronote.len() { Ok(row) } else { Err(Failure::OutOfOrder) }
}

/// The mappings as the domain knows them. The server holds no other shapes; what would not fit is no
/// mapping of ours.
fn stored(pairs: Vec<StoredPair>) -> Vec<StoredMapping> {
    let mapping = |pair: StoredPair| {
        Some(StoredMapping {
            category: pair.category,
            key: EntKey::parse(&pair.ent_key).ok()?,
            id: PronoteId::parse(&pair.pronote_id).ok()?,
        })
    };
    pairs.into_iter().filter_map(mapping).collect()
}

#[cfg(test)]
#[path = "session_tests.rs"]
mod tests;
