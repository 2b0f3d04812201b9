//! Imports: start, steps, end, history.

pub(crate) mod close;
pub(crate) mod create;
pub(crate) mod get;
pub(crate) mod list;
pub(crate) mod preview_step;
pub(crate) mod preview_undo;
pub(crate) mod undo;
pub(crate) mod validate_step;

use crate::error::ApiError;
use api::Source;

/// A school has a handful of files; a whole network, one per class at worst.
const MAX_SOURCES: usize = 50;

/// Files that can be told of: few enough, by their digests.
fn check_sources(sources: &[Source]) -> Result<(), ApiError> {
    if sources.len() > MAX_SOURCES {
        return Err(ApiError::invalid("sources"));
    }
    let is_digest = |text: &str| {
        text.len() == 64 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
    };
    if sources.iter().all(|source| is_digest(&source.sha256)) {
        Ok(())
    } else {
        Err(ApiError::invalid("sources.sha256"))
    }
}
