//! Establishments: those one may see, their registration, what a head of school reads.

pub(crate) mod cas_configuration;
pub(crate) mod change;
pub(crate) mod create;
pub(crate) mod delete;
pub(crate) mod get;
pub(crate) mod list;
pub(crate) mod status;

use crate::{error::ApiError, state::AppState, store::Establishment};
use api::{EstablishmentDetails, Right};

/// The establishment with its settings.
async fn details(
    app: &AppState,
    establishment: Establishment,
    right: Right,
) -> Result<EstablishmentDetails, ApiError> {
    let settings = app.store.settings(&establishment.uai).await?;
    Ok(EstablishmentDetails {
        settings: settings.ok_or(ApiError::not_found())?,
        access_url: app.public_url.page(&format!("/acces/{}", establishment.uai)),
        establishment: on_wire(establishment, right),
    })
}

/// As somebody with this right may see it.
fn on_wire(establishment: Establishment, right: Right) -> api::Establishment {
    let login_salt = (right == Right::Admin).then(|| establishment.login_salt.to_text());
    api::Establishment {
        uai: establishment.uai.to_string(),
        name: establishment.name,
        cas_key: establishment.cas_key,
        login_salt,
        demonstration: establishment.demonstration,
        right,
        stock: establishment.stock,
        progress: None,
    }
}
