//! `GET /api/establishments/{uai}/cas-configuration/{server}`: the files for an existing CAS server.

use crate::{
    auth::Admin,
    cas::configuration::{self, ServiceAddresses, Subject},
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
    let settings = app.store.settings(&establishment.uai).await?.unwrap_or_default();
    let described = app.store.services(&establishment.uai).await?;
    let typed = query.pronote.as_deref();
    let services = ServiceAddresses::of(&establishment.uai, typed, &described, &settings)
        .map_err(|_| ApiError::invalid("pronote"))?;
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
        services: services.with_access_page(&establishment.uai, &app.public_url),
    };
    Ok(Json(configuration::write(path.server, &subject)))
}
