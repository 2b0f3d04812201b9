//! What a file is, decided by what is in it; its name means nothing.

use crate::files::container::{self, Container, Sealed};
use crate::files::encoding::{Decoded, decode};
use crate::files::ent_accounts::{self, Directory, DirectoryReader, Purpose};
use crate::files::identifiers::{Identifiers, IdentifiersReader};
use crate::files::limits::MAX_BYTES;
use crate::files::problems::Problems;
use crate::files::xml::{Node, XmlNodes};
use crate::problem::{OtherKind, Problem, ProblemKind};
use crate::task::{Progress, Task};
use crate::uai::Uai;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// The kinds of files that are read here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum FileKind {
    /// PRONOTE's identifiers export.
    Identifiers,
    /// The timetable export.
    Timetable,
    /// The portal's accounts.
    EntAccounts,
}

/// A file whose kind is known and whose text is decoded.
#[derive(Debug, PartialEq, Eq)]
pub struct Opened<'b> {
    /// Its kind.
    pub kind: FileKind,
    text: Cow<'b, str>,
    assumed_encoding: bool,
}

/// Reads an opened file, in slices.
pub struct Reader<'t> {
    kind: FileKind,
    format: Format<'t>,
    assumed_encoding: bool,
}

enum Format<'t> {
    Pronote(Box<IdentifiersReader<'t>>),
    Portal(Box<DirectoryReader<'t>>),
}

/// What a file says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileRead {
    /// Its kind.
    pub kind: FileKind,
    /// Its records.
    pub records: Records,
}

/// The records of a file, by the side they belong to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Records {
    /// PRONOTE's side.
    Pronote(Identifiers),
    /// The portal's side.
    Portal(Directory),
}

/// Decides what the bytes are.
///
/// # Errors
/// The problem because of which nothing of the file can be used.
pub fn open(bytes: &[u8]) -> Result<Opened<'_>, Problem> {
    if bytes.len() > MAX_BYTES {
        return Err(Problem::of_file(ProblemKind::TooLarge { bytes: bytes.len() }));
    }
    let (text, assumed_encoding) = match decode(bytes) {
        Decoded::Binary(kind) => return Err(Problem::of_file(ProblemKind::Binary(kind))),
        Decoded::Text { text, assumed } => (text, assumed),
    };
    let kind = kind_of(&text)?;
    Ok(Opened { kind, text, assumed_encoding })
}

impl Opened<'_> {
    /// Starts reading it.
    pub fn reader(&self, purpose: Purpose) -> Reader<'_> {
        let format = match self.kind {
            FileKind::Identifiers | FileKind::Timetable => {
                Format::Pronote(Box::new(IdentifiersReader::new(&self.text)))
            }
            FileKind::EntAccounts => {
                Format::Portal(Box::new(DirectoryReader::new(&self.text, purpose)))
            }
        };
        Reader { kind: self.kind, format, assumed_encoding: self.assumed_encoding }
    }
}

impl Task for Reader<'_> {
    type Output = FileRead;

    fn advance(&mut self) -> Progress {
        match &mut self.format {
            Format::Pronote(reader) => reader.advance(),
            Format::Portal(reader) => reader.advance(),
        }
    }

    fn finish(self) -> FileRead {
        let mut records = match self.format {
            Format::Pronote(reader) => Records::Pronote(reader.finish()),
            Format::Portal(reader) => Records::Portal(reader.finish()),
        };
        if self.assumed_encoding {
            records.problems_mut().push_kind(ProblemKind::ReadAsWindows1252);
        }
        FileRead { kind: self.kind, records }
    }
}

impl FileRead {
    /// Notes the container that the file came in: when it was made, and for which establishment.
    pub fn came_in(&mut self, container: Container) {
        if let Records::Pronote(identifiers) = &mut self.records {
            let named = container.uai.iter().filter(|uai| !identifiers.uais.contains(uai));
            let named: Vec<_> = named.cloned().collect();
            identifiers.uais.extend(named);
            identifiers.uais.sort();
            identifiers.container = Some(container);
        }
    }
}

impl Records {
    /// What is wrong with the file.
    pub fn problems(&self) -> &Problems {
        match self {
            Self::Pronote(identifiers) => &identifiers.problems,
            Self::Portal(directory) => &directory.problems,
        }
    }

    /// The same, to add to it.
    pub fn problems_mut(&mut self) -> &mut Problems {
        match self {
            Self::Pronote(identifiers) => &mut identifiers.problems,
            Self::Portal(directory) => &mut directory.problems,
        }
    }

    /// The establishments that the file names.
    pub fn uais(&self) -> &[Uai] {
        match self {
            Self::Pronote(identifiers) => &identifiers.uais,
            Self::Portal(directory) => &directory.uais,
        }
    }
}

