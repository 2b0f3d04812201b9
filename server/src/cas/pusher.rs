//! Tells LemonLDAP::NG that a user's mapping has changed: what it was once given, it keeps in the
//! user's session until somebody asks it to look again (`POST /refreshsessions`).

use crate::{
    state::AppState,
    store::{Refresh, StoreError},
};
use api::RefreshFailure;
use futures_util::future::join_all;
use jiff::SignedDuration;
use reqwest::{Client, header, redirect::Policy};
use serde_json::{Value, json};
use std::{collections::BTreeMap, error::Error, time::Duration};
use tokio::time;

/// How often the queue is looked at: a change is seen within seconds, and looking is one small read.
const EVERY: Duration = Duration::from_secs(2);

/// How long a CAS server may take for one user.
const PATIENCE: Duration = Duration::from_secs(5);

/// How long what was taken is left to whoever took it. The first CAS server that does not answer ends
/// its part of the turn, so that a turn never takes longer.
const LEASE: SignedDuration = SignedDuration::from_mins(2);

/// When to try again after each attempt in vain: a restart is over in a minute, a night's
/// maintenance in hours. After the last one it is given up: sessions rarely live longer.
const AGAIN: [SignedDuration; 6] = [
    SignedDuration::from_secs(10),
    SignedDuration::from_mins(1),
    SignedDuration::from_mins(5),
    SignedDuration::from_mins(30),
    SignedDuration::from_hours(2),
    SignedDuration::from_hours(8),
];

/// Works the queue off.
#[derive(Debug)]
pub struct Pusher {
    client: Client,
}

impl Pusher {
    /// Ready to call CAS servers.
    ///
    /// # Errors
    /// When the system's certificates cannot be used.
    pub fn new() -> Result<Self, Box<dyn Error>> {
        // Whoever came first has installed the same one.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = Client::builder().timeout(PATIENCE).redirect(Policy::none()).no_proxy();
        Ok(Self { client: client.build()? })
    }

    /// Goes on until it is aborted.
    pub async fn run(self, state: AppState) {
        let mut turns = time::interval(EVERY);
        turns.set_missed_tick_behavior(time::MissedTickBehavior::Delay);
        loop {
            turns.tick().await;
            while match self.turn(&state).await {
                Ok(told) => told > 0,
                Err(error) => {
                    tracing::error!(%error, "CAS servers could not be told of changes");
                    false
                }
            } {}
        }
    }

    /// Takes what is due and tells it: one user after the other to each CAS server, all of them at
    /// the same time. Answers how many were taken.
    ///
    /// # Errors
    /// Those of the store. What was taken is due again when its lease is over.
    pub async fn turn(&self, state: &AppState) -> Result<usize, StoreError> {
        let now = state.clock.now();
        let lease = now.checked_add(LEASE).unwrap_or(now);
        let taken = state.store.take_refreshes(now, lease).await?;
        let count = taken.len();
        let mut by_client = BTreeMap::<String, Vec<Refresh>>::new();
        for refresh in taken {
            by_client.entry(refresh.client_id.clone()).or_default().push(refresh);
        }
        let told = by_client.into_values().map(|refreshes| self.tell_all(state, refreshes, lease));
        join_all(told).await.into_iter().collect::<Result<(), _>>()?;
        Ok(count)
    }

    async fn tell_all(
        &self,
        state: &AppState,
        refreshes: Vec<Refresh>,
        lease: jiff::Timestamp,
    ) -> Result<(), StoreError> {
        let mut gone = false;
        for refresh in refreshes {
            let told =
                if gone { Err(RefreshFailure::Unreachable) } else { self.tell(&refresh).await };
            gone |= told == Err(RefreshFailure::Unreachable);
            let now = state.clock.now();
            match told {
                Ok(()) => state.store.refreshed(&refresh, lease, now).await?,
                Err(failure) => {
                    let wait = AGAIN.get(refresh.attempts as usize);
                    let again = wait.and_then(|wait| now.checked_add(*wait).ok());
                    state.store.not_refreshed(&refresh, lease, failure, now, again).await?;
                }
            }
        }
        if gone {
            tracing::warn!("a CAS server that asks to be told of changes does not answer");
        }
        Ok(())
    }

    /// Sessions are found by what the portal traces users by, to the letter: some write the account as
    /// the directory does, some in small letters.
    async fn tell(&self, refresh: &Refresh) -> Result<(), RefreshFailure> {
        let small = refresh.ent_key.to_lowercase();
        self.tell_of(&refresh.url, &refresh.ent_key).await?;
        if small == refresh.ent_key { Ok(()) } else { self.tell_of(&refresh.url, &small).await }
    }

    async fn tell_of(&self, url: &str, uid: &str) -> Result<(), RefreshFailure> {
        let request = self
            .client
            .post(url)
            .header(header::ACCEPT, "application/json")
            .header(header::CONTENT_TYPE, "application/json")
            .body(json!({ "uid": uid }).to_string());
        let answer = request.send().await.map_err(|_| RefreshFailure::Unreachable)?;
        if !answer.status().is_success() {
            return Err(RefreshFailure::Refused);
        }
        let text = answer.text().await.map_err(|_| RefreshFailure::Unreachable)?;
        // {"updated":1,"errors":0}; nobody to update is a user who is not signed in.
        let done: Value = serde_json::from_str(&text).map_err(|_| RefreshFailure::Refused)?;
        match done["errors"].as_u64() {
            Some(0) => Ok(()),
            _ => Err(RefreshFailure::Refused),
        }
    }
}
