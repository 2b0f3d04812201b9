//! Scheme, host and port under which browsers reach the server.

use std::{net::SocketAddr, str::FromStr};

/// Scheme, host and port under which browsers reach the server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicUrl(String);

/// The text is no address of a server.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected http:// or https:// and a host, without a path")]
pub struct NotAPublicUrl;

impl PublicUrl {
    /// The address of a server that nothing stands in front of.
    pub fn of_listener(listen: SocketAddr) -> Self {
        Self(format!("http://{listen}"))
    }

    /// The same of one that does TLS itself.
    pub fn of_tls_listener(listen: SocketAddr) -> Self {
        Self(format!("https://{listen}"))
    }

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
