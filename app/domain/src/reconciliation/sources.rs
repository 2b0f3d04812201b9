//! The files of an import: what may be added, and what all of them say together.

use crate::category::Category;
use crate::files::fingerprint::Fingerprint;
use crate::files::identifiers::{Schools, Unclassified};
use crate::files::layout::Side;
use crate::files::merge::{merge_accounts, merge_directories};
use crate::files::{FileKind, FileRead, Problems, Records};
use crate::fold::fold;
use crate::person::{EntAccount, PronoteAccount};
use crate::problem::{Problem, ProblemKind};
use crate::uai::Uai;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

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
    /// Which of several establishments is taken, by its place; all of them when none is chosen.
    pub school: Option<usize>,
    /// What it says of all establishments, when it is about several.
    whole: Vec<PronoteAccount>,
}

/// People or accounts under a word that stands for no known category.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct UnknownWord {
    /// The element or the profile, as written.
    pub word: String,
    /// Whether it is PRONOTE's word or the portal's.
    pub side: Side,
    /// How many.
    pub count: usize,
    /// The category that a person gave it.
    pub category: Option<Category>,
}

/// The files of an import.
#[derive(Clone, Debug)]
pub struct Sources {
    uai: Uai,
    admitted: Vec<Source>,
    next: u32,
    /// What a person said of words that stand for no known category.
    words: BTreeMap<(Side, String), Category>,
    /// Files that hold the accounts of a former portal.
    former: BTreeSet<SourceId>,
}

impl Sources {
    /// No file yet, for an establishment.
    pub fn new(uai: Uai) -> Self {
        let (words, former) = (BTreeMap::new(), BTreeSet::new());
        Self { uai, admitted: Vec::new(), next: 0, words, former }
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
        self.admitted.push(Source { id, fingerprint, read, school: None, whole: Vec::new() });
        let ours = self.admitted[at].schools().and_then(|schools| schools.place_of(&self.uai));
        self.take_school(id, ours);
        Ok(&self.admitted[at])
    }

    /// Takes the people of one of a file's establishments, or of all.
    pub fn take_school(&mut self, id: SourceId, school: Option<usize>) {
        let Some(source) = self.admitted.iter_mut().find(|source| source.id == id) else { return };
        let Records::Pronote(identifiers) = &mut source.read.records else { return };
        if identifiers.schools.several().is_empty() {
            return;
        }
        if source.whole.is_empty() {
            source.whole.clone_from(&identifiers.accounts);
        }
        let taken = source.whole.iter().filter(|account| {
            school.is_none_or(|school| identifiers.schools.have(school, account))
        });
        identifiers.accounts = taken.cloned().collect();
        source.school = school;
    }

    /// Says which category a word stands for; `None` takes it back.
    pub fn say(&mut self, side: Side, word: &str, category: Option<Category>) {
        let key = (side, fold(word));
        match category {
            Some(category) => self.words.insert(key, category),
            None => self.words.remove(&key),
        };
    }

    /// The words that stand for no known category, with what a person said of them.
    pub fn unknown_words(&self) -> Vec<UnknownWord> {
        let mut counts: BTreeMap<(Side, &str), usize> = BTreeMap::new();
        for source in &self.admitted {
            match &source.read.records {
                Records::Pronote(identifiers) => {
                    for person in &identifiers.unclassified {
                        *counts.entry((Side::Pronote, &person.element)).or_default() += 1;
                    }
                }
                Records::Portal(directory) => {
                    let unknown = directory.accounts.iter().filter(|a| a.category.is_none());
                    for account in unknown.filter(|account| !account.profile.is_empty()) {
                        *counts.entry((Side::Portal, &account.profile)).or_default() += 1;
                    }
                }
            }
        }
        let word = |((side, word), count): ((Side, &str), usize)| UnknownWord {
            word: word.to_owned(),
            side,
            count,
            category: self.said(side, word),
        };
        counts.into_iter().map(word).collect()
    }

    fn said(&self, side: Side, word: &str) -> Option<Category> {
        self.words.get(&(side, fold(word))).copied()
    }

    /// Removes a file.
    pub fn remove(&mut self, id: SourceId) {
        self.admitted.retain(|source| source.id != id);
        self.former.remove(&id);
    }

    /// Says whether a file holds the accounts of a former portal: those are not the directory's.
    pub fn mark_former(&mut self, id: SourceId, is_former: bool) {
        if is_former {
            self.former.insert(id);
        } else {
            self.former.remove(&id);
        }
    }

    /// Whether a file holds the accounts of a former portal.
    pub fn is_former(&self, id: SourceId) -> bool {
        self.former.contains(&id)
    }

    /// The accounts of a former portal.
    pub fn former_accounts(&self) -> Vec<EntAccount> {
        let files = self.admitted.iter().filter(|source| self.is_former(source.id));
        let accounts = files.filter_map(|source| match &source.read.records {
            Records::Portal(directory) => Some(directory.accounts.iter().cloned()),
            Records::Pronote(_) => None,
        });
        merge_directories(accounts.flatten())
    }

    /// The files, in the order in which they came.
    pub fn iter(&self) -> impl Iterator<Item = &Source> {
        self.admitted.iter()
    }

