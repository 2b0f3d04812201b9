//! Imports: start, steps, end, history.

pub(crate) mod close;
pub(crate) mod create;
pub(crate) mod get;
pub(crate) mod list;
pub(crate) mod validate_step;

use serde::Deserialize;

/// The import that the path names. Its establishment is read with the right to it.
#[derive(Deserialize)]
pub(crate) struct ImportPath {
    id: String,
}
