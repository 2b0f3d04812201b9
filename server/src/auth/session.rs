//! Sessions: from the cookie to the row and back. Only somebody who signed in has one; a visitor
//! leaves no trace.

use crate::{
    clock::Clock,
    config::PublicUrl,
    error::ApiError,
    extract::sha256,
    random,
    state::AppState,
    store::{self, Account, Hash, Store, StoreError},
};
use async_trait::async_trait;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use std::{fmt, sync::Arc};
use tower_sessions::{
    Expiry, Session, SessionManagerLayer, SessionStore,
    cookie::time::{Duration, OffsetDateTime},
    session::{Id, Record},
    session_store,
};

/// A session that is not used ends after this time.
const IDLE_LIMIT: SignedDuration = SignedDuration::from_hours(2);

/// Any session ends after this time: a working day and its evening, and what the RGAA (13.1) lets end
/// without a warning. NIST SP 800-63B-4 asks for a day at most.
const ABSOLUTE_LIMIT: SignedDuration = SignedDuration::from_hours(20);

/// How precisely the last use is known: not every request has to write.
const PRECISION: SignedDuration = SignedDuration::from_mins(1);

/// What a session holds.
const VISIT: &str = "visit";

/// Whose it is, as the store told with the session itself: it is never written from here.
const ACCOUNT: &str = "account";

/// How long a page may ask nothing and still be sure of its session, in seconds.
pub(crate) fn idle_seconds() -> u32 {
    u32::try_from((IDLE_LIMIT - PRECISION).as_secs()).unwrap_or(0)
}

/// A signed-in visitor.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Visit {
    /// Who.
    pub(crate) account_id: String,
    /// What their unsafe requests must carry.
    pub(crate) csrf: String,
    /// Since when.
    signed_in_at: Timestamp,
    /// Last seen, to [`PRECISION`].
    seen_at: Timestamp,
}

/// What the browser keeps the session under. Over TLS, no other host and no path of ours can set it.
pub(crate) fn cookie_name(public_url: &PublicUrl) -> &'static str {
    if public_url.is_secure() { "__Host-raccord" } else { "raccord" }
}

/// The layer that gives every request its session.
pub(crate) fn layer(state: &AppState) -> SessionManagerLayer<SessionTable> {
    let secure = state.public_url.is_secure();
    let table = SessionTable { store: Arc::clone(&state.store), clock: Arc::clone(&state.clock) };
    // HttpOnly, SameSite=Strict and Path=/ are the layer's defaults.
    SessionManagerLayer::new(table)
        .with_name(cookie_name(&state.public_url))
        .with_secure(secure)
        .with_expiry(Expiry::OnInactivity(Duration::seconds(IDLE_LIMIT.as_secs())))
}

/// Signs an account in, under a new identifier: one that was known before leads nowhere.
pub(crate) async fn sign_in(
    session: &Session,
    account_id: String,
    now: Timestamp,
) -> Result<Visit, ApiError> {
    let visit = Visit { account_id, csrf: random::secret(), signed_in_at: now, seen_at: now };
    session.cycle_id().await?;
    session.insert(VISIT, &visit).await?;
    Ok(visit)
}

/// Who is signed in, and still is.
pub(crate) async fn visit(session: &Session, now: Timestamp) -> Result<Option<Visit>, ApiError> {
    let Some(mut visit) = session.get::<Visit>(VISIT).await? else {
        return Ok(None);
    };
    if now.duration_since(visit.seen_at) >= PRECISION {
        visit.seen_at = now;
        session.insert(VISIT, &visit).await?;
    }
    Ok(Some(visit))
}

/// The account of a session that the store has told.
pub(crate) async fn account(session: &Session, visit: &Visit) -> Result<Option<Account>, ApiError> {
    let account = session.get::<Account>(ACCOUNT).await?;
    // Whoever signs in anew within a request is not whom the store had told.
    Ok(account.filter(|account| account.id == visit.account_id))
}

/// What the store knows the session by.
pub(crate) fn id_hash(session: &Session) -> Option<Hash> {
    session.id().map(|id| hash(&id))
}

/// Ends the session, here and in the store.
pub(crate) async fn sign_out(session: &Session) -> Result<(), ApiError> {
    Ok(session.flush().await?)
}

