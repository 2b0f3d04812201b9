//! `GET /acces/{uai}/sortie`: ends the visit here, then signs out of the portal.

use super::{Way, closed, cookie, redirect, store_fails};
use crate::state::AppState;
use axum::{
    extract::{Path, State},
    http::{HeaderMap, header},
    response::Response,
};

pub(crate) async fn handler(
    State(app): State<AppState>,
    Path(uai): Path<String>,
    headers: HeaderMap,
) -> Response {
    let entrance = match Way::of(&app, &uai).await {
        Ok(Way::Portal(entrance)) => entrance,
        Ok(Way::Anonymous(address)) => return redirect(&address),
        Ok(Way::Closed) => return closed(),
        Err(error) => return store_fails(&error),
    };
    if let Some((id, _)) = cookie::read(&headers, &app.public_url)
        && let Err(error) = app.store.end_access(&id).await
    {
        return store_fails(&error);
    }
    let mut response = redirect(&entrance.cas.logout());
    response.headers_mut().insert(header::SET_COOKIE, cookie::remove(&app.public_url));
    response
}
