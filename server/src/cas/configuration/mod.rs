//! What is written into an existing CAS server so that it sends `idPronote`: ready-made files, with the
//! real addresses and without any secret. One file here for each kind of server. What they say was
//! tried on LemonLDAP::NG 2.21 and django-cas-server 3.1; what concerns the others is theirs to say,
//! and each `LISEZ-MOI.txt` tells which it is.

mod addresses;
mod apereo;
mod django;
mod eolesso;
mod keycloak;
mod lemonldap;
mod lemonldap_sql;

pub(crate) use addresses::ServiceAddresses;

use crate::config::PublicUrl;
use api::{CasConfiguration, CasKey, CasServer, ConfigurationFile, Unavailable};
use domain::uai::Uai;

/// What stands in the files where the secret goes.
pub(crate) const SECRET: &str = "SECRET";

/// What stands there for the CAS server's number while it is not known.
const CLIENT: &str = "IDENTIFIANT_DU_SERVEUR_CAS";

/// What a configuration is written for.
pub(crate) struct Subject<'a> {
    /// The establishment.
    pub(crate) uai: &'a Uai,
    /// What its CAS server sends.
    pub(crate) cas_key: CasKey,
    /// Where this server is reached.
    pub(crate) raccord: &'a PublicUrl,
    /// Whether its mappings can be read in PostgreSQL.
    pub(crate) has_views: bool,
    /// The CAS server's number among those that may ask.
    pub(crate) client: Option<&'a str>,
    /// Where PRONOTE and the first-connection page are.
    pub(crate) services: ServiceAddresses,
}

impl Subject<'_> {
    fn client(&self) -> &str {
        self.client.unwrap_or(CLIENT)
    }

    /// The name of PRONOTE among the services of a CAS server.
    fn service(&self) -> String {
        format!("pronote-{}", self.uai)
    }

    /// Where an establishment's attributes are asked for.
    fn attributes_url(&self) -> String {
        self.raccord.page(&format!("/cas/v1/etablissements/{}/attributes", self.uai))
    }
}

/// The files for a CAS server.
pub(crate) fn write(server: CasServer, subject: &Subject<'_>) -> CasConfiguration {
    let closed = |reason| CasConfiguration { files: Vec::new(), unavailable: Some(reason) };
    if subject.uai.is_demonstration() {
        return closed(Unavailable::Demonstration);
    }
    let files = match server {
        CasServer::Lemonldap => lemonldap::files(subject),
        CasServer::LemonldapSql if subject.cas_key == CasKey::Login => {
            return closed(Unavailable::LoginDigests);
        }
        CasServer::LemonldapSql if !subject.has_views => return closed(Unavailable::NoViews),
        CasServer::LemonldapSql => lemonldap_sql::files(subject),
        CasServer::Apereo => apereo::files(subject),
        CasServer::Django => django::files(subject),
        CasServer::Keycloak => keycloak::files(subject),
        CasServer::Eolesso => eolesso::files(subject),
    };
    CasConfiguration { files, unavailable: None }
}

fn file(name: impl Into<String>, text: impl Into<String>) -> ConfigurationFile {
    ConfigurationFile { name: name.into(), text: text.into() }
}

/// A JSON file as people read it.
fn json_file(name: impl Into<String>, value: &serde_json::Value) -> ConfigurationFile {
    file(name, format!("{value:#}\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn subject<'a>(uai: &'a Uai, raccord: &'a PublicUrl) -> Subject<'a> {
        Subject {
            uai,
            cas_key: CasKey::EntId,
            raccord,
            has_views: true,
            client: Some("0197"),
            services: ServiceAddresses::of(uai, None, &[], &api::Settings::default()).unwrap(),
        }
    }

    #[test]
    fn every_server_gets_files_with_the_real_addresses() {
        let (uai, raccord) = (Uai::parse("0990001N").unwrap(), "https://raccord.exemple.fr");
        let raccord = raccord.parse().unwrap();
        for server in CasServer::ALL {
            let files = write(server, &subject(&uai, &raccord)).files;
            let text: String = files.iter().map(|file| file.text.as_str()).collect();
            assert!(files.iter().any(|file| file.name == "LISEZ-MOI.txt"), "{server:?}");
            assert!(text.contains("idPronote"), "{server:?}");
            assert!(text.to_lowercase().contains("0990001n"), "{server:?}");
            for json in files.iter().filter(|file| file.text.starts_with('{')) {
                serde_json::from_str::<serde_json::Value>(&json.text).unwrap();
            }
        }
    }

    #[test]
    fn the_way_through_sql_is_closed_where_it_leads_nowhere() {
        let (uai, raccord) = (Uai::parse("0990001N").unwrap(), "https://raccord.exemple.fr");
        let raccord = raccord.parse().unwrap();
        let of = |change: &dyn Fn(&mut Subject<'_>)| {
            let mut subject = subject(&uai, &raccord);
            change(&mut subject);
            write(CasServer::LemonldapSql, &subject).unavailable
        };
        assert_eq!(of(&|_| ()), None);
        assert_eq!(of(&|s| s.cas_key = CasKey::Login), Some(Unavailable::LoginDigests));
        assert_eq!(of(&|s| s.has_views = false), Some(Unavailable::NoViews));
    }

    #[test]
    fn the_invented_school_is_never_released() {
        let uai = Uai::parse(domain::uai::DEMONSTRATION).unwrap();
        let raccord = "https://raccord.exemple.fr".parse().unwrap();
        let written = write(CasServer::Apereo, &subject(&uai, &raccord));
        assert_eq!(written.unavailable, Some(Unavailable::Demonstration));
    }
}
