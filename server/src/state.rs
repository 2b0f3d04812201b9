//! What every request can reach. Cheap to clone; nothing in it changes after the start.

use crate::{
    assets::Assets,
    auth::{PasskeySite, Passwords, SignInPortal},
    cas::uses::SecretUses,
    clock::Clock,
    config::{Policy, PublicUrl},
    metrics::Metrics,
    portal::Portal,
    rates::Rates,
    store::Store,
};
use api::About;
use std::sync::Arc;

/// The server's parts.
#[derive(Clone)]
pub struct AppState {
    /// What is remembered.
    pub store: Arc<dyn Store>,
    /// The time of day.
    pub clock: Arc<dyn Clock>,
    /// Hashes and checks passwords.
    pub passwords: Passwords,
    /// Where passkeys are for; none where the server has no name.
    pub passkeys: Option<PasskeySite>,
    /// Asks the portals' CAS servers who came with a ticket.
    pub portal: Portal,
    /// The CAS server that says who administrators are; none: they sign in with their passwords.
    pub sign_in_portal: Option<SignInPortal>,
    /// When the secrets of CAS servers were seen last.
    pub secret_uses: Arc<SecretUses>,
    /// Who asked how often of late.
    pub rates: Arc<Rates>,
    /// What was counted since the start.
    pub metrics: Arc<Metrics>,
    /// What the operator demands.
    pub policy: Policy,
    /// What anybody may know of the server.
    pub about: Arc<About>,
    /// The built page.
    pub assets: Arc<Assets>,
    /// Address under which browsers reach the server.
    pub public_url: PublicUrl,
}