    /// PRONOTE's side of all files: each person once, sorted. People under an unknown word take part
    /// once a person has said which category it stands for.
    pub fn pronote(&self) -> Vec<PronoteAccount> {
        let files = self.admitted.iter().filter_map(|source| match &source.read.records {
            Records::Pronote(identifiers) => Some(identifiers),
            Records::Portal(_) => None,
        });
        let said = |person: &Unclassified| {
            let category = self.said(Side::Pronote, &person.element)?;
            Some(PronoteAccount::new(category, person.id.clone(), person.identity.clone()))
        };
        merge_accounts(files.flat_map(|identifiers| {
            let unclassified = identifiers.unclassified.iter().filter_map(said);
            identifiers.accounts.iter().cloned().chain(unclassified)
        }))
    }

    /// The portal's side of all files: each account once, sorted. One file to which nobody has added
    /// anything is that already, and is not held twice.
    pub fn directory(&self) -> Arc<Vec<EntAccount>> {
        let current = self.admitted.iter().filter(|source| !self.is_former(source.id));
        let directories = current.filter_map(|source| match &source.read.records {
            Records::Portal(directory) => Some(&directory.accounts),
            Records::Pronote(_) => None,
        });
        let directories: Vec<_> = directories.collect();
        let nothing_said = !self.words.keys().any(|(side, _)| *side == Side::Portal);
        if let (&[only], true) = (directories.as_slice(), nothing_said) {
            return Arc::clone(only);
        }
        let accounts = directories.into_iter().flat_map(|accounts| accounts.iter()).cloned();
        Arc::new(merge_directories(accounts.map(|account| EntAccount {
            category: account.category.or_else(|| self.said(Side::Portal, &account.profile)),
            ..account
        })))
    }

    /// The day on which the oldest of PRONOTE's files was made, as far as their containers or `dates`
    /// say: `YYYY-MM-DD`.
    pub fn made_on(&self, dates: impl Fn(SourceId) -> Option<String>) -> Option<String> {
        let made = self.admitted.iter().filter_map(|source| {
            let Records::Pronote(identifiers) = &source.read.records else { return None };
            let container = identifiers.container.as_ref().map(|c| c.exported_at.clone());
            let date = container.filter(|at| !at.is_empty()).or_else(|| dates(source.id))?;
            date.get(..10).map(str::to_owned)
        });
        made.min()
    }

    /// Whether both sides are there.
    pub fn are_complete(&self) -> bool {
        let current = || self.admitted.iter().filter(|source| !self.is_former(source.id));
        let has = |kind: fn(&Records) -> bool| current().any(|s| kind(&s.read.records));
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
    /// The establishments it is about, when they are several.
    pub fn schools(&self) -> Option<&Schools> {
        match &self.read.records {
            Records::Pronote(identifiers) => Some(&identifiers.schools),
            Records::Portal(_) => None,
        }
    }

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
    fn of_several_establishments_ours_is_taken_until_another_choice() {
        let text = "<R><Etablissements><Etablissement Ident='1' Numero='0990002P' Nom='L'/>\
            <Etablissement Ident='2' Numero='0990001N' Nom='C'/></Etablissements>\
            <Classes><Classe Ident='7' Nom='6A'><Etablissement Ident='2'/></Classe>\
            <Classe Ident='8' Nom='2B'><Etablissement Ident='1'/></Classe></Classes>\
            <Eleve IDPN='E1' Nom='F' Prenom='Z'><Classe Ident='7'/></Eleve>\
            <Eleve IDPN='E2' Nom='G' Prenom='Y'><Classe Ident='8'/></Eleve></R>";
        let mut sources = sources();
        let id = add(&mut sources, text).unwrap();
        let ids = |sources: &Sources| -> Vec<String> {
            sources.pronote().iter().map(|account| account.id.to_string()).collect()
        };
        assert_eq!(ids(&sources), ["E1"]);
        sources.take_school(id, Some(0));
        assert_eq!(ids(&sources), ["E2"]);
        sources.take_school(id, None);
        assert_eq!(ids(&sources), ["E1", "E2"]);
    }

    #[test]
    fn an_unknown_word_takes_part_once_somebody_says_what_it_means() {
        let mut sources = sources();
        add(&mut sources, "<R><Accompagnant IDPN='A1' Nom='F' Prenom='Z'/><Eleve IDPN='E1'/></R>")
            .unwrap();
        add(&mut sources, "Nom;Prénom;Login;Profil\nF;Z;z.f;Invité\nG;Y;y;Invité\n").unwrap();
        let word = |side, word: &str, count| UnknownWord {
            word: word.to_owned(),
            side,
            count,
            category: None,
        };
        let expected = [word(Side::Pronote, "Accompagnant", 1), word(Side::Portal, "Invité", 2)];
        assert_eq!(sources.unknown_words(), expected);
        assert_eq!(sources.pronote().len(), 1);
        sources.say(Side::Pronote, "Accompagnant", Some(Category::Staff));
        sources.say(Side::Portal, "INVITÉ", Some(Category::Staff));
        assert_eq!(sources.pronote().len(), 2);
        assert!(sources.directory().iter().all(|a| a.category == Some(Category::Staff)));
        sources.say(Side::Portal, "Invité", None);
        assert_eq!(sources.unknown_words()[1].category, None);
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

    #[test]
    fn the_accounts_of_a_former_portal_are_not_the_directory_s() {
        let mut sources = sources();
        add(&mut sources, EXPORT).unwrap();
        let file = add(&mut sources, DIRECTORY).unwrap();
        sources.mark_former(file, true);
        assert!(!sources.are_complete());
        assert_eq!((sources.directory().len(), sources.former_accounts().len()), (0, 2));
        sources.mark_former(file, false);
        assert!(sources.are_complete());
        assert_eq!((sources.directory().len(), sources.former_accounts().len()), (2, 0));
    }
}
