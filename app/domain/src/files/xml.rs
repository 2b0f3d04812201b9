//! XML, one node at a time, within the stated limits.
//!
//! A thin shell around quick-xml's plain reader: it refuses DOCTYPE, expands no entity but the five
//! that XML predefines, never recurses, and stops at the first limit passed. Namespaces and order
//! mean nothing here: exports of ten years agree on local names only.

use crate::files::limits::{
    MAX_ATTRIBUTE_BYTES, MAX_ATTRIBUTES, MAX_DEPTH, MAX_ELEMENTS, MAX_TEXT_BYTES,
};
use crate::problem::{Place, Problem, ProblemKind, XmlLimit};
use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::errors::{Error, SyntaxError};
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::attributes::Attribute;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::QName;
use std::borrow::Cow;

/// Reads nodes from a text.
pub struct XmlNodes<'t> {
    reader: Reader<&'t [u8]>,
    text: &'t str,
    depth: usize,
    elements: usize,
    unknown_entities: usize,
    /// Bytes of a text that are looked at.
    longest_text: usize,
    /// A place already counted: (byte, line). Problems come in the order of the text.
    counted: (usize, usize),
}

/// One node.
pub enum Node<'t> {
    /// An element opens. An empty element opens and closes.
    Open(Element<'t>),
    /// The innermost open element closes.
    Close,
    /// Text of the innermost open element; it may come in several pieces.
    Text(Cow<'t, str>),
    /// The document is over.
    End,
}

/// An element that opens: its local name and its attributes.
#[derive(Clone, Copy)]
pub struct Element<'t> {
    /// What stands between `<` and `>`, without the `/` of an empty element.
    tag: &'t str,
    /// Bytes of its name, prefix included.
    name_length: usize,
}

/// The value of an attribute, as written.
pub struct Value<'t> {
    raw: &'t str,
    /// It is what it says: no entity, no quote, no white space but blanks.
    plain: bool,
    unknown_entities: usize,
}

