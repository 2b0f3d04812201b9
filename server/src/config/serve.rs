//! What the operator says of the server: every option of `raccord serve`.

use super::{Database, PublicAddress, PublicUrl};
use crate::SignInPortal;
use api::{About, Validation};
use clap::{Args, ValueEnum};
use domain::service::CasAddress;
use std::{path::PathBuf, sync::Arc};

/// Settings of the server.
#[derive(Clone, Debug, Args)]
pub struct Serve {
    /// How browsers reach the server.
    #[command(flatten)]
    pub address: PublicAddress,

    /// Where everything is stored.
    #[command(flatten)]
    pub database: Database,

    /// A TOML file with any of these options, without the dashes in front.
    #[arg(long, env = "RACCORD_CONFIG")]
    pub config: Option<PathBuf>,

    /// Whether accounts must have a second factor beside their password.
    #[arg(long, env = "RACCORD_SECOND_FACTOR", value_enum, default_value_t)]
    pub second_factor: SecondFactor,

    /// The server is reached through a proxy alone: the last address in X-Forwarded-For is the
    /// visitor's. Without a proxy anybody could choose theirs.
    #[arg(long, env = "RACCORD_BEHIND_PROXY")]
    pub behind_proxy: bool,

    /// Requests that one address may make in a second, ten seconds' worth of them at once; 0: no
    /// limit. A whole school is behind one address: its pupils and their first connection count
    /// together.
    #[arg(long, env = "RACCORD_REQUESTS_PER_SECOND", default_value_t = 100)]
    pub requests_per_second: u32,

    /// The same for requests with one secret of a CAS server, whatever address they come from.
    #[arg(long, env = "RACCORD_CAS_REQUESTS_PER_SECOND", default_value_t = 2_000)]
    pub cas_requests_per_second: u32,

    /// Serve the OpenAPI document of the API on /api/openapi.json, for development.
    #[arg(long, env = "RACCORD_OPENAPI")]
    pub openapi: bool,

    /// CAS server of the portal through which administrators may sign in, where their accounts have an
    /// ENT id; without it they sign in with their passwords.
    #[arg(long, env = "RACCORD_SIGN_IN_CAS", value_parser = cas_address)]
    pub sign_in_cas: Option<Arc<CasAddress>>,

    /// How that CAS server validates its tickets.
    #[arg(long, env = "RACCORD_SIGN_IN_CAS_VALIDATION", value_enum, default_value_t)]
    pub sign_in_cas_validation: TicketValidation,

    /// Who publishes this server, for the accessibility statement: a region, an establishment.
    #[arg(long, env = "RACCORD_PUBLISHER")]
    pub publisher: Option<String>,

    /// How to reach them about accessibility, as it is to be read: an address, a telephone number.
    #[arg(long, env = "RACCORD_CONTACT")]
    pub contact: Option<String>,

    /// Certificate and its chain (PEM), to do TLS without a proxy. Read again every hour.
    #[arg(long, env = "RACCORD_TLS_CERTIFICATE", requires = "tls_key")]
    pub tls_certificate: Option<PathBuf>,

    /// Key of the certificate (PEM).
    #[arg(long, env = "RACCORD_TLS_KEY", requires = "tls_certificate")]
    pub tls_key: Option<PathBuf>,

    /// Folder for copies of an SQLite database; none are made without it.
    #[arg(long, env = "RACCORD_BACKUP_FOLDER")]
    pub backup_folder: Option<PathBuf>,

    /// Hours between two copies.
    #[arg(long, env = "RACCORD_BACKUP_EVERY", default_value_t = 24, value_parser = clap::value_parser!(u16).range(1..))]
    pub backup_every: u16,

    /// Copies that are kept; older ones are deleted.
    #[arg(long, env = "RACCORD_BACKUP_KEEP", default_value_t = 14, value_parser = clap::value_parser!(u16).range(1..))]
    pub backup_keep: u16,
}

