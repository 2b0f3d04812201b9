//! What the operator says: command line and environment, nothing else. No file is read here and
//! no default is hidden elsewhere.

use clap::{Args, Parser, Subcommand};
use std::{net::SocketAddr, str::FromStr};

/// Links the accounts of a school's portal with those of its PRONOTE base.
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
}

/// Settings of the server.
#[derive(Clone, Debug, Args)]
pub struct Serve {
    /// Address and port to listen on.
    #[arg(long, env = "RACCORD_LISTEN", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,

    /// Where everything is stored: `sqlite:` and the path of a file.
    #[arg(long, env = "RACCORD_DATABASE", default_value = "sqlite:data/raccord.db")]
    pub database: String,

    /// Address under which browsers reach the server; by default `http://` and the one to listen
    /// on. With https, cookies travel over TLS only.
    #[arg(long, env = "RACCORD_PUBLIC_URL")]
    public_url: Option<PublicUrl>,
}

impl Cli {
    /// What is asked for; to serve, when nothing is said.
    pub fn command(self) -> Command {
        self.command.unwrap_or(Command::Serve(self.serve))
    }
}

impl Serve {
    /// Address under which browsers reach the server.
    pub fn public_url(&self) -> PublicUrl {
        let listened = || PublicUrl(format!("http://{}", self.listen));
        self.public_url.clone().unwrap_or_else(listened)
    }
}

/// Scheme, host and port under which browsers reach the server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicUrl(String);

/// The text is no address of a server.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected http:// or https:// and a host, without a path")]
pub struct NotAPublicUrl;

impl PublicUrl {
    /// Whether browsers reach the server over TLS.
    pub fn is_secure(&self) -> bool {
        self.0.starts_with("https://")
    }

    /// The address of a page; `path` begins with a slash.
    pub fn page(&self, path: &str) -> String {
        format!("{}{path}", self.0)
    }
}

impl FromStr for PublicUrl {
    type Err = NotAPublicUrl;

    fn from_str(text: &str) -> Result<Self, NotAPublicUrl> {
        let url = text.strip_suffix('/').unwrap_or(text);
        let host = url.strip_prefix("https://").or(url.strip_prefix("http://"));
        match host {
            Some(host) if !host.is_empty() && !host.contains(['/', '?', '#', '@', ' ']) => {
                Ok(Self(url.to_owned()))
            }
            _ => Err(NotAPublicUrl),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn serve(arguments: &[&str]) -> Serve {
        let cli = Cli::try_parse_from(["raccord"].iter().chain(arguments)).unwrap();
        let Command::Serve(serve) = cli.command();
        serve
    }

    #[test]
    fn to_serve_is_what_it_does_alone() {
        for arguments in
            [&["--listen", "127.0.0.1:9000"][..], &["serve", "--listen", "127.0.0.1:9000"]]
        {
            assert_eq!(serve(arguments).listen.port(), 9000);
        }
    }

    #[test]
    fn the_public_url_follows_the_address_it_listens_on() {
        let serve = serve(&["--listen", "127.0.0.1:9000"]);
        assert_eq!(serve.public_url().page("/aide"), "http://127.0.0.1:9000/aide");
        assert!(!serve.public_url().is_secure());
    }

    #[test]
    fn a_public_url_has_a_scheme_and_a_host() {
        let url: PublicUrl = "https://raccord.exemple.fr/".parse().unwrap();
        assert!(url.is_secure());
        assert_eq!(url.page("/aide"), "https://raccord.exemple.fr/aide");
        for text in ["", "raccord.exemple.fr", "ftp://x", "https://", "https://x/raccord"] {
            assert_eq!(text.parse::<PublicUrl>(), Err(NotAPublicUrl), "{text}");
        }
    }
}
