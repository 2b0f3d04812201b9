//! `POST /acces/{uai}`: on to PRONOTE, and straight through from now on when the box is ticked. Nothing
//! here redirects: browsers hold a redirection after a form against the form's own policy.

use super::{Entrance, Way, closed, page::Page, store_fails};
use crate::{auth::is_same_origin, state::AppState, store::StoreError};
use axum::{
    Form,
    extract::{Path, State},
    http::HeaderMap,
    response::Response,
};
use serde::Deserialize;

#[derive(Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    connu: Option<String>,
}

pub(crate) async fn handler(
    State(app): State<AppState>,
    Path(uai): Path<String>,
    headers: HeaderMap,
    Form(asked): Form<Asked>,
) -> Response {
    let done = match Way::of(&app, &uai).await {
        Ok(Way::Closed) => return closed(),
        Ok(Way::Anonymous(address)) => return Page::new(None, None).on_the_way(&address),
        Ok(Way::Portal(entrance)) => accept(&app, &entrance, &headers, asked.connu.is_some()).await,
        Err(error) => Err(error),
    };
    done.unwrap_or_else(|error| store_fails(&error))
}

async fn accept(
    app: &AppState,
    entrance: &Entrance,
    headers: &HeaderMap,
    remember: bool,
) -> Result<Response, StoreError> {
    // Another site must not tick the box for somebody.
    let visit = if is_same_origin(headers) { entrance.visit(app, headers).await? } else { None };
    let Some((session, user)) = visit else { return Ok(entrance.page().again()) };
    let ent_key = match entrance.account(app, session, &user).await? {
        Ok(ent_key) => ent_key,
        Err(page) => return Ok(page),
    };
    if remember {
        let uai = &entrance.establishment.uai;
        app.store.accept_access(uai, &ent_key, app.clock.now()).await?;
    }
    Ok(entrance.page().on_the_way(&entrance.service.url))
}
