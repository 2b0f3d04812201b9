//! The one-time link: the only way to the first account. There is no default account and no default
//! password; who reads the server's output is who installed it.

use super::same_secret;
use crate::{
    clock::Clock,
    config::PublicUrl,
    error::ApiError,
    extract::sha256,
    random,
    store::{Hash, Store, StoreError},
};

/// Makes the link, in place of a former one, unless there is an account already. Only a digest of
/// its secret is stored; the secret is in the fragment, which browsers do not send and servers do
/// not log.
///
/// # Errors
/// Those of the store.
pub(crate) async fn offer(
    store: &dyn Store,
    clock: &dyn Clock,
    public_url: &PublicUrl,
) -> Result<Option<String>, StoreError> {
    if store.has_account().await? {
        return Ok(None);
    }
    let token = random::secret();
    store.put_setup_link(&digest(&token), clock.now()).await?;
    Ok(Some(public_url.page(&format!("/premier-compte#{token}"))))
}

/// The digest of a token that was handed in, if it is the link's.
pub(crate) async fn check(store: &dyn Store, token: &str) -> Result<Hash, ApiError> {
    let given = digest(token);
    match store.setup_link().await? {
        Some(expected) if same_secret(&given, &expected) => Ok(given),
        _ => Err(ApiError::setup_link()),
    }
}

fn digest(token: &str) -> Hash {
    sha256(token.as_bytes())
}
