//! What the columns of tables hold, known by their headers.

use crate::birth_date::BirthDate;
use crate::files::full_name;
use crate::files::problems::Problems;
use crate::files::table::Row;
use crate::fold::fold;
use crate::person::{Civility, Identity};
use crate::problem::{Problem, ProblemKind};
use crate::text::Text;
use serde::{Deserialize, Serialize};

/// What a column holds, as far as it is of use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Column {
    /// The directory's own identifier.
    EntId,
    /// The portal's login.
    Login,
    /// Nom.
    LastName,
    /// Prénom.
    FirstName,
    /// Last and first name in one field.
    FullName,
    /// Usage name or birth name beside the last name.
    OtherLastName,
    /// M., Mme.
    Civility,
    /// Profile or category.
    Profile,
    /// Classe.
    Class,
    /// Né(e) le.
    BirthDate,
    /// Name of the establishment.
    Establishment,
    /// Its UAI.
    Uai,
    /// Names of a guardian's children, several in one field.
    Children,
    /// First name of one child, whose last name is in the column that follows it among its kind.
    ChildFirstName,
    /// Last name of one child.
    ChildLastName,
    /// Names of a pupil's guardians, several in one field.
    Parents,
    /// The directory's identifier of one of a pupil's guardians.
    ParentId,
    /// INE.
    NationalId,
    /// SIECLE's `ELEVE_ID`.
    SiecleId,
    /// Never read.
    Password,
    /// PRONOTE's identifier of the person.
    PronoteId,
    /// The CAS identifier that PRONOTE remembers.
    CasId,
}

impl Column {
    /// What a column of a PRONOTE list may hold, the most usual first.
    pub const OF_PRONOTE: [Self; 10] = [
        Self::LastName,
        Self::FirstName,
        Self::FullName,
        Self::PronoteId,
        Self::BirthDate,
        Self::Class,
        Self::CasId,
        Self::Civility,
        Self::Profile,
        Self::NationalId,
    ];

    /// What a column of the portal's accounts may hold, the most usual first.
    pub const OF_PORTAL: [Self; 19] = [
        Self::LastName,
        Self::FirstName,
        Self::FullName,
        Self::EntId,
        Self::Login,
        Self::Profile,
        Self::Class,
        Self::BirthDate,
        Self::Children,
        Self::ChildLastName,
        Self::ChildFirstName,
        Self::Parents,
        Self::ParentId,
        Self::OtherLastName,
        Self::Civility,
        Self::Establishment,
        Self::Uai,
        Self::NationalId,
        Self::Password,
    ];

