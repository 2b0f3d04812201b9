//! All names of both sides, each once: most accounts of a large directory share their names, so that
//! what is costly about a name is done once for all who bear it.

use crate::linkage::normalise::{NameForm, last_names};
use foldhash::{HashMap, HashMapExt};

/// The place of a name in its [`Lexicon`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NameId(u32);

impl NameId {
    /// As an index.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// Which names a lexicon holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Last names: one text may hold several that the person goes by.
    Last,
    /// First names.
    First,
}

/// The distinct names of one part, and how many accounts of each side bear them.
#[derive(Debug)]
pub struct Lexicon<'a> {
    part: Part,
    names: Vec<Name>,
    by_text: HashMap<(&'a str, &'a str), NameId>,
    by_forms: HashMap<String, NameId>,
}

/// One distinct name.
#[derive(Debug)]
pub struct Name {
    /// Its forms: several where a person goes by several last names, none where it is missing.
    pub forms: Vec<NameForm>,
    /// How many accounts of each side bear it: PRONOTE's, the portal's.
    pub bearers: [u32; 2],
}

/// The two sides.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    /// PRONOTE.
    Pronote,
    /// The portal.
    Directory,
}

impl<'a> Lexicon<'a> {
    /// No name yet.
    pub fn new(part: Part) -> Self {
        Self { part, names: Vec::new(), by_text: HashMap::new(), by_forms: HashMap::new() }
    }

    /// Counts a bearer of a name as written, with the second last name that the file gives apart.
    pub fn add(&mut self, side: Side, text: &'a str, other: Option<&'a str>) -> NameId {
        let texts = (text, other.unwrap_or_default());
        let id = match self.by_text.get(&texts) {
            Some(&id) => id,
            None => {
                let id = self.of_forms(match self.part {
                    Part::Last => last_names(text, other),
                    Part::First => {
                        let form = NameForm::of_first_name(text);
                        if form.is_missing() { Vec::new() } else { vec![form] }
                    }
                });
                self.by_text.insert(texts, id);
                id
            }
        };
        self.names[id.index()].bearers[side as usize] += 1;
        id
    }

    /// A name.
    pub fn get(&self, id: NameId) -> &Name {
        &self.names[id.index()]
    }

    /// How many distinct names there are.
    pub fn count(&self) -> usize {
        self.names.len()
    }

    /// All names with their places.
    pub fn iter(&self) -> impl Iterator<Item = (NameId, &Name)> {
        (0..).map(NameId).zip(&self.names)
    }

    fn of_forms(&mut self, mut forms: Vec<NameForm>) -> NameId {
        // Which name stands first makes no other name of it.
        forms.sort_unstable_by(|a, b| a.words.cmp(&b.words));
        let key: Vec<String> = forms.iter().map(|form| form.words.join(" ")).collect();
        let next = NameId(u32::try_from(self.names.len()).unwrap_or(u32::MAX));
        let id = *self.by_forms.entry(key.join("/")).or_insert(next);
        if id == next {
            self.names.push(Name { forms, bearers: [0; 2] });
        }
        id
    }
}

impl Name {
    /// How many accounts of a side bear it.
    pub fn bearers(&self, side: Side) -> u32 {
        self.bearers[side as usize]
    }

    /// Whether several people of one side bear it: then it is a name of its own, not another one
    /// misspelt.
    pub fn is_known(&self) -> bool {
        self.bearers.iter().any(|&bearers| bearers > 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_name_however_it_is_written() {
        let mut lexicon = Lexicon::new(Part::Last);
        let one = lexicon.add(Side::Pronote, "D'ESSAI", None);
        assert_eq!(lexicon.add(Side::Directory, "d’Essai", None), one);
        assert_ne!(lexicon.add(Side::Directory, "ESSAI", None), one);
        assert_eq!(lexicon.get(one).bearers, [1, 1]);
    }

    #[test]
    fn the_order_of_alternatives_does_not_matter() {
        let mut lexicon = Lexicon::new(Part::Last);
        let one = lexicon.add(Side::Pronote, "DUPONT ép. MARTIN", None);
        assert_eq!(lexicon.add(Side::Directory, "MARTIN", Some("Dupont")), one);
    }

    #[test]
    fn a_first_name_has_no_alternatives() {
        let mut lexicon = Lexicon::new(Part::First);
        let id = lexicon.add(Side::Pronote, "Zoé (Marie)", None);
        assert_eq!(lexicon.get(id).forms.len(), 1);
        let missing = lexicon.add(Side::Pronote, "inconnu", None);
        assert!(lexicon.get(missing).forms.is_empty());
    }
}
