//! `POST /api/establishments`: register a school. The invented one keeps its own name.

use super::on_wire;
use crate::{
    auth::Superadmin,
    error::ApiError,
    extract::Body,
    name, random,
    state::AppState,
    store::{self, By, NewEstablishment},
};
use api::{Establishment, Right};
use axum::{Json, extract::State, http::StatusCode};
use domain::{ent_key::LoginSalt, uai::Uai};

const DEMONSTRATION_NAME: &str = "Établissement de démonstration";

pub(crate) async fn handler(
    State(app): State<AppState>,
    Superadmin(superadmin): Superadmin,
    Body(asked): Body<api::NewEstablishment>,
) -> Result<(StatusCode, Json<Establishment>), ApiError> {
    // A wrong check letter is no reason to refuse: the page warns of it.
    let uai = Uai::parse(&asked.uai).map_err(|_| ApiError::invalid("uai"))?;
    let typed = name::parse(&asked.name, name::ESTABLISHMENT_MAX);
    let name = typed.ok_or(ApiError::invalid("name"))?;
    let new = NewEstablishment {
        name: if uai.is_demonstration() { DEMONSTRATION_NAME.to_owned() } else { name },
        uai,
        cas_key: asked.cas_key,
        login_salt: LoginSalt::new(random::bytes()),
    };
    let by = By { account: Some(&superadmin.id), at: app.clock.now() };
    if !app.store.create_establishment(&new, by).await? {
        return Err(ApiError::establishment_exists());
    }
    let created = store::Establishment {
        demonstration: new.uai.is_demonstration(),
        uai: new.uai,
        name: new.name,
        cas_key: new.cas_key,
        login_salt: new.login_salt,
        stock: 0,
    };
    Ok((StatusCode::CREATED, Json(on_wire(created, Right::Admin))))
}
