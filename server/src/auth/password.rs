//! Passwords: which are allowed, how they are hashed and checked.

use super::common_passwords;
use crate::{error::ApiError, random, store::Credentials};
use argon2::{Argon2, PasswordHasher as _, PasswordVerifier as _, password_hash};
use std::{ops::RangeInclusive, sync::Arc};
use tokio::{sync::Semaphore, task};

/// Length of a password in characters. Beside that it must not be a common one, and nothing of it is
/// cut off.
const LENGTH: RangeInclusive<usize> = 12..=256;

/// Hashes that are computed at the same time, 19 MiB and one core each: more would let visitors
/// without an account take the whole machine.
const AT_ONCE: usize = 2;

/// Hashes and checks passwords (argon2id, m = 19 MiB, t = 2, p = 1), a few at a time.
#[derive(Clone, Debug)]
pub struct Passwords {
    turns: Arc<Semaphore>,
    /// What the password of an unknown name is checked against, so that it takes as long.
    nobody: Arc<str>,
}

impl Passwords {
    /// Computes one hash, which takes a moment.
    ///
    /// # Errors
    /// When the operating system gives no random bytes.
    pub fn new() -> Result<Self, password_hash::Error> {
        Ok(Self {
            turns: Arc::new(Semaphore::new(AT_ONCE)),
            nobody: hash(&random::secret())?.into(),
        })
    }

    /// The hash of a new password, as a PHC string.
    pub(crate) async fn hash(&self, password: String) -> Result<String, ApiError> {
        self.in_turn(move || hash(&password)).await?.map_err(|error| ApiError::internal(&error))
    }

    /// Whether this is the password; takes the same time when there is no account.
    pub(crate) async fn verify(
        &self,
        password: String,
        credentials: Option<&Credentials>,
    ) -> Result<bool, ApiError> {
        let hash = credentials.map_or(&*self.nobody, |c| &c.password_hash).to_owned();
        let same = self
            .in_turn(move || Argon2::default().verify_password(password.as_bytes(), hash.as_str()))
            .await?;
        match same {
            Ok(()) => Ok(credentials.is_some()),
            Err(password_hash::Error::PasswordInvalid) => Ok(false),
            Err(error) => Err(ApiError::internal(&error)),
        }
    }

    async fn in_turn<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, ApiError> {
        // The turn goes along: should the visitor leave, the work goes on and still counts.
        let turn = Arc::clone(&self.turns).acquire_owned().await;
        let turn = turn.map_err(|error| ApiError::internal(&error))?;
        task::spawn_blocking(move || {
            let done = work();
            drop(turn);
            done
        })
        .await
        .map_err(|error| ApiError::internal(&error))
    }
}

/// Whether a new password may be chosen by the holder of an account.
pub(crate) fn check(password: &str, account: &str) -> Result<(), ApiError> {
    if !LENGTH.contains(&password.chars().count()) {
        return Err(ApiError::invalid("password"));
    }
    if common_passwords::is_common(password, account) {
        return Err(ApiError::common_password());
    }
    Ok(())
}

fn hash(password: &str) -> Result<String, password_hash::Error> {
    Ok(Argon2::default().hash_password(password.as_bytes())?.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn the_right_password_of_an_account_is_the_only_one_that_passes() {
        let passwords = Passwords::new().unwrap();
        let account = Credentials {
            account_id: "account".to_owned(),
            password_hash: passwords.hash("un mot de passe".to_owned()).await.unwrap(),
        };
        let verify = async |password: &str, account| {
            passwords.verify(password.to_owned(), account).await.unwrap()
        };
        assert!(verify("un mot de passe", Some(&account)).await);
        assert!(!verify("un mot de passe ", Some(&account)).await);
        assert!(!verify("un mot de passe", None).await);
    }

    #[test]
    fn the_parameters_are_those_that_are_stated() {
        let hash = hash("un mot de passe").unwrap();
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{hash}");
        assert_ne!(hash, super::hash("un mot de passe").unwrap());
    }

    #[test]
    fn the_length_counts_characters() {
        assert!(check("phrase à moi", "ada").is_ok());
        assert!(check(&"éàùïô".repeat(51), "ada").is_ok());
        assert!(check("phrase moi!", "ada").is_err());
        assert!(check(&"abcdé".repeat(52), "ada").is_err());
    }
}
