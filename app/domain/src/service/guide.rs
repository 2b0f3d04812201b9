//! How each line is done, by generation of PRONOTE: menu paths, what is ticked, what is typed, what the
//! screen asks. The words are those of the portal's and PRONOTE's own screens, never translated.

use crate::service::checklist::Item;
use crate::service::pronote_address::Space;
use crate::service::settings::{USUAL_GROUPING, XITI_UNDEFINED, block_cas_url};
use crate::service::{CasAddress, Generation, PronoteAddress};
use crate::uai::Uai;

/// What the values are computed from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    /// The establishment.
    pub uai: Uai,
    /// Which screens its PRONOTE server has.
    pub generation: Generation,
    /// Where its PRONOTE is.
    pub pronote: PronoteAddress,
    /// Where the portal's CAS server is, once it is known.
    pub cas: Option<CasAddress>,
    /// Name of the ENT project in PRONOTE's list, where the CAS server is one of these.
    pub project: Option<String>,
    /// Code de rapprochement.
    pub code: String,
    /// Code and title of the service.
    pub service: String,
    /// Version of the PRONOTE server, for the block; empty when it is not known.
    pub version: String,
    /// Our first-connection page.
    pub access_page: String,
}

/// A line, with all that is computed for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What is done.
    pub item: Item,
    /// Where: the menus one after the other.
    pub path: Vec<&'static str>,
    /// What is ticked or clicked there.
    pub chosen: Vec<&'static str>,
    /// What is typed: the field's name, and the value to be copied.
    pub typed: Vec<(&'static str, String)>,
    /// What the screen asks or answers, to the letter.
    pub said: Option<String>,
}

/// The console of the vendor's hosting.
pub const HOSTING: &str = "https://hebergement.index-education.net/";

/// The attribute that PRONOTE reads.
pub const ATTRIBUTE: &str = "idPronote";

/// The lines of a generation, in the order of the work.
pub fn lines(setting: &Setting) -> Vec<Line> {
    let items = Item::ALL.iter().filter(|item| item.is_for(setting.generation));
    items.map(|item| line(*item, setting)).collect()
}

fn line(item: Item, setting: &Setting) -> Line {
    let former = setting.generation == Generation::Console;
    Line {
        item,
        path: path(item, former).to_vec(),
        chosen: chosen(item, former).to_vec(),
        typed: typed(item, setting),
        said: said(item, setting),
    }
}

const fn path(item: Item, former: bool) -> &'static [&'static str] {
    match (item, former) {
        (Item::ServiceCreated, true) => {
            &["Gestion portail", "Services tiers", "Ajouter un service"]
        }
        (Item::ServiceCreated, false) => {
            &["Administration", "Liste des services", "Nouveau service"]
        }
        (Item::ServiceSet, true) => {
            &["Gestion portail", "Services tiers", "Modifier un service", "Information générale"]
        }
        (Item::ServiceSet, false) => {
            &["Administration", "Liste des services", "Informations générales"]
        }
        (Item::AccessDefined, true) => &["Gestion portail", "Services tiers", "Accès population"],
        (Item::AccessDefined, false) => {
            &["Administration", "Liste des services", "Accès population", "Ajouter des accès"]
        }
        (Item::BlockSet, _) => &["Administration", "Liste des services", "Bloc Pronote"],
        (Item::PublicationStopped, _) | (Item::BasePublished, true) => {
            &["Serveur PRONOTE", "PRONOTE.net", "Paramètres de publication"]
        }
        (Item::CasSet, true) => &["PRONOTE.net", "Intégration dans un ENT"],
        (Item::CasSet, false) => &["Console d'hébergement", "Déléguer l'authentification"],
        (Item::Identification, true) => {
            &["PRONOTE.net", "Intégration dans un ENT", "options avancées (marteau)"]
        }
        (Item::Identification, false) => &[
            "Console d'hébergement",
            "Déléguer l'authentification",
            "options avancées (roue dentée)",
        ],
        (Item::ExportSet, _) => {
            &["PRONOTE.net", "Intégration dans un ENT", "Export des identifiants PRONOTE"]
        }
        (Item::SpacesPublished, _) => &["PRONOTE.net", "Paramètres de publication"],
        (Item::BasePublished, false) => &["Console d'hébergement", "Publier la base"],
        (Item::CasIdsShown, _) => &["Paramètres", "PRÉFÉRENCES", "Affichages", "Gestion ENT / CAS"],
        (Item::IdentifiersExported, true) => {
            &["Fichier", "Socles ENT", "Exporter les identifiants PRONOTE"]
        }
        (Item::IdentifiersExported, false) => {
            &["Imports/Exports", "Socles ENT", "Exporter les identifiants PRONOTE"]
        }
        _ => &[],
    }
}

