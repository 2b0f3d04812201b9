//! What went wrong while reading, as data. The sentence is made by the page, in one place.

use crate::category::Category;
use crate::files::container::Container;
use crate::files::layout::Sketch;
use crate::timetable::trouble::TimetableTrouble;
use crate::uai::Uai;
use serde::{Deserialize, Serialize};

/// Something that a reader has to say about a file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Problem {
    /// What is wrong.
    pub kind: ProblemKind,
    /// Where, when it is one place.
    pub place: Option<Place>,
}

/// A place in a file, both from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Place {
    /// Line.
    pub line: usize,
    /// Column in characters, where the format has any use for it.
    pub column: Option<usize>,
}

/// How much a problem matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Severity {
    /// The file cannot be used: nothing of it is taken.
    Blocking,
    /// Part of it was left out, or may be wrong.
    Warning,
    /// Worth knowing, nothing to do.
    Note,
}

/// Everything that can be wrong with a file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum ProblemKind {
    /// No byte, or nothing but white space.
    Empty,
    /// More bytes than [`crate::files::limits::MAX_BYTES`].
    TooLarge {
        /// Its size.
        bytes: usize,
    },
    /// Not a text at all.
    Binary(BinaryKind),
    /// Encrypted for partners whose key we do not have.
    Encrypted(Box<Container>),
    /// The file of a partner's key cannot be used.
    Key(KeyTrouble),
    /// The partner's key does not open the container.
    Sealed(SealTrouble),
    /// A known kind of file that does not hold what is needed here.
    OtherKind(OtherKind),
    /// Text, but none of the kinds we read.
    Unrecognised,
    /// The file is about other establishments only.
    OtherEstablishment {
        /// Those it names.
        found: Vec<Uai>,
    },
    /// The same bytes are loaded already.
    AlreadyLoaded,

    /// XML with a DOCTYPE: refused, entities could be declared there.
    Doctype,
    /// XML that breaks its own grammar here.
    MalformedXml,
    /// XML that ends before its last element: the file was cut.
    Truncated,
    /// One of the stated limits of XML is passed.
    XmlLimit(XmlLimit),
    /// A reference to an entity that the file does not define; its text is left as it is.
    UnknownEntity,
    /// Well-formed XML without anybody who has a PRONOTE identifier.
    NobodyWithId,

    /// A table of which a person must say what it is and what its columns hold.
    UnknownColumns(Box<Sketch>),
    /// A list of PRONOTE without anybody who has an identifier.
    NobodyInList,
    /// A directory with its headers and no line below.
    NoRow,
    /// More lines than [`crate::files::limits::MAX_ROWS`].
    TooManyRows,
    /// A quoted field that is never closed: the file was cut.
    OpenQuote,
    /// Not UTF-8: read as Windows-1252.
    ReadAsWindows1252,

    /// The letter of the UAI does not go with its digits.
    UaiLetter {
        /// The UAI as written.
        uai: Uai,
        /// The letter that its digits call for.
        expected: char,
    },
    /// The identifier has another shape than all those seen so far.
    UnusualId {
        /// As written.
        id: String,
    },
    /// The identifier cannot be stored nor sent; its person is left out.
    UnusableId {
        /// As written.
        text: String,
    },
    /// The same identifier stands on several people.
    SharedId {
        /// The identifier.
        id: String,
    },
    /// People of a category that have no identifier; they are left out.
    WithoutId {
        /// Their category.
        category: Category,
        /// How many.
        count: usize,
    },
    /// People with an identifier in an element that names no known category.
    UnknownCategory {
        /// The element.
        element: String,
        /// How many.
        count: usize,
    },
    /// A person without a last or a first name: never linked automatically.
    IncompleteName,
    /// A birth date that cannot be read; taken as absent.
    UnreadableDate {
        /// As written.
        text: String,
    },
    /// Lines whose profile word stands for no known category.
    UnknownProfile {
        /// As written.
        word: String,
        /// How many.
        count: usize,
    },
    /// An account without the directory's identifier and without login; left out.
    NoAccountId,
    /// The same account identifier stands on two lines that differ.
    SharedAccountId {
        /// As written.
        id: String,
    },
    /// Something that only a timetable can lack.
    Timetable(TimetableTrouble),
}

