//! What a CAS server compares the address of a service with: PRONOTE's, and that of the
//! first-connection page.

use crate::config::PublicUrl;
use api::{Generation, Service, Settings, Sso};
use domain::{
    service::{NotAnAddress, PronoteAddress},
    uai::Uai,
};

/// The beginnings of the services' addresses, each with a slash at its end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ServiceAddresses(Vec<String>);

impl ServiceAddresses {
    /// Of an establishment: what was typed for this file, else the service's address, else the one that
    /// is set, else the vendor's.
    ///
    /// # Errors
    /// [`NotAnAddress`], also for what would break a file.
    pub(crate) fn of(
        uai: &Uai,
        typed: Option<&str>,
        services: &[Service],
        settings: &Settings,
    ) -> Result<Self, NotAnAddress> {
        let service = services.iter().find(|service| service.sso == Sso::PronoteCas);
        let known = typed.filter(|text| !text.trim().is_empty());
        let known = known.or(service.map(|service| service.url.as_str()));
        let pronote = match known.or(settings.pronote_url.as_deref()) {
            Some(text) => PronoteAddress::parse(text)?.0,
            None => PronoteAddress::hosted(uai),
        };
        // A hosted PRONOTE asks with https, however its address was typed; an old one reads tickets
        // beside its folder.
        let pronote = pronote.uai().map_or(pronote, |uai| PronoteAddress::hosted(&uai));
        let mut all = vec![pronote.to_string()];
        if pronote.is_hosted() || settings.generation == Generation::Console {
            all.push(format!("{}/pronote.net/", pronote.origin()));
        }
        let plain = |c: char| c.is_ascii_alphanumeric() || "/-._~:".contains(c);
        if all[0].chars().all(plain) { Ok(Self(all)) } else { Err(NotAnAddress) }
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

    fn of(typed: &str, settings: &Settings) -> Result<Vec<String>, NotAnAddress> {
        let uai = Uai::parse("0990001N").unwrap();
        ServiceAddresses::of(&uai, Some(typed), &[], settings).map(|addresses| addresses.0)
    }

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        assert_eq!(of(text, &Settings::default()).unwrap(), expected);
    }

    const HOSTED: [&str; 2] = [
        "https://0990001n.index-education.net/pronote/",
        "https://0990001n.index-education.net/pronote.net/",
    ];

    #[test]
    fn an_address_is_cut_behind_its_folder() {
        check("http://127.0.0.1:9999/pronote/", &["http://127.0.0.1:9999/pronote/"]);
        check(
            " https://notes.exemple.fr/pronote/eleve.html?x=1 ",
            &["https://notes.exemple.fr/pronote/"],
        );
        check("https://notes.exemple.fr", &["https://notes.exemple.fr/"]);
    }

    #[test]
    fn a_hosted_one_has_both_places_and_tls() {
        check("", &HOSTED);
        check("http://0990001N.index-education.net", &HOSTED);
    }

    #[test]
    fn an_old_server_reads_tickets_beside_its_folder() {
        let old = Settings { generation: Generation::Console, ..Settings::default() };
        let expected =
            ["http://notes.exemple.fr:81/Pronote/", "http://notes.exemple.fr:81/pronote.net/"];
        assert_eq!(of("http://notes.exemple.fr:81/Pronote/", &old).unwrap(), expected);
    }

    #[test]
    fn what_would_break_a_file_is_refused() {
        for text in
            ["pronote", "ftp://x/", "https://a\"b/", "https://x.fr/$(rm)/", "https://u:p@x.fr/"]
        {
            assert_eq!(of(text, &Settings::default()), Err(NotAnAddress), "{text}");
        }
    }

    #[test]
    fn a_pattern_matches_all_beginnings() {
        let uai = Uai::parse("0990001N").unwrap();
        let raccord = "https://raccord.exemple.fr".parse().unwrap();
        let settings = Settings::default();
        let hosted = ServiceAddresses::of(&uai, None, &[], &settings).unwrap();
        let hosted = hosted.with_access_page(&uai, &raccord);
        let host = "https://0990001n\\.index-education\\.net";
        let expected = format!(
            "^(?i:{host}/pronote/|{host}/pronote\\.net/|https://raccord\\.exemple\\.fr/acces/0990001N/).*"
        );
        assert_eq!(hosted.pattern(), expected);
        let own = Some("http://127.0.0.1:9999/pronote/");
        let own = ServiceAddresses::of(&uai, own, &[], &settings).unwrap();
        assert_eq!(own.pattern(), "^(?i:http://127\\.0\\.0\\.1:9999/pronote/).*");
    }
}
