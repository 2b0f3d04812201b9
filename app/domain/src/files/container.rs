//! The encrypted container `EXPORT_INDEX_EDUCATION`: what it says in clear.
//!
//! PRONOTE and EDT encrypt their exports for a partner's key. School, date, software and partners
//! are readable without it, so that a user is told what the file is rather than "unknown file".

use crate::files::xml::{Node, XmlNodes};
use crate::problem::Problem;
use crate::uai::Uai;
use serde::{Deserialize, Serialize};

/// Local name of the root element.
pub const ROOT: &str = "EXPORT_INDEX_EDUCATION";

/// What a container says of itself without being decrypted. Absent texts are empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Container {
    /// LOGICIEL: "PRONOTE … - 0.5.14".
    pub software: String,
    /// DATEHEURE: when it was exported, as written (local time with its offset).
    pub exported_at: String,
    /// UAI, as far as it is one.
    pub uai: Option<Uai>,
    /// NOMETABLISSEMENT.
    pub school: String,
    /// CODEPOSTALVILLE.
    pub town: String,
    /// NOM of each PARTENAIRE who holds a key.
    pub partners: Vec<String>,
}

/// Reads the clear part of a container.
///
/// # Errors
/// The problem that makes reading it impossible.
pub fn read(text: &str) -> Result<Container, Problem> {
    let mut nodes = XmlNodes::new(text);
    let mut container = Container::default();
    let mut element = String::new();
    loop {
        match nodes.next()? {
            Node::Open(opened) => {
                opened.name().clone_into(&mut element);
                nodes.attributes(&opened, |name, value| {
                    if opened.name() == "PARTENAIRE" && name == "NOM" {
                        container.partners.push(value.trim().to_owned());
                    }
                })?;
            }
            Node::Close => element.clear(),
            Node::Text(piece) => {
                let text = piece.trim();
                match element.as_str() {
                    "LOGICIEL" => container.software.push_str(text),
                    "DATEHEURE" => container.exported_at.push_str(text),
                    "UAI" => container.uai = container.uai.or(Uai::parse(text).ok()),
                    "NOMETABLISSEMENT" => container.school.push_str(text),
                    "CODEPOSTALVILLE" => container.town.push_str(text),
                    _ => {}
                }
            }
            Node::End => return Ok(container),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::ProblemKind;

    const SAMPLE: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<EXPORT_INDEX_EDUCATION xmlns="http://www.index-education.com/conteneurexportchiffre">
  <VERSION>1.0</VERSION><LOGICIEL>PRONOTE d&apos;essai - 0.2.7</LOGICIEL>
  <CLES><PARTENAIRE NOM="INDEXEDUCATION">AAAA</PARTENAIRE><PARTENAIRE NOM="KOSMOS">BBBB</PARTENAIRE></CLES>
  <CONTENU>CCCC</CONTENU><VERIFICATION>DDDD</VERIFICATION>
  <DATEHEURE>2026-09-02T10:19:08.486+02:00</DATEHEURE>
  <UAI>0990001N</UAI><NOMETABLISSEMENT>COLLEGE DES ESSAIS</NOMETABLISSEMENT>
  <CODEPOSTALVILLE>99000 TESTVILLE</CODEPOSTALVILLE>
</EXPORT_INDEX_EDUCATION>"#;

    #[test]
    fn everything_in_clear_is_read() {
        assert_eq!(
            read(SAMPLE),
            Ok(Container {
                software: "PRONOTE d'essai - 0.2.7".to_owned(),
                exported_at: "2026-09-02T10:19:08.486+02:00".to_owned(),
                uai: Uai::parse("0990001N").ok(),
                school: "COLLEGE DES ESSAIS".to_owned(),
                town: "99000 TESTVILLE".to_owned(),
                partners: vec!["INDEXEDUCATION".to_owned(), "KOSMOS".to_owned()],
            })
        );
    }

    #[test]
    fn a_cut_container_is_said_to_be_cut() {
        let cut = &SAMPLE[..SAMPLE.len() / 2];
        assert_eq!(read(cut).unwrap_err().kind, ProblemKind::Truncated);
    }
}