/// What a file that is not text seems to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum BinaryKind {
    /// A workbook, a document or another zip archive.
    Zip,
    /// An old workbook or document of Microsoft's (before 2007).
    Ole,
    /// PDF.
    Pdf,
    /// A picture.
    Image,
    /// Anything else.
    Other,
}

/// Why the file of a private key cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum KeyTrouble {
    /// No private key is in it.
    NotAKey,
    /// A public key or a certificate: it locks, it does not open.
    Public,
    /// A key of another kind than RSA.
    NotRsa,
    /// It is protected, and no password was given.
    NeedsPassword,
    /// The password is not the right one.
    WrongPassword,
    /// Protected in OpenSSL's old way (`Proc-Type`), which is not read.
    LegacyProtection,
    /// Protected in a way that is not read.
    UnknownProtection,
    /// Its protection asks for more work than a browser can do.
    TooCostly,
}

/// Why a partner's key does not open a container.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum SealTrouble {
    /// No entry can be this key's: there is none but the vendor's, or all are of another length.
    NoEntry {
        /// The partners who have one.
        partners: Vec<String>,
    },
    /// No entry opens with this key.
    WrongKey {
        /// The partners who have one.
        partners: Vec<String>,
    },
    /// The entry opens, but what it holds is damaged.
    DamagedKey,
    /// The encrypted contents are damaged.
    DamagedContents,
    /// The contents are not those whose SHA-256 the container names.
    WrongChecksum,
    /// The decrypted contents are no zlib stream, or are cut.
    DoesNotInflate,
    /// The contents inflate to more than [`crate::files::limits::MAX_BYTES`].
    InflatesTooMuch,
}

/// Known kinds of files that this step cannot use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum OtherKind {
    /// The reverse flow, by which the portal tells PRONOTE its users.
    SsoReconciliation,
    /// A web page, perhaps the portal's sign-in page saved in place of the file.
    WebPage,
}

/// The stated limits of XML; their values are in [`crate::files::limits`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum XmlLimit {
    /// Elements within elements.
    Depth,
    /// Elements in all.
    Elements,
    /// Attributes of one element.
    Attributes,
    /// Bytes of one attribute.
    AttributeLength,
}

impl Problem {
    /// A problem of the file as a whole.
    pub fn of_file(kind: ProblemKind) -> Self {
        Self { kind, place: None }
    }

    /// A problem at a line.
    pub fn at_line(kind: ProblemKind, line: usize) -> Self {
        Self { kind, place: Some(Place { line, column: None }) }
    }

    /// How much it matters.
    pub fn severity(&self) -> Severity {
        use ProblemKind as K;
        match self.kind {
            K::Empty
            | K::TooLarge { .. }
            | K::Binary(_)
            | K::Encrypted(_)
            | K::Key(_)
            | K::Sealed(_)
            | K::OtherKind(_)
            | K::Unrecognised
            | K::OtherEstablishment { .. }
            | K::AlreadyLoaded
            | K::Doctype
            | K::MalformedXml
            | K::Truncated
            | K::XmlLimit(_)
            | K::NobodyWithId
            | K::UnknownColumns(_)
            | K::NobodyInList
            | K::NoRow
            | K::TooManyRows
            | K::OpenQuote => Severity::Blocking,
            K::UnknownEntity
            | K::UaiLetter { .. }
            | K::UnusableId { .. }
            | K::SharedId { .. }
            | K::UnknownCategory { .. }
            | K::IncompleteName
            | K::UnreadableDate { .. }
            | K::UnknownProfile { .. }
            | K::NoAccountId
            | K::SharedAccountId { .. } => Severity::Warning,
            K::ReadAsWindows1252 | K::UnusualId { .. } | K::WithoutId { .. } => Severity::Note,
            K::Timetable(ref trouble) => trouble.severity(),
        }
    }
}
