//! XML, one node at a time, within the stated limits.
//!
//! One pass over the text: it refuses DOCTYPE, expands no entity but the five that XML predefines, never
//! recurses, copies nothing that it need not change, and stops at the first limit passed. Namespaces
//! and order mean nothing here: exports of ten years agree on local names only.

mod scan;
mod value;

use crate::files::limits::{
    MAX_ATTRIBUTE_BYTES, MAX_ATTRIBUTES, MAX_DEPTH, MAX_ELEMENTS, MAX_TEXT_BYTES,
};
use crate::problem::{Place, Problem, ProblemKind, XmlLimit};
use scan::{after_spaces, attribute, end_of_name, end_of_tag};
use std::borrow::Cow;

pub use value::Value;

/// Reads nodes from a text.
pub struct XmlNodes<'t> {
    text: &'t str,
    at: usize,
    before: Before,
    /// The names of the open elements, prefixes included.
    open: Vec<&'t str>,
    elements: usize,
    unknown_entities: usize,
    /// Bytes of a text that are looked at.
    longest_text: usize,
    /// A place already counted: (byte, line). Problems come in the order of the text.
    counted: (usize, usize),
}

/// What the place that has been reached stands before.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Before {
    /// Text or a tag.
    Node,
    /// The attributes of the element that opened last.
    Attributes,
    /// The end of an empty element, which is not written.
    Close,
}

/// One node.
pub enum Node<'t> {
    /// An element opens: its local name. An empty element opens and closes.
    Open(&'t str),
    /// The innermost open element closes.
    Close,
    /// Text of the innermost open element; it may come in several pieces.
    Text(Text<'t>),
    /// The document is over.
    End,
}

/// A piece of text.
pub struct Text<'t> {
    text: Cow<'t, str>,
    /// Its ends of lines are as in the file.
    as_written: bool,
}

impl<'t> XmlNodes<'t> {
    /// Starts at the beginning of a text.
    pub fn new(text: &'t str) -> Self {
        Self {
            text,
            at: 0,
            before: Before::Node,
            open: Vec::with_capacity(MAX_DEPTH + 1),
            elements: 0,
            unknown_entities: 0,
            longest_text: MAX_TEXT_BYTES,
            counted: (0, 1),
        }
    }

    /// The same for a document whose texts are its contents: however long, each is handed over.
    pub fn with_long_texts(text: &'t str) -> Self {
        Self { longest_text: usize::MAX, ..Self::new(text) }
    }

