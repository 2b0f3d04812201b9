//! What the operator says: command line, environment, a file, in this order of precedence. No default
//! is hidden elsewhere.

mod commands;
mod file;
mod public_url;
mod serve;

pub use commands::{AccountCommand, AuditCommand, CasConfig, ConfigCommand};
pub use file::read;
pub use public_url::{NotAPublicUrl, PublicUrl};
pub use serve::{Policy, SecondFactor, Serve, TicketValidation};

use clap::{Args, Parser, Subcommand};
use std::{net::SocketAddr, path::PathBuf};

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

#[cfg(test)]
mod tests {
    use super::*;

    pub(super) fn serve(arguments: &[&str]) -> Serve {
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