    /// What a header announces, whatever its case, accents, spaces and punctuation: the words of
    /// PRONOTE's lists, of Kosmos, of the form with 13 fields, of entcore, and of their relatives.
    pub fn of_header(header: &str) -> Option<Self> {
        let key: String = fold(header).chars().filter(|c| c.is_alphanumeric()).collect();
        Some(match key.as_str() {
            // Several children have a number each: "Nom enfant 2".
            key if is_numbered(key, "prenomenfant") => Self::ChildFirstName,
            key if is_numbered(key, "nomenfant") => Self::ChildLastName,
            key if is_numbered(key, "classeenfant") => Self::Class,
            "identifiantent" | "uid" | "id" | "ident" | "externalid" | "guid" | "ident1" => {
                Self::EntId
            }
            "login"
            | "logindeconnexion"
            | "aliasdelogin"
            | "alias"
            | "identifiant"
            | "identifiantdeconnexion"
            | "nomdutilisateur" => Self::Login,
            "nom" | "nomdefamille" | "nomeleve" | "nomresponsable" => Self::LastName,
            "prenom" | "prenoms" | "prenomeleve" | "prenomresponsable" | "prenomusuel"
            | "1erprenom" => Self::FirstName,
            "nomprenom"
            | "nometprenom"
            | "nomprenoms"
            | "nomcomplet"
            | "eleve"
            | "professeur"
            | "enseignant"
            | "responsable"
            | "personnel"
            | "maitredestage"
            | "inspecteur"
            | "inspecteurpedagogique" => Self::FullName,
            "nomusage" | "nomdusage" | "nommarital" | "nomdenaissance" | "nomnaissance"
            | "nompatronymique" => Self::OtherLastName,
            "civilite" | "titre" => Self::Civility,
            "profil" | "profils" | "type" | "categorie" => Self::Profile,
            "classe" | "classes" | "libelleclasse" | "division" => Self::Class,
            "datedenaissance" | "datenaissance" | "neele" | "nele" | "nee" | "naissance" => {
                Self::BirthDate
            }
            "etablissement" | "etablissements" | "structure" | "structures" => Self::Establishment,
            "rne" | "uai" | "numeroetablissement" => Self::Uai,
            "enfants" | "enfant" | "eleves" => Self::Children,
            "parents" | "responsables" => Self::Parents,
            "uidpere" | "uidmere" | "uidtuteur1" | "uidtuteur2" => Self::ParentId,
            "ine" | "numeronational" | "nnational" | "idnational" => Self::NationalId,
            "idsiecle" | "idsconet" | "eleveid" => Self::SiecleId,
            "motdepasse" | "password" | "mdp" | "motdepasseinitial" | "codedactivation"
            | "codeactivation" => Self::Password,
            "identifiantpronote"
            | "identifiantpronoteent"
            | "idpronote"
            | "idpn"
            | "idpronoteent" => Self::PronoteId,
            "identifiantcas" | "idcas" => Self::CasId,
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

    /// Takes over what was chosen.
    pub(super) fn of(columns: &[Option<Column>]) -> Self {
        Self(columns.to_vec())
    }

    /// What each column holds.
    pub(super) fn as_slice(&self) -> &[Option<Column>] {
        &self.0
    }

    /// How many columns are known.
    pub(super) fn known(&self) -> usize {
        self.0.iter().flatten().count()
    }

    /// The first field of a row that holds this and is not empty.
    pub(super) fn text<'r>(&self, row: &'r Row<'_>, column: Column) -> &'r str {
        let mut fields = self.places(column).map(|place| row.get(place));
        fields.find(|field| !field.is_empty()).unwrap_or_default()
    }

    /// Who a row is about.
    pub(super) fn identity(&self, row: &Row<'_>, line: usize, problems: &mut Problems) -> Identity {
        let text = |column| self.text(row, column);
        let birth_date = text(Column::BirthDate);
        let parsed_date = BirthDate::parse(birth_date);
        if parsed_date.is_none() && !birth_date.is_empty() {
            let kind = ProblemKind::UnreadableDate { text: birth_date.to_owned() };
            problems.push(Problem::at_line(kind, line));
        }
        let (mut last_name, mut first_name) =
            (Text::from(text(Column::LastName)), Text::from(text(Column::FirstName)));
        if last_name.is_empty() && first_name.is_empty() {
            (last_name, first_name) = full_name::split(text(Column::FullName));
        }
        let identity = Identity {
            last_name,
            first_name,
            other_last_name: Some(text(Column::OtherLastName))
                .filter(|name| !name.is_empty())
                .map(Text::from),
            civility: Civility::parse(text(Column::Civility)),
            birth_date: parsed_date,
        };
        if !identity.is_complete() {
            problems.push(Problem::at_line(ProblemKind::IncompleteName, line));
        }
        identity
    }

    /// The places of the columns that hold this: several for guardians' identifiers.
    pub(super) fn places(&self, column: Column) -> impl Iterator<Item = usize> + '_ {
        self.0.iter().enumerate().filter(move |(_, c)| **c == Some(column)).map(|(place, _)| place)
    }

    /// Whether the fields of a column are to be read when accounts are to be linked. A password
    /// never is.
    pub(super) fn serve_linkage(&self, place: usize) -> bool {
        !matches!(self.0.get(place).copied().flatten(), None | Some(Column::Password))
    }
}

/// `enfant`, `enfant1` and so on.
fn is_numbered(key: &str, word: &str) -> bool {
    key.strip_prefix(word).is_some_and(|rest| rest.bytes().all(|b| b.is_ascii_digit()))
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
