//! The pair: the only data about people that the server holds.

use serde::{Deserialize, Serialize};

/// The six steps, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Category {
    /// Enseignants.
    Teacher,
    /// Élèves.
    Student,
    /// Responsables.
    Guardian,
    /// Maîtres de stage.
    InternshipSupervisor,
    /// Inspecteurs pédagogiques.
    Inspector,
    /// Personnels.
    Staff,
}

/// How a stored pair was decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Decision {
    /// Found by the engine, confirmed by validating the step.
    Automatic,
    /// Proposed by the engine, accepted by a person.
    Confirmed,
    /// Searched and chosen by a person.
    Manual,
    /// Stored before and left as it was.
    Kept,
}

/// A portal account and its PRONOTE identifier.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Pair {
    /// `^[A-Za-z0-9._@:-]{1,128}$`: the "Identifiant ENT", or `h:` and the digest of the login.
    #[cfg_attr(feature = "openapi", schema(pattern = "^[A-Za-z0-9._@:-]{1,128}$"))]
    pub ent_key: String,
    /// `^[A-Za-z0-9]{1,64}$`.
    #[cfg_attr(feature = "openapi", schema(pattern = "^[A-Za-z0-9]{1,64}$"))]
    pub pronote_id: String,
    /// How it was decided.
    pub decision: Decision,
}

/// A pair as it is stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StoredMapping {
    /// The step it was validated in.
    pub category: Category,
    /// The pair; its decision is the one it was first stored with, never `kept`.
    pub pair: Pair,
}

/// `GET /api/establishments/{uai}/mappings`: a page of the stock, ordered by PRONOTE identifier.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StoredMappings {
    /// Changes with every change of the stock; goes back as `If-Match` with a step.
    pub revision: u64,
    /// How many mappings are stored.
    pub total: u32,
    /// The part asked for.
    pub items: Vec<StoredMapping>,
}
