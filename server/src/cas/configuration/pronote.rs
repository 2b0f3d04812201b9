//! Where PRONOTE is: what a CAS server compares the address of a service with.

use axum::http::Uri;
use domain::uai::Uai;

/// The beginnings of PRONOTE's addresses, each with a slash at its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PronoteAddress(Vec<String>);

/// The text is no address of a web server.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected the address of PRONOTE, such as https://0990001n.index-education.net/pronote/")]
pub(crate) struct NotAPronoteAddress;

impl PronoteAddress {
    /// What the vendor gives to a hosted establishment: PRONOTE, and the place where it reads tickets.
    pub(crate) fn of(uai: &Uai) -> Self {
        let host = format!("https://{}.index-education.net", uai.as_str().to_lowercase());
        Self(vec![format!("{host}/pronote/"), format!("{host}/pronote.net/")])
    }

    /// An address as an administrator copies it: whatever follows the last slash is left out.
    ///
    /// # Errors
    /// [`NotAPronoteAddress`].
    pub(crate) fn parse(text: &str) -> Result<Self, NotAPronoteAddress> {
        let url: Uri = text.trim().parse().map_err(|_| NotAPronoteAddress)?;
        let (Some(scheme @ ("http" | "https")), Some(host)) = (url.scheme_str(), url.authority())
        else {
            return Err(NotAPronoteAddress);
        };
        let plain = |c: char| c.is_ascii_alphanumeric() || "/-._~:".contains(c);
        let folder = url.path().rsplit_once('/').map_or("", |(folder, _)| folder);
        if !host.as_str().chars().chain(folder.chars()).all(plain) {
            return Err(NotAPronoteAddress);
        }
        Ok(Self(vec![format!("{scheme}://{host}{folder}/")]))
    }

    /// The beginnings, for servers that compare beginnings.
    pub(crate) fn prefixes(&self) -> &[String] {
        &self.0
    }

    /// One regular expression for all of them, for servers that compare so. The host may be written in
    /// capitals.
    pub(crate) fn pattern(&self) -> String {
        let escaped = self.0.iter().map(|prefix| prefix.replace('.', "\\."));
        let all: Vec<_> = escaped.collect();
        match &all[..] {
            [one] => format!("^(?i:{one}).*"),
            all => format!("^(?i:{}).*", all.join("|")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Result<&str, NotAPronoteAddress>) {
        let parsed = PronoteAddress::parse(text);
        assert_eq!(parsed.as_ref().map(|a| a.prefixes()[0].as_str()), expected.as_ref().copied());
    }

    #[test]
    fn an_address_is_cut_behind_its_last_slash() {
        check("http://127.0.0.1:9999/pronote/", Ok("http://127.0.0.1:9999/pronote/"));
        check(
            " https://notes.exemple.fr/pronote/eleve.html?x=1 ",
            Ok("https://notes.exemple.fr/pronote/"),
        );
        check("https://notes.exemple.fr", Ok("https://notes.exemple.fr/"));
    }

    #[test]
    fn what_would_break_a_file_is_refused() {
        let refused =
            ["", "pronote", "ftp://x/", "https://a\"b/", "https://x/$(rm)/", "https://u:p@x/"];
        for text in refused {
            check(text, Err(NotAPronoteAddress));
        }
    }

    #[test]
    fn a_pattern_matches_all_beginnings() {
        let hosted = PronoteAddress::of(&Uai::parse("0990001N").unwrap());
        let host = "https://0990001n\\.index-education\\.net";
        assert_eq!(hosted.pattern(), format!("^(?i:{host}/pronote/|{host}/pronote\\.net/).*"));
        let own = PronoteAddress::parse("http://127.0.0.1:9999/pronote/").unwrap();
        assert_eq!(own.pattern(), "^(?i:http://127\\.0\\.0\\.1:9999/pronote/).*");
    }
}
