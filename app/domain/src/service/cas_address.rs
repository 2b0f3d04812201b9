//! Where the portal's CAS server is, and the addresses that PRONOTE calls there.

use crate::service::web_address::{Correction, NotAnAddress, WebAddress, as_parameter};
use serde::{Deserialize, Serialize};
use std::fmt;

/// The address of a CAS server, without a slash at its end.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct CasAddress(WebAddress);

/// Pages of a CAS server that people paste with its address.
const PAGES: [&str; 6] =
    ["/login", "/logout", "/serviceValidate", "/p3/serviceValidate", "/samlValidate", "/validate"];

impl CasAddress {
    /// Reads an address as it is pasted, and puts it right.
    ///
    /// # Errors
    /// [`NotAnAddress`].
    pub fn parse(text: &str) -> Result<(Self, Vec<Correction>), NotAnAddress> {
        let (mut address, mut corrections) = WebAddress::parse(text)?;
        let path = address.path.trim_end_matches('/');
        // The longest first: "/p3/serviceValidate" ends like "/serviceValidate".
        let page = PAGES.iter().filter(|page| path.ends_with(**page)).max_by_key(|page| page.len());
        let kept = path.len() - page.map_or(0, |page| page.len());
        if page.is_some() {
            corrections.push(Correction::DroppedCasPage);
        }
        address.path.truncate(kept);
        Ok((Self(address), corrections))
    }

    /// Where somebody signs in, to come back to a service with a ticket.
    pub fn login(&self, service: &str) -> String {
        format!("{self}/login?service={}", as_parameter(service))
    }

    /// Where somebody signs out.
    pub fn logout(&self) -> String {
        format!("{self}/logout")
    }

    /// Where PRONOTE has a ticket validated (SAML 1.1).
    pub fn saml_validation(&self, service: &str) -> String {
        format!("{self}/samlValidate?TARGET={}", as_parameter(service))
    }

    /// Where others have a ticket validated (CAS 3.0).
    pub fn validation(&self, service: &str, ticket: &str) -> String {
        let (service, ticket) = (as_parameter(service), as_parameter(ticket));
        format!("{self}/p3/serviceValidate?service={service}&ticket={ticket}")
    }

    /// Whether nobody on the way can read along.
    pub fn is_private(&self) -> bool {
        self.0.is_private()
    }

    /// Whether it is this very machine's.
    pub fn is_same_machine(&self) -> bool {
        self.0.is_same_machine()
    }

    /// Whether it is a number instead of a name.
    pub fn is_number(&self) -> bool {
        self.0.is_number()
    }
}

impl fmt::Display for CasAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cas(text: &str) -> CasAddress {
        CasAddress::parse(text).unwrap().0
    }

    #[track_caller]
    fn check(text: &str, expected: &str, corrections: &[Correction]) {
        let (address, found) = CasAddress::parse(text).unwrap();
        assert_eq!((address.to_string().as_str(), &found[..]), (expected, corrections), "{text}");
    }

    #[test]
    fn a_page_of_the_server_is_no_part_of_its_address() {
        check(
            "https://cas.agora06.fr/login",
            "https://cas.agora06.fr",
            &[Correction::DroppedCasPage],
        );
        check("https://cas.ent27.fr/", "https://cas.ent27.fr", &[]);
        check("https://ent.exemple.fr/cas/", "https://ent.exemple.fr/cas", &[]);
        check(
            "https://ent.exemple.fr/cas/p3/serviceValidate",
            "https://ent.exemple.fr/cas",
            &[Correction::DroppedCasPage],
        );
    }

    #[test]
    fn what_is_written_about_the_service_is_dropped() {
        check(
            "https://cas.entmip.fr/login?service=https:%2F%2Fx",
            "https://cas.entmip.fr",
            &[Correction::DroppedQuery, Correction::DroppedCasPage],
        );
    }

    #[test]
    fn the_addresses_that_the_console_shows() {
        let service = "https://0312609t.index-education.net/pronote.net/cas/";
        let encoded = "https:%2F%2F0312609t.index-education.net%2Fpronote.net%2Fcas%2F";
        let cas = cas("https://cas.entmip.fr");
        assert_eq!(cas.login(service), format!("https://cas.entmip.fr/login?service={encoded}"));
        let saml = format!("https://cas.entmip.fr/samlValidate?TARGET={encoded}");
        assert_eq!(cas.saml_validation(service), saml);
    }

    #[test]
    fn a_ticket_is_a_value_and_nothing_more() {
        let url = cas("https://c.fr/cas").validation("https://r.fr/acces/x/cas", "ST-1&renew=true");
        let expected = "https://c.fr/cas/p3/serviceValidate?service=https:%2F%2Fr.fr%2Facces%2Fx%2Fcas\
                        &ticket=ST-1%26renew%3Dtrue";
        assert_eq!(url, expected);
        assert_eq!(cas("https://c.fr/cas").logout(), "https://c.fr/cas/logout");
    }
}
