//! Reading a timetable export, 1.1 and 2.0, in slices.
//!
//! The elements below the sections are taken one by one, each with what stands inside it; what they
//! stand for and whom they refer to is settled at the end, so that the order of sections means nothing.

use super::element::Element;
use super::gather::Gathered;
use super::model::Timetable;
use crate::files::Problems;
use crate::files::xml::{Node, XmlNodes};
use crate::problem::{Problem, ProblemKind};
use crate::task::{Progress, Task};

/// Reads a timetable export.
pub struct TimetableReader<'t> {
    nodes: XmlNodes<'t>,
    total: usize,
    open: Vec<Element<'t>>,
    gathered: Gathered,
    problems: Problems,
}

/// Nodes read in one slice.
const SLICE: usize = 4_000;

/// How deep the elements of a section stand: below the root and the section.
const ITEM: usize = 2;

impl<'t> TimetableReader<'t> {
    /// Starts reading.
    pub fn new(text: &'t str) -> Self {
        Self {
            nodes: XmlNodes::new(text),
            total: text.len(),
            open: Vec::new(),
            gathered: Gathered::default(),
            problems: Problems::default(),
        }
    }

    fn read_node(&mut self) -> Result<Progress, Problem> {
        match self.nodes.next()? {
            Node::Open(name) => {
                let mut element = Element::new(name, self.nodes.line());
                self.nodes.attributes(|name, value| element.set(name, value.text()))?;
                match self.open.len() {
                    0 => self.gathered.root(&element),
                    1 => self.gathered.section(&element, &mut self.problems),
                    _ => {}
                }
                self.open.push(element);
            }
            Node::Text(text) => {
                if let Some(element) = self.open.last_mut() {
                    element.text.push_str(text.content().trim());
                }
            }
            Node::Close => {
                let Some(element) = self.open.pop() else { return Ok(Progress::Done) };
                match self.open.len() {
                    0 | 1 => {}
                    ITEM => self.gathered.item(&element, &mut self.problems),
                    // What is deeper belongs to the element around it.
                    _ => self.open.last_mut().map_or((), |around| around.inside.push(element)),
                }
            }
            Node::End => return Ok(Progress::Done),
        }
        Ok(Progress::Running { done: self.nodes.position(), total: self.total })
    }
}

impl Task for TimetableReader<'_> {
    type Output = Timetable;

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
        progress
    }

    fn finish(mut self) -> Timetable {
        if self.nodes.unknown_entities() > 0 {
            self.problems.push_kind(ProblemKind::UnknownEntity);
        }
        self.gathered.finish(self.problems)
    }
}

#[cfg(test)]
#[path = "read_tests.rs"]
mod tests;
