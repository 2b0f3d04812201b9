//! What else the program can do than serve, and with which arguments.

use super::{Database, PublicAddress};
use api::CasServer;
use clap::{Args, Subcommand};
use std::path::PathBuf;

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