fn kind_of(text: &str) -> Result<FileKind, Problem> {
    let start = text.trim_start();
    if start.is_empty() {
        return Err(Problem::of_file(ProblemKind::Empty));
    }
    if !start.starts_with('<') {
        return match ent_accounts::recognise(text) {
            Some(Ok(())) => Ok(FileKind::EntAccounts),
            Some(Err(kind)) => Err(Problem::of_file(ProblemKind::OtherKind(kind))),
            None => Err(Problem::of_file(ProblemKind::Unrecognised)),
        };
    }
    let head: String = start.chars().take(200).collect::<String>().to_ascii_lowercase();
    if head.contains("<!doctype html") || head.contains("<html") {
        return Err(Problem::of_file(ProblemKind::OtherKind(OtherKind::WebPage)));
    }
    match root_name(text)?.as_str() {
        container::ROOT => {
            let Sealed { container, .. } = Sealed::read(text)?;
            Err(Problem::of_file(ProblemKind::Encrypted(Box::new(container))))
        }
        "ExportEmploiDuTemps" => Ok(FileKind::Timetable),
        "PARTENAIRE_INDEX" | "ImportChiffre" => {
            Err(Problem::of_file(ProblemKind::OtherKind(OtherKind::SsoReconciliation)))
        }
        _ => Ok(FileKind::Identifiers),
    }
}

fn root_name(text: &str) -> Result<String, Problem> {
    let mut nodes = XmlNodes::new(text);
    loop {
        match nodes.next()? {
            Node::Open(element) => return Ok(element.name().to_owned()),
            Node::Text(_) => {}
            Node::Close | Node::End => {
                return Err(Problem::of_file(ProblemKind::Unrecognised));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::BinaryKind;
    use proptest::prelude::*;

    #[track_caller]
    fn check(bytes: &[u8], expected: Result<FileKind, ProblemKind>) {
        let kind = open(bytes).map(|opened| opened.kind).map_err(|problem| problem.kind);
        assert_eq!(kind, expected);
    }

    fn other(kind: OtherKind) -> Result<FileKind, ProblemKind> {
        Err(ProblemKind::OtherKind(kind))
    }

    #[test]
    fn the_kinds_are_known_by_what_is_in_them() {
        check(b"<?xml version='1.0'?>\n<Quelconque/>", Ok(FileKind::Identifiers));
        check(b"<ExportEmploiDuTemps Version='1.1'/>", Ok(FileKind::Timetable));
        check("\u{FEFF}Nom;Pr\u{e9}nom;Login\n".as_bytes(), Ok(FileKind::EntAccounts));
        check(b"\"Id\",\"Type\",\"Nom\"\n", Ok(FileKind::EntAccounts));
    }

    #[test]
    fn files_for_something_else_are_named() {
        check("Nom;Prénom;Identifiant PRONOTE\n".as_bytes(), other(OtherKind::PronoteList));
        check(b"<PARTENAIRE_INDEX Partenaire='X'/>", other(OtherKind::SsoReconciliation));
        check(b"<!DOCTYPE html><html><body>", other(OtherKind::WebPage));
    }

    #[test]
    fn what_is_no_file_of_ours_is_said_to_be_none() {
        check(b"", Err(ProblemKind::Empty));
        check(b" \r\n ", Err(ProblemKind::Empty));
        check(b"Bonjour, voici la liste", Err(ProblemKind::Unrecognised));
        check(b"<!-- rien -->", Err(ProblemKind::Unrecognised));
        check(b"PK\x03\x04", Err(ProblemKind::Binary(BinaryKind::Zip)));
    }

    #[test]
    fn an_encrypted_container_is_named_with_what_it_says_in_clear() {
        let text = b"<EXPORT_INDEX_EDUCATION><UAI>0990001N</UAI></EXPORT_INDEX_EDUCATION>";
        let Err(ProblemKind::Encrypted(container)) = open(text).map_err(|p| p.kind) else {
            panic!("not recognised as encrypted");
        };
        assert_eq!(container.uai, Uai::parse("0990001N").ok());
    }

    proptest! {
        #[test]
        fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
            if let Ok(opened) = open(&bytes) {
                crate::task::run(opened.reader(Purpose::Linkage));
            }
        }

        #[test]
        fn no_text_that_resembles_a_file_panics(
            text in "(<(Eleve|Responsable|Classe)( (IDPN|Nom|Ident)='[^'<]{0,9}')*/?>|</Eleve>|[a-z&;]{0,4}){0,12}",
        ) {
            if let Ok(opened) = open(text.as_bytes()) {
                crate::task::run(opened.reader(Purpose::Linkage));
            }
        }
    }
}
