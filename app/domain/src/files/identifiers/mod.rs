//! PRONOTE's XML exports as a source of identifiers: the identifiers export, and the timetable
//! export (1.1 and 2.0), read by the same rules.
//!
//! No public source shows the layout of the identifiers export, so none is assumed: a person is any
//! element that has a PRONOTE identifier, as an attribute or as a child element; its category comes
//! from its name, or from its parent's. Guardians stand inside their pupils or apart, and refer to
//! each other by `Ident`. Order, namespaces, root and containers mean nothing.

mod fields;
mod gather;
mod schools;

use crate::category::Category;
use crate::files::container::Container;
use crate::files::problems::Problems;
use crate::files::xml::{Node, XmlNodes};
use crate::person::PronoteAccount;
use crate::problem::{Problem, ProblemKind};
use crate::task::{Progress, Task};
use crate::uai::{CheckLetter, Uai};
use fields::{Field, Fields};
use foldhash::HashMap;
use gather::{Found, Gathered, Inside};
use std::borrow::Cow;

pub use gather::Unclassified;
pub use schools::{School, Schools};

/// What a PRONOTE export says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Identifiers {
    /// The accounts, each person once, sorted.
    pub accounts: Vec<PronoteAccount>,
    /// People with an identifier whose category is unknown. They take part in no step.
    pub unclassified: Vec<Unclassified>,
    /// The establishments that share the base, and who belongs to which.
    pub schools: Schools,
    /// The establishments that the file names.
    pub uais: Vec<Uai>,
    /// The `Version` of its root element.
    pub version: Option<String>,
    /// The encrypted container that it came in.
    pub container: Option<Box<Container>>,
    /// How many elements were read as people: lines, not people.
    pub lines: usize,
    /// What is wrong with the file.
    pub problems: Problems,
}

/// Reads an export, in slices.
pub struct IdentifiersReader<'t> {
    nodes: XmlNodes<'t>,
    total: usize,
    /// Room was made for as many people as the file seems to have.
    sized: bool,
    /// The open elements, and behind them those that were as deep before: their memory is used again.
    frames: Vec<Frame<'t>>,
    depth: usize,
    kinds: KindOfElement<'t>,
    gathered: Gathered<'t>,
    uais: Vec<Uai>,
    version: Option<String>,
    problems: Problems,
}

/// An element that is open.
#[derive(Default)]
struct Frame<'t> {
    name: &'t str,
    kind: Kind,
    fields: Fields<'t>,
    text: Cow<'t, str>,
    /// It has no attribute and no child so far: its text may be a field of its parent.
    bare: bool,
    /// What stands inside it, for its links.
    inside: Inside<'t>,
}

/// What the name of an element stands for.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Kind {
    #[default]
    Other,
    /// People of a category, or one of them.
    Category(Category),
    Class,
    Establishment,
}

/// Nodes read in one slice.
const SLICE: usize = 4_000;

impl<'t> IdentifiersReader<'t> {
    /// Starts reading.
    pub fn new(text: &'t str) -> Self {
        Self {
            nodes: XmlNodes::new(text),
            total: text.len(),
            sized: false,
            frames: Vec::new(),
            depth: 0,
            kinds: KindOfElement::default(),
            gathered: Gathered::default(),
            uais: Vec::new(),
            version: None,
            problems: Problems::default(),
        }
    }

    fn read_node(&mut self) -> Result<Progress, Problem> {
        match self.nodes.next()? {
            Node::Open(name) => self.open(name)?,
            Node::Text(text) => {
                let frame = self.frames[..self.depth].last_mut();
                if let Some(frame) = frame.filter(|frame| frame.bare) {
                    // Adding to nothing keeps what is borrowed borrowed.
                    frame.text += text.content();
                }
            }
            Node::Close => self.close(),
            Node::End => return Ok(Progress::Done),
        }
        Ok(Progress::Running { done: self.nodes.position(), total: self.total })
    }

    fn open(&mut self, name: &'t str) -> Result<(), Problem> {
        let is_root = self.depth == 0;
        if let Some(parent) = self.frames[..self.depth].last_mut() {
            parent.bare = false;
        }
        if self.depth == self.frames.len() {
            self.frames.push(Frame::default());
        }
        let frame = &mut self.frames[self.depth];
        self.depth += 1;
        frame.begin(name, &mut self.kinds);
        let (uais, version) = (&mut self.uais, &mut self.version);
        let mut school = |text: &str| {
            if let Ok(uai) = Uai::parse(text)
                && !uais.contains(&uai)
            {
                uais.push(uai);
            }
        };
        self.nodes.attributes(|name, value| {
            frame.bare = false;
            match Field::of(name) {
                Some(field) => {
                    let text = value.text();
                    if field == Field::SchoolNumber && frame.kind == Kind::Establishment {
                        school(&text);
                    }
                    frame.fields.set(field, text);
                }
                None if name.eq_ignore_ascii_case("UAI") || name.eq_ignore_ascii_case("RNE") => {
                    school(&value.text());
                }
                None if is_root && name.eq_ignore_ascii_case("Version") => {
                    *version = Some(value.text().trim().to_owned());
                }
                None => {}
            }
        })
    }

