//! `GET /acces/{uai}/cas?ticket=`: back from the portal's CAS server. The ticket is validated, of the
//! answer the user and their profile are kept, and the address is left, so that the ticket is in no
//! history.

use super::{Entrance, Way, closed, cookie, redirect, rights, store_fails};
use crate::{
    extract::sha256,
    portal::{NoVisitor, Visitor},
    state::AppState,
    store::{AccessSession, StoreError},
};
use api::CasKey;
use axum::{
    extract::{Path, Query, State},
    http::header,
    response::Response,
};
use domain::ent_key::EntKey;
use serde::Deserialize;

#[derive(Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    ticket: Option<String>,
}

pub(crate) async fn handler(
    State(app): State<AppState>,
    Path(uai): Path<String>,
    Query(asked): Query<Asked>,
) -> Response {
    let arrived = match Way::of(&app, &uai).await {
        Ok(Way::Closed) => return closed(),
        Ok(Way::Anonymous(address)) => return redirect(&address),
        Ok(Way::Portal(entrance)) => match asked.ticket {
            Some(ticket) => arrive(&app, &entrance, &ticket).await,
            None => return entrance.sign_in(),
        },
        Err(error) => Err(error),
    };
    arrived.unwrap_or_else(|error| store_fails(&error))
}

async fn arrive(app: &AppState, entrance: &Entrance, ticket: &str) -> Result<Response, StoreError> {
    let Entrance { settings, cas, here, .. } = entrance;
    let attribute = settings.profile_attribute.as_deref();
    let now = app.clock.now();
    let asked = app.portal.visitor(cas, settings.validation, here, ticket, attribute, now);
    let visitor = match asked.await {
        Ok(visitor) => visitor,
        Err(NoVisitor::Refused) => return Ok(entrance.page().ticket_refused()),
        Err(reason) => {
            tracing::warn!(%reason, "a portal user could not be let in");
            return Ok(entrance.page().portal_fails());
        }
    };
    let (cookie, id) = cookie::make(&visitor.user, &app.public_url);
    let session = AccessSession {
        id,
        ticket: sha256(ticket.as_bytes()),
        uai: entrance.establishment.uai.clone(),
        ent_key: key_of(app, entrance, &visitor).await?,
        profile: rights::of_attribute(
            &visitor.values,
            &entrance.service,
            &entrance.establishment.uai,
        ),
        expires_at: now.checked_add(cookie::LIFETIME).unwrap_or(now),
    };
    app.store.open_access(&session).await?;
    let mut response = redirect(&format!("/acces/{}?retour", entrance.establishment.uai));
    response.headers_mut().insert(header::SET_COOKIE, cookie);
    Ok(response)
}

/// What the user's account is stored under: as the mapping has it, else as it would.
async fn key_of(
    app: &AppState,
    entrance: &Entrance,
    visitor: &Visitor,
) -> Result<Option<String>, StoreError> {
    let establishment = &entrance.establishment;
    if let Some((key, _)) = app.store.linked_account(&establishment.uai, &visitor.user).await? {
        return Ok(Some(key));
    }
    Ok(match establishment.cas_key {
        CasKey::EntId => EntKey::parse(&visitor.user).ok().map(|key| key.to_string()),
        CasKey::Login => {
            Some(EntKey::of_login(&visitor.user, &establishment.login_salt).to_string())
        }
    })
}
