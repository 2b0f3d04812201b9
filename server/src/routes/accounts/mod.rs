//! The administrators' accounts, for superadmins.

pub(crate) mod change_ent_id;
pub(crate) mod change_rights;
pub(crate) mod end;
pub(crate) mod list;
pub(crate) mod make_password_link;
pub(crate) mod reset_second_factor;

use crate::{error::ApiError, store::AccountRefusal};
use api::{Right, Rights, Role};
use domain::uai::Uai;

impl From<AccountRefusal> for ApiError {
    fn from(refusal: AccountRefusal) -> Self {
        match refusal {
            AccountRefusal::NoSuchAccount => Self::not_found(),
            AccountRefusal::NoSuchEstablishment => Self::invalid("rights"),
            AccountRefusal::EntIdTaken => Self::account_exists(),
            AccountRefusal::LastSuperadmin => Self::last_superadmin(),
        }
    }
}

/// Rights that can be stored: each establishment once; none for a superadmin, who needs none.
pub(super) fn parse_rights(rights: &Rights) -> Result<Vec<(Uai, Right)>, ApiError> {
    let mut parsed = Vec::<(Uai, Right)>::new();
    for (uai, right) in &rights.rights {
        let uai = Uai::parse(uai).map_err(|_| ApiError::invalid("rights"))?;
        if parsed.iter().any(|(known, _)| *known == uai) {
            return Err(ApiError::invalid("rights"));
        }
        parsed.push((uai, *right));
    }
    let allowed = rights.role == Role::Member || parsed.is_empty();
    if allowed { Ok(parsed) } else { Err(ApiError::invalid("rights")) }
}
