//! An address as people paste it, taken apart, and what had to be corrected.

use serde::{Deserialize, Serialize};
use std::fmt;

/// An address of a web server, without query and fragment.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct WebAddress {
    /// With or without TLS.
    pub scheme: Scheme,
    /// Name or address, in small letters.
    pub host: String,
    /// Where it is not the scheme's own.
    pub port: Option<u16>,
    /// From the first slash on, in the case in which it was typed; never empty.
    pub path: String,
}

/// How a web server is spoken to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Scheme {
    /// Without TLS.
    Http,
    /// With TLS.
    Https,
}

/// Something that was not as it must be, and was put right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Correction {
    /// `https://` was missing.
    AddedScheme,
    /// The address was wrapped in a search engine's redirection.
    UnwrappedRedirect,
    /// Capitals in the name of the server mean nothing.
    LoweredHost,
    /// A page of the CAS server (`/login`, `/serviceValidate`) stood behind its address.
    DroppedCasPage,
    /// A page of PRONOTE (`eleve.html`) stood behind its address.
    DroppedPronotePage,
    /// `?…` or `#…` stood behind the address.
    DroppedQuery,
    /// The stars that are written for a CAS server stood behind the address.
    DroppedStars,
    /// An establishment's hosted PRONOTE was named without its folder.
    AddedFolder,
}

/// The text is no address of a web server.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotAnAddress;

/// Longest address that is read, in bytes: browsers and servers agree on about so much.
pub const MAX_ADDRESS: usize = 2_000;

impl WebAddress {
    /// Takes an address apart.
    ///
    /// # Errors
    /// [`NotAnAddress`] for another scheme, a name and password before the host, no host, characters
    /// that no address has.
    pub fn parse(text: &str) -> Result<(Self, Vec<Correction>), NotAnAddress> {
        let mut corrections = Vec::new();
        let mut text = text.trim().trim_matches(['<', '>', '"', '«', '»']).trim().to_owned();
        if text.len() > MAX_ADDRESS {
            return Err(NotAnAddress);
        }
        if let Some(target) = redirect_target(&text) {
            text = target;
            corrections.push(Correction::UnwrappedRedirect);
        }
        let (scheme, rest) = match split_scheme(&text) {
            Some(("https", rest)) => (Scheme::Https, rest),
            Some(("http", rest)) => (Scheme::Http, rest),
            Some(_) => return Err(NotAnAddress),
            None => {
                corrections.push(Correction::AddedScheme);
                (Scheme::Https, text.as_str())
            }
        };
        let rest = match rest.split_once(['?', '#']) {
            Some((before, _)) => {
                corrections.push(Correction::DroppedQuery);
                before
            }
            None => rest,
        };
        let (authority, path) = match rest.find('/') {
            Some(slash) => rest.split_at(slash),
            None => (rest, "/"),
        };
        let (host, port) = split_port(authority)?;
        if host.bytes().any(|b| b.is_ascii_uppercase()) {
            corrections.push(Correction::LoweredHost);
        }
        if !path.bytes().all(|b| b.is_ascii_alphanumeric() || b"/-._~%:@!$&'()*+,;=".contains(&b)) {
            return Err(NotAnAddress);
        }
        let address = Self { scheme, host: host.to_ascii_lowercase(), port, path: path.to_owned() };
        Ok((address, corrections))
    }

    /// Scheme, host and port: what a browser calls the origin.
    pub fn origin(&self) -> String {
        let scheme = self.scheme.as_str();
        match self.port {
            Some(port) => format!("{scheme}://{}:{port}", self.host),
            None => format!("{scheme}://{}", self.host),
        }
    }

    /// Whether nobody on the way can read along: TLS, or the same machine.
    pub fn is_private(&self) -> bool {
        self.scheme == Scheme::Https || self.is_same_machine()
    }

    /// Whether it is this very machine's.
    pub fn is_same_machine(&self) -> bool {
        ["localhost", "127.0.0.1", "[::1]"].contains(&self.host.as_str())
    }

    /// Whether it is a number instead of a name: an inner machine, as a rule.
    pub fn is_number(&self) -> bool {
        self.host.starts_with('[') || self.host.bytes().all(|b| b.is_ascii_digit() || b == b'.')
    }
}

impl Scheme {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Http => "http",
            Self::Https => "https",
        }
    }
}

impl fmt::Display for WebAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.origin(), self.path)
    }
}

/// An address as the value of a parameter, written as PRONOTE and its console do: slashes are encoded,
/// the colon, which a query may hold (RFC 3986, 3.4), is not.
pub fn as_parameter(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len() + 16);
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~:*".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            let digit = |n: u8| char::from(b"0123456789ABCDEF"[usize::from(n)]);
            encoded.extend(['%', digit(byte >> 4), digit(byte & 15)]);
        }
    }
    encoded
}

/// What stands before `://`, when that is a scheme.
fn split_scheme(text: &str) -> Option<(&'static str, &str)> {
    let (scheme, rest) = text.split_once("://")?;
    match scheme.to_ascii_lowercase().as_str() {
        "http" => Some(("http", rest)),
        "https" => Some(("https", rest)),
        other if other.contains(['/', '.', '?']) => None,
        _ => Some(("", rest)),
    }
}