    fn close(&mut self) {
        self.settle();
        self.depth = self.depth.saturating_sub(1);
    }

    /// Makes of the innermost element what it is: a person, a field of the one around it, a class.
    fn settle(&mut self) {
        let Some((frame, around)) = self.frames[..self.depth].split_last_mut() else {
            return;
        };
        if frame.bare {
            if let Some(parent) = around.last_mut()
                && let Some(field) = Field::of(frame.name)
            {
                parent.fields.set(field, std::mem::take(&mut frame.text));
            }
            return;
        }
        if let Some(id) = frame.fields.take(Field::Id) {
            let parent = around.last_mut();
            let found = Found {
                category: frame.category().or(parent.as_ref().and_then(|around| around.category())),
                element: frame.name,
                fields: &mut frame.fields,
                inside: &mut frame.inside,
            };
            let index = self.gathered.person(&id, found, || self.nodes.line(), &mut self.problems);
            if let (Some(parent), Some(index)) = (parent, index) {
                parent.inside.people.push(index);
            }
            return;
        }
        match frame.kind {
            Kind::Establishment => {
                let around = around.last_mut().map(|parent| &mut parent.inside);
                self.gathered.school(&mut frame.fields, around);
            }
            Kind::Class => {
                let inside = std::mem::take(&mut frame.inside);
                let around = around.last_mut().map(|parent| &mut parent.inside);
                self.gathered.class(&mut frame.fields, inside, around);
            }
            Kind::Category(_) | Kind::Other => {
                if let Some(category) = frame.category() {
                    self.gathered.without_id(category, &frame.fields);
                    if let Some(ident) = frame.fields.take(Field::Ident) {
                        frame.inside.references.push((category, ident));
                    }
                }
                // What stands inside is of use only to somebody around it.
                let inside_somebody = around.iter().any(|around| around.category().is_some());
                if let Some(parent) = around.last_mut().filter(|_| inside_somebody) {
                    parent.inside.append(&mut frame.inside);
                }
            }
        }
    }
}

impl<'t> Frame<'t> {
    /// Another element of the same depth opens.
    fn begin(&mut self, name: &'t str, kinds: &mut KindOfElement<'t>) {
        // Most elements of a depth have the name of the one before.
        if self.name != name {
            self.name = name;
            self.kind = kinds.of(name);
        }
        self.fields.clear();
        self.text = Cow::Borrowed("");
        self.bare = true;
        self.inside.clear();
    }

    fn category(&self) -> Option<Category> {
        match self.kind {
            Kind::Category(category) => Some(category),
            _ => None,
        }
    }
}

/// What element names stand for, each name looked up once.
#[derive(Default)]
struct KindOfElement<'t>(HashMap<&'t str, Kind>);

impl<'t> KindOfElement<'t> {
    /// Names remembered: known exports have fewer than a hundred.
    const MAX: usize = 1_000;

    fn of(&mut self, name: &'t str) -> Kind {
        if let Some(known) = self.0.get(name) {
            return *known;
        }
        let kind = match Category::of_pronote_word(name) {
            Some(category) => Kind::Category(category),
            None if name.eq_ignore_ascii_case("Classe") => Kind::Class,
            None if name.eq_ignore_ascii_case("Etablissement") => Kind::Establishment,
            None => Kind::Other,
        };
        if self.0.len() < Self::MAX {
            self.0.insert(name, kind);
        }
        kind
    }
}

impl Task for IdentifiersReader<'_> {
    type Output = Identifiers;

    fn advance(&mut self) -> Progress {
        let mut progress = Progress::Done;
        for _ in 0..SLICE {
            progress = self.read_node().unwrap_or_else(|problem| {
                self.problems.push(problem);
                Progress::Done
            });
            if progress == Progress::Done {
                break;
            }
        }
        if let (false, Progress::Running { done, total }) = (self.sized, progress) {
            // As many people in each part of the file as in the first, and a few more.
            self.sized = true;
            self.gathered.expect((self.gathered.lines() * (total / done.max(1)) / 16 + 1) * 17);
        }
        progress
    }

    fn finish(mut self) -> Identifiers {
        for uai in &self.uais {
            if let CheckLetter::Expected(expected) = uai.check() {
                let kind = ProblemKind::UaiLetter { uai: uai.clone(), expected };
                self.problems.push(Problem::of_file(kind));
            }
        }
        if self.nodes.unknown_entities() > 0 {
            self.problems.push(Problem::of_file(ProblemKind::UnknownEntity));
        }
        let lines = self.gathered.lines();
        let (accounts, unclassified, schools) = self.gathered.finish(&mut self.problems);
        let nobody = accounts.is_empty() && unclassified.is_empty();
        if nobody && !self.problems.is_blocking() {
            self.problems.push(Problem::of_file(ProblemKind::NobodyWithId));
        }
        self.uais.sort();
        Identifiers {
            accounts,
            unclassified,
            schools,
            uais: self.uais,
            version: self.version,
            container: None,
            lines,
            problems: self.problems,
        }
    }
}

#[cfg(test)]
mod tests;
