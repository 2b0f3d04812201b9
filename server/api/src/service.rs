//! The portal's service for PRONOTE, and the settings of an establishment around it.

use serde::{Deserialize, Serialize};

/// The most services that one establishment has.
pub const MAX_SERVICES: usize = 50;

/// The most accounts that have access of their own beside their profile.
pub const MAX_SERVICE_USERS: usize = 300;

/// The most lines of access of one service.
pub const MAX_ACCESS: usize = 50;

/// `GET, PUT /api/establishments/{uai}/services[/{code}]`: what the portal's form holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Service {
    /// Its code, unique within the establishment whatever the case.
    pub code: String,
    /// Intitulé.
    pub title: String,
    /// Type de SSO.
    pub sso: Sso,
    /// Address of PRONOTE.
    pub url: String,
    /// Ordre, in tenths: 90 is shown as 9,0.
    pub order: u32,
    /// Type Xiti, for national statistics.
    pub xiti: Xiti,
    /// Regroupement: where the portal lists it.
    pub grouping: String,
    /// Description.
    pub description: String,
    /// PNG, base64.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub icon: Option<String>,
    /// Service anonyme: shown to whoever is signed out, and without SSO for anybody.
    pub anonymous: bool,
    /// The PRONOTE block of the home page.
    pub block: Block,
    /// Accès population.
    pub access: Vec<Access>,
    /// Accès utilisateur: keys (`EntKey`) of single accounts.
    pub users: Vec<String>,
}

/// Type de SSO.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Sso {
    /// "SSO Pronote avec CAS".
    PronoteCas,
    /// "Pas de SSO ou SSO Standard".
    Standard,
}

/// Type Xiti.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Xiti {
    /// "Indéfinit(e)".
    Undefined,
    /// "Les services de vie scolaire".
    SchoolLife,
}

/// The PRONOTE block of the portal's home page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Block {
    /// "Afficher le bloc PRONOTE".
    pub shown: bool,
    /// Version of the PRONOTE server.
    pub version: String,
    /// URL CAS de PRONOTE; empty where the portal wants none.
    pub cas_url: String,
}

/// One line of "Récapitulatif des droits d'accès". The role is always "Accès au service".
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Access {
    /// Cible.
    pub target: Target,
    /// Profil.
    pub profile: Profile,
    /// Niveau; empty: all. This and what follows is for the portal: no rule here reads it.
    #[serde(default)]
    pub level: String,
    /// Sous-niveau.
    #[serde(default)]
    pub sublevel: String,
    /// Matière enseignée.
    #[serde(default)]
    pub subject: String,
    /// Fonction.
    #[serde(default)]
    pub function: String,
    /// Discipline de poste.
    #[serde(default)]
    pub discipline: String,
}

/// Cible.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Target {
    /// Établissement(s) du site courant.
    CurrentSite,
    /// Liste personnalisée d'établissements (UAI).
    Establishments(Vec<String>),
    /// Liste de groupes. Which ones is said in the portal alone: a group's name can hold a person's.
    Groups,
    /// Tout l'ENT.
    WholeEnt,
}

/// Profil.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Profile {
    /// Élève.
    Student,
    /// Parent.
    Parent,
    /// Enseignant.
    Teacher,
    /// Non enseignant.
    NonTeacher,
    /// Autre.
    Other,
}

/// What is set once for an establishment, beside its services.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// "Contacter les administrateurs de votre ENT": a web address or an e-mail address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact: Option<String>,
    /// Address of the portal's CAS server.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cas_url: Option<String>,
    /// How its tickets are validated.
    #[serde(default)]
    pub validation: Validation,
    /// Attribute in which it sends the user's profile.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub profile_attribute: Option<String>,
    /// Which screens the PRONOTE server has.
    #[serde(default)]
    pub generation: Generation,
    /// Address of PRONOTE; none: the one that the vendor gives to the establishment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pronote_url: Option<String>,
    /// Version of the PRONOTE server; empty when nobody said.
    #[serde(default)]
    pub pronote_version: String,
    /// First day of the school year (YYYY-MM-DD); empty when nobody said.
    #[serde(default)]
    pub year_start: String,
    /// Code de rapprochement; empty: the usual one.
    #[serde(default)]
    pub reconciliation_code: String,
}

/// How tickets are validated.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Validation {
    /// CAS 3.0: `/p3/serviceValidate`.
    #[default]
    Cas3,
    /// SAML 1.1: `/samlValidate`.
    Saml11,
}

/// Which screens a PRONOTE server has for delegating.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Generation {
    /// 2011 to 2014.
    Console,
    /// 2018 and later.
    #[default]
    Delegation,
}

/// `PATCH /api/establishments/{uai}`: what is left out stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ChangeEstablishment {
    /// Its name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Its settings, all of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub settings: Option<Settings>,
}

/// `GET /api/establishments/{uai}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EstablishmentDetails {
    /// The establishment.
    pub establishment: crate::Establishment,
    /// Its settings.
    pub settings: Settings,
    /// Where portal users go through the first-connection page.
    pub access_url: String,
}
