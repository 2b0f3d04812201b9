//! The columns of a directory, known by their headers.

use crate::fold::fold;

/// What a column holds, as far as it is of use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Column {
    /// The directory's own identifier.
    EntId,
    Login,
    LastName,
    FirstName,
    /// Usage name or birth name beside the last name.
    OtherLastName,
    Civility,
    Profile,
    Class,
    BirthDate,
    /// Name of the establishment.
    Establishment,
    Uai,
    /// Names of a guardian's children, several in one field.
    Children,
    /// First and last name of one child, in two columns.
    ChildFirstName,
    ChildLastName,
    /// Names of a pupil's guardians, several in one field.
    Parents,
    /// The directory's identifier of one of a pupil's guardians.
    ParentId,
    NationalId,
    SiecleId,
    /// Never read.
    Password,
    /// An identifier of PRONOTE's: the table is a list of PRONOTE, not a directory.
    PronoteId,
}

impl Column {
    /// What a header announces, whatever its case, accents, spaces and punctuation: the words of
    /// Kosmos, of the form with 13 fields, of entcore, and those of their relatives.
    pub(super) fn of_header(header: &str) -> Option<Self> {
        let key: String = fold(header).chars().filter(|c| c.is_alphanumeric()).collect();
        Some(match key.as_str() {
            "identifiantent" | "uid" | "id" | "ident" | "externalid" | "guid" | "ident1" => {
                Self::EntId
            }
            "login" | "identifiant" | "identifiantdeconnexion" | "nomdutilisateur" => Self::Login,
            "nom" | "nomdefamille" | "nomeleve" | "nomresponsable" => Self::LastName,
            "prenom" | "prenomeleve" | "prenomresponsable" | "prenomusuel" => Self::FirstName,
            "nomusage" | "nomdusage" | "nommarital" | "nomdenaissance" | "nomnaissance"
            | "nompatronymique" => Self::OtherLastName,
            "civilite" | "titre" => Self::Civility,
            "profil" | "profils" | "type" | "categorie" => Self::Profile,
            "classe" | "classes" | "libelleclasse" | "division" => Self::Class,
            "datedenaissance" | "datenaissance" | "neele" | "naissance" => Self::BirthDate,
            "etablissement" | "etablissements" | "structure" | "structures" => Self::Establishment,
            "rne" | "uai" | "numeroetablissement" => Self::Uai,
            "enfants" | "enfant" | "eleves" => Self::Children,
            "prenomenfant" | "prenomenfant1" => Self::ChildFirstName,
            "nomenfant" | "nomenfant1" => Self::ChildLastName,
            "parents" | "responsables" => Self::Parents,
            "uidpere" | "uidmere" | "uidtuteur1" | "uidtuteur2" => Self::ParentId,
            "ine" | "numeronational" => Self::NationalId,
            "idsiecle" | "idsconet" | "eleveid" => Self::SiecleId,
            "motdepasse" | "password" | "mdp" | "motdepasseinitial" | "codedactivation"
            | "codeactivation" => Self::Password,
            "identifiantpronote" | "idpronote" | "idpn" | "idpronoteent" => Self::PronoteId,
            _ => return None,
        })
    }
}

/// Which column of the file holds what.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Columns(Vec<Option<Column>>);

impl Columns {
    /// Reads the headers.
    pub(super) fn of_headers(headers: &[String]) -> Self {
        Self(headers.iter().map(|header| Column::of_header(header)).collect())
    }

    /// Whether one of the file's columns holds this.
    pub(super) fn have(&self, column: Column) -> bool {
        self.0.contains(&Some(column))
    }

    /// The places of the columns that hold this: several for guardians' identifiers.
    pub(super) fn places(&self, column: Column) -> impl Iterator<Item = usize> + '_ {
        self.0.iter().enumerate().filter(move |(_, c)| **c == Some(column)).map(|(place, _)| place)
    }

    /// Whether the fields of a column are to be read when accounts are to be linked. A password
    /// never is.
    pub(super) fn serve_linkage(&self, place: usize) -> bool {
        !matches!(
            self.0.get(place).copied().flatten(),
            None | Some(Column::Password | Column::PronoteId)
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(headers: &str, expected: &[Option<Column>]) {
        let headers: Vec<String> = headers.split(';').map(ToOwned::to_owned).collect();
        assert_eq!(Columns::of_headers(&headers).0, expected);
    }

    #[test]
    fn the_form_of_kosmos() {
        use Column as C;
        check(
            "Civilité;Nom;Prénom;Profil;Login;Identifiant ENT;Etablissement;",
            &[
                Some(C::Civility),
                Some(C::LastName),
                Some(C::FirstName),
                Some(C::Profile),
                Some(C::Login),
                Some(C::EntId),
                Some(C::Establishment),
                None,
            ],
        );
    }

    #[test]
    fn the_form_with_13_fields() {
        use Column as C;
        check(
            "rne;uid;classe;profil;prenom;nom;login;mot de passe;cle de jointure;uid pere;uid mere",
            &[
                Some(C::Uai),
                Some(C::EntId),
                Some(C::Class),
                Some(C::Profile),
                Some(C::FirstName),
                Some(C::LastName),
                Some(C::Login),
                Some(C::Password),
                None,
                Some(C::ParentId),
                Some(C::ParentId),
            ],
        );
    }

    #[test]
    fn the_form_of_entcore() {
        use Column as C;
        check(
            "Id;Id Siecle;Type;Nom;Login;Code d'activation;Structure(s);Classe(s);Enfant(s);Parent(s)",
            &[
                Some(C::EntId),
                Some(C::SiecleId),
                Some(C::Profile),
                Some(C::LastName),
                Some(C::Login),
                Some(C::Password),
                Some(C::Establishment),
                Some(C::Class),
                Some(C::Children),
                Some(C::Parents),
            ],
        );
    }

    #[test]
    fn passwords_and_unknown_columns_are_not_read() {
        let columns = Columns(vec![Some(Column::Login), Some(Column::Password), None]);
        assert!(columns.serve_linkage(0));
        assert!(!columns.serve_linkage(1));
        assert!(!columns.serve_linkage(2));
        assert!(!columns.serve_linkage(3));
    }
}
