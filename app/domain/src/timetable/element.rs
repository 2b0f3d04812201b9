//! An element of the export with what stands inside it.

use std::borrow::Cow;

/// An element. Nothing here is deeper than the limits of XML, which end the reading.
#[derive(Debug)]
pub(super) struct Element<'t> {
    pub(super) name: &'t str,
    /// Its line in the file.
    pub(super) line: usize,
    pub(super) text: String,
    pub(super) inside: Vec<Element<'t>>,
    attributes: Vec<(&'t str, Cow<'t, str>)>,
}

impl<'t> Element<'t> {
    pub(super) fn new(name: &'t str, line: usize) -> Self {
        Self { name, line, text: String::new(), inside: Vec::new(), attributes: Vec::new() }
    }

    pub(super) fn set(&mut self, name: &'t str, value: Cow<'t, str>) {
        self.attributes.push((name, value));
    }

    /// The value of an attribute without the white space around it; empty where there is none.
    pub(super) fn get(&self, name: &str) -> &str {
        let found = self.attributes.iter().find(|(known, _)| *known == name);
        found.map(|(_, value)| value.trim()).unwrap_or_default()
    }

    /// The first of several attributes that says something.
    pub(super) fn any(&self, names: &[&str]) -> &str {
        let mut values = names.iter().map(|name| self.get(name));
        values.find(|value| !value.is_empty()).unwrap_or_default()
    }

    /// What stands inside under a name.
    pub(super) fn all<'e>(&'e self, name: &'e str) -> impl Iterator<Item = &'e Element<'t>> {
        self.inside.iter().filter(move |element| element.name == name)
    }
}
