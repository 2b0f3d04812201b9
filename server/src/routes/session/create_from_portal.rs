//! `POST /api/session/cas`: what an account asks for beside the portal's word, from the browser that has
//! just come back from there.

use super::Arrival;
use crate::{
    auth::{
        PortalWord,
        attempts::{Attempt, Means},
        portal_sign_in, second_factor,
    },
    error::ApiError,
    extract::{Body, ClientAddress},
    routes::session::enter,
    state::AppState,
};
use api::ProveSecond;
use axum::extract::State;
use tower_sessions::Session;

pub(crate) async fn handler(
    State(app): State<AppState>,
    session: Session,
    address: ClientAddress,
    word: PortalWord,
    Body(asked): Body<ProveSecond>,
) -> Result<Arrival, ApiError> {
    let Some(proof) = asked.second else {
        // Nothing was tried yet: only what could be.
        second_factor::check(&app, &word.account.id, None).await?;
        return Err(ApiError::signed_out());
    };
    let attempt = Attempt::at(&app, Means::SecondFactor, &word.account.name, address).await?;
    second_factor::check(&app, &word.account.id, Some(proof)).await?;
    attempt.succeeded(&app).await?;
    if !word.take(&app, app.clock.now()).await? {
        return Err(ApiError::signed_out());
    }
    let session = enter(&app, &session, word.account.id).await?;
    Ok(Arrival { session, cookie: portal_sign_in::forget(&app.public_url) })
}
