//! What was done, and going back.

use super::{Outcome, ask, ask_with};
use api::{AuditEntry, Import, Page, Purge, Undo};
use gloo_net::http::Method;

/// `GET /api/establishments/{uai}/audit`, or `GET /api/audit` without an establishment.
pub async fn audit(uai: Option<&str>, offset: u32, limit: u32) -> Outcome<Page<AuditEntry>> {
    let address = match uai {
        Some(uai) => format!("/api/establishments/{uai}/audit"),
        None => "/api/audit".to_owned(),
    };
    ask(Method::GET, &format!("{address}?offset={offset}&limit={limit}")).await
}

/// `GET /api/establishments/{uai}/imports`.
pub async fn history(uai: &str, offset: u32, limit: u32) -> Outcome<Page<Import>> {
    let address = format!("/api/establishments/{uai}/imports?offset={offset}&limit={limit}");
    ask(Method::GET, &address).await
}

/// `GET …/imports/{id}/undo`: what undoing would do.
pub async fn preview_undo(uai: &str, id: &str) -> Outcome<Undo> {
    ask(Method::GET, &format!("/api/establishments/{uai}/imports/{id}/undo")).await
}

/// `POST …/imports/{id}/undo`, against a revision of the stock.
pub async fn undo(uai: &str, id: &str, revision: u64) -> Outcome<Undo> {
    let address = format!("/api/establishments/{uai}/imports/{id}/undo");
    ask_with(Method::POST, &address, &[("if-match", format!("\"{revision}\""))]).await
}

/// `DELETE …/mappings?dry_run=true`: what a purge would erase.
pub async fn preview_purge(uai: &str, confirmed_before: Option<&str>) -> Outcome<Purge> {
    ask(Method::DELETE, &format!("{}dry_run=true", purge_address(uai, confirmed_before))).await
}

/// `DELETE …/mappings`, against a revision of the stock.
pub async fn purge(uai: &str, confirmed_before: Option<&str>, revision: u64) -> Outcome<Purge> {
    let address = purge_address(uai, confirmed_before);
    let address = address.trim_end_matches(['?', '&']);
    ask_with(Method::DELETE, address, &[("if-match", format!("\"{revision}\""))]).await
}

/// Ends so that another parameter can follow.
fn purge_address(uai: &str, confirmed_before: Option<&str>) -> String {
    let before = confirmed_before.map(|time| format!("confirmed_before={time}&"));
    format!("/api/establishments/{uai}/mappings?{}", before.unwrap_or_default())
}
