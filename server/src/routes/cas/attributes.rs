//! `GET` and `POST /cas/v1/attributes?username=`: for Apereo CAS, django-cas-server, EoleSSO and
//! scripts. A flat map, `{}` for nobody.

use super::{Attributes, in_time};
use crate::{
    auth::{Caller, CallerRefusal},
    cas::attributes,
    state::AppState,
};
use axum::{
    Json,
    extract::{Query, State, rejection::QueryRejection},
};
use serde::Deserialize;

/// Other parameters are none of ours.
#[derive(Deserialize, utoipa::ToSchema)]
pub(crate) struct Asked {
    username: String,
}

pub(crate) async fn handler(
    State(app): State<AppState>,
    Caller(caller): Caller,
    asked: Result<Query<Asked>, QueryRejection>,
) -> Result<Json<Attributes>, CallerRefusal> {
    let Query(asked) = asked.map_err(|_| CallerRefusal::Malformed)?;
    let released = in_time(app.store.released(&caller.client_id, &asked.username, None)).await?;
    Ok(Json(Attributes(attributes::lists(&released))))
}
