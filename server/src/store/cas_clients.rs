//! The CAS servers that may ask who is who, and their secrets.

use super::{By, Hash, StoreError};
use api::CasClient;
use async_trait::async_trait;
use domain::uai::Uai;
use ipnet::IpNet;
use jiff::Timestamp;
use std::net::IpAddr;

/// Those that superadmins have let in.
#[async_trait]
pub trait CasClients: Send + Sync + 'static {
    /// All of them, by name.
    async fn cas_clients(&self) -> Result<Vec<CasClient>, StoreError>;

    /// One of them.
    async fn cas_client(&self, id: &str) -> Result<Option<CasClient>, StoreError>;

    /// Lets one in, with its first secret.
    async fn add_cas_client(
        &self,
        id: &str,
        settings: &CasClientSettings,
        secret: &NewSecret,
        by: By<'_>,
    ) -> Result<Result<(), CasClientRefusal>, StoreError>;

    /// Replaces what is set about one. Nobody is told any more where it does not want to be told.
    async fn change_cas_client(
        &self,
        id: &str,
        settings: &CasClientSettings,
        by: By<'_>,
    ) -> Result<Result<(), CasClientRefusal>, StoreError>;

    /// Shuts one out. False when there is no such one.
    async fn remove_cas_client(&self, id: &str, by: By<'_>) -> Result<bool, StoreError>;

    /// Gives one another secret, beside the one it has.
    async fn add_cas_secret(
        &self,
        id: &str,
        secret: &NewSecret,
        by: By<'_>,
    ) -> Result<Result<(), CasClientRefusal>, StoreError>;

    /// Ends one of its secrets. False when there is no such one.
    async fn end_cas_secret(
        &self,
        id: &str,
        secret_id: &str,
        by: By<'_>,
    ) -> Result<bool, StoreError>;

    /// Whose secret this is.
    async fn cas_caller(&self, secret_hash: &Hash) -> Result<Option<CasCaller>, StoreError>;

    /// Remembers that a secret was used.
    async fn cas_secret_used(&self, secret_id: &str, at: Timestamp) -> Result<(), StoreError>;
}

/// What is set about a CAS server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CasClientSettings {
    /// What superadmins call it.
    pub name: String,
    /// Where it may ask; none: everywhere.
    pub establishments: Option<Vec<Uai>>,
    /// From where it asks; empty: from anywhere.
    pub networks: Vec<IpNet>,
    /// Where it is told of changes.
    pub refresh_url: Option<String>,
}

/// A secret to be stored.
#[derive(Clone, Debug)]
pub struct NewSecret {
    /// UUID.
    pub id: String,
    /// SHA-256 of the secret.
    pub hash: Hash,
}

/// A CAS server that has shown its secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CasCaller {
    /// Which one.
    pub client_id: String,
    /// Which of its secrets.
    pub secret_id: String,
    /// From where it asks; empty: from anywhere.
    pub networks: Vec<IpNet>,
    /// Whether it may ask about every establishment.
    pub everywhere: bool,
}

impl CasCaller {
    /// Whether it may ask from an address.
    pub fn may_ask_from(&self, address: IpAddr) -> bool {
        let address = address.to_canonical();
        self.networks.is_empty() || self.networks.iter().any(|network| network.contains(&address))
    }
}

/// Why nothing was changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CasClientRefusal {
    /// There is no such CAS server.
    NoSuchClient,
    /// Another one has this name.
    NameTaken,
    /// There is no such establishment.
    NoSuchEstablishment,
    /// It has as many secrets as it may have.
    TooManySecrets,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(networks: &[&str], address: &str, expected: bool) {
        let caller = CasCaller {
            client_id: String::new(),
            secret_id: String::new(),
            networks: networks.iter().map(|network| network.parse().unwrap()).collect(),
            everywhere: true,
        };
        assert_eq!(caller.may_ask_from(address.parse().unwrap()), expected);
    }

    #[test]
    fn without_networks_it_may_ask_from_anywhere() {
        check(&[], "203.0.113.9", true);
    }

    #[test]
    fn with_networks_it_may_ask_from_these() {
        check(&["192.0.2.0/24", "2001:db8::/32"], "192.0.2.9", true);
        check(&["192.0.2.0/24", "2001:db8::/32"], "2001:db8::9", true);
        check(&["192.0.2.0/24", "2001:db8::/32"], "198.51.100.9", false);
    }

    /// A listener for both families shows IPv4 so.
    #[test]
    fn an_ipv4_address_within_ipv6_is_itself() {
        check(&["192.0.2.0/24"], "::ffff:192.0.2.9", true);
    }
}