/// How a CAS server validates its tickets.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum TicketValidation {
    /// CAS 3.0: `/p3/serviceValidate`.
    #[default]
    Cas3,
    /// SAML 1.1: `/samlValidate`.
    Saml11,
}

/// An address that a ticket can be sent to: it is worth an account, so nobody on the way may read it.
fn cas_address(text: &str) -> Result<Arc<CasAddress>, String> {
    match CasAddress::parse(text) {
        Ok((address, _)) if address.is_private() => Ok(Arc::new(address)),
        _ => Err("not the https address of a CAS server".to_owned()),
    }
}

/// Whether accounts must have a second factor.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum SecondFactor {
    /// Those who want one have one.
    #[default]
    Optional,
    /// Whoever has none can do nothing but add one.
    Required,
}

/// What the operator demands of requests.
/// By default nothing: see [`Serve`] for what the operator is given.
#[derive(Clone, Copy, Debug, Default)]
pub struct Policy {
    /// Accounts must have a second factor.
    pub second_factor_required: bool,
    /// The visitor's address is what the proxy says.
    pub behind_proxy: bool,
    /// Requests that one address may make in a second, on average; 0: as many as it likes.
    pub requests_per_second: u32,
    /// Requests that may come in a second with one secret of a CAS server; 0: as many as it likes.
    pub cas_requests_per_second: u32,
    /// The `OpenAPI` document is served.
    pub openapi: bool,
}

impl Serve {
    /// Address under which browsers reach the server.
    pub fn public_url(&self) -> PublicUrl {
        match (&self.address.public_url, &self.tls_certificate) {
            (None, Some(_)) => PublicUrl::of_tls_listener(self.address.listen),
            _ => self.address.public_url(),
        }
    }

    /// Through which portal one may sign in.
    pub fn sign_in_portal(&self) -> Option<SignInPortal> {
        let validation = match self.sign_in_cas_validation {
            TicketValidation::Cas3 => Validation::Cas3,
            TicketValidation::Saml11 => Validation::Saml11,
        };
        self.sign_in_cas.clone().map(|cas| SignInPortal { cas, validation })
    }

    /// What anybody may know of the server.
    pub fn about(&self) -> About {
        About { publisher: self.publisher.clone(), contact: self.contact.clone() }
    }

    /// What is demanded of requests.
    pub fn policy(&self) -> Policy {
        Policy {
            second_factor_required: self.second_factor == SecondFactor::Required,
            behind_proxy: self.behind_proxy,
            requests_per_second: self.requests_per_second,
            cas_requests_per_second: self.cas_requests_per_second,
            openapi: self.openapi,
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::config::{Cli, tests::serve};
    use api::Validation;
    use clap::Parser as _;

    #[test]
    fn with_a_certificate_it_is_reached_over_tls() {
        let tls = ["--tls-certificate", "cert.pem", "--tls-key", "key.pem"];
        assert!(serve(&tls).public_url().is_secure());
        assert!(Cli::try_parse_from(["raccord", "--tls-key", "key.pem"]).is_err());
    }

    #[test]
    fn one_signs_in_through_a_portal_that_nobody_overhears() {
        let portal = serve(&["--sign-in-cas", "https://cas.exemple.fr/cas"]).sign_in_portal();
        assert_eq!(portal.unwrap().validation, Validation::Cas3);
        assert!(serve(&[]).sign_in_portal().is_none());
        for address in ["http://cas.exemple.fr", "cas", ""] {
            let parsed = Cli::try_parse_from(["raccord", "--sign-in-cas", address]);
            assert!(parsed.is_err(), "{address}");
        }
    }

    #[test]
    fn the_operator_says_who_they_are() {
        let about = serve(&["--publisher", "Région Fictive", "--contact", "a@exemple.fr"]).about();
        assert_eq!(about.publisher.as_deref(), Some("Région Fictive"));
        assert_eq!(serve(&[]).about(), api::About::default());
    }
}
