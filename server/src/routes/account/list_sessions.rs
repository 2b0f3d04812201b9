//! `GET /api/account/sessions`: where one is signed in.

use crate::{auth::Holder, error::ApiError, extract::hex, state::AppState, store::time_text};
use api::OwnSession;
use axum::{Json, extract::State};

pub(crate) async fn handler(
    State(app): State<AppState>,
    holder: Holder,
) -> Result<Json<Vec<OwnSession>>, ApiError> {
    let sessions = app.store.sessions_of(&holder.account.id, app.clock.now()).await?;
    let on_wire = |session: crate::store::Session| OwnSession {
        id: hex(&session.id_hash),
        signed_in_at: time_text(session.signed_in_at),
        seen_at: time_text(session.seen_at),
        current: session.id_hash == holder.session,
    };
    Ok(Json(sessions.into_iter().map(on_wire).collect()))
}
