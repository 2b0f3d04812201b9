//! Writes the file of identifiers that PRONOTE exports.

use super::date::Iso;
use super::names::Sex;
use super::records::{Record, in_pronote};
use super::register::Role;
use std::collections::HashMap;
use std::fmt::Display;

const NAMESPACE: &str = "http://www.index-education.com/exportidentifiantspronote";

/// The XML file, its containers in the order of the steps.
///
/// Guardians stand in a container of their own, with references to their children. Three families in
/// five have theirs inside each pupil as well: one person is met several times.
pub fn identifiers_xml(uai: &str, records: &[Record]) -> String {
    let guardians = guardians_by_child(records);
    let mut xml = Xml::default();
    xml.line(0, r#"<?xml version="1.0" encoding="UTF-8"?>"#);
    xml.line(0, "<!-- École inventée : aucune de ces personnes n'existe. -->");
    xml.open(0, "ExportIdentifiantsPronote");
    xml.attribute("xmlns", NAMESPACE);
    xml.attribute("Version", "1.0");
    xml.attribute("UAI", uai);
    xml.end_of_start();
    for role in Role::ALL {
        let (container, element) = elements(role);
        xml.line(1, &format!("<{container}>"));
        for record in in_pronote(records, role) {
            xml.open(2, element);
            person(&mut xml, record);
            match role {
                Role::Student => {
                    let guardians = guardians.get(&record.number).map_or(&[][..], Vec::as_slice);
                    pupil_content(&mut xml, guardians);
                }
                Role::Guardian => guardian_content(&mut xml, record, records),
                _ => xml.end_of_empty(),
            }
        }
        xml.line(1, &format!("</{container}>"));
    }
    xml.line(0, "</ExportIdentifiantsPronote>");
    xml.text
}

fn elements(role: Role) -> (&'static str, &'static str) {
    match role {
        Role::Teacher => ("Professeurs", "Professeur"),
        Role::Student => ("Eleves", "Eleve"),
        Role::Guardian => ("Responsables", "Responsable"),
        Role::InternshipSupervisor => ("MaitresDeStage", "MaitreDeStage"),
        Role::Inspector => ("InspecteursPedagogiques", "InspecteurPedagogique"),
        Role::Staff => ("Personnels", "Personnel"),
    }
}

fn person(xml: &mut Xml, record: &Record) {
    name(xml, record);
    let entry = &record.sides.pronote;
    xml.attribute_if("DateNaissance", entry.birth.map(Iso));
    if record.member.role == Role::Student {
        xml.attribute(
            "Sexe",
            match record.member.person.sex {
                Sex::Female => "Feminin",
                Sex::Male => "Masculin",
            },
        );
    }
    xml.attribute_if("NumeroNational", record.national_number.as_ref());
    xml.attribute_if("IDSconet", record.siecle_number.as_ref());
    xml.attribute_if("Classe", entry.class.as_ref());
    xml.attribute_if("IDPN", record.pronote_id.as_ref());
    let cas_id = record.ent_id.as_ref().filter(|_| record.already_linked);
    xml.attribute_if("IDCAS", cas_id);
}

fn name(xml: &mut Xml, record: &Record) {
    let entry = &record.sides.pronote;
    xml.attribute("Ident", record.number);
    xml.attribute("Nom", &entry.surname);
    xml.attribute("Prenom", &entry.first_name);
    xml.attribute_if("Civilite", entry.civility);
}

fn pupil_content(xml: &mut Xml, guardians: &[&Record]) {
    let inside = guardians.first().is_some_and(|first| first.number % 5 < 3);
    if !inside {
        xml.end_of_empty();
        return;
    }
    xml.end_of_start();
    for (rank, guardian) in (1..).zip(guardians) {
        xml.open(3, "Responsable");
        name(xml, guardian);
        xml.attribute("RespLegal", rank);
        xml.attribute_if("IDPN", guardian.pronote_id.as_ref());
        xml.end_of_empty();
    }
    xml.line(2, "</Eleve>");
}

fn guardian_content(xml: &mut Xml, guardian: &Record, records: &[Record]) {
    xml.end_of_start();
    for &child in &guardian.member.children {
        xml.open(3, "Eleve");
        xml.attribute("Ident", records[child].number);
        xml.end_of_empty();
    }
    xml.line(2, "</Responsable>");
}

/// The guardians that PRONOTE has of each pupil, under the pupil's number.
fn guardians_by_child(records: &[Record]) -> HashMap<usize, Vec<&Record>> {
    let mut guardians: HashMap<usize, Vec<&Record>> = HashMap::new();
    for record in records {
        if record.member.role == Role::Guardian && record.pronote_id.is_some() {
            for &child in &record.member.children {
                guardians.entry(records[child].number).or_default().push(record);
            }
        }
    }
    guardians
}

/// The text written so far.
#[derive(Default)]
struct Xml {
    text: String,
}

impl Xml {
    fn line(&mut self, depth: usize, line: &str) {
        self.indent(depth);
        self.text.push_str(line);
        self.text.push('\n');
    }

    fn open(&mut self, depth: usize, element: &str) {
        self.indent(depth);
        self.text.push('<');
        self.text.push_str(element);
    }

    fn attribute(&mut self, name: &str, value: impl Display) {
        let value = value.to_string();
        let escaped = value.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;");
        self.text.extend([" ", name, "=\"", &escaped, "\""]);
    }

    fn attribute_if(&mut self, name: &str, value: Option<impl Display>) {
        if let Some(value) = value {
            self.attribute(name, value);
        }
    }

    fn end_of_start(&mut self) {
        self.text.push_str(">\n");
    }

    fn end_of_empty(&mut self) {
        self.text.push_str("/>\n");
    }

    fn indent(&mut self, depth: usize) {
        self.text.extend(std::iter::repeat_n("  ", depth));
    }
}
