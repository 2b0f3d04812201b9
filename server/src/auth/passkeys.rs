//! Passkeys (`WebAuthn`): what a browser is asked, and whether its answer holds.

use crate::{config::PublicUrl, error::ApiError, store};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::{Serialize, de::DeserializeOwned};
use std::{fmt, sync::Arc};
use uuid::Uuid;
use webauthn_rs::{
    Webauthn, WebauthnBuilder,
    prelude::{
        CredentialID, Passkey, PasskeyAuthentication, PasskeyRegistration, Url, WebauthnError,
    },
};

/// The site that passkeys are made for: its name cannot be changed later without losing them.
#[derive(Clone)]
pub struct PasskeySite(Arc<Webauthn>);

impl fmt::Debug for PasskeySite {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PasskeySite")
    }
}

/// What is sent to a browser, and what is kept until it answers. Both JSON.
pub(crate) struct Asked {
    /// For the browser.
    pub(crate) options: String,
    /// For the store.
    pub(crate) state: String,
}

impl PasskeySite {
    /// The site of a server; none where it is reached by a number, or over plain http from elsewhere.
    pub fn of(public_url: &PublicUrl) -> Option<Self> {
        let origin = Url::parse(&public_url.page("")).ok()?;
        let name = origin.domain()?.to_owned();
        let is_secure = public_url.is_secure() || name == "localhost";
        let site = WebauthnBuilder::new(&name, &origin).ok()?.rp_name("Raccord").build().ok()?;
        is_secure.then(|| Self(Arc::new(site)))
    }

    /// Asks for a new passkey of an account that has some already.
    pub(crate) fn ask_new(
        &self,
        account: &store::Account,
        known: &[store::Passkey],
    ) -> Result<Asked, ApiError> {
        let id = Uuid::parse_str(&account.id).map_err(|error| ApiError::internal(&error))?;
        let known = known.iter().map(credential).collect::<Result<Vec<_>, _>>()?;
        let known: Vec<CredentialID> = known.iter().map(|key| key.cred_id().clone()).collect();
        let asked =
            self.0.start_passkey_registration(id, &account.name, &account.name, Some(known));
        let (options, state) = asked.map_err(|error| ApiError::internal(&error))?;
        Ok(Asked { options: to_json(&options)?, state: to_json(&state)? })
    }

    /// The passkey that a browser made; `None` when its answer does not hold.
    pub(crate) fn made(
        &self,
        state: &str,
        answer: &str,
    ) -> Result<Option<(String, String)>, ApiError> {
        let state: PasskeyRegistration = from_store(state)?;
        let Ok(answer) = serde_json::from_str(answer) else {
            return Ok(None);
        };
        match self.0.finish_passkey_registration(&answer, &state) {
            Ok(passkey) => Ok(Some((credential_id(passkey.cred_id()), to_json(&passkey)?))),
            Err(error) => Ok(refused(&error)),
        }
    }

    /// Asks for a signature with one of an account's passkeys.
    pub(crate) fn ask_signature(&self, known: &[store::Passkey]) -> Result<Asked, ApiError> {
        let known = known.iter().map(credential).collect::<Result<Vec<_>, _>>()?;
        let asked = self.0.start_passkey_authentication(&known);
        let (options, state) = asked.map_err(|error| ApiError::internal(&error))?;
        Ok(Asked { options: to_json(&options)?, state: to_json(&state)? })
    }

    /// The passkey that signed, with its counter as it is now; `None` when the answer does not hold.
    pub(crate) fn signed(
        &self,
        state: &str,
        answer: &str,
        known: &[store::Passkey],
    ) -> Result<Option<(String, String)>, ApiError> {
        let state: PasskeyAuthentication = from_store(state)?;
        let Ok(answer) = serde_json::from_str(answer) else {
            return Ok(None);
        };
        let result = match self.0.finish_passkey_authentication(&answer, &state) {
            Ok(result) => result,
            Err(error) => return Ok(refused(&error)),
        };
        for passkey in known {
            let mut key = credential(passkey)?;
            if key.update_credential(&result).is_some() {
                return Ok(Some((passkey.credential_id.clone(), to_json(&key)?)));
            }
        }
        Ok(None)
    }
}

/// The reason is for the operator; it holds nothing of the account.
fn refused<T>(error: &WebauthnError) -> Option<T> {
    tracing::info!(%error, "an answer of a passkey did not hold");
    None
}

fn credential(passkey: &store::Passkey) -> Result<Passkey, ApiError> {
    from_store(&passkey.credential)
}

fn credential_id(id: &CredentialID) -> String {
    URL_SAFE_NO_PAD.encode::<&[u8]>(id.as_ref())
}

fn to_json(value: &impl Serialize) -> Result<String, ApiError> {
    serde_json::to_string(value).map_err(|error| ApiError::internal(&error))
}

fn from_store<T: DeserializeOwned>(text: &str) -> Result<T, ApiError> {
    serde_json::from_str(text).map_err(|error| ApiError::internal(&error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(public_url: &str, expected: bool) {
        let site = PasskeySite::of(&public_url.parse().unwrap());
        assert_eq!(site.is_some(), expected, "{public_url}");
    }

    #[test]
    fn passkeys_are_for_names_that_browsers_trust() {
        check("https://raccord.exemple.fr", true);
        check("https://raccord.exemple.fr:8443", true);
        check("http://localhost:8080", true);
        check("http://127.0.0.1:8080", false);
        check("http://raccord.exemple.fr", false);
        check("https://192.0.2.1", false);
    }
}
