//! The fields of a person in PRONOTE's XML: which attribute or child element feeds which.

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
}

const COUNT: usize = 13;

/// The fields read so far of one element.
#[derive(Debug, Default)]
pub(super) struct Fields([Option<String>; COUNT]);

impl Field {
    /// The field that an attribute or a child element feeds, whatever its case: the names of the
    /// official timetable schema, and those that lists and screens of PRONOTE use.
    pub(super) fn of(name: &str) -> Option<Self> {
        const NAMES: [(&str, Field); 25] = [
            ("IDPN", Field::Id),
            ("IDPronote", Field::Id),
            ("IdentifiantPronote", Field::Id),
            ("IdentifiantPN", Field::Id),
            ("Ident", Field::Ident),
            ("Nom", Field::LastName),
            ("NomFamille", Field::LastName),
            ("Prenom", Field::FirstName),
            ("Prenoms", Field::FirstName),
            ("NomUsage", Field::OtherLastName),
            ("NomNaissance", Field::OtherLastName),
            ("NomPatronymique", Field::OtherLastName),
            ("Civilite", Field::Civility),
            ("DateNaissance", Field::BirthDate),
            ("DateDeNaissance", Field::BirthDate),
            ("Naissance", Field::BirthDate),
            ("Classe", Field::Class),
            ("IDCAS", Field::CasId),
            ("IdentifiantCAS", Field::CasId),
            ("NumeroNational", Field::NationalId),
            ("INE", Field::NationalId),
            ("IDSconet", Field::SiecleId),
            ("IDSiecle", Field::SiecleId),
            ("DateEntree", Field::EntryDate),
            ("Numero", Field::SchoolNumber),
        ];
        NAMES.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, field)| *field)
    }
}

impl Fields {
    /// What was read; `None` for nothing but white space.
    pub(super) fn get(&self, field: Field) -> Option<&str> {
        self.0[field as usize].as_deref()
    }

    /// Keeps the first value of a field that is not blank.
    pub(super) fn set(&mut self, field: Field, text: &str) {
        let text = text.trim();
        let slot = &mut self.0[field as usize];
        if slot.is_none() && !text.is_empty() {
            *slot = Some(text.to_owned());
        }
    }

    /// Takes a value out.
    pub(super) fn take(&mut self, field: Field) -> Option<String> {
        self.0[field as usize].take()
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
        check("Adresse1", None);
    }

    #[test]
    fn the_first_value_that_says_something_stays() {
        let mut fields = Fields::default();
        fields.set(Field::LastName, "  ");
        fields.set(Field::LastName, " FICTIF ");
        fields.set(Field::LastName, "AUTRE");
        assert_eq!(fields.get(Field::LastName), Some("FICTIF"));
    }

    #[test]
    fn every_field_has_its_slot() {
        let mut fields = Fields::default();
        fields.set(Field::SchoolNumber, "x");
        assert_eq!(fields.get(Field::SchoolNumber), Some("x"));
    }
}