impl<'t> XmlNodes<'t> {
    /// Starts at the beginning of a text.
    pub fn new(text: &'t str) -> Self {
        let mut reader = Reader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        Self {
            reader,
            text,
            depth: 0,
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
        loop {
            match self.reader.read_event() {
                Ok(Event::Start(start)) => return self.open(&start),
                Ok(Event::End(_)) => {
                    self.depth -= 1;
                    return Ok(Node::Close);
                }
                Ok(Event::Text(text)) if text.len() <= self.longest_text => {
                    return Ok(Node::Text(text.xml10_content()));
                }
                Ok(Event::CData(text)) if text.len() <= self.longest_text => {
                    return Ok(Node::Text(text.into_inner()));
                }
                Ok(Event::GeneralRef(reference)) => match resolve(&reference) {
                    Some(text) => return Ok(Node::Text(text)),
                    None => {
                        self.unknown_entities += 1;
                        return Ok(Node::Text(Cow::Owned(format!("&{};", &*reference))));
                    }
                },
                Ok(Event::DocType(_)) => return Err(self.problem(ProblemKind::Doctype)),
                Ok(Event::Eof) if self.depth > 0 => {
                    return Err(self.problem(ProblemKind::Truncated));
                }
                Ok(Event::Eof) => return Ok(Node::End),
                // Comments, declarations, processing instructions, and texts too long to be names.
                Ok(_) => {}
                Err(error) => return Err(self.failure(&error)),
            }
        }
    }

    /// Calls `each` with the local name and the value of each attribute. One that stands twice is not
    /// looked for: readers keep the first value.
    ///
    /// # Errors
    /// The limit that an attribute passes, or its malformation.
    pub fn attributes(
        &mut self,
        element: Element<'t>,
        mut each: impl FnMut(&'t str, &mut Value<'t>),
    ) -> Result<(), Problem> {
        let mut rest = element.tag[element.name_length..].trim_ascii_start();
        let mut count = 0;
        while !rest.is_empty() {
            if count == MAX_ATTRIBUTES {
                return Err(self.problem(ProblemKind::XmlLimit(XmlLimit::Attributes)));
            }
            count += 1;
            let Some((name, mut value, after)) = first_attribute(rest) else {
                return Err(self.problem(ProblemKind::MalformedXml));
            };
            if value.raw.len() > MAX_ATTRIBUTE_BYTES {
                return Err(self.problem(ProblemKind::XmlLimit(XmlLimit::AttributeLength)));
            }
            each(name, &mut value);
            self.unknown_entities += value.unknown_entities;
            rest = &after[after_spaces(after.as_bytes(), 0)..];
        }
        Ok(())
    }

    /// How many bytes of the text have been read.
    pub fn position(&self) -> usize {
        usize::try_from(self.reader.buffer_position()).unwrap_or(self.text.len())
    }

    /// How many references to undefined entities were left as they are.
    pub fn unknown_entities(&self) -> usize {
        self.unknown_entities
    }

    /// The line that has been reached, from 1.
    pub fn line(&mut self) -> usize {
        let (from, line) = self.counted;
        let to = self.position().max(from);
        let newlines = self.text.as_bytes()[from..to].iter().filter(|&&b| b == b'\n').count();
        self.counted = (to, line + newlines);
        self.counted.1
    }

    fn open(&mut self, start: &BytesStart<'_>) -> Result<Node<'t>, Problem> {
        self.depth += 1;
        self.elements += 1;
        if self.depth > MAX_DEPTH {
            return Err(self.problem(ProblemKind::XmlLimit(XmlLimit::Depth)));
        }
        if self.elements > MAX_ELEMENTS {
            return Err(self.problem(ProblemKind::XmlLimit(XmlLimit::Elements)));
        }
        // The event lends its text no further than itself; what it read ends before the position.
        let read = self.text.get(..self.position()).and_then(|read| read.strip_suffix('>'));
        let read = read.map_or("", |tag| tag.strip_suffix('/').unwrap_or(tag));
        let tag = read.len().checked_sub(start.len()).and_then(|from| read.get(from..));
        debug_assert_eq!(tag, Some(&**start));
        let Some(tag) = tag else { return Err(self.problem(ProblemKind::MalformedXml)) };
        Ok(Node::Open(Element { tag, name_length: start.name().as_ref().len() }))
    }

    fn problem(&self, kind: ProblemKind) -> Problem {
        Problem { kind, place: Some(self.place(self.position())) }
    }

    fn failure(&self, error: &Error) -> Problem {
        let at = usize::try_from(self.reader.error_position()).unwrap_or(0);
        // The reader says "unclosed" when the text ends inside a tag, a comment or a reference.
        let kind = match error {
            Error::Syntax(SyntaxError::InvalidBangMarkup) => ProblemKind::MalformedXml,
            Error::Syntax(_) => ProblemKind::Truncated,
            _ => ProblemKind::MalformedXml,
        };
        Problem { kind, place: Some(self.place(at)) }
    }

    fn place(&self, at: usize) -> Place {
        let mut at = at.min(self.text.len());
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        let before = &self.text[..at];
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        Place {
            line: before.bytes().filter(|&b| b == b'\n').count() + 1,
            column: Some(before[line_start..].chars().count() + 1),
        }
    }
}

impl<'t> Element<'t> {
    /// The name without its prefix.
    pub fn name(self) -> &'t str {
        local(&self.tag[..self.name_length])
    }
}

impl<'t> Value<'t> {
    /// The value with its entities resolved; an unknown one stays as it is.
    pub fn text(&mut self) -> Cow<'t, str> {
        if self.plain {
            return Cow::Borrowed(self.raw);
        }
        let attribute = Attribute { key: QName(""), value: Cow::Borrowed(self.raw) };
        attribute.normalized_value(XmlVersion::Implicit1_0).unwrap_or_else(|_| {
            self.unknown_entities += 1;
            Cow::Borrowed(self.raw)
        })
    }
}

/// Local name and value of the attribute that a text begins with, and what follows. Byte by byte with
/// a table, as names and values are too short for anything that has to be set up first.
fn first_attribute(text: &str) -> Option<(&str, Value<'_>, &str)> {
    let bytes = text.as_bytes();
    let mut name = until(bytes, 0, ENDS_NAME)?;
    let mut from = 0;
    if bytes[name] == b':' {
        from = name + 1;
        name = until(bytes, from, ENDS_LOCAL_NAME)?;
    }
    let equals = after_spaces(bytes, name);
    if name == 0 || bytes.get(equals) != Some(&b'=') {
        return None;
    }
    let quote = after_spaces(bytes, equals + 1);
    let sign = *bytes.get(quote).filter(|sign| matches!(sign, b'"' | b'\''))?;
    let mut end = until(bytes, quote + 1, SPECIAL_IN_VALUE)?;
    let plain = bytes[end] == sign;
    while bytes[end] != sign {
        end = until(bytes, end + 1, SPECIAL_IN_VALUE)?;
    }
    let value = Value { raw: &text[quote + 1..end], plain, unknown_entities: 0 };
    Some((&text[from..name], value, &text[end + 1..]))
}

const ENDS_NAME: u8 = 1;
const ENDS_LOCAL_NAME: u8 = 2;
const SPECIAL_IN_VALUE: u8 = 4;

/// What each byte is to the loops above.
const CLASSES: [u8; 256] = {
    let mut classes = [0; 256];
    let mut control = 0;
    while control < b' ' as usize {
        classes[control] = SPECIAL_IN_VALUE;
        control += 1;
    }
    let mut space = 0;
    while space < SPACES.len() {
        classes[SPACES[space] as usize] |= ENDS_NAME | ENDS_LOCAL_NAME;
        space += 1;
    }
    classes[b'=' as usize] = ENDS_NAME | ENDS_LOCAL_NAME;
    classes[b':' as usize] = ENDS_NAME;
    classes[b'&' as usize] = SPECIAL_IN_VALUE;
    classes[b'"' as usize] = SPECIAL_IN_VALUE;
    classes[b'\'' as usize] = SPECIAL_IN_VALUE;
    classes
};

