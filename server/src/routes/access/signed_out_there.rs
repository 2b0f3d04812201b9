//! `POST /acces/{uai}/cas`: the CAS server tells that a user has signed out there (CAS protocol 3.0,
//! 2.3.3). It names the ticket, which nobody else knows: that is proof enough.

use super::{Way, store_fails};
use crate::{extract::sha256, portal, state::AppState};
use axum::{
    Form,
    extract::{Path, State},
    http::StatusCode,
    response::{IntoResponse, Response},
};
use serde::Deserialize;

#[derive(Deserialize)]
pub(crate) struct Told {
    #[serde(rename = "logoutRequest")]
    request: String,
}

pub(crate) async fn handler(
    State(app): State<AppState>,
    Path(uai): Path<String>,
    Form(told): Form<Told>,
) -> Response {
    let ended = match Way::of(&app, &uai).await {
        Ok(Way::Portal(entrance)) => match portal::signed_out(&told.request) {
            Some(ticket) => {
                let uai = &entrance.establishment.uai;
                app.store.end_access_of_ticket(uai, &sha256(ticket.as_bytes())).await
            }
            None => return StatusCode::BAD_REQUEST.into_response(),
        },
        Ok(_) => return StatusCode::NOT_FOUND.into_response(),
        Err(error) => Err(error),
    };
    match ended {
        Ok(()) => StatusCode::NO_CONTENT.into_response(),
        Err(error) => store_fails(&error),
    }
}
