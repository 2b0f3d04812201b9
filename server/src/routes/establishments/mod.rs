//! Establishments: those one may see, their registration, what a head of school reads.

pub(crate) mod cas_configuration;
pub(crate) mod create;
pub(crate) mod delete;
pub(crate) mod list;
pub(crate) mod status;

use crate::store::Establishment;
use api::Right;

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
    }
}
