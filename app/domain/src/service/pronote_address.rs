//! Where PRONOTE is, and every address that follows from it.

use crate::service::web_address::{Correction, NotAnAddress, WebAddress};
use crate::uai::Uai;
use serde::{Deserialize, Serialize};
use std::fmt;

/// The address of an establishment's PRONOTE, its folder included: ends with a slash.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct PronoteAddress(WebAddress);

/// Which screens the PRONOTE server has for delegating to CAS.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Generation {
    /// 2011 to 2014: tab "Intégration dans un ENT" of the console.
    Console,
    /// 2018 and later: menu "Déléguer l'authentification".
    Delegation,
}

/// A space that PRONOTE publishes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Space {
    /// Where one chooses one's space.
    Common,
    /// Espace Professeurs.
    Teachers,
    /// Espace Vie scolaire.
    SchoolLife,
    /// Espace Parents.
    Parents,
    /// Espace Élèves.
    Students,
    /// Espace Entreprise.
    Company,
    /// Espace Académie.
    Academy,
}

/// What a hosted PRONOTE's name ends with.
const HOSTED: &str = ".index-education.net";

/// What the mobile application and others ask for first; the number is the same everywhere.
const MOBILE_INFO: &str = "InfoMobileApp.json?id=0D264427-EEFC-4810-A9E9-346942A862A4";

impl PronoteAddress {
    /// The address that the vendor gives to a hosted establishment.
    pub fn hosted(uai: &Uai) -> Self {
        Self(WebAddress {
            scheme: super::web_address::Scheme::Https,
            host: format!("{}{HOSTED}", uai.as_str().to_lowercase()),
            port: None,
            path: "/pronote/".to_owned(),
        })
    }

    /// Reads an address as an administrator pastes it, and puts it right: port and case of the path
    /// are kept.
    ///
    /// # Errors
    /// [`NotAnAddress`].
    pub fn parse(text: &str) -> Result<(Self, Vec<Correction>), NotAnAddress> {
        let (mut address, mut corrections) = WebAddress::parse(text)?;
        if address.path.ends_with('*') {
            address.path.truncate(address.path.trim_end_matches('*').len());
            corrections.push(Correction::DroppedStars);
        }
        let page = address.path.rsplit('/').next().unwrap_or_default();
        if page.contains('.') {
            address.path.truncate(address.path.len() - page.len());
            corrections.push(Correction::DroppedPronotePage);
        }
        if !address.path.ends_with('/') {
            address.path.push('/');
        }
        if address.path == "/" && address.host.ends_with(HOSTED) {
            "/pronote/".clone_into(&mut address.path);
            corrections.push(Correction::AddedFolder);
        }
        Ok((Self(address), corrections))
    }

    /// Whether the vendor hosts it.
    pub fn is_hosted(&self) -> bool {
        self.0.host.ends_with(HOSTED)
    }

    /// The UAI in the name of a hosted PRONOTE.
    pub fn uai(&self) -> Option<Uai> {
        Uai::parse(self.0.host.strip_suffix(HOSTED)?).ok()
    }

    /// What PRONOTE is reached by without the portal, once it delegates: with PRONOTE's own name and
    /// password.
    pub fn direct(&self, generation: Generation) -> String {
        match generation {
            // The former console writes it at the root, without TLS.
            Generation::Console if self.is_hosted() => {
                format!("http://{}/?login=true", self.0.host)
            }
            _ => format!("{self}?login=true"),
        }
    }

    /// What a CAS server is told to compare the service with: everything under PRONOTE.
    pub fn for_cas(&self, generation: Generation) -> String {
        format!("{}**", self.service(generation))
    }

    /// The service for which PRONOTE asks a ticket.
    pub fn service(&self, generation: Generation) -> String {
        match generation {
            Generation::Console => format!("{}/pronote.net/cas/", self.0.origin()),
            Generation::Delegation => self.to_string(),
        }
    }

    /// Tells whether this PRONOTE delegates, and to which CAS server.
    pub fn mobile_info(&self) -> String {
        format!("{self}{MOBILE_INFO}")
    }

    /// The address of a space, and that of its mobile version where it has one.
    pub fn space(&self, space: Space) -> (String, Option<String>) {
        let Some(page) = space.page() else { return (self.to_string(), None) };
        let mobile = space.has_mobile().then(|| format!("{self}mobile.{page}"));
        (format!("{self}{page}"), mobile)
    }

    /// Its origin: where a browser that leaves for PRONOTE goes.
    pub fn origin(&self) -> String {
        self.0.origin()
    }
}

impl fmt::Display for PronoteAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Space {
    /// All of them, in the order of the console.
    pub const ALL: [Self; 7] = [
        Self::Common,
        Self::Teachers,
        Self::SchoolLife,
        Self::Parents,
        Self::Students,
        Self::Company,
        Self::Academy,
    ];

