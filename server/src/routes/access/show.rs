//! `GET /acces/{uai}`: the first-connection page, or straight on to PRONOTE.

use super::{Entrance, Way, closed, redirect, store_fails};
use crate::{state::AppState, store::StoreError};
use axum::{
    extract::{Path, RawQuery, State},
    http::HeaderMap,
    response::Response,
};

pub(crate) async fn handler(
    State(app): State<AppState>,
    Path(uai): Path<String>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Response {
    let returns = query.as_deref() == Some("retour");
    let shown = match Way::of(&app, &uai).await {
        Ok(Way::Closed) => return closed(),
        Ok(Way::Anonymous(address)) => return redirect(&address),
        Ok(Way::Portal(entrance)) => show(&app, &entrance, &headers, returns).await,
        Err(error) => Err(error),
    };
    shown.unwrap_or_else(|error| store_fails(&error))
}

async fn show(
    app: &AppState,
    entrance: &Entrance,
    headers: &HeaderMap,
    returns: bool,
) -> Result<Response, StoreError> {
    let Some((session, user)) = entrance.visit(app, headers).await? else {
        let page = entrance.page();
        return Ok(if returns { page.no_cookie() } else { entrance.sign_in() });
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
