//! What a CAS server answers about a ticket: CAS 2.0 and 3.0, and SAML 1.1. By local names: servers
//! differ in prefixes and in what they put around.

use super::NoVisitor;
use quick_xml::{
    Reader, XmlVersion,
    escape::resolve_xml_entity,
    events::{BytesStart, Event},
};
use std::borrow::Cow;

/// Deepest nesting that is read: SAML in SOAP has ten.
const MAX_DEPTH: usize = 32;

/// Most values of the attribute.
const MAX_VALUES: usize = 50;

/// Who came.
#[derive(Clone, PartialEq, Eq)]
pub struct Visitor {
    /// By what the CAS server names them.
    pub user: String,
    /// Values of the attribute that was asked for.
    pub values: Vec<String>,
}

/// Shows nobody in a log.
impl std::fmt::Debug for Visitor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Visitor(…)")
    }
}

/// Reads an answer.
///
/// # Errors
/// [`NoVisitor::Refused`] when it says that the ticket is not accepted, [`NoVisitor::NotCas`] when it
/// is something else.
pub(super) fn read(text: &str, attribute: Option<&str>) -> Result<Visitor, NoVisitor> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().expand_empty_elements = true;
    let mut seen = Seen { attribute, ..Seen::default() };
    loop {
        match reader.read_event().map_err(|_| NoVisitor::NotCas)? {
            Event::Start(start) => seen.open(&start)?,
            Event::End(_) => seen.close(),
            Event::Text(piece) => seen.text(&piece.xml10_content()),
            Event::CData(piece) => seen.text(&piece),
            Event::GeneralRef(reference) => match reference.resolve_char_ref() {
                Ok(Some(c)) => seen.text(c.encode_utf8(&mut [0; 4])),
                Ok(None) => {
                    let known = resolve_xml_entity(&reference).ok_or(NoVisitor::NotCas)?;
                    seen.text(known);
                }
                Err(_) => return Err(NoVisitor::NotCas),
            },
            Event::DocType(_) => return Err(NoVisitor::NotCas),
            Event::Eof => return seen.end(),
            _ => {}
        }
    }
}

/// The ticket whose user has signed out of the portal, from a `logoutRequest`.
pub(crate) fn signed_out(text: &str) -> Option<String> {
    let mut reader = Reader::from_str(text);
    let mut ticket = None::<String>;
    loop {
        match reader.read_event().ok()? {
            Event::Start(start) if local(start.name().as_ref()) == "SessionIndex" => {
                ticket = Some(String::new());
            }
            Event::Text(piece) => {
                if let Some(ticket) = &mut ticket {
                    ticket.push_str(piece.xml10_content().trim());
                }
            }
            Event::End(end) if local(end.name().as_ref()) == "SessionIndex" => {
                return ticket.filter(|ticket| !ticket.is_empty());
            }
            Event::DocType(_) | Event::Eof => return None,
            _ => {}
        }
    }
}

/// What was read so far.
#[derive(Default)]
struct Seen<'a> {
    attribute: Option<&'a str>,
    /// Local names of the open elements.
    open: Vec<String>,
    /// Text of the innermost element, when it is one that is kept.
    kept: Option<String>,
    success: bool,
    failure: bool,
    user: Option<String>,
    values: Vec<String>,
    /// Within the SAML attribute that was asked for.
    in_attribute: bool,
}

impl Seen<'_> {
    fn open(&mut self, start: &BytesStart<'_>) -> Result<(), NoVisitor> {
        if self.open.len() >= MAX_DEPTH {
            return Err(NoVisitor::NotCas);
        }
        let name = local(start.name().as_ref()).to_owned();
        match name.as_str() {
            "authenticationSuccess" if self.is_in(&["serviceResponse"]) => self.success = true,
            "authenticationFailure" if self.is_in(&["serviceResponse"]) => self.failure = true,
            "StatusCode" if self.is_in(&["Status"]) => {
                let value = value_of(start, "Value").unwrap_or_default();
                let word = local(&value);
                self.success |= word == "Success";
                self.failure |= word != "Success";
            }
            "Attribute" => {
                let told = value_of(start, "AttributeName");
                self.in_attribute = told.is_some() && told.as_deref() == self.attribute;
            }
            _ => {}
        }
        let wanted = self.is_user(&name) || self.is_value(&name);
        self.kept = wanted.then(String::new);
        self.open.push(name);
        Ok(())
    }

    fn close(&mut self) {
        let Some(name) = self.open.pop() else { return };
        if let Some(text) = self.kept.take() {
            let text = text.trim().to_owned();
            if self.is_value(&name) {
                if self.values.len() < MAX_VALUES {
                    self.values.push(text);
                }
            } else if self.user.is_none() {
                self.user = Some(text);
            }
        }
        if name == "Attribute" {
            self.in_attribute = false;
        }
    }

    fn text(&mut self, piece: &str) {
        if let Some(kept) = &mut self.kept {
            kept.push_str(piece);
        }
    }

    fn end(self) -> Result<Visitor, NoVisitor> {
        match (self.open.is_empty(), self.failure, self.success, self.user) {
            (true, true, ..) => Err(NoVisitor::Refused),
            (true, false, true, Some(user)) if !user.is_empty() => {
                Ok(Visitor { user, values: self.values })
            }
            _ => Err(NoVisitor::NotCas),
        }
    }

    /// `cas:user`, or the subject's name.
    fn is_user(&self, name: &str) -> bool {
        (name == "user" && self.is_in(&["serviceResponse", "authenticationSuccess"]))
            || (name == "NameIdentifier" && self.is_in(&["Subject"]))
    }

    fn is_value(&self, name: &str) -> bool {
        let cas =
            self.attribute == Some(name) && self.is_in(&["authenticationSuccess", "attributes"]);
        cas || (name == "AttributeValue" && self.in_attribute)
    }

    /// Whether the innermost open elements are these.
    fn is_in(&self, names: &[&str]) -> bool {
        self.open.len() >= names.len()
            && self.open[self.open.len() - names.len()..].iter().eq(names.iter())
    }
}

fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

fn value_of(start: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = start.attributes();
    let mut attributes = attributes.with_checks(false).filter_map(Result::ok);
    let found = attributes.find(|attribute| local(attribute.key.as_ref()) == name)?;
    found.normalized_value(XmlVersion::Implicit1_0).ok().map(Cow::into_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    const CAS: &str = "<cas:serviceResponse xmlns:cas='http://www.yale.edu/tp/cas'>
        <cas:authenticationSuccess><cas:user> TAA10001 </cas:user>
        <cas:attributes><cas:user>AUTRE</cas:user><cas:profil>National_1</cas:profil>
        <cas:profil>National_2</cas:profil><cas:nom>CANARI</cas:nom></cas:attributes>
        </cas:authenticationSuccess></cas:serviceResponse>";

    const SAML: &str = r#"<Envelope><Body><samlp:Response xmlns:samlp="urn:x">
        <samlp:Status><samlp:StatusCode Value="samlp:Success"/></samlp:Status>
        <saml:Assertion xmlns:saml="urn:y"><saml:AttributeStatement><saml:Subject>
        <saml:NameIdentifier>TAA10001</saml:NameIdentifier></saml:Subject>
        <saml:Attribute AttributeName="nom"><saml:AttributeValue>CANARI</saml:AttributeValue></saml:Attribute>
        <saml:Attribute AttributeName="profil"><saml:AttributeValue>National_1</saml:AttributeValue></saml:Attribute>
        </saml:AttributeStatement></saml:Assertion></samlp:Response></Body></Envelope>"#;

    #[track_caller]
    fn check(text: &str, expected: Result<(&str, &[&str]), NoVisitor>) {
        let found = read(text, Some("profil"));
        let expected = expected.map(|(user, values)| Visitor {
            user: user.to_owned(),
            values: values.iter().map(|value| (*value).to_owned()).collect(),
        });
        let shown = |found: &Result<Visitor, NoVisitor>| {
            found.as_ref().map(|v| (v.user.clone(), v.values.clone())).map_err(|error| *error)
        };
        assert_eq!(shown(&found), shown(&expected), "{text}");
    }

    #[test]
    fn user_and_attribute_are_read_and_nothing_else() {
        check(CAS, Ok(("TAA10001", &["National_1", "National_2"])));
        check(SAML, Ok(("TAA10001", &["National_1"])));
    }

    #[test]
    fn a_refusal_is_told_apart() {
        check(
            "<cas:serviceResponse xmlns:cas='x'><cas:authenticationFailure code='INVALID_TICKET'>\
             no</cas:authenticationFailure></cas:serviceResponse>",
            Err(NoVisitor::Refused),
        );
        check(
            "<Response><Status><StatusCode Value='samlp:Responder'/></Status></Response>",
            Err(NoVisitor::Refused),
        );
        // Whatever else it says.
        let both = SAML.replace("</samlp:Status>", "<samlp:StatusCode Value='x'/></samlp:Status>");
        check(&both, Err(NoVisitor::Refused));
    }

    #[test]
    fn who_signs_out_is_named_by_the_ticket() {
        let request = "<samlp:LogoutRequest xmlns:samlp='x' ID='1'><saml:NameID>@NOT_USED@</saml:NameID>\
                       <samlp:SessionIndex>ST-12</samlp:SessionIndex></samlp:LogoutRequest>";
        assert_eq!(signed_out(request).as_deref(), Some("ST-12"));
        assert_eq!(signed_out("<a/>"), None);
        assert_eq!(signed_out("<!DOCTYPE a><SessionIndex>x</SessionIndex>"), None);
    }

    #[test]
    fn a_comment_or_a_reference_hides_nothing() {
        check(
            &CAS.replace("TAA10001", "TAA1<!-- x -->0001"),
            Ok(("TAA10001", &["National_1", "National_2"])),
        );
        check(
            &CAS.replace("TAA10001", "A&amp;B&#233;"),
            Ok(("A&Bé", &["National_1", "National_2"])),
        );
    }

    #[test]
    fn what_is_no_answer_is_not_understood() {
        for text in [
            "",
            "<html><body>Bonjour</body></html>",
            "<cas:serviceResponse>",
            "<cas:serviceResponse><cas:user>x</cas:user></cas:serviceResponse>",
            "<!DOCTYPE x [<!ENTITY e 'x'>]><serviceResponse/>",
            "<serviceResponse><authenticationSuccess><user>&e;</user></authenticationSuccess></serviceResponse>",
            "<serviceResponse><authenticationSuccess><user> </user></authenticationSuccess></serviceResponse>",
            &"<a>".repeat(MAX_DEPTH + 1),
        ] {
            check(text, Err(NoVisitor::NotCas));
        }
    }
}
