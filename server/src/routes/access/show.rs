//! `GET /acces/{uai}`: the first-connection page, or straight on to PRONOTE.

use super::{Entrance, Way, closed, redirect, store_fails};
use crate::{state::AppState, store::StoreError};
use axum::{
    extract::{Path, State},
    http::HeaderMap,
    response::Response,
};

pub(crate) async fn handler(
    State(app): State<AppState>,
    Path(uai): Path<String>,
    headers: HeaderMap,
) -> Response {
    let shown = match Way::of(&app, &uai).await {
        Ok(Way::Closed) => return closed(),
        Ok(Way::Anonymous(address)) => return redirect(&address),
        Ok(Way::Portal(entrance)) => show(&app, &entrance, &headers).await,
        Err(error) => Err(error),
    };
    shown.unwrap_or_else(|error| store_fails(&error))
}

async fn show(
    app: &AppState,
    entrance: &Entrance,
    headers: &HeaderMap,
) -> Result<Response, StoreError> {
    let Some((session, user)) = entrance.visit(app, headers).await? else {
        return Ok(entrance.sign_in());
    };
    let ent_key = match entrance.account(app, session, &user).await? {
        Ok(ent_key) => ent_key,
        Err(page) => return Ok(page),
    };
    if app.store.has_accepted(&entrance.establishment.uai, &ent_key).await? {
        return Ok(redirect(&entrance.service.url));
    }
    Ok(entrance.page().first_connection(&user))
}