fn split_port(authority: &str) -> Result<(&str, Option<u16>), NotAnAddress> {
    let (host, port) = match authority.rsplit_once(':') {
        Some((host, digits)) if !digits.ends_with(']') => {
            (host, Some(digits.parse::<u16>().map_err(|_| NotAnAddress)?))
        }
        _ => (authority, None),
    };
    let bracketed = host.starts_with('[') && host.ends_with(']');
    let plain = |b: u8| b.is_ascii_alphanumeric() || b == b'-' || b == b'.';
    let known = if bracketed {
        host[1..host.len() - 1].bytes().all(|b| b.is_ascii_hexdigit() || b == b':' || b == b'.')
    } else {
        host.bytes().all(plain) && !host.starts_with(['.', '-']) && !host.contains("..")
    };
    // One word is a machine of one's own network, but more often a slip; "localhost" is meant.
    let named = bracketed || host == "localhost" || host.contains('.');
    if known && named && !host.is_empty() { Ok((host, port)) } else { Err(NotAnAddress) }
}

/// The address inside `https://www.google.com/url?q=…`, which documents and mails carry when they were
/// copied from a search engine or its mail.
fn redirect_target(text: &str) -> Option<String> {
    let rest = text.split_once("://").map_or(text, |(_, rest)| rest);
    let (host, rest) = rest.split_once('/')?;
    let host = host.strip_prefix("www.").unwrap_or(host);
    let query = rest.strip_prefix("url?").filter(|_| host.starts_with("google."))?;
    let value =
        |name: &str| query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='));
    decode(value("q").or_else(|| value("url"))?)
}

fn decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'%' => {
                let (high, low) = (char::from(rest.next()?), char::from(rest.next()?));
                u8::try_from(high.to_digit(16)? * 16 + low.to_digit(16)?).ok()?
            }
            b'+' => b' ',
            other => other,
        });
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::Correction::{AddedScheme, DroppedQuery, LoweredHost, UnwrappedRedirect};
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str, corrections: &[Correction]) {
        let (address, found) = WebAddress::parse(text).unwrap();
        assert_eq!((address.to_string().as_str(), &found[..]), (expected, corrections), "{text}");
    }

    #[test]
    fn what_is_right_stays() {
        check("https://cas.agora06.fr/", "https://cas.agora06.fr/", &[]);
        check("http://127.0.0.1:8088/pronote/", "http://127.0.0.1:8088/pronote/", &[]);
        check("http://[::1]:81/Pronote/", "http://[::1]:81/Pronote/", &[]);
    }

    #[test]
    fn what_is_missing_is_added() {
        check("cas.agora06.fr", "https://cas.agora06.fr/", &[AddedScheme]);
        check(" <https://cas.agora06.fr> ", "https://cas.agora06.fr/", &[]);
    }

    #[test]
    fn the_host_has_no_capitals_the_path_keeps_its_own() {
        check("HTTPS://ENT.Exemple.FR/Pronote", "https://ent.exemple.fr/Pronote", &[LoweredHost]);
    }

    #[test]
    fn a_query_is_no_part_of_it() {
        check("https://ent.exemple.fr/a?b=c#d", "https://ent.exemple.fr/a", &[DroppedQuery]);
    }

    #[test]
    fn a_search_engines_redirection_is_taken_off() {
        check(
            "https://www.google.com/url?q=https%3A%2F%2Fcas.exemple.fr&sa=D",
            "https://cas.exemple.fr/",
            &[UnwrappedRedirect],
        );
    }

    #[test]
    fn what_is_no_address_is_refused() {
        for text in [
            "",
            "pronote",
            "ftp://x.fr/",
            "https://",
            "https://u:p@x.fr/",
            "https://a b.fr/",
            "javascript:alert(1)",
            "https://x.fr:99999/",
            "https://x.fr/<a>",
            "https://.fr",
        ] {
            assert_eq!(WebAddress::parse(text), Err(NotAnAddress), "{text}");
        }
        assert!(WebAddress::parse(&format!("https://x.fr/{}", "a".repeat(MAX_ADDRESS))).is_err());
    }

    #[test]
    fn a_parameter_is_written_as_pronote_writes_it() {
        let service = "https://0990001n.index-education.net/pronote/?a=b&c";
        let expected = "https:%2F%2F0990001n.index-education.net%2Fpronote%2F%3Fa%3Db%26c";
        assert_eq!(as_parameter(service), expected);
    }

    #[test]
    fn a_number_is_told_from_a_name() {
        let number = |text: &str| WebAddress::parse(text).unwrap().0.is_number();
        assert!(number("https://10.0.0.7/") && number("https://[fd00::1]/"));
        assert!(!number("https://cas.exemple.fr") && !number("http://localhost:81"));
    }

    #[test]
    fn only_tls_or_the_same_machine_is_private() {
        let private = |text: &str| WebAddress::parse(text).unwrap().0.is_private();
        assert!(private("https://cas.exemple.fr") && private("http://127.0.0.1:81/cas"));
        assert!(!private("http://cas.exemple.fr") && !private("http://127.0.0.1.exemple.fr"));
    }
}