/// Sessions in our store. It keeps the digest of an identifier, and time by our clock.
#[derive(Clone)]
pub(crate) struct SessionTable {
    store: Arc<dyn Store>,
    clock: Arc<dyn Clock>,
}

impl fmt::Debug for SessionTable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SessionTable")
    }
}

#[async_trait]
impl SessionStore for SessionTable {
    async fn create(&self, record: &mut Record) -> session_store::Result<()> {
        while !self.store.create_session(&row(record)?).await.map_err(failed)? {
            record.id = Id::default();
        }
        Ok(())
    }

    async fn save(&self, record: &Record) -> session_store::Result<()> {
        self.store.save_session(&row(record)?).await.map_err(failed)
    }

    async fn load(&self, id: &Id) -> session_store::Result<Option<Record>> {
        let session = self.store.session(&hash(id), self.clock.now()).await;
        session.map_err(failed)?.map(|(session, of)| record(*id, session, &of)).transpose()
    }

    async fn delete(&self, id: &Id) -> session_store::Result<()> {
        self.store.delete_session(&hash(id)).await.map_err(failed)
    }
}

fn row(record: &Record) -> session_store::Result<store::Session> {
    let visit = record.data.get(VISIT).cloned().unwrap_or_default();
    let visit: Visit = serde_json::from_value(visit)
        .map_err(|_| session_store::Error::Encode("a session without a visit".to_owned()))?;
    Ok(store::Session {
        id_hash: hash(&record.id),
        expires_at: expiry(visit.signed_in_at, visit.seen_at),
        account_id: visit.account_id,
        csrf: visit.csrf,
        signed_in_at: visit.signed_in_at,
        seen_at: visit.seen_at,
    })
}

fn record(id: Id, session: store::Session, of: &Account) -> session_store::Result<Record> {
    let encoded = |error: serde_json::Error| session_store::Error::Decode(error.to_string());
    let expiry_date = OffsetDateTime::from_unix_timestamp(session.expires_at.as_second())
        .map_err(|error| session_store::Error::Decode(error.to_string()))?;
    let visit = Visit {
        account_id: session.account_id,
        csrf: session.csrf,
        signed_in_at: session.signed_in_at,
        seen_at: session.seen_at,
    };
    let visit = serde_json::to_value(visit).map_err(encoded)?;
    let account = serde_json::to_value(of).map_err(encoded)?;
    let data = [(VISIT.to_owned(), visit), (ACCOUNT.to_owned(), account)].into();
    Ok(Record { id, data, expiry_date })
}

/// Whichever limit comes first.
fn expiry(signed_in_at: Timestamp, seen_at: Timestamp) -> Timestamp {
    let idle = seen_at.saturating_add(IDLE_LIMIT);
    let absolute = signed_in_at.saturating_add(ABSOLUTE_LIMIT);
    idle.unwrap_or(seen_at).min(absolute.unwrap_or(seen_at))
}

fn hash(id: &Id) -> Hash {
    sha256(&id.0.to_le_bytes())
}

fn failed(error: StoreError) -> session_store::Error {
    session_store::Error::Backend(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use api::Role;

    #[test]
    fn a_session_ends_by_the_first_of_both_limits() {
        let at = |hours: i64| Timestamp::from_second(hours * 3_600).unwrap();
        assert_eq!(expiry(at(0), at(0)), at(2));
        assert_eq!(expiry(at(0), at(17)), at(19));
        assert_eq!(expiry(at(0), at(19)), at(20));
    }

    #[test]
    fn a_row_reads_back_as_the_same_visit() {
        let at = Timestamp::from_second(1_000).unwrap();
        let session = store::Session {
            id_hash: hash(&Id(1)),
            account_id: "account".to_owned(),
            csrf: "csrf".to_owned(),
            signed_in_at: at,
            seen_at: at,
            expires_at: expiry(at, at),
        };
        let of = Account {
            id: "account".to_owned(),
            name: "Ada".to_owned(),
            role: Role::Member,
            rights: Vec::new(),
        };
        assert_eq!(row(&record(Id(1), session.clone(), &of).unwrap()).unwrap(), session);
    }
}
