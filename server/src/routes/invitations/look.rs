//! `POST /api/invitation/look`: what a link is for. The secret travels in the body: addresses are
//! logged by whatever stands in between.

use crate::{
    auth::invitation_link::digest, error::ApiError, extract::Body, state::AppState,
    store::time_text,
};
use api::{InvitationOffer, LookAtInvitation};
use axum::{Json, extract::State};

pub(crate) async fn handler(
    State(app): State<AppState>,
    Body(asked): Body<LookAtInvitation>,
) -> Result<Json<InvitationOffer>, ApiError> {
    let found = app.store.invitation(&digest(&asked.token), app.clock.now()).await?;
    let found = found.ok_or(ApiError::invitation_link())?;
    Ok(Json(InvitationOffer { account: found.account, expires_at: time_text(found.expires_at) }))
}
