//! `GET /api/establishments/{uai}/cas-configuration/{server}`: the files for an existing CAS server.

use crate::{
    auth::Admin,
    cas::configuration::{self, PronoteAddress, Subject},
    error::ApiError,
    extract::{Path, Query},
    state::AppState,
};
use api::{CasConfiguration, CasConfigurationQuery, CasServer};
use axum::{Json, extract::State};
use serde::Deserialize;

#[derive(Deserialize)]
pub(crate) struct ServerPath {
    server: CasServer,
}

pub(crate) async fn handler(
    State(app): State<AppState>,
    Admin(access): Admin,
    Path(path): Path<ServerPath>,
    Query(query): Query<CasConfigurationQuery>,
) -> Result<Json<CasConfiguration>, ApiError> {
    let establishment = access.establishment;
    let pronote = match query.pronote.as_deref().map(str::trim).filter(|url| !url.is_empty()) {
        Some(url) => PronoteAddress::parse(url).map_err(|_| ApiError::invalid("pronote"))?,
        None => PronoteAddress::of(&establishment.uai),
    };
    let client = query.client.as_deref();
    if client.is_some_and(|id| !id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')) {
        return Err(ApiError::invalid("client"));
    }
    let subject = Subject {
        uai: &establishment.uai,
        cas_key: establishment.cas_key,
        raccord: &app.public_url,
        has_views: app.store.has_views(),
        client,
        pronote,
    };
    Ok(Json(configuration::write(path.server, &subject)))
}
