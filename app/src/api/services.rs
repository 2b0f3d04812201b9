//! The settings of an establishment, its services, its checklist.

use super::{Outcome, ask, ask_nothing, tell};
use api::{
    ChangeEstablishment, ChecklistItem, EstablishmentDetails, ItemState, MarkItem, Service,
    Settings,
};
use gloo_net::http::Method;

/// `GET /api/establishments/{uai}`.
pub async fn details(uai: &str) -> Outcome<EstablishmentDetails> {
    ask(Method::GET, &format!("/api/establishments/{uai}")).await
}

/// `PATCH /api/establishments/{uai}`.
pub async fn set(uai: &str, settings: Settings) -> Outcome<EstablishmentDetails> {
    let change = ChangeEstablishment { name: None, settings: Some(settings) };
    tell(Method::PATCH, &format!("/api/establishments/{uai}"), &[], &change).await
}

/// `GET /api/establishments/{uai}/services`.
pub async fn list(uai: &str) -> Outcome<Vec<Service>> {
    ask(Method::GET, &format!("/api/establishments/{uai}/services")).await
}

/// `PUT …/services/{code}`: in the place of the service of this code.
pub async fn change(uai: &str, code: &str, service: &Service) -> Outcome<Service> {
    tell(Method::PUT, &address(uai, code), &[], service).await
}

/// `PUT …/services/{code}?new=true`: beside the others.
pub async fn add(uai: &str, service: &Service) -> Outcome<Service> {
    let address = format!("{}?new=true", address(uai, &service.code));
    tell(Method::PUT, &address, &[], service).await
}

/// `DELETE …/services/{code}`.
pub async fn remove(uai: &str, code: &str) -> Outcome<()> {
    ask_nothing(Method::DELETE, &address(uai, code)).await
}

/// `GET …/checklist`.
pub async fn checklist(uai: &str) -> Outcome<Vec<ChecklistItem>> {
    ask(Method::GET, &format!("/api/establishments/{uai}/checklist")).await
}

/// `PUT …/checklist`.
pub async fn mark(uai: &str, item: &str, state: Option<ItemState>) -> Outcome<Vec<ChecklistItem>> {
    let mark = MarkItem { item: item.to_owned(), state };
    tell(Method::PUT, &format!("/api/establishments/{uai}/checklist"), &[], &mark).await
}

fn address(uai: &str, code: &str) -> String {
    // An empty segment would be another address; the server refuses the empty code itself.
    let code = if code.trim().is_empty() { "-" } else { code };
    format!("/api/establishments/{uai}/services/{}", js_sys::encode_uri_component(code))
}
