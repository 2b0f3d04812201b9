//! The `OpenAPI` document: whole, the one that is kept, and served only where it is asked for.

use crate::school::School;
use axum::http::StatusCode;
use server::{assets::Assets, config::Policy};
use std::{collections::BTreeSet, env, fs, path::Path};
use utoipa::openapi::OpenApi;

/// Set by `make openapi`: writes the document instead of comparing it.
const RENEW: &str = "RACCORD_RENEW_OPENAPI";

fn document() -> OpenApi {
    server::openapi_document(&"https://raccord.exemple.fr".parse().unwrap())
}

#[test]
fn the_document_is_the_one_that_is_kept() {
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("openapi.json");
    let made = document().to_pretty_json().unwrap() + "\n";
    if env::var_os(RENEW).is_some() {
        fs::write(&kept, &made).unwrap();
    }
    assert!(fs::read_to_string(&kept).unwrap() == made, "the API has changed: make openapi");
}

#[test]
fn every_route_that_programs_call_is_in_it() {
    let whole = serde_json::to_value(document()).unwrap();
    let paths = whole["paths"].as_object().unwrap().iter();
    let described: BTreeSet<_> = paths
        .flat_map(|(path, methods)| {
            let methods = methods.as_object().unwrap().keys();
            methods.map(move |method| format!("{} {path}", method.to_uppercase()))
        })
        .collect();
    let is_called = |path: &str| path.starts_with("/api/") || path.starts_with("/cas/");
    let routes = server::endpoints().filter(|(_, path)| is_called(path));
    assert_eq!(described, routes.map(|(method, path)| format!("{method} {path}")).collect());
}

#[test]
fn every_name_in_it_leads_somewhere() {
    let text = serde_json::to_string(&document()).unwrap();
    let whole = serde_json::to_value(document()).unwrap();
    for part in text.split("\"$ref\":\"#").skip(1) {
        let pointer = part.split('"').next().unwrap();
        assert!(whole.pointer(pointer).is_some(), "{pointer}");
    }
}

#[tokio::test]
async fn it_is_served_where_the_configuration_says_so() {
    let school = School::with("https://raccord.exemple.fr", Assets::default()).await;
    let refused = school.visitor().get("/api/openapi.json").await;
    refused.refused(StatusCode::NOT_FOUND, "not_found");
    let school = school.demanding(Policy { openapi: true, ..Policy::default() });
    let served = school.visitor().get("/api/openapi.json").await.check(StatusCode::OK);
    assert_eq!(served, serde_json::to_value(document()).unwrap());
}
