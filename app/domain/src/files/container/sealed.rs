//! The parts of a container that only a key makes use of.

use super::Container;
use crate::files::xml::{Node, XmlNodes};
use crate::problem::Problem;
use crate::uai::Uai;
use base64::{Engine as _, engine::general_purpose::STANDARD};
use std::borrow::Cow;
use zeroize::Zeroizing;

/// A container before it is opened: what it says in clear, and its encrypted parts as written.
#[derive(Debug)]
pub struct Sealed<'t> {
    /// What it says of itself.
    pub container: Container,
    /// CONTENU's attribute: compressed before it was encrypted. True where nothing is said, as in
    /// the schema of 2013, which does not have it.
    pub(super) compressed: bool,
    entries: Vec<Text<'t>>,
    contents: Text<'t>,
    checksum: Text<'t>,
}

/// A text in the pieces in which it was read.
type Text<'t> = Vec<Cow<'t, str>>;

impl<'t> Sealed<'t> {
    /// Reads a container without opening it.
    ///
    /// # Errors
    /// The problem that makes reading it impossible.
    pub fn read(text: &'t str) -> Result<Self, Problem> {
        let mut nodes = XmlNodes::with_long_texts(text);
        let mut sealed = Self {
            container: Container::default(),
            compressed: true,
            entries: Vec::new(),
            contents: Vec::new(),
            checksum: Vec::new(),
        };
        let mut element = "";
        loop {
            match nodes.next()? {
                Node::Open(opened) => {
                    element = opened;
                    if element == "PARTENAIRE" {
                        sealed.entries.push(Vec::new());
                    }
                    nodes.attributes(|name, value| match (opened, name) {
                        ("PARTENAIRE", "NOM") => {
                            sealed.container.partners.push(value.text().trim().to_owned());
                        }
                        ("CONTENU", "CompresseAvantChiffrement") => {
                            sealed.compressed = !matches!(value.text().trim(), "false" | "0");
                        }
                        _ => {}
                    })?;
                }
                Node::Close => element = "",
                Node::Text(piece) => sealed.text(element, piece.content()),
                Node::End => return Ok(sealed),
            }
        }
    }

    /// The wrapped keys; one that is no base64 is empty.
    pub(super) fn entries(&self) -> impl Iterator<Item = Vec<u8>> + '_ {
        self.entries.iter().map(|text| decode(text).map(|key| key.to_vec()).unwrap_or_default())
    }

    /// The encrypted contents; `None` when they are no base64.
    pub(super) fn contents(&self) -> Option<Zeroizing<Vec<u8>>> {
        decode(&self.contents)
    }

    /// SHA-256 of what was encrypted; `None` when it is none.
    pub(super) fn checksum(&self) -> Option<[u8; 32]> {
        decode(&self.checksum)?.as_slice().try_into().ok()
    }

    fn text(&mut self, element: &str, piece: Cow<'t, str>) {
        let container = &mut self.container;
        match element {
            "PARTENAIRE" => self.entries.last_mut().map_or((), |entry| entry.push(piece)),
            "CONTENU" => self.contents.push(piece),
            "VERIFICATION" => self.checksum.push(piece),
            "LOGICIEL" => container.software.push_str(piece.trim()),
            "DATEHEURE" => container.exported_at.push_str(piece.trim()),
            "UAI" => container.uai = container.uai.take().or(Uai::parse(&piece).ok()),
            "NOMETABLISSEMENT" => container.school.push_str(piece.trim()),
            "CODEPOSTALVILLE" => container.town.push_str(piece.trim()),
            _ => {}
        }
    }
}

/// Base64 whatever its white space: lines of 76 signs, ended by LF or CRLF.
fn decode(text: &Text<'_>) -> Option<Zeroizing<Vec<u8>>> {
    let length = text.iter().map(|piece| piece.len()).sum();
    let mut glued = Vec::with_capacity(length);
    for piece in text {
        glued.extend(piece.bytes().filter(|byte| !byte.is_ascii_whitespace()));
    }
    STANDARD.decode(glued).ok().map(Zeroizing::new)
}
