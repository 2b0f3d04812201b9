//! Who is there: sign in, sign out, who am I.

pub(crate) mod ask_passkey;
pub(crate) mod create;
pub(crate) mod delete;
pub(crate) mod get;

use crate::{
    auth::{second_factor, session::Visit},
    error::ApiError,
    state::AppState,
    store,
};
use api::{ANONYMOUS_CSRF, Account, Session};
use jiff::SignedDuration;

/// How long a browser may take to answer a challenge: its holder looks for a key or a phone.
pub(crate) const CHALLENGE_LIFE: SignedDuration = SignedDuration::from_mins(5);

/// What the page is told about whoever is there.
pub(crate) async fn describe(app: &AppState, visit: Option<Visit>) -> Result<Session, ApiError> {
    let Some(visit) = visit else {
        return Ok(Session {
            csrf: ANONYMOUS_CSRF.to_owned(),
            account: None,
            setup_open: !app.store.has_account().await?,
            second_factor_missing: false,
        });
    };
    let account = app.store.account(&visit.account_id).await?;
    Ok(Session {
        csrf: visit.csrf,
        account: account.map(on_wire),
        setup_open: false,
        second_factor_missing: second_factor::is_missing(app, &visit.account_id).await?,
    })
}

fn on_wire(account: store::Account) -> Account {
    let rights = account.rights.into_iter();
    Account {
        name: account.name,
        role: account.role,
        rights: rights.map(|(uai, right)| (uai.to_string(), right)).collect(),
    }
}
