//! What anybody may know of the server.

use serde::{Deserialize, Serialize};

/// Answer of `GET /api/about`: what the operator says of themselves, for the accessibility statement.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct About {
    /// Who publishes it.
    pub publisher: Option<String>,
    /// How to reach them, as it is to be read.
    pub contact: Option<String>,
}
