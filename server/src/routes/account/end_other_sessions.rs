//! `DELETE /api/account/sessions`: sign out everywhere but here.

use crate::{auth::Holder, error::ApiError, state::AppState, store::By};
use axum::{extract::State, http::StatusCode};

pub(crate) async fn handler(
    State(app): State<AppState>,
    holder: Holder,
) -> Result<StatusCode, ApiError> {
    let account = &holder.account.id;
    let by = By { account: Some(account), at: app.clock.now() };
    app.store.end_other_sessions(account, &holder.session, by).await?;
    Ok(StatusCode::NO_CONTENT)
}
