//! The work file: an import put away, and taken up again.

use super::{Import, Session};
use domain::reconciliation::work_file::{
    Entropy, WorkFile, WorkFileError, WorkedFile, seal, unseal,
};
use domain::reconciliation::{Run, SourceId, Sources};
use engine::{Answer, Failure, NotReopened};

impl Session {
    /// Encrypts the import as it stands.
    pub(super) fn save(&self, passphrase: &str, entropy: Entropy) -> Result<Answer, Failure> {
        let sealed = seal(&self.import()?.work_file(), passphrase, entropy);
        sealed.map(Answer::WorkFile).map_err(|_| Failure::OutOfOrder)
    }

    /// Takes up an import that was put away, in place of the files that are loaded. Its decisions are
    /// taken again by the next linkage.
    pub fn reopen(&mut self, passphrase: &str, file: &[u8]) -> Result<Answer, Failure> {
        let uai = self.import()?.uai.clone();
        let work = match unseal(file, passphrase) {
            Ok(work) if work.uai == uai => work,
            Ok(work) => {
                let other = NotReopened::OtherEstablishment(work.uai.to_string());
                return Ok(Answer::NotReopened(other));
            }
            Err(error) => return Ok(Answer::NotReopened(NotReopened::Unreadable(error))),
        };
        let mut sources = Sources::new(uai);
        let mut names = Vec::new();
        for WorkedFile { name, fingerprint, read } in work.files {
            match sources.add(fingerprint, read) {
                Ok(source) => names.push((source.id, name)),
                Err(_) => {
                    let damaged = NotReopened::Unreadable(WorkFileError::Damaged);
                    return Ok(Answer::NotReopened(damaged));
                }
            }
        }
        self.next_edition();
        let import = self.import_mut()?;
        import.sources = sources;
        import.names = names;
        import.timetables.clear();
        import.group_choices = work.groups;
        import.run = None;
        import.outdated = false;
        import.carried = work.decisions;
        let view = self.overview_view()?;
        Ok(Answer::Reopened { overview: Box::new(view), mode: work.mode })
    }
}

impl Import {
    fn work_file(&self) -> WorkFile {
        let name = |id: SourceId| {
            let known = self.names.iter().find(|(known, _)| *known == id);
            known.map(|(_, name)| name.clone()).unwrap_or_default()
        };
        // A former portal's accounts have said what they had to say.
        let files = self.sources.iter().filter(|source| !self.sources.is_former(source.id));
        let files = files.map(|source| WorkedFile {
            name: name(source.id),
            fingerprint: source.fingerprint,
            read: source.read.clone(),
        });
        WorkFile {
            uai: self.uai.clone(),
            mode: self.run.as_ref().map(|run| run.setting().mode),
            files: files.collect(),
            decisions: self.run.as_ref().map_or_else(|| self.carried.clone(), Run::carried),
            groups: self.group_choices.clone(),
        }
    }
}
