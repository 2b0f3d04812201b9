//! What PRONOTE gives to the portal's home page (`accueilENT`), for the preview of the block. The
//! vendor's schema is not public: pages and their entries are read by what they hold.
// Facts: names seen in public code that reads the feed (`Parent/Eleve`, `PageReleveDeNotes/Devoir`).

use crate::files::xml::{Node, XmlNodes};
use crate::problem::Problem;
use serde::{Deserialize, Serialize};

/// Most pupils, pages and entries that are kept: a parent has a handful of each.
const MAX: usize = 200;

/// What one pupil's block shows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BlockPupil {
    /// Nom.
    pub last_name: String,
    /// Prénom.
    pub first_name: String,
    /// "Dernières notes".
    pub marks: Vec<Mark>,
    /// "Derniers événements de vie scolaire".
    pub events: Vec<Event>,
}

/// One mark.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// Matière.
    pub subject: String,
    /// Note, as written.
    pub mark: String,
    /// Barème, as written.
    pub out_of: String,
    /// Date, as written.
    pub date: String,
}

/// One event: what it is, and the rest of what is told of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// The element's name: "Absence", "Retard"…
    pub kind: String,
    /// Its texts, in the order of the file.
    pub told: Vec<String>,
}

/// Reads a feed; empty when nobody is in it.
///
/// # Errors
/// What is wrong with the XML.
pub fn read(text: &str) -> Result<Vec<BlockPupil>, Problem> {
    let mut nodes = XmlNodes::new(text);
    let mut pupils: Vec<BlockPupil> = Vec::new();
    let mut open: Vec<Element> = Vec::new();
    loop {
        match nodes.next()? {
            Node::Open(name) => {
                let mut element = Element { name: name.to_owned(), ..Element::default() };
                nodes.attributes(|name, value| {
                    element.fields.push((name.to_owned(), value.text().into_owned()));
                })?;
                if name == "Eleve" && pupils.len() < MAX {
                    pupils.push(BlockPupil::default());
                }
                open.push(element);
            }
            Node::Text(text) => {
                if let Some(element) = open.last_mut() {
                    element.text.push_str(&text.content());
                }
            }
            Node::Close => {
                let Some(element) = open.pop() else { continue };
                if let Some(pupil) = pupils.last_mut() {
                    close(element, &mut open, pupil);
                }
            }
            Node::End => return Ok(pupils),
        }
    }
}

/// An element that is open: what is known of it so far.
#[derive(Default)]
struct Element {
    name: String,
    /// Attributes and children that hold nothing but text.
    fields: Vec<(String, String)>,
    text: String,
}

impl Element {
    fn field(&self, name: &str) -> String {
        let found = self.fields.iter().find(|(n, _)| n == name);
        found.map(|(_, value)| value.clone()).unwrap_or_default()
    }
}

/// An element ends: it is a field of the one around it, a name, or an entry of a page.
fn close(element: Element, around: &mut [Element], pupil: &mut BlockPupil) {
    let text = element.text.trim().to_owned();
    match (element.fields.is_empty(), around.last_mut()) {
        (true, Some(parent)) if parent.name == "Eleve" => match element.name.as_str() {
            "Nom" => pupil.last_name = text,
            "Prenom" => pupil.first_name = text,
            _ => {}
        },
        (true, Some(parent)) => parent.fields.push((element.name, text)),
        (false, Some(parent)) if parent.name.starts_with("Page") => entry(&element, pupil),
        // The names can be attributes as well.
        (false, _) if element.name == "Eleve" && pupil.last_name.is_empty() => {
            pupil.last_name = element.field("Nom");
            pupil.first_name = element.field("Prenom");
        }
        _ => {}
    }
}

fn entry(element: &Element, pupil: &mut BlockPupil) {
    let mark = element.field("Note");
    if mark.is_empty() && pupil.events.len() < MAX {
        let told = element.fields.iter().map(|(_, value)| value.clone());
        let told = told.filter(|value| !value.is_empty()).collect();
        pupil.events.push(Event { kind: element.name.clone(), told });
    } else if pupil.marks.len() < MAX {
        pupil.marks.push(Mark {
            subject: element.field("Matiere"),
            out_of: element.field("Bareme"),
            date: element.field("Date"),
            mark,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FEED: &str = r#"<?xml version="1.0"?>
        <Parent version="1.03" xmlns="http://www.index-education.com/accueilENT">
        <Eleve><Nom>FICTIF</Nom><Prenom>Zoé</Prenom><IdentifiantPronote>B4</IdentifiantPronote>
        <PageReleveDeNotes><Titre>Dernières notes</Titre>
        <Devoir><Note>14,5</Note><Bareme>20</Bareme><Matiere>MATHS</Matiere><Date>12/11</Date></Devoir>
        </PageReleveDeNotes>
        <PageAbsences><Titre>Vie scolaire</Titre><Absence Date="13/11"><Motif>Maladie</Motif></Absence>
        </PageAbsences></Eleve>
        <Eleve Nom="FICTIF" Prenom="Jules"/></Parent>"#;

    #[test]
    fn marks_and_events_of_each_child_are_read() {
        let pupils = read(FEED).unwrap();
        let [zoe, jules] = &pupils[..] else { panic!("{pupils:?}") };
        assert_eq!((zoe.last_name.as_str(), zoe.first_name.as_str()), ("FICTIF", "Zoé"));
        let mark = Mark {
            subject: "MATHS".to_owned(),
            mark: "14,5".to_owned(),
            out_of: "20".to_owned(),
            date: "12/11".to_owned(),
        };
        assert_eq!(zoe.marks, [mark]);
        let told = vec!["13/11".to_owned(), "Maladie".to_owned()];
        assert_eq!(zoe.events, [Event { kind: "Absence".to_owned(), told }]);
        assert_eq!(jules.first_name, "Jules");
    }

    #[test]
    fn another_document_holds_nobody() {
        assert_eq!(read("<a><b>c</b></a>"), Ok(Vec::new()));
        assert!(read("<Parent><Eleve>").is_err());
    }
}
