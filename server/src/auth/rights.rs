//! Rights, as extractors: a handler says in its arguments who may call it, and gets what it needs to
//! know about them. An establishment is only ever reached through [`Reader`],
//! [`ReaderOf`] or [`Admin`].

use super::{second_factor, session};
use crate::{
    error::ApiError,
    extract::Path,
    state::AppState,
    store::{Account, Establishment, Hash},
};
use api::{Right, Role};
use axum::{extract::FromRequestParts, http::request::Parts};
use domain::uai::Uai;
use serde::Deserialize;
use tower_sessions::Session;

/// Whoever is signed in, about their own means of signing in. For everything else there is
/// [`SignedIn`].
pub(crate) struct Holder {
    /// Who.
    pub(crate) account: Account,
    /// Their session.
    pub(crate) session: Hash,
}

/// Whoever is signed in, by all the means that the configuration demands.
pub(crate) struct SignedIn(pub(crate) Account);

/// A superadmin.
pub(crate) struct Superadmin(pub(crate) Account);

/// Somebody who may read in the establishment of the path.
pub(crate) struct Reader(pub(crate) Access);

/// The same, where the handler finds out itself whether there is such an establishment.
pub(crate) struct ReaderOf(pub(crate) Permit);

/// Somebody who may change things in the establishment of the path.
pub(crate) struct Admin(pub(crate) Access);

/// Who does something where.
pub(crate) struct Access {
    /// Who.
    pub(crate) account: Account,
    /// Where.
    pub(crate) establishment: Establishment,
    /// What they may do there.
    pub(crate) right: Right,
}

/// Who may do something where, if there is such a place.
pub(crate) struct Permit {
    /// Who.
    pub(crate) account: Account,
    /// Where.
    pub(crate) uai: Uai,
    /// What they may do there.
    pub(crate) right: Right,
}

/// What an account may do in an establishment, whether or not there is such a one.
pub(crate) fn right_in(account: &Account, uai: &Uai) -> Option<Right> {
    match account.role {
        Role::Superadmin => Some(Right::Admin),
        Role::Member => {
            let found = account.rights.iter().find(|(in_uai, _)| in_uai == uai);
            found.map(|&(_, right)| right)
        }
    }
}

impl FromRequestParts<AppState> for Holder {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self, ApiError> {
        let session = parts.extensions.get::<Session>().cloned();
        let session = session.ok_or(ApiError::signed_out())?;
        let visit = session::visit(&session, app.clock.now()).await?;
        let visit = visit.ok_or(ApiError::signed_out())?;
        let account = session::account(&session, &visit).await?;
        let account = account.ok_or(ApiError::signed_out())?;
        Ok(Self { account, session: session::id_hash(&session).ok_or(ApiError::signed_out())? })
    }
}

impl FromRequestParts<AppState> for SignedIn {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self, ApiError> {
        let Holder { account, .. } = Holder::from_request_parts(parts, app).await?;
        if second_factor::is_missing(app, &account.id).await? {
            return Err(ApiError::second_factor_missing());
        }
        Ok(Self(account))
    }
}

impl FromRequestParts<AppState> for Superadmin {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self, ApiError> {
        let SignedIn(account) = SignedIn::from_request_parts(parts, app).await?;
        match account.role {
            Role::Superadmin => Ok(Self(account)),
            Role::Member => Err(ApiError::forbidden()),
        }
    }
}

impl FromRequestParts<AppState> for Reader {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self, ApiError> {
        access(parts, app, Right::Reader).await.map(Self)
    }
}

impl FromRequestParts<AppState> for ReaderOf {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self, ApiError> {
        permit(parts, app, Right::Reader).await.map(Self)
    }
}

impl FromRequestParts<AppState> for Admin {
    type Rejection = ApiError;

    async fn from_request_parts(parts: &mut Parts, app: &AppState) -> Result<Self, ApiError> {
        access(parts, app, Right::Admin).await.map(Self)
    }
}

#[derive(Deserialize)]
struct InEstablishment {
    uai: String,
}

async fn access(parts: &mut Parts, app: &AppState, needed: Right) -> Result<Access, ApiError> {
    let Permit { account, uai, right } = permit(parts, app, needed).await?;
    let establishment = app.store.establishment(&uai).await?;
    Ok(Access { account, establishment: establishment.ok_or(ApiError::not_found())?, right })
}

async fn permit(parts: &mut Parts, app: &AppState, needed: Right) -> Result<Permit, ApiError> {
    let SignedIn(account) = SignedIn::from_request_parts(parts, app).await?;
    let Path(InEstablishment { uai }) = Path::from_request_parts(parts, app).await?;
    let uai = Uai::parse(&uai).map_err(|_| ApiError::malformed("the path has no UAI"))?;
    // The right first: who has none must not learn which establishments there are.
    let right = right_in(&account, &uai).filter(|&right| right >= needed);
    let right = right.ok_or(ApiError::forbidden())?;
    Ok(Permit { account, uai, right })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_right_holds_where_it_was_given() {
        let here = Uai::parse("0990001N").unwrap();
        let there = Uai::parse("0990002P").unwrap();
        let mut account = Account {
            id: "account".to_owned(),
            name: "Zoé Fictif".to_owned(),
            role: Role::Member,
            rights: vec![(here.clone(), Right::Reader)],
        };
        assert_eq!(right_in(&account, &here), Some(Right::Reader));
        assert_eq!(right_in(&account, &there), None);
        account.role = Role::Superadmin;
        assert_eq!(right_in(&account, &there), Some(Right::Admin));
    }

    #[test]
    fn an_admin_may_do_what_a_reader_may() {
        assert!(Right::Admin >= Right::Reader);
    }
}