    /// Reads on to the next node.
    ///
    /// # Errors
    /// The problem that makes reading on impossible, with its place.
    pub fn next(&mut self) -> Result<Node<'t>, Problem> {
        if self.before == Before::Attributes {
            self.attributes(|_, _| {})?;
        }
        if self.before == Before::Close {
            self.before = Before::Node;
            self.open.pop();
            return Ok(Node::Close);
        }
        loop {
            let found = match self.byte(0) {
                Some(b'<') => match self.byte(1) {
                    Some(b'/') => return self.close(),
                    Some(b'!') => self.declaration()?,
                    Some(b'?') => {
                        self.pass_over("<?", "?>")?;
                        None
                    }
                    _ => return self.open(),
                },
                Some(b'&') => Some(self.reference()?),
                Some(_) => self.text(),
                None if self.open.is_empty() => return Ok(Node::End),
                None => return Err(self.problem(ProblemKind::Truncated)),
            };
            if let Some(text) = found {
                return Ok(Node::Text(text));
            }
        }
    }

    /// Calls `each` with the local name and the value of each attribute of the element that has just
    /// opened. One that stands twice is not looked for: readers keep the first value.
    ///
    /// # Errors
    /// The limit that an attribute passes, or its malformation.
    pub fn attributes(
        &mut self,
        mut each: impl FnMut(&'t str, &mut Value<'t>),
    ) -> Result<(), Problem> {
        let mut count = 0;
        while self.before == Before::Attributes {
            self.at = after_spaces(self.text.as_bytes(), self.at);
            match (self.byte(0), self.byte(1)) {
                (Some(b'>'), _) => {
                    self.at += 1;
                    self.before = Before::Node;
                    break;
                }
                (Some(b'/'), Some(b'>')) => {
                    self.at += 2;
                    self.before = Before::Close;
                    break;
                }
                _ => {}
            }
            if count == MAX_ATTRIBUTES {
                return Err(self.problem(ProblemKind::XmlLimit(XmlLimit::Attributes)));
            }
            count += 1;
            let Some(mut found) = attribute(self.text, self.at) else {
                return Err(self.broken_tag());
            };
            if found.value.raw.len() > MAX_ATTRIBUTE_BYTES {
                return Err(self.problem(ProblemKind::XmlLimit(XmlLimit::AttributeLength)));
            }
            each(found.name, &mut found.value);
            self.unknown_entities += found.value.unknown_entities;
            self.at = found.end;
        }
        Ok(())
    }

    /// How many bytes of the text have been read.
    pub fn position(&self) -> usize {
        self.at
    }

    /// How many references to undefined entities were left as they are.
    pub fn unknown_entities(&self) -> usize {
        self.unknown_entities
    }

    /// The line that has been reached, from 1.
    pub fn line(&mut self) -> usize {
        let (from, line) = self.counted;
        let to = self.at.max(from);
        let newlines = memchr::memchr_iter(b'\n', &self.text.as_bytes()[from..to]).count();
        self.counted = (to, line + newlines);
        self.counted.1
    }

    fn byte(&self, ahead: usize) -> Option<u8> {
        self.text.as_bytes().get(self.at + ahead).copied()
    }

    fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    fn open(&mut self) -> Result<Node<'t>, Problem> {
        let start = self.at + 1;
        let end = end_of_name(self.text.as_bytes(), start).unwrap_or(start);
        if end == start {
            return Err(self.broken_tag());
        }
        self.elements += 1;
        if self.open.len() == MAX_DEPTH {
            return Err(self.problem(ProblemKind::XmlLimit(XmlLimit::Depth)));
        }
        if self.elements > MAX_ELEMENTS {
            return Err(self.problem(ProblemKind::XmlLimit(XmlLimit::Elements)));
        }
        let name = &self.text[start..end];
        self.open.push(name);
        self.at = end;
        self.before = Before::Attributes;
        Ok(Node::Open(local(name)))
    }

    fn close(&mut self) -> Result<Node<'t>, Problem> {
        let after = self.open.last().and_then(|name| self.rest()[2..].strip_prefix(name));
        let Some(after) = after else { return Err(self.broken_tag()) };
        let end = after_spaces(after.as_bytes(), 0);
        if after.as_bytes().get(end) != Some(&b'>') {
            return Err(self.broken_tag());
        }
        self.at = self.text.len() - after.len() + end + 1;
        self.open.pop();
        Ok(Node::Close)
    }

    /// Text up to the next tag or reference; nothing when it is too long to be looked at.
    fn text(&mut self) -> Option<Text<'t>> {
        let rest = self.rest();
        let length = memchr::memchr2(b'<', b'&', rest.as_bytes()).unwrap_or(rest.len());
        self.at += length;
        let text = Cow::Borrowed(&rest[..length]);
        (length <= self.longest_text).then_some(Text { text, as_written: true })
    }

    fn reference(&mut self) -> Result<Text<'t>, Problem> {
        let rest = self.rest();
        let end = 1 + memchr::memchr3(b';', b'&', b'<', &rest.as_bytes()[1..])
            .ok_or_else(|| self.problem(ProblemKind::Truncated))?;
        if rest.as_bytes()[end] != b';' {
            return Err(self.problem(ProblemKind::MalformedXml));
        }
        self.at += end + 1;
        let text = match value::character(&rest[1..end]) {
            Some(c) => Cow::Owned(c.to_string()),
            None => {
                self.unknown_entities += 1;
                Cow::Borrowed(&rest[..=end])
            }
        };
        Ok(Text { text, as_written: false })
    }

    /// What begins with `<!`: a comment is passed over, a DOCTYPE refused.
    fn declaration(&mut self) -> Result<Option<Text<'t>>, Problem> {
        const CDATA: &str = "<![CDATA[";
        const COMMENT: &str = "<!--";
        const DOCTYPE: &str = "<!DOCTYPE";
        let rest = self.rest();
        if rest.starts_with(COMMENT) {
            self.pass_over(COMMENT, "-->")?;
            return Ok(None);
        }
        if rest.starts_with(CDATA) {
            let text = self.pass_over(CDATA, "]]>")?;
            let short = text.len() <= self.longest_text;
            return Ok(short.then_some(Text { text: Cow::Borrowed(text), as_written: false }));
        }
        let start = &rest.as_bytes()[..rest.len().min(DOCTYPE.len())];
        let kind = match start.eq_ignore_ascii_case(DOCTYPE.as_bytes()) {
            true => ProblemKind::Doctype,
            false if [COMMENT, CDATA, DOCTYPE].iter().any(|whole| whole.starts_with(rest)) => {
                ProblemKind::Truncated
            }
            false => ProblemKind::MalformedXml,
        };
        Err(self.problem(kind))
    }

    /// Passes over what begins here, and answers what is between its beginning and its end.
    fn pass_over(&mut self, beginning: &str, end: &str) -> Result<&'t str, Problem> {
        let inside = &self.rest()[beginning.len()..];
        let length = inside.find(end).ok_or_else(|| self.problem(ProblemKind::Truncated))?;
        self.at += beginning.len() + length + end.len();
        Ok(&inside[..length])
    }

    /// The problem of a tag that cannot be read: cut when the text ends in it, otherwise broken.
    fn broken_tag(&self) -> Problem {
        self.problem(match end_of_tag(self.text.as_bytes(), self.at) {
            Some(_) => ProblemKind::MalformedXml,
            None => ProblemKind::Truncated,
        })
    }

    fn problem(&self, kind: ProblemKind) -> Problem {
        let mut at = self.at.min(self.text.len());
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        let before = &self.text[..at];
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let place = Place {
            line: memchr::memchr_iter(b'\n', before.as_bytes()).count() + 1,
            column: Some(before[line_start..].chars().count() + 1),
        };
        Problem { kind, place: Some(place) }
    }
}

impl<'t> Text<'t> {
    /// What it says, each end of a line as one `\n`.
    pub fn content(self) -> Cow<'t, str> {
        if self.as_written && self.text.contains('\r') {
            return Cow::Owned(self.text.replace("\r\n", "\n").replace('\r', "\n"));
        }
        self.text
    }
}

/// A name without its prefix.
fn local(name: &str) -> &str {
    let prefix = name.bytes().position(|byte| byte == b':');
    prefix.map_or(name, |colon| &name[colon + 1..])
}

#[cfg(test)]
mod tests;
