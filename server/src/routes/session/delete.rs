//! `DELETE /api/session`: sign out, and leave nothing behind in the browser.

use crate::{
    auth::{Holder, session},
    error::ApiError,
};
use axum::http::{HeaderName, StatusCode};
use tower_sessions::Session;

const CLEAR_SITE_DATA: HeaderName = HeaderName::from_static("clear-site-data");

pub(crate) async fn handler(
    _: Holder,
    session: Session,
) -> Result<(StatusCode, [(HeaderName, &'static str); 1]), ApiError> {
    session::sign_out(&session).await?;
    Ok((StatusCode::NO_CONTENT, [(CLEAR_SITE_DATA, "\"cookies\", \"storage\"")]))
}
