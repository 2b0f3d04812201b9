//! `GET /api/openapi.json`: the `OpenAPI` document, where the configuration asks for it. Nothing in it
//! is secret: it is off because nobody needs it outside development.

use crate::{error::ApiError, openapi, state::AppState};
use axum::{
    extract::State,
    http::{HeaderName, header},
};

pub(crate) async fn handler(
    State(app): State<AppState>,
) -> Result<([(HeaderName, &'static str); 1], String), ApiError> {
    if !app.policy.openapi {
        return Err(ApiError::not_found());
    }
    let document = openapi::document(&app.public_url).to_json();
    let document = document.map_err(|error| ApiError::internal(&error))?;
    Ok(([(header::CONTENT_TYPE, "application/json")], document))
}
