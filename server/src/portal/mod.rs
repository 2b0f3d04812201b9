//! A CAS client: has the portal's CAS server say who came with a ticket. Of its answer the user and
//! one attribute are read; the rest is dropped, unlogged.

mod answer;

pub use answer::Visitor;
pub(crate) use answer::signed_out;

use api::Validation;
use domain::service::CasAddress;
use jiff::Timestamp;
use reqwest::{Client, RequestBuilder, header, redirect::Policy};
use std::{error::Error, sync::Arc, time::Duration};
use tokio::sync::Semaphore;

/// How long a CAS server may take: a person waits.
const PATIENCE: Duration = Duration::from_secs(6);

/// Largest answer that is read, in bytes: those of real servers have a few thousand.
const MAX_ANSWER: usize = 256 * 1024;

/// Tickets that are validated at a time. An answer takes some hundredths of a second: a whole region
/// comes in the morning, and a CAS server that hangs holds up no more than these.
const AT_A_TIME: usize = 64;

/// Longest ticket. CAS protocol 3.0, 3.1.1: clients must accept 32, and should 256.
const MAX_TICKET: usize = 256;

/// Asks CAS servers.
#[derive(Clone, Debug)]
pub struct Portal {
    client: Client,
    /// Anybody can come with a ticket that is none: more at a time are told to come back.
    turns: Arc<Semaphore>,
}

/// Nobody came: why not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoVisitor {
    /// The ticket was used, is too old or for another service: the CAS server says no.
    #[error("the CAS server does not accept the ticket")]
    Refused,
    /// No answer, or not in time.
    #[error("the CAS server does not answer")]
    Unreachable,
    /// An answer that is none of CAS.
    #[error("the CAS server's answer is not understood")]
    NotCas,
}

impl Portal {
    /// Ready to ask.
    ///
    /// # Errors
    /// When the system's certificates cannot be used.
    pub fn new() -> Result<Self, Box<dyn Error>> {
        // Whoever came first has installed the same one.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = Client::builder().timeout(PATIENCE).redirect(Policy::none()).no_proxy();
        Ok(Self { client: client.build()?, turns: Arc::new(Semaphore::new(AT_A_TIME)) })
    }

    /// Who came to a service with a ticket, and the values of `attribute`.
    ///
    /// # Errors
    /// See [`NoVisitor`].
    pub async fn visitor(
        &self,
        cas: &CasAddress,
        validation: Validation,
        service: &str,
        ticket: &str,
        attribute: Option<&str>,
        now: Timestamp,
    ) -> Result<Visitor, NoVisitor> {
        if !is_ticket(ticket) {
            return Err(NoVisitor::Refused);
        }
        let request = match validation {
            Validation::Cas3 => self.client.get(cas.validation(service, ticket)),
            Validation::Saml11 => self
                .client
                .post(cas.saml_validation(service))
                .header(header::CONTENT_TYPE, "text/xml; charset=utf-8")
                .header("SOAPAction", "http://www.oasis-open.org/committees/security")
                .body(saml_request(ticket, now)),
        };
        let _turn = self.turns.try_acquire().map_err(|_| NoVisitor::Unreachable)?;
        let text = answer_of(request).await?;
        answer::read(&text, attribute)
    }
}

/// Whether a text can be a ticket: what it is made of is written into an XML document.
fn is_ticket(text: &str) -> bool {
    (1..=MAX_TICKET).contains(&text.len())
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._".contains(&b))
}

async fn answer_of(request: RequestBuilder) -> Result<String, NoVisitor> {
    let mut answer = request.send().await.map_err(|_| NoVisitor::Unreachable)?;
    if !answer.status().is_success() {
        return Err(NoVisitor::NotCas);
    }
    let mut bytes = Vec::new();
    while let Some(part) = answer.chunk().await.map_err(|_| NoVisitor::Unreachable)? {
        bytes.extend_from_slice(&part);
        if bytes.len() > MAX_ANSWER {
            return Err(NoVisitor::NotCas);
        }
    }
    String::from_utf8(bytes).map_err(|_| NoVisitor::NotCas)
}

/// SAML 1.1 over SOAP, as CAS servers read it. The ticket has no character that XML minds.
fn saml_request(ticket: &str, now: Timestamp) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\
         <SOAP-ENV:Envelope xmlns:SOAP-ENV=\"http://schemas.xmlsoap.org/soap/envelope/\">\
         <SOAP-ENV:Header/><SOAP-ENV:Body>\
         <samlp:Request xmlns:samlp=\"urn:oasis:names:tc:SAML:1.0:protocol\" MajorVersion=\"1\" \
         MinorVersion=\"1\" RequestID=\"_{}\" IssueInstant=\"{now:.0}\">\
         <samlp:AssertionArtifact>{ticket}</samlp:AssertionArtifact></samlp:Request>\
         </SOAP-ENV:Body></SOAP-ENV:Envelope>",
        crate::random::secret()
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ticket_is_one_plain_word() {
        assert!(is_ticket("ST-1856339-aA5Yuvrxzpv8Tau1cYQ7"));
        for text in ["", "a b", "ST-1&x=y", "<x>", &"a".repeat(MAX_TICKET + 1)] {
            assert!(!is_ticket(text), "{text}");
        }
    }
}
