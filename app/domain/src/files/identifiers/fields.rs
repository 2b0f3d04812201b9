//! The fields of a person in PRONOTE's XML: which attribute or child element feeds which.

use crate::text::{Text, trimmed};
use std::borrow::Cow;

/// A field of a person that is of use here; all others are passed over unread.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    /// The PRONOTE identifier: what makes an element a person.
    Id,
    /// The file's own number of the person, by which elements refer to each other.
    Ident,
    LastName,
    FirstName,
    OtherLastName,
    Civility,
    BirthDate,
    Class,
    CasId,
    NationalId,
    SiecleId,
    /// When a pupil entered a class.
    EntryDate,
    /// The UAI of one of several establishments.
    SchoolNumber,
    /// First or second legal guardian.
    LegalRank,
}

const COUNT: usize = 14;

/// The fields read so far of one element, as they stand in the text.
#[derive(Debug, Default)]
pub(super) struct Fields<'t>([Option<Cow<'t, str>>; COUNT]);

impl Field {
    /// The field that an attribute or a child element feeds, whatever its case: the names of the
    /// official timetable schema, and those that lists and screens of PRONOTE use.
    pub(super) fn of(name: &str) -> Option<Self> {
        // The usual spellings first: they are compared as numbers.
        Some(match name {
            "IDPN" => Self::Id,
            "Ident" => Self::Ident,
            "Nom" => Self::LastName,
            "Prenom" => Self::FirstName,
            "Civilite" => Self::Civility,
            "DateNaissance" => Self::BirthDate,
            "Classe" => Self::Class,
            "NumeroNational" => Self::NationalId,
            "IDSconet" => Self::SiecleId,
            "RespLegal" => Self::LegalRank,
            _ => return Self::of_any_case(name),
        })
    }

    fn of_any_case(name: &str) -> Option<Self> {
        // Names of one length stand together: most others are told by their length.
        let names: &[(&str, Self)] = match name.len() {
            3 => &[("Nom", Self::LastName), ("INE", Self::NationalId)],
            4 => &[("IDPN", Self::Id)],
            5 => &[("Ident", Self::Ident), ("IDCAS", Self::CasId)],
            6 => &[
                ("Prenom", Self::FirstName),
                ("Classe", Self::Class),
                ("Numero", Self::SchoolNumber),
            ],
            7 => &[("Prenoms", Self::FirstName)],
            8 => &[
                ("NomUsage", Self::OtherLastName),
                ("Civilite", Self::Civility),
                ("IDSconet", Self::SiecleId),
                ("IDSiecle", Self::SiecleId),
            ],
            9 => &[
                ("IDPronote", Self::Id),
                ("Naissance", Self::BirthDate),
                ("RespLegal", Self::LegalRank),
            ],
            10 => &[("NomFamille", Self::LastName), ("DateEntree", Self::EntryDate)],
            12 => &[("NomNaissance", Self::OtherLastName)],
            13 => &[("IdentifiantPN", Self::Id), ("DateNaissance", Self::BirthDate)],
            14 => &[("IdentifiantCAS", Self::CasId), ("NumeroNational", Self::NationalId)],
            15 => &[("NomPatronymique", Self::OtherLastName), ("DateDeNaissance", Self::BirthDate)],
            18 => &[("IdentifiantPronote", Self::Id)],
            _ => &[],
        };
        names.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, field)| *field)
    }
}

impl<'t> Fields<'t> {
    /// What was read; `None` for nothing but white space.
    pub(super) fn get(&self, field: Field) -> Option<&str> {
        self.0[field as usize].as_deref()
    }

    /// Keeps the first value of a field that is not blank.
    #[inline]
    pub(super) fn set(&mut self, field: Field, text: Cow<'t, str>) {
        let slot = &mut self.0[field as usize];
        if slot.is_none() {
            *slot = Some(without_space(text)).filter(|text| !text.is_empty());
        }
    }

    /// Forgets everything.
    pub(super) fn clear(&mut self) {
        for slot in &mut self.0 {
            *slot = None;
        }
    }

    /// Takes a value out.
    pub(super) fn take(&mut self, field: Field) -> Option<Cow<'t, str>> {
        self.0[field as usize].take()
    }

    /// Takes a value out, to keep it longer than the text.
    pub(super) fn take_owned(&mut self, field: Field) -> Option<Text> {
        self.take(field).map(Text::from)
    }
}

#[inline]
fn without_space(text: Cow<'_, str>) -> Cow<'_, str> {
    match text {
        Cow::Borrowed(text) => Cow::Borrowed(trimmed(text)),
        Cow::Owned(text) if trimmed(&text).len() == text.len() => Cow::Owned(text),
        Cow::Owned(text) => Cow::Owned(trimmed(&text).to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, expected: Option<Field>) {
        assert_eq!(Field::of(name), expected, "{name}");
    }

    #[test]
    fn names_are_known_whatever_their_case() {
        check("IDPN", Some(Field::Id));
        check("IdPN", Some(Field::Id));
        check("identifiantpronote", Some(Field::Id));
        check("DATENAISSANCE", Some(Field::BirthDate));
        check("IdentifiantCAS", Some(Field::CasId));
        check("nompatronymique", Some(Field::OtherLastName));
        check("IdentifiantPronote", Some(Field::Id));
        check("Adresse1", None);
    }

    #[test]
    fn the_first_value_that_says_something_stays() {
        let mut fields = Fields::default();
        fields.set(Field::LastName, Cow::Borrowed("  "));
        fields.set(Field::LastName, Cow::Borrowed(" FICTIF "));
        fields.set(Field::LastName, Cow::Borrowed("AUTRE"));
        assert_eq!(fields.get(Field::LastName), Some("FICTIF"));
    }

    #[test]
    fn every_field_has_its_slot() {
        let mut fields = Fields::default();
        fields.set(Field::LegalRank, Cow::Borrowed("x"));
        assert_eq!(fields.get(Field::LegalRank), Some("x"));
    }
}
