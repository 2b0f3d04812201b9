//! The files of an import: what may be added, and what all of them say together.

use crate::category::Category;
use crate::files::fingerprint::Fingerprint;
use crate::files::merge::{merge_accounts, merge_directories};
use crate::files::{FileKind, FileRead, Problems, Records};
use crate::person::{EntAccount, PronoteAccount};
use crate::problem::{Problem, ProblemKind};
use crate::uai::Uai;
use serde::{Deserialize, Serialize};

/// What an import does with mappings that it does not find again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Mode {
    /// The validated categories become what the import says.
    Complete,
    /// Adds and changes, never removes.
    Partial,
}

/// The number of a file within an import.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(pub u32);

/// A file that was read and admitted.
#[derive(Clone, Debug)]
pub struct Source {
    /// Its number.
    pub id: SourceId,
    /// Its fingerprint.
    pub fingerprint: Fingerprint,
    /// What it says.
    pub read: FileRead,
}

/// The files of an import.
#[derive(Clone, Debug)]
pub struct Sources {
    uai: Uai,
    admitted: Vec<Source>,
    next: u32,
}

impl Sources {
    /// No file yet, for an establishment.
    pub fn new(uai: Uai) -> Self {
        Self { uai, admitted: Vec::new(), next: 0 }
    }

    /// Whether a file with this fingerprint can be added.
    ///
    /// # Errors
    /// [`ProblemKind::AlreadyLoaded`] when its bytes are loaded already.
    pub fn check_new(&self, fingerprint: Fingerprint) -> Result<(), Problem> {
        let known = self.admitted.iter().any(|source| source.fingerprint == fingerprint);
        if known { Err(Problem::of_file(ProblemKind::AlreadyLoaded)) } else { Ok(()) }
    }

    /// Adds a file that was read, unless its own problems or its establishment forbid it; what was
    /// loaded before stays.
    ///
    /// # Errors
    /// The file's problems, with the one that keeps it out.
    pub fn add(
        &mut self,
        fingerprint: Fingerprint,
        mut read: FileRead,
    ) -> Result<&Source, Problems> {
        let known = self.check_new(fingerprint).err();
        let elsewhere = || self.other_establishment(read.records.uais());
        if let Some(problem) = known.or_else(elsewhere) {
            read.records.problems_mut().push(problem);
        }
        if read.records.problems().is_blocking() {
            return Err(read.records.problems().clone());
        }
        let id = SourceId(self.next);
        self.next += 1;
        let at = self.admitted.len();
        self.admitted.push(Source { id, fingerprint, read });
        Ok(&self.admitted[at])
    }

    /// Removes a file.
    pub fn remove(&mut self, id: SourceId) {
        self.admitted.retain(|source| source.id != id);
    }

    /// The files, in the order in which they came.
    pub fn iter(&self) -> impl Iterator<Item = &Source> {
        self.admitted.iter()
    }

    /// PRONOTE's side of all files: each person once, sorted.
    pub fn pronote(&self) -> Vec<PronoteAccount> {
        let identifiers = self.admitted.iter().filter_map(|source| match &source.read.records {
            Records::Pronote(identifiers) => Some(&identifiers.accounts),
            Records::Portal(_) => None,
        });
        merge_accounts(identifiers.flatten().cloned())
    }

    /// The portal's side of all files: each account once, sorted.
    pub fn directory(&self) -> Vec<EntAccount> {
        let directories = self.admitted.iter().filter_map(|source| match &source.read.records {
            Records::Portal(directory) => Some(&directory.accounts),
            Records::Pronote(_) => None,
        });
        merge_directories(directories.flatten().cloned())
    }

    /// Whether both sides are there.
    pub fn are_complete(&self) -> bool {
        let has = |kind: fn(&Records) -> bool| self.admitted.iter().any(|s| kind(&s.read.records));
        has(|records| matches!(records, Records::Pronote(_)))
            && has(|records| matches!(records, Records::Portal(_)))
    }

    /// What is wrong with a file that names these establishments: none of them is the import's.
    pub fn other_establishment(&self, found: &[Uai]) -> Option<Problem> {
        if found.is_empty() || found.contains(&self.uai) {
            return None;
        }
        Some(Problem::of_file(ProblemKind::OtherEstablishment { found: found.to_vec() }))
    }
}

impl Source {
    /// How many records it holds of each category.
    pub fn records(&self) -> [usize; 6] {
        let mut counts = [0; 6];
        let mut count = |category: Category| counts[category.index()] += 1;
        match &self.read.records {
            Records::Pronote(identifiers) => {
                identifiers.accounts.iter().for_each(|account| count(account.category));
            }
            Records::Portal(directory) => {
                directory.accounts.iter().filter_map(|account| account.category).for_each(count);
            }
        }
        counts
    }

    /// What kind of file it is.
    pub fn kind(&self) -> FileKind {
        self.read.kind
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::ent_accounts::Purpose;
    use crate::files::open;
    use crate::task::run;

    const EXPORT: &str =
        "<R UAI='0990001N'><Eleve IDPN='A2B3C4D5E7F8H9JK' Nom='F' Prenom='Z'/></R>";
    const DIRECTORY: &str = "Nom;Prénom;Login;Profil\nF;Z;z.f;Elève\nG;Y;y.g;Parent\n";

    fn add(sources: &mut Sources, text: &str) -> Result<SourceId, Vec<ProblemKind>> {
        let read = run(open(text.as_bytes()).unwrap().reader(Purpose::Linkage));
        sources
            .add(Fingerprint::of(text.as_bytes()), read)
            .map(|source| source.id)
            .map_err(|problems| problems.as_slice().iter().map(|p| p.kind.clone()).collect())
    }

    fn sources() -> Sources {
        Sources::new(Uai::parse("0990001N").unwrap())
    }

    #[test]
    fn both_sides_make_an_import() {
        let mut sources = sources();
        add(&mut sources, EXPORT).unwrap();
        assert!(!sources.are_complete());
        let id = add(&mut sources, DIRECTORY).unwrap();
        assert!(sources.are_complete());
        assert_eq!(sources.iter().last().unwrap().records(), [0, 1, 1, 0, 0, 0]);
        sources.remove(id);
        assert!(!sources.are_complete());
    }

    #[test]
    fn the_same_file_twice_is_told_and_changes_nothing() {
        let mut sources = sources();
        add(&mut sources, EXPORT).unwrap();
        assert_eq!(add(&mut sources, EXPORT), Err(vec![ProblemKind::AlreadyLoaded]));
        assert_eq!(sources.iter().count(), 1);
    }

    #[test]
    fn a_file_of_another_school_is_told_and_kept_out() {
        let mut sources = sources();
        let found = vec![Uai::parse("0990002P").unwrap()];
        let other = EXPORT.replace("0990001N", "0990002P");
        assert_eq!(add(&mut sources, &other), Err(vec![ProblemKind::OtherEstablishment { found }]));
        assert_eq!(sources.iter().count(), 0);
    }

    #[test]
    fn the_order_of_files_does_not_matter() {
        let second = "<R><Eleve IDPN='B4C5D7E8F9H2J3KM' Nom='A' Prenom='B'/></R>";
        let (mut a, mut b) = (sources(), sources());
        add(&mut a, EXPORT).unwrap();
        add(&mut a, second).unwrap();
        add(&mut b, second).unwrap();
        add(&mut b, EXPORT).unwrap();
        assert_eq!(a.pronote(), b.pronote());
    }
}
