//! What a CAS server compares the address of a service with: PRONOTE's, and that of the
//! first-connection page.

use crate::config::PublicUrl;
use domain::{
    service::{NotAnAddress, PronoteAddress},
    uai::Uai,
};

/// The beginnings of the services' addresses, each with a slash at its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ServiceAddresses(Vec<String>);

impl ServiceAddresses {
    /// What the vendor gives to a hosted establishment: PRONOTE, and the place where it reads tickets
    /// when it is an old one.
    pub(crate) fn hosted(uai: &Uai) -> Self {
        let pronote = PronoteAddress::hosted(uai);
        Self(vec![pronote.to_string(), format!("{}/pronote.net/", pronote.origin())])
    }

    /// PRONOTE's address as an administrator pastes it.
    ///
    /// # Errors
    /// [`NotAnAddress`], also for what would break a file.
    pub(crate) fn parse(text: &str) -> Result<Self, NotAnAddress> {
        let pronote = PronoteAddress::parse(text)?.0.to_string();
        let plain = |c: char| c.is_ascii_alphanumeric() || "/-._~:".contains(c);
        if pronote.chars().all(plain) { Ok(Self(vec![pronote])) } else { Err(NotAnAddress) }
    }

    /// And the establishment's first-connection page, which is a CAS client itself.
    pub(crate) fn with_access_page(mut self, uai: &Uai, raccord: &PublicUrl) -> Self {
        self.0.push(raccord.page(&format!("/acces/{uai}/")));
        self
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
    fn check(text: &str, expected: Result<&str, NotAnAddress>) {
        let parsed = ServiceAddresses::parse(text);
        assert_eq!(parsed.as_ref().map(|a| a.prefixes()[0].as_str()), expected.as_ref().copied());
    }

    #[test]
    fn an_address_is_cut_behind_its_folder() {
        check("http://127.0.0.1:9999/pronote/", Ok("http://127.0.0.1:9999/pronote/"));
        check(
            " https://notes.exemple.fr/pronote/eleve.html?x=1 ",
            Ok("https://notes.exemple.fr/pronote/"),
        );
        check("https://notes.exemple.fr", Ok("https://notes.exemple.fr/"));
    }

    #[test]
    fn what_would_break_a_file_is_refused() {
        let refused = [
            "",
            "pronote",
            "ftp://x/",
            "https://a\"b/",
            "https://x.fr/$(rm)/",
            "https://u:p@x.fr/",
        ];
        for text in refused {
            check(text, Err(NotAnAddress));
        }
    }

    #[test]
    fn a_pattern_matches_all_beginnings() {
        let uai = Uai::parse("0990001N").unwrap();
        let raccord = "https://raccord.exemple.fr".parse().unwrap();
        let hosted = ServiceAddresses::hosted(&uai).with_access_page(&uai, &raccord);
        let host = "https://0990001n\\.index-education\\.net";
        let expected = format!(
            "^(?i:{host}/pronote/|{host}/pronote\\.net/|https://raccord\\.exemple\\.fr/acces/0990001N/).*"
        );
        assert_eq!(hosted.pattern(), expected);
        let own = ServiceAddresses::parse("http://127.0.0.1:9999/pronote/").unwrap();
        assert_eq!(own.pattern(), "^(?i:http://127\\.0\\.0\\.1:9999/pronote/).*");
    }
}
