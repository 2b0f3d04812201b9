//! What makes guessing slow: attempts are counted by account and address together, by account and by
//! address, in the store, so that all server processes count together. Second factors are counted for
//! themselves: whoever knows the password must not be able to begin anew with it.
//!
//! Nobody can lock a colleague out from elsewhere: the low limit needs the same address. The limit of
//! an account alone is far above what a person does, and bounds a guess from many addresses to about
//! ten thousand passwords a day.

use crate::{
    error::ApiError,
    extract::{ClientAddress, sha256},
    name,
    state::AppState,
    store::Hash,
};
use jiff::{SignedDuration, Timestamp};

/// Attempts are counted in stretches of this length.
pub(crate) const STRETCH: SignedDuration = SignedDuration::from_mins(15);

/// At one account from one address: somebody who mistypes needs a handful.
pub(crate) const AT_ACCOUNT_FROM_ADDRESS: u32 = 6;

/// At one account, from wherever.
pub(crate) const AT_ACCOUNT: u32 = 100;

/// From one address, at whichever account: a whole school behind one address signs in.
pub(crate) const FROM_ADDRESS: u32 = 100;

/// What somebody tries to know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Means {
    /// A password, of an account or of nobody.
    Password,
    /// What an account asks for beside its password, or beside the portal's word.
    SecondFactor,
}

impl Means {
    /// What is counted, by account and address, and by account.
    fn subjects(self) -> (&'static str, &'static str) {
        match self {
            Self::Password => ("account and address", "account"),
            Self::SecondFactor => ("second factor and address", "second factor"),
        }
    }
}

/// An attempt that is counted before it is known how it ends: many at once must not slip through.
pub(crate) struct Attempt {
    both: Hash,
    account: Hash,
}

impl Attempt {
    /// Counts an attempt at the account of a name, or refuses it.
    pub(crate) async fn at(
        app: &AppState,
        means: Means,
        account_name: &str,
        address: ClientAddress,
    ) -> Result<Self, ApiError> {
        let now = app.clock.now();
        let since = now.checked_sub(STRETCH).unwrap_or(now);
        let name = name::folded(account_name);
        let address = address.to_text();
        let (both, account) = means.subjects();
        let attempt =
            Self { both: subject(both, &[&name, &address]), account: subject(account, &[&name]) };
        let from = subject("address", &[&address]);
        // The narrowest first: what it refuses does not count for the account, or one address could
        // use up what all others have.
        for (subject, limit) in [
            (&attempt.both, AT_ACCOUNT_FROM_ADDRESS),
            (&from, FROM_ADDRESS),
            (&attempt.account, AT_ACCOUNT),
        ] {
            let (failures, started_at) = app.store.add_failure(subject, since, now).await?;
            if failures > limit {
                tracing::warn!("sign-in attempts are being refused for a while");
                return Err(ApiError::too_many_attempts(wait(started_at, now)));
            }
        }
        Ok(attempt)
    }

    /// It was right: the account's failures of this kind are forgotten.
    pub(crate) async fn succeeded(self, app: &AppState) -> Result<(), ApiError> {
        app.store.forget_failures(&self.both).await?;
        Ok(app.store.forget_failures(&self.account).await?)
    }
}

/// Seconds until a stretch is over.
fn wait(started_at: Timestamp, now: Timestamp) -> u32 {
    let over = started_at.checked_add(STRETCH).unwrap_or(now);
    u32::try_from(over.duration_since(now).as_secs()).unwrap_or(0).max(1)
}

/// A digest: neither names nor addresses are stored. Parts are told apart by a character that is in
/// none of them.
fn subject(kind: &str, parts: &[&str]) -> Hash {
    sha256([kind, &parts.join("\0")].join("\0").as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_limited_is_told_apart() {
        assert_ne!(subject("account", &["ada"]), subject("address", &["ada"]));
        assert_ne!(subject("account", &["a", "da"]), subject("account", &["ad", "a"]));
    }

    #[test]
    fn one_waits_until_the_stretch_is_over() {
        let at = |minutes: i64| Timestamp::from_second(minutes * 60).unwrap();
        assert_eq!(wait(at(0), at(0)), 900);
        assert_eq!(wait(at(0), at(14)), 60);
        assert_eq!(wait(at(0), at(15)), 1);
    }
}
