//! `GET /cas/v1/etablissements/{uai}/attributes?username=` (or `principal=`): for Apereo's
//! `ReturnRestfulAttributeReleasePolicy` and whoever knows for which PRONOTE the ticket is. A body and
//! `service` may come along; neither is read.

use super::{Attributes, in_time};
use crate::{
    auth::{Caller, CallerRefusal},
    cas::attributes,
    state::AppState,
};
use axum::{
    Json,
    extract::{Path, Query, State, rejection::QueryRejection},
};
use domain::uai::Uai;
use serde::Deserialize;

#[derive(Deserialize, utoipa::ToSchema)]
pub(crate) struct Asked {
    username: Option<String>,
    principal: Option<String>,
}

pub(crate) async fn handler(
    State(app): State<AppState>,
    caller: Caller,
    Path(uai): Path<String>,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Result<Json<Attributes>, CallerRefusal> {
    let uai = Uai::parse(&uai).map_err(|_| CallerRefusal::Establishment)?;
    caller.check(&app, &uai).await?;
    let Query(asked) = asked.map_err(|_| CallerRefusal::Malformed)?;
    let login = asked.username.or(asked.principal).ok_or(CallerRefusal::Malformed)?;
    let client_id = &caller.0.client_id;
    let released = in_time(app.store.released(client_id, &login, Some(&uai))).await?;
    Ok(Json(Attributes(attributes::list_of(&released, &uai))))
}
