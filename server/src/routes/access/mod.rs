//! The first-connection page: portal users see which account they enter with, once, and go straight
//! to PRONOTE afterwards. Nothing leads anywhere but to the establishment's own addresses.

pub(crate) mod accept;
pub(crate) mod arrive;
mod cookie;
pub(crate) mod leave;
mod page;
mod rights;
pub(crate) mod show;
pub(crate) mod signed_out_there;

use crate::{
    state::AppState,
    store::{AccessSession, Establishment, StoreError},
};
use api::{Generation, Service, Settings, Sso};
use axum::{
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use domain::{
    service::{CasAddress, PronoteAddress},
    uai::Uai,
};
use page::Page;

/// What becomes of whoever comes to an establishment's address.
enum Way {
    /// Nobody gets through: there is no such establishment, or it has set nothing.
    Closed,
    /// Everybody goes on to this address, without the portal.
    Anonymous(String),
    /// Through the portal.
    Portal(Box<Entrance>),
}

/// All that the page needs to know of an establishment.
struct Entrance {
    establishment: Establishment,
    settings: Settings,
    service: Service,
    cas: CasAddress,
    /// Our own address, as the CAS server is told it.
    here: String,
}

impl Way {
    async fn of(app: &AppState, uai: &str) -> Result<Self, StoreError> {
        let Ok(uai) = Uai::parse(uai) else { return Ok(Self::Closed) };
        let Some(establishment) = app.store.establishment(&uai).await? else {
            return Ok(Self::Closed);
        };
        let settings = app.store.settings(&uai).await?.unwrap_or_default();
        let mut services = app.store.services(&uai).await?.into_iter();
        let service = services.find(|service| service.sso == Sso::PronoteCas);
        // The invented school has no PRONOTE.
        let Some(service) = service.filter(|_| !establishment.demonstration) else {
            return Ok(Self::Closed);
        };
        if service.anonymous {
            let pronote = PronoteAddress::parse(&service.url);
            let generation = match settings.generation {
                Generation::Console => domain::service::Generation::Console,
                Generation::Delegation => domain::service::Generation::Delegation,
            };
            return Ok(pronote
                .map_or(Self::Closed, |(address, _)| Self::Anonymous(address.direct(generation))));
        }
        let cas = settings.cas_url.as_deref().map(CasAddress::parse);
        let Some(Ok((cas, _))) = cas else { return Ok(Self::Closed) };
        let here = app.public_url.page(&format!("/acces/{uai}/cas"));
        Ok(Self::Portal(Box::new(Entrance { establishment, settings, service, cas, here })))
    }
}

impl Entrance {
    /// Off to the portal's CAS server, to come back with a ticket.
    fn sign_in(&self) -> Response {
        redirect(&self.cas.login(&self.here))
    }

    /// Whoever has come with this cookie.
    async fn visit(
        &self,
        app: &AppState,
        headers: &HeaderMap,
    ) -> Result<Option<(AccessSession, String)>, StoreError> {
        let Some((id, user)) = cookie::read(headers, &app.public_url) else { return Ok(None) };
        let uai = &self.establishment.uai;
        let session = app.store.access(&id, uai, app.clock.now()).await?;
        Ok(session.map(|session| (session, user)))
    }

    /// The account that may go on to PRONOTE, or the page that says why not.
    async fn account(
        &self,
        app: &AppState,
        session: AccessSession,
        user: &str,
    ) -> Result<Result<String, Response>, StoreError> {
        let uai = &self.establishment.uai;
        let linked = match &session.ent_key {
            Some(ent_key) => app.store.linked_category(uai, ent_key).await?,
            None => None,
        };
        let may = rights::may_enter(
            &self.service,
            uai,
            session.ent_key.as_deref(),
            session.profile,
            linked,
        );
        Ok(match (session.ent_key, linked, may) {
            (Some(ent_key), Some(_), true) => Ok(ent_key),
            (_, _, false) => Err(self.page().no_right(user)),
            (_, None, true) | (None, ..) => Err(self.page().not_linked(user)),
        })
    }

    fn page(&self) -> Page<'_> {
        Page::new(Some(&self.establishment), self.settings.contact.as_deref())
    }
}

/// To another address, by GET whatever came. An address that fits no header goes nowhere.
fn redirect(address: &str) -> Response {
    match HeaderValue::try_from(address) {
        Ok(address) => (StatusCode::SEE_OTHER, [(header::LOCATION, address)]).into_response(),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// The store does not answer: the cause is in the log, the page says to come back.
fn store_fails(error: &StoreError) -> Response {
    tracing::error!(%error, "the first-connection page could not be shown");
    Page::new(None, None).out_of_order()
}

/// There is nothing at this address.
fn closed() -> Response {
    Page::new(None, None).closed()
}