const fn chosen(item: Item, former: bool) -> &'static [&'static str] {
    match (item, former) {
        (Item::AccessDefined, _) => &[
            "Rôle : Accès au service",
            "Cible : Établissement(s) du site courant",
            "Profil : Élève, Parent, Enseignant, Non enseignant, Autre",
            "Ajouter les accès",
            "Valider",
        ],
        (Item::BlockSet, _) => &["Afficher le bloc PRONOTE"],
        (Item::PublicationStopped, _) => &["Arrêter la publication"],
        (Item::CasSet, true) => &["Activer l'authentification avec CAS"],
        (Item::CasSet, false) => &["Définir une délégation CAS"],
        (Item::Identification, _) => &[
            "identifiant utilisateur CAS (Subject)",
            "Avec l'identifiant PRONOTE de l'utilisateur",
        ],
        (Item::BasePublished, _) => &["Publier la base"],
        (Item::CasIdsShown, _) => &["Activez la gestion des identifiants ENT"],
        _ => &[],
    }
}

fn typed(item: Item, setting: &Setting) -> Vec<(&'static str, String)> {
    let Setting { pronote, generation, .. } = setting;
    let service = pronote.service(*generation);
    match item {
        Item::ServiceCreated => vec![
            ("Code *", setting.service.clone()),
            ("Intitulé *", setting.service.clone()),
            ("Type de SSO *", "SSO Pronote avec CAS".to_owned()),
            ("URL *", pronote.to_string()),
            ("URL *, avec la page de première connexion", setting.access_page.clone()),
        ],
        Item::ServiceSet => vec![
            ("Type Xiti", XITI_UNDEFINED.to_owned()),
            ("Regroupement", USUAL_GROUPING.to_owned()),
        ],
        Item::BlockSet => vec![
            ("Version du serveur Pronote", setting.version.clone()),
            ("URL CAS de PRONOTE", block_cas_url(pronote, *generation).unwrap_or_default()),
        ],
        Item::CasSet => cas_values(setting, &service),
        Item::Identification => {
            vec![("Attribut CAS contenant l'identifiant PRONOTE", ATTRIBUTE.to_owned())]
        }
        Item::ExportSet => vec![
            ("Numéro de l'établissement", setting.uai.to_string()),
            ("Code de rapprochement *", setting.code.clone()),
        ],
        Item::SpacesPublished => spaces(pronote),
        Item::UsersTold | Item::DirectTried => {
            vec![("Adresse d'accès direct", pronote.direct(*generation))]
        }
        _ => Vec::new(),
    }
}

fn cas_values(setting: &Setting, service: &str) -> Vec<(&'static str, String)> {
    let mut values = Vec::new();
    if let (Generation::Delegation, Some(project)) = (setting.generation, &setting.project) {
        values.push(("Projet ENT", project.clone()));
    }
    let Some(cas) = &setting.cas else { return values };
    values.push(("URL du serveur CAS", cas.to_string()));
    values.push(("URL d'authentification", cas.login(service)));
    values.push(("URL de validation", cas.saml_validation(service)));
    values.push((
        "URL de PRONOTE.net pour le serveur CAS",
        setting.pronote.for_cas(setting.generation),
    ));
    values
}

