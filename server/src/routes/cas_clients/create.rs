//! `POST /api/cas-clients`: lets a CAS server in. Its secret is told once.

use super::{draw_secret, parse, told};
use crate::{auth::Superadmin, error::ApiError, extract::Body, random, state::AppState, store::By};
use api::{NewCasClient, NewCasSecret};
use axum::{Json, extract::State, http::StatusCode};

pub(crate) async fn handler(
    State(app): State<AppState>,
    Superadmin(superadmin): Superadmin,
    Body(asked): Body<NewCasClient>,
) -> Result<(StatusCode, Json<NewCasSecret>), ApiError> {
    let settings = parse(asked)?;
    let by = By { account: Some(&superadmin.id), at: app.clock.now() };
    let id = random::id(by.at);
    let (secret, stored) = draw_secret(by.at);
    app.store.add_cas_client(&id, &settings, &stored, by).await??;
    Ok((StatusCode::CREATED, Json(told(&app, &id, secret).await?)))
}