    const fn page(self) -> Option<&'static str> {
        match self {
            Self::Common => None,
            Self::Teachers => Some("professeur.html"),
            Self::SchoolLife => Some("viescolaire.html"),
            Self::Parents => Some("parent.html"),
            Self::Students => Some("eleve.html"),
            Self::Company => Some("entreprise.html"),
            Self::Academy => Some("academie.html"),
        }
    }

    const fn has_mobile(self) -> bool {
        matches!(self, Self::Teachers | Self::Parents | Self::Students)
    }
}

#[cfg(test)]
mod tests {
    use super::Generation::{Console, Delegation};
    use super::*;

    fn hosted(uai: &str) -> PronoteAddress {
        PronoteAddress::hosted(&Uai::parse(uai).unwrap())
    }

    #[track_caller]
    fn check(text: &str, expected: &str, corrections: &[Correction]) {
        let (address, found) = PronoteAddress::parse(text).unwrap();
        assert_eq!((address.to_string().as_str(), &found[..]), (expected, corrections), "{text}");
    }

    #[test]
    fn a_hosted_establishment_has_the_vendors_address() {
        assert_eq!(hosted("0312609T").to_string(), "https://0312609t.index-education.net/pronote/");
        assert_eq!(hosted("0312609T").uai(), Uai::parse("0312609T").ok());
    }

    #[test]
    fn a_pasted_address_is_put_right() {
        check(
            "http://0312609T.index-education.net",
            "http://0312609t.index-education.net/pronote/",
            &[Correction::LoweredHost, Correction::AddedFolder],
        );
        check(
            "https://0312609t.index-education.net/pronote/eleve.html",
            "https://0312609t.index-education.net/pronote/",
            &[Correction::DroppedPronotePage],
        );
        check(
            "https://0312609t.index-education.net/pronote/**",
            "https://0312609t.index-education.net/pronote/",
            &[Correction::DroppedStars],
        );
        check(
            "https://0312609t.index-education.net/pronote/?login=true",
            "https://0312609t.index-education.net/pronote/",
            &[Correction::DroppedQuery],
        );
    }

    #[test]
    fn a_self_hosted_one_keeps_port_and_case() {
        check(
            "http://clg-mariecurie.ac-lyon.fr:81/Pronote/",
            "http://clg-mariecurie.ac-lyon.fr:81/Pronote/",
            &[],
        );
        check("notes.exemple.fr", "https://notes.exemple.fr/", &[Correction::AddedScheme]);
    }

    #[test]
    fn the_direct_address_since_the_delegation() {
        let direct = "https://0312609t.index-education.net/pronote/?login=true";
        assert_eq!(hosted("0312609T").direct(Delegation), direct);
        let (own, _) =
            PronoteAddress::parse("http://clg-mariecurie.ac-lyon.fr:81/Pronote/").unwrap();
        let direct = "http://clg-mariecurie.ac-lyon.fr:81/Pronote/?login=true";
        assert_eq!(own.direct(Delegation), direct);
    }

    #[test]
    fn the_former_console_writes_its_own() {
        let pronote = hosted("0312609T");
        assert_eq!(pronote.direct(Console), "http://0312609t.index-education.net/?login=true");
        let for_cas = "https://0312609t.index-education.net/pronote.net/cas/**";
        assert_eq!(pronote.for_cas(Console), for_cas);
    }

    #[test]
    fn a_cas_server_is_told_everything_below() {
        let for_cas = "https://0312609t.index-education.net/pronote/**";
        assert_eq!(hosted("0312609T").for_cas(Delegation), for_cas);
    }

    #[test]
    fn spaces_have_their_pages() {
        let pronote = hosted("0312609T");
        let of = |page: &str| format!("https://0312609t.index-education.net/pronote/{page}");
        let pages: Vec<_> = Space::ALL.iter().map(|space| pronote.space(*space)).collect();
        let expected = [
            (of(""), None),
            (of("professeur.html"), Some(of("mobile.professeur.html"))),
            (of("viescolaire.html"), None),
            (of("parent.html"), Some(of("mobile.parent.html"))),
            (of("eleve.html"), Some(of("mobile.eleve.html"))),
            (of("entreprise.html"), None),
            (of("academie.html"), None),
        ];
        assert_eq!(pages, expected);
    }

    #[test]
    fn the_application_asks_here() {
        let expected = "https://0312609t.index-education.net/pronote/InfoMobileApp.json?id=\
                        0D264427-EEFC-4810-A9E9-346942A862A4";
        assert_eq!(hosted("0312609T").mobile_info(), expected);
    }
}
