//! The portal's services of an establishment: what its form holds, stored so that next year's
//! administrator finds it.

pub(crate) mod list;
pub(crate) mod put;
pub(crate) mod remove;

use crate::{error::ApiError, store::ServiceRefusal};

impl From<ServiceRefusal> for ApiError {
    fn from(refusal: ServiceRefusal) -> Self {
        match refusal {
            ServiceRefusal::CodeTaken | ServiceRefusal::TooMany => Self::service_exists(),
            ServiceRefusal::NoSuchService => Self::not_found(),
        }
    }
}