const SPACES: [u8; 4] = [b' ', b'\t', b'\n', b'\r'];

/// The place of the first byte of a class.
fn until(bytes: &[u8], from: usize, class: u8) -> Option<usize> {
    let length = bytes.get(from..)?.iter().position(|&b| CLASSES[usize::from(b)] & class != 0)?;
    Some(from + length)
}

/// The place of the first byte that is no white space.
fn after_spaces(bytes: &[u8], from: usize) -> usize {
    let spaces = bytes[from..].iter().take_while(|byte| SPACES.contains(byte));
    from + spaces.count()
}

/// A name without its prefix.
fn local(name: &str) -> &str {
    name.split_once(':').map_or(name, |(_, local)| local)
}

fn resolve(reference: &quick_xml::events::BytesRef<'_>) -> Option<Cow<'static, str>> {
    match reference.resolve_char_ref() {
        Ok(Some(c)) => Some(Cow::Owned(c.to_string())),
        Ok(None) => resolve_xml_entity(reference).map(Cow::Borrowed),
        Err(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fmt::Write as _;

    /// Reads to the end and writes what was seen: `<name key=value`, `>` at the close, texts in between.
    fn trace(text: &str) -> Result<String, Problem> {
        let mut nodes = XmlNodes::new(text);
        let mut seen = String::new();
        loop {
            match nodes.next()? {
                Node::Open(element) => {
                    seen.push('<');
                    seen.push_str(element.name());
                    nodes.attributes(element, |name, value| {
                        write!(seen, " {name}={}", value.text()).unwrap();
                    })?;
                    seen.push('|');
                }
                Node::Close => seen.push('>'),
                Node::Text(text) => seen.push_str(&text),
                Node::End => return Ok(seen),
            }
        }
    }

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(trace(text).as_deref(), Ok(expected));
    }

    #[track_caller]
    fn refused(text: &str, expected: ProblemKind, line: usize) {
        let problem = trace(text).unwrap_err();
        assert_eq!((problem.kind, problem.place.unwrap().line), (expected, line));
    }

    #[test]
    fn elements_attributes_and_texts() {
        check("<a x='1'><b/>t</a>", "<a x=1|<b|>t>");
        check("<p:a xmlns:p='u' p:x='1'/>", "<a p=u x=1|>");
        check("<a\n\tx = '/' y=\"'\"z='>'\n/><é ü='é'/>", "<a x=/ y=' z=>|><é ü=é|>");
        check("<a><![CDATA[<t>]]></a>", "<a|<t>>");
    }

    #[test]
    fn the_five_entities_and_numbers_are_resolved() {
        check("<a x='d&apos;E &amp; &#233;'>&lt;&#xe9;</a>", "<a x=d'E & é|<é>");
    }

    #[test]
    fn another_entity_stays_as_it_is() {
        check("<a x='&e;'>&e;</a>", "<a x=&e;|&e;>");
    }

    #[test]
    fn a_doctype_is_refused() {
        refused(
            "<?xml version='1.0'?>\n<!DOCTYPE a [<!ENTITY e 'x'>]>\n<a>&e;</a>",
            ProblemKind::Doctype,
            2,
        );
    }

    #[test]
    fn a_cut_file_is_told_from_a_broken_one() {
        refused("<a>\n<b>", ProblemKind::Truncated, 2);
        refused("<a>\n<b x='1", ProblemKind::Truncated, 2);
        refused("<a>\n</b>", ProblemKind::MalformedXml, 2);
        for tag in ["<a\nx/>", "<a\nx=1/>", "<a\nx y='1'/>", "<a\n='1'/>", "<a\nx=/>"] {
            refused(tag, ProblemKind::MalformedXml, 2);
        }
    }

    #[test]
    fn limits_stop_the_reading() {
        refused(&"<a>".repeat(MAX_DEPTH + 1), ProblemKind::XmlLimit(XmlLimit::Depth), 1);
        let flood: String = (0..=MAX_ATTRIBUTES).map(|n| format!(" a{n}=''")).collect();
        refused(&format!("<a{flood}/>"), ProblemKind::XmlLimit(XmlLimit::Attributes), 1);
        let long = "x".repeat(MAX_ATTRIBUTE_BYTES + 1);
        refused(&format!("<a x='{long}'/>"), ProblemKind::XmlLimit(XmlLimit::AttributeLength), 1);
    }

    #[test]
    fn a_text_too_long_for_a_name_is_passed_over() {
        check(&format!("<a>{}</a>", "x".repeat(MAX_TEXT_BYTES + 1)), "<a|>");
    }
}
