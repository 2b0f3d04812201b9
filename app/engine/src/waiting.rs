//! Files that cannot be read before a person answers.

use crate::session::{Edition, Session};
use crate::views;
use domain::files::fingerprint::Fingerprint;
use domain::problem::{Problem, ProblemKind};
use engine::{Answer, Failure, FileView, Need, WaitingView};
use std::rc::Rc;

/// The files that wait, in the order in which they came.
#[derive(Default)]
pub struct WaitingFiles {
    files: Vec<WaitingFile>,
    last: u32,
}

/// A file that waits, with its bytes.
#[derive(Clone)]
pub struct WaitingFile {
    /// Its number.
    pub number: u32,
    /// Its name.
    pub name: String,
    /// SHA-256 of its bytes.
    pub fingerprint: Fingerprint,
    /// Its bytes.
    pub bytes: Rc<Vec<u8>>,
    /// What it waits for.
    pub need: Need,
    /// Why the last answer was of no use.
    pub problem: Option<Problem>,
}

impl WaitingFiles {
    /// Adds a file, in place of the same one that waits already, and answers its number.
    fn add(&mut self, name: String, fingerprint: Fingerprint, bytes: Vec<u8>, need: Need) -> u32 {
        self.files.retain(|file| file.fingerprint != fingerprint);
        self.last += 1;
        let (number, bytes, problem) = (self.last, Rc::new(bytes), None);
        self.files.push(WaitingFile { number, name, fingerprint, bytes, need, problem });
        number
    }

    /// A file that waits.
    fn get(&self, number: u32) -> Option<&WaitingFile> {
        self.files.iter().find(|file| file.number == number)
    }

    /// Notes why the last answer was of no use.
    fn refuse(&mut self, number: u32, problem: Problem) {
        if let Some(file) = self.files.iter_mut().find(|file| file.number == number) {
            file.problem = Some(problem);
        }
    }

    /// Forgets a file.
    pub fn remove(&mut self, number: u32) {
        self.files.retain(|file| file.number != number);
    }

    /// What screens show of them.
    pub fn views(&self) -> Vec<WaitingView> {
        let view = |file: &WaitingFile| WaitingView {
            number: file.number,
            name: file.name.clone(),
            need: file.need.clone(),
            problem: file.problem.clone(),
        };
        self.files.iter().map(view).collect()
    }
}

impl Session {
    /// Keeps a file until a person answers what its problem asks for. A file that nothing can be
    /// done about is refused, and so is one that says to be of another establishment.
    pub fn wait(
        &mut self,
        opened: Edition,
        name: String,
        fingerprint: Fingerprint,
        bytes: Vec<u8>,
        problem: Problem,
    ) -> Result<Answer, Failure> {
        if self.opened()? != opened {
            return Err(Failure::Cancelled);
        }
        let import = self.import_mut()?;
        if let Err(known) = import.sources.check_new(fingerprint) {
            return Ok(refused(name, fingerprint, known));
        }
        let (need, uai) = match &problem.kind {
            ProblemKind::Encrypted(container) => {
                (Need::Key(container.clone()), container.uai.as_slice())
            }
            ProblemKind::UnknownColumns(sketch) => (Need::Layout(sketch.clone()), [].as_slice()),
            _ => return Ok(refused(name, fingerprint, problem)),
        };
        if let Some(elsewhere) = import.sources.other_establishment(uai) {
            return Ok(refused(name, fingerprint, elsewhere));
        }
        let waiting = import.waiting.add(name.clone(), fingerprint, bytes, need);
        let view = views::refused_file(name, fingerprint, &problem.into());
        Ok(Answer::File(Box::new(FileView { waiting: Some(waiting), ..view })))
    }

    /// A file that waits.
    pub fn waiting(&self, number: u32) -> Result<WaitingFile, Failure> {
        self.import()?.waiting.get(number).cloned().ok_or(Failure::OutOfOrder)
    }

    /// A file waits no more.
    pub fn answered(&mut self, number: u32) {
        if let Ok(import) = self.import_mut() {
            import.waiting.remove(number);
        }
    }

    /// The answer that a waiting file got was of no use: it waits on.
    pub fn still_waiting(
        &mut self,
        file: WaitingFile,
        problem: Problem,
    ) -> Result<Answer, Failure> {
        self.import_mut()?.waiting.refuse(file.number, problem.clone());
        let view = views::refused_file(file.name, file.fingerprint, &problem.into());
        Ok(Answer::File(Box::new(FileView { waiting: Some(file.number), ..view })))
    }
}

fn refused(name: String, fingerprint: Fingerprint, problem: Problem) -> Answer {
    Answer::File(Box::new(views::refused_file(name, fingerprint, &problem.into())))
}
