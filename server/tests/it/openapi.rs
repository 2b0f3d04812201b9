//! The `OpenAPI` document: whole, the one that is kept, and served only where it is asked for.

use crate::school::School;
use axum::http::StatusCode;
use server::config::Policy;
use std::{collections::BTreeSet, env, fs, path::Path};

/// Set by `make openapi`: writes the document instead of comparing it.
const RENEW: &str = "RACCORD_RENEW_OPENAPI";

#[test]
fn the_document_is_the_one_that_is_kept() {
    let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("openapi.json");
    let made = server::openapi_document().to_pretty_json().unwrap() + "\n";
    if env::var_os(RENEW).is_some() {
        fs::write(&kept, &made).unwrap();
    }
    assert!(fs::read_to_string(&kept).unwrap() == made, "the API has changed: make openapi");
}

#[test]
fn every_route_that_programs_call_is_in_it() {
    let document = serde_json::to_value(server::openapi_document()).unwrap();
    let paths = document["paths"].as_object().unwrap().iter();
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
    let document = serde_json::to_string(&server::openapi_document()).unwrap();
    let whole = serde_json::to_value(server::openapi_document()).unwrap();
    for part in document.split("\"$ref\":\"#").skip(1) {
        let pointer = part.split('"').next().unwrap();
        assert!(whole.pointer(pointer).is_some(), "{pointer}");
    }
}

#[tokio::test]
async fn it_is_served_where_the_configuration_says_so() {
    let school = School::open().await;
    let refused = school.visitor().get("/api/openapi.json").await;
    refused.refused(StatusCode::NOT_FOUND, "not_found");
    let school = school.demanding(Policy { openapi: true, ..Policy::default() });
    let served = school.visitor().get("/api/openapi.json").await.check(StatusCode::OK);
    assert_eq!(served, serde_json::to_value(server::openapi_document()).unwrap());
}
