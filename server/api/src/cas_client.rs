//! The CAS servers that may ask who is who, for superadmins.

use serde::{Deserialize, Serialize};

/// Secrets that a CAS server may have at the same time: the one it uses and the one that follows.
pub const MAX_CAS_SECRETS: usize = 2;

/// A CAS server, as a superadmin sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CasClient {
    /// Its number, opaque: what it gives as its name with Basic authentication.
    pub id: String,
    /// What superadmins call it.
    pub name: String,
    /// Where it may ask (UAI); none: everywhere, in establishments to come too.
    pub establishments: Option<Vec<String>>,
    /// Networks or addresses it asks from; empty: from anywhere.
    pub networks: Vec<String>,
    /// LemonLDAP::NG's `/refreshsessions`, when it wants to be told of changes.
    pub refresh_url: Option<String>,
    /// Its secrets, oldest first, without the secrets themselves.
    pub secrets: Vec<CasSecret>,
    /// How telling it of changes goes; none when it is not told.
    pub refreshes: Option<Refreshes>,
    /// UTC, RFC 3339.
    pub created_at: String,
}

/// One of the secrets of a CAS server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CasSecret {
    /// Its number, opaque. Not the secret.
    pub id: String,
    /// UTC, RFC 3339.
    pub created_at: String,
    /// When it was last used, to the minute. UTC, RFC 3339.
    pub used_at: Option<String>,
}

/// How telling a CAS server of changes goes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Refreshes {
    /// Users it has still to be told about.
    pub pending: u32,
    /// Users it was never told about, after many attempts: what they hold changes when they sign in
    /// again.
    pub lost: u32,
    /// Last time it took one. UTC, RFC 3339.
    pub done_at: Option<String>,
    /// Last time it did not. UTC, RFC 3339.
    pub failed_at: Option<String>,
    /// And why.
    pub failure: Option<RefreshFailure>,
}

/// Why a CAS server was not told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum RefreshFailure {
    /// Nobody answers at its address, or not in time.
    Unreachable,
    /// It answers that it did not do it.
    Refused,
}

/// `POST /api/cas-clients`, `PUT /api/cas-clients/{id}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewCasClient {
    /// What superadmins call it.
    pub name: String,
    /// Where it may ask (UAI); none: everywhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub establishments: Option<Vec<String>>,
    /// Networks (`192.0.2.0/24`) or addresses it asks from; empty: from anywhere.
    #[serde(default)]
    pub networks: Vec<String>,
    /// Where it is told of changes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refresh_url: Option<String>,
}

/// Answer of what makes a secret. It is told this once: only a digest of it is kept.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewCasSecret {
    /// The secret, to be written into the CAS server's configuration.
    pub secret: String,
    /// Whose it is.
    pub client: CasClient,
}

/// `GET /api/establishments/{uai}/cas-configuration/{server}`: what is written into that CAS server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CasConfiguration {
    /// The files, in the order in which they are needed; none where this way is not open.
    pub files: Vec<ConfigurationFile>,
    /// Why it is not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unavailable: Option<Unavailable>,
}

/// Why a CAS server cannot be configured in this way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Unavailable {
    /// The mappings are in SQLite: no other program reads them.
    NoViews,
    /// The establishment's CAS sends logins: the views would show digests, which nobody can compare.
    LoginDigests,
    /// The invented school is never released.
    Demonstration,
}

/// A file of a configuration. No secret is in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ConfigurationFile {
    /// Its name.
    pub name: String,
    /// Its text.
    pub text: String,
}

/// CAS servers that a configuration is written for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum CasServer {
    /// LemonLDAP::NG, asking over HTTP.
    Lemonldap,
    /// LemonLDAP::NG, reading the views in PostgreSQL.
    LemonldapSql,
    /// Apereo CAS.
    Apereo,
    /// django-cas-server.
    Django,
    /// Keycloak with the CAS protocol.
    Keycloak,
    /// EoleSSO.
    Eolesso,
}

impl CasServer {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Lemonldap,
        Self::LemonldapSql,
        Self::Apereo,
        Self::Django,
        Self::Keycloak,
        Self::Eolesso,
    ];
}

/// Query of `GET …/cas-configuration/{server}`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CasConfigurationQuery {
    /// The CAS server's number among those that may ask.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub client: Option<String>,
    /// PRONOTE's address; by default the one that the vendor gives to the establishment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pronote: Option<String>,
}