fn spaces(pronote: &PronoteAddress) -> Vec<(&'static str, String)> {
    let named = |space: &Space| {
        let (address, mobile) = pronote.space(*space);
        let name = match space {
            Space::Common => "Page commune",
            Space::Teachers => "Espace Professeurs",
            Space::SchoolLife => "Espace Vie scolaire",
            Space::Parents => "Espace Parents",
            Space::Students => "Espace Élèves",
            Space::Company => "Espace Entreprise",
            Space::Academy => "Espace Académie",
        };
        let mobile = mobile.map(|address| ("Version mobile", address));
        std::iter::once((name, address)).chain(mobile)
    };
    Space::ALL.iter().flat_map(named).collect()
}

fn said(item: Item, setting: &Setting) -> Option<String> {
    match (item, setting.generation) {
        (Item::CasSet, Generation::Delegation) => {
            let project = setting.project.as_deref().unwrap_or("…");
            Some(format!(
                "Le choix d'une nouvelle configuration va supprimer les paramètres renseignés. \
                 Confirmez-vous l'application de la configuration {project} ?"
            ))
        }
        (Item::PublicationStopped, _) => Some(
            "Vous devez arrêter la publication de la base pour pouvoir modifier ces paramètres"
                .to_owned(),
        ),
        (Item::IdentifiersExported, _) => {
            Some("Export terminé. L'export a été réalisé pour : KOSMOS".to_owned())
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn setting(generation: Generation) -> Setting {
        let uai = Uai::parse("0312609T").unwrap();
        Setting {
            pronote: PronoteAddress::hosted(&uai),
            uai,
            generation,
            cas: CasAddress::parse("https://cas.mon-ent-occitanie.fr").ok().map(|(cas, _)| cas),
            project: Some("Mon ENT Occitanie".to_owned()),
            code: "PRONOTECAS".to_owned(),
            service: "PRONOTECAS".to_owned(),
            version: "2020".to_owned(),
            access_page: "https://raccord.exemple.fr/acces/0312609T".to_owned(),
        }
    }

    #[track_caller]
    fn check(generation: Generation, item: Item, field: &str, expected: &str) {
        let lines = lines(&setting(generation));
        let line = lines.iter().find(|line| line.item == item).unwrap();
        let value = line.typed.iter().find(|(name, _)| *name == field);
        assert_eq!(value.map(|(_, value)| value.as_str()), Some(expected));
    }

    #[test]
    fn values_are_those_of_this_establishment() {
        use Generation::{Console, Delegation};
        let pronote = "https://0312609t.index-education.net/pronote/";
        check(Delegation, Item::ServiceCreated, "URL *", pronote);
        check(Delegation, Item::CasSet, "Projet ENT", "Mon ENT Occitanie");
        check(Console, Item::ExportSet, "Numéro de l'établissement", "0312609T");
        check(
            Console,
            Item::CasSet,
            "URL d'authentification",
            "https://cas.mon-ent-occitanie.fr/login?service=\
             https:%2F%2F0312609t.index-education.net%2Fpronote.net%2Fcas%2F",
        );
        check(Delegation, Item::BlockSet, "URL CAS de PRONOTE", "");
    }

    #[test]
    fn the_project_is_named_where_the_list_has_it() {
        let lines = lines(&setting(Generation::Delegation));
        let cas = lines.iter().find(|line| line.item == Item::CasSet).unwrap();
        assert!(cas.said.as_ref().unwrap().ends_with("la configuration Mon ENT Occitanie ?"));
    }

    #[test]
    fn without_a_cas_server_nothing_is_invented() {
        let lines = lines(&Setting { cas: None, project: None, ..setting(Generation::Delegation) });
        let cas = lines.iter().find(|line| line.item == Item::CasSet).unwrap();
        assert_eq!(cas.typed, []);
    }

    #[test]
    fn each_generation_has_its_own_lines() {
        let count = |generation| lines(&setting(generation)).len();
        assert_eq!(count(Generation::Console), Item::ALL.len());
        assert_eq!(count(Generation::Delegation), Item::ALL.len() - 2);
    }
}
