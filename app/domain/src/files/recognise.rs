//! What a file is, decided by what is in it; its name means nothing.

use crate::files::container::{self, Container, Sealed};
use crate::files::encoding::{Decoded, decode};
use crate::files::ent_accounts::{Directory, DirectoryReader, Purpose};
use crate::files::handout::HandoutReader;
use crate::files::identifiers::{Identifiers, IdentifiersReader};
use crate::files::layout::{self, Layout, Side, Table};
use crate::files::limits::MAX_BYTES;
use crate::files::problems::Problems;
use crate::files::pronote_list::ListReader;
use crate::files::xml::{Node, XmlNodes};
use crate::problem::{OtherKind, Problem, ProblemKind};
use crate::task::{Progress, Task};
use crate::timetable::TimetableReader;
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
    /// A list of PRONOTE's client.
    PronoteList,
}

/// A file whose kind is known and whose text is decoded.
#[derive(Debug, PartialEq, Eq)]
pub struct Opened<'b> {
    /// Its kind.
    pub kind: FileKind,
    /// How it is laid out, when it is a table.
    layout: Option<Layout>,
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
    List(Box<ListReader<'t>>),
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
    open_named(bytes, "")
}

/// The same, with a name that may say which category a list holds: "eleves.txt".
///
/// # Errors
/// As [`open`].
pub fn open_named<'b>(bytes: &'b [u8], name: &str) -> Result<Opened<'b>, Problem> {
    let (text, assumed_encoding) = text_of(bytes)?;
    let (kind, layout) = kind_of(&text, name)?;
    Ok(Opened { kind, layout, text, assumed_encoding })
}

/// The same, of a table whose layout a person chose.
///
/// # Errors
/// As [`open`]; a layout that lacks something is asked for again.
pub fn open_as(bytes: &[u8], layout: Layout) -> Result<Opened<'_>, Problem> {
    let (text, assumed_encoding) = text_of(bytes)?;
    if !layout.missing().is_empty() {
        let sketch = layout::again(&text, layout);
        return Err(Problem::of_file(ProblemKind::UnknownColumns(Box::new(sketch))));
    }
    let kind = kind_of_side(layout.side);
    Ok(Opened { kind, layout: Some(layout), text, assumed_encoding })
}

impl Opened<'_> {
    /// Starts reading it.
    pub fn reader(&self, purpose: Purpose) -> Reader<'_> {
        let format = match &self.layout {
            None => Format::Pronote(Box::new(IdentifiersReader::new(&self.text))),
            Some(layout) => match layout.side {
                Side::Pronote => Format::List(Box::new(ListReader::new(&self.text, layout))),
                Side::Portal => {
                    Format::Portal(Box::new(DirectoryReader::new(&self.text, layout, purpose)))
                }
            },
        };
        Reader { kind: self.kind, format, assumed_encoding: self.assumed_encoding }
    }

    /// Starts reading the portal's accounts to hand them out; nothing for other files.
    pub fn handout(&self) -> Option<HandoutReader<'_>> {
        let layout = self.layout.as_ref().filter(|layout| layout.side == Side::Portal)?;
        Some(HandoutReader::new(&self.text, layout))
    }

    /// Starts reading what else a timetable export holds besides people; nothing for other files.
    pub fn timetable(&self) -> Option<TimetableReader<'_>> {
        (self.kind == FileKind::Timetable).then(|| TimetableReader::new(&self.text))
    }
}

impl Task for Reader<'_> {
    type Output = FileRead;

    fn advance(&mut self) -> Progress {
        match &mut self.format {
            Format::Pronote(reader) => reader.advance(),
            Format::List(reader) => reader.advance(),
            Format::Portal(reader) => reader.advance(),
        }
    }

    fn finish(self) -> FileRead {
        let mut records = match self.format {
            Format::Pronote(reader) => Records::Pronote(reader.finish()),
            Format::List(reader) => Records::Pronote(reader.finish()),
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
            identifiers.container = Some(Box::new(container));
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

fn text_of(bytes: &[u8]) -> Result<(Cow<'_, str>, bool), Problem> {
    if bytes.len() > MAX_BYTES {
        return Err(Problem::of_file(ProblemKind::TooLarge { bytes: bytes.len() }));
    }
    match decode(bytes) {
        Decoded::Binary(kind) => Err(Problem::of_file(ProblemKind::Binary(kind))),
        Decoded::Text { text, assumed } => Ok((text, assumed)),
    }
}

const fn kind_of_side(side: Side) -> FileKind {
    match side {
        Side::Pronote => FileKind::PronoteList,
        Side::Portal => FileKind::EntAccounts,
    }
}

fn kind_of(text: &str, name: &str) -> Result<(FileKind, Option<Layout>), Problem> {
    let start = text.trim_start();
    if start.is_empty() {
        return Err(Problem::of_file(ProblemKind::Empty));
    }
    if start.starts_with('<') {
        return Ok((kind_of_xml(text, start)?, None));
    }
    match layout::recognise(text, name) {
        Table::Known(layout) => Ok((kind_of_side(layout.side), Some(layout))),
        Table::Unknown(sketch) => {
            Err(Problem::of_file(ProblemKind::UnknownColumns(Box::new(sketch))))
        }
        Table::No => Err(Problem::of_file(ProblemKind::Unrecognised)),
    }
}

fn kind_of_xml(text: &str, start: &str) -> Result<FileKind, Problem> {
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
            Node::Open(name) => return Ok(name.to_owned()),
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
        check(b"\"Id\",\"Type\",\"Nom\",\"Prenom\"\n", Ok(FileKind::EntAccounts));
        let list = "Professeur\tIdentifiant PRONOTE\nD'ESSAI Loïc\tA2B3C4D5E7F8H9JK\n";
        check(list.as_bytes(), Ok(FileKind::PronoteList));
    }

    #[test]
    fn files_for_something_else_are_named() {
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
