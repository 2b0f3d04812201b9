//! What the operator says: command line, environment, a file, in this order of precedence. No default
//! is hidden elsewhere.

mod file;
mod public_url;

pub use file::read;
pub use public_url::{NotAPublicUrl, PublicUrl};

use crate::SignInPortal;
use api::{CasServer, Validation};
use clap::{Args, Parser, Subcommand, ValueEnum};
use domain::service::CasAddress;
use std::{net::SocketAddr, path::PathBuf, sync::Arc};

/// The commented example, as `raccord config example` prints it.
pub const EXAMPLE: &str = include_str!("example.toml");

/// Links the accounts of a school's portal with those of its PRONOTE base.
///
/// Alone, it serves on <http://127.0.0.1:8080> and stores everything in ./data. Every option can be
/// given on the command line, in the environment, or in a file named by --config.
#[derive(Debug, Parser)]
#[command(name = "raccord", version, args_conflicts_with_subcommands = true)]
pub struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    serve: Serve,
}

/// What the program can do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve the page and its data. This is what `raccord` alone does.
    Serve(Serve),
    /// List accounts, and make one-time links when nobody can sign in.
    #[command(subcommand)]
    Account(AccountCommand),
    /// Write a whole copy of the database to a file, while the server works.
    Backup {
        /// Where everything is stored.
        #[command(flatten)]
        database: Database,
        /// File to be made. It must not exist yet.
        #[arg(long)]
        to: PathBuf,
    },
    /// Put a copy in the place of a database that is not there any more, after looking at it.
    Restore {
        /// Where everything is stored.
        #[command(flatten)]
        database: Database,
        /// File that `raccord backup` or the server's schedule made.
        #[arg(long)]
        from: PathBuf,
    },
    /// Copy everything from one database into an empty one, SQLite or PostgreSQL.
    Migrate {
        /// Database to read. Stop the server first.
        #[arg(long)]
        from: String,
        /// Empty database to fill.
        #[arg(long)]
        to: String,
    },
    /// Write the files that make an existing CAS server send `idPronote`, without secrets.
    CasConfig(CasConfig),
    /// Look at the audit trail.
    #[command(subcommand)]
    Audit(AuditCommand),
    /// Look at the configuration.
    #[command(subcommand)]
    Config(ConfigCommand),
}

/// What can be done about accounts without signing in.
#[derive(Debug, Subcommand)]
pub enum AccountCommand {
    /// List the accounts.
    List {
        /// Where everything is stored.
        #[command(flatten)]
        database: Database,
    },
    /// Make a one-time link to a new account that may do everything.
    Invite {
        /// Where everything is stored.
        #[command(flatten)]
        database: Database,
        /// How browsers reach the server.
        #[command(flatten)]
        address: PublicAddress,
    },
    /// Make a one-time link to a new password for an account, and take its second factors away.
    Reset {
        /// Where everything is stored.
        #[command(flatten)]
        database: Database,
        /// How browsers reach the server.
        #[command(flatten)]
        address: PublicAddress,
        /// Name of the account.
        name: String,
    },
}

/// What can be done with the audit trail.
#[derive(Debug, Subcommand)]
pub enum AuditCommand {
    /// Check that no entry was changed or taken out; prints the last hash, to be noted elsewhere.
    Verify {
        /// Where everything is stored.
        #[command(flatten)]
        database: Database,
    },
}

/// What can be done with the configuration.
#[derive(Debug, Subcommand)]
pub enum ConfigCommand {
    /// Print a commented configuration file with every option and its default.
    Example,
}

/// Which CAS server's files are wanted, and for whom.
#[derive(Clone, Debug, Args)]
pub struct CasConfig {
    /// Where everything is stored.
    #[command(flatten)]
    pub database: Database,
    /// How the CAS server reaches Raccord.
    #[command(flatten)]
    pub address: PublicAddress,
    /// The establishment, for instance 0990001N.
    #[arg(long)]
    pub uai: String,
    /// lemonldap, lemonldap-sql, apereo, django, keycloak or eolesso.
    #[arg(long, value_parser = cas_server)]
    pub server: CasServer,
    /// Number of the CAS server among those that may ask, as the page shows it.
    #[arg(long)]
    pub client: Option<String>,
    /// PRONOTE's address; by default <https://UAI.index-education.net/pronote/>.
    #[arg(long)]
    pub pronote: Option<String>,
    /// Folder to write into; without it everything is printed.
    #[arg(long)]
    pub to: Option<PathBuf>,
}

fn cas_server(text: &str) -> Result<CasServer, String> {
    let word = serde_json::Value::from(text.replace('-', "_"));
    serde_json::from_value(word).map_err(|_| "no such CAS server".to_owned())
}

/// Where everything is stored.
#[derive(Clone, Debug, Args)]
pub struct Database {
    /// `sqlite:` and the path of a file, or `postgres://user:password@host/database`.
    // A password must not show in --help.
    #[arg(
        long,
        env = "RACCORD_DATABASE",
        default_value = "sqlite:data/raccord.db",
        hide_env_values = true
    )]
    pub database: String,
}

/// How browsers reach the server.
#[derive(Clone, Debug, Args)]
pub struct PublicAddress {
    /// Address under which browsers reach the server; by default `http://` and the one to listen on.
    /// With https, cookies travel over TLS only.
    #[arg(long, env = "RACCORD_PUBLIC_URL")]
    public_url: Option<PublicUrl>,

    /// Address and port to listen on.
    #[arg(long, env = "RACCORD_LISTEN", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,
}

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

impl Cli {
    /// What is asked for; to serve, when nothing is said.
    pub fn command(self) -> Command {
        self.command.unwrap_or(Command::Serve(self.serve))
    }
}

impl PublicAddress {
    /// Address under which browsers reach the server.
    pub fn public_url(&self) -> PublicUrl {
        let listened = || PublicUrl::of_listener(self.listen);
        self.public_url.clone().unwrap_or_else(listened)
    }
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
    use super::*;

    fn serve(arguments: &[&str]) -> Serve {
        let cli = Cli::try_parse_from(["raccord"].iter().chain(arguments)).unwrap();
        let Command::Serve(serve) = cli.command() else { panic!("it serves") };
        serve
    }

    #[test]
    fn to_serve_is_what_it_does_alone() {
        for arguments in
            [&["--listen", "127.0.0.1:9000"][..], &["serve", "--listen", "127.0.0.1:9000"]]
        {
            assert_eq!(serve(arguments).address.listen.port(), 9000);
        }
    }

    #[test]
    fn the_public_url_follows_the_address_it_listens_on() {
        let address = serve(&["--listen", "127.0.0.1:9000"]).address;
        assert_eq!(address.public_url().page("/aide"), "http://127.0.0.1:9000/aide");
        assert!(!address.public_url().is_secure());
    }

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
    fn every_command_is_understood() {
        for arguments in [
            &["account", "list"][..],
            &["account", "invite", "--public-url", "https://raccord.exemple.fr"],
            &["account", "reset", "Ada"],
            &["backup", "--to", "copy.db"],
            &["restore", "--from", "copy.db", "--database", "sqlite:new.db"],
            &["migrate", "--from", "sqlite:a.db", "--to", "postgres://localhost/raccord"],
            &["audit", "verify"],
            &["cas-config", "--uai", "0990001N", "--server", "lemonldap-sql", "--to", "out"],
            &["config", "example"],
        ] {
            let parsed = Cli::try_parse_from(["raccord"].iter().chain(arguments));
            assert!(parsed.is_ok(), "{arguments:?}");
        }
    }
}
