//! Asking, as CAS servers do.

use super::fill::{EVERYWHERE, OF_A_PORTAL, PORTAL, account, uai};
use reqwest::Client;
use std::{
    error::Error,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};
use tokio::time;

/// CAS servers' processes that ask at the same time.
const CLIENTS: u64 = 16;

/// Requests as fast as they are answered.
const REQUESTS: u64 = 10_000;

/// Requests in a second, for how long they take: a whole academy at eight in the morning.
const RATE: u64 = 500;

/// For so long.
const SECONDS: u64 = 10;

/// What is asked.
#[derive(Clone, Copy)]
pub(super) enum Ask {
    Llng,
    Attributes,
    InEstablishment,
    Nobody,
}

/// What came out.
pub(super) struct Measured {
    pub(super) per_second: f64,
    pub(super) median: Duration,
    pub(super) p99: Duration,
}

impl Ask {
    pub(super) const ALL: [Self; 4] =
        [Self::Llng, Self::Attributes, Self::InEstablishment, Self::Nobody];

    /// Who asks.
    fn secret(self) -> &'static str {
        match self {
            Self::Llng => OF_A_PORTAL,
            Self::Attributes | Self::InEstablishment | Self::Nobody => EVERYWHERE,
        }
    }

    /// About how many establishments, of those that there are.
    fn establishments(self, all: u32) -> u32 {
        match self {
            Self::Llng => all.min(PORTAL),
            Self::Attributes | Self::InEstablishment | Self::Nobody => all,
        }
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Llng => "POST /cas/v1/llng/userdb",
            Self::Attributes => "GET /cas/v1/attributes",
            Self::InEstablishment => "GET /cas/v1/etablissements/…",
            Self::Nobody => "GET /cas/v1/attributes, of nobody",
        }
    }
}

/// As many as possible, then at a steady rate.
pub(super) async fn measure(
    url: &str,
    ask: Ask,
    establishments: u32,
    mappings: u32,
) -> Result<Measured, Box<dyn Error>> {
    let client = Client::builder().no_proxy().build()?;
    let asking = Arc::new(Asking {
        client,
        url: url.to_owned(),
        secret: ask.secret(),
        ask,
        establishments: ask.establishments(establishments),
        mappings,
        answered: AtomicU64::new(0),
    });
    let as_fast = Arc::clone(&asking);
    let per_second = per_second(move || {
        let asking = Arc::clone(&as_fast);
        async move {
            asking.once().await;
            true
        }
    })
    .await?;

    let mut ticks = time::interval(Duration::from_nanos(1_000_000_000 / RATE));
    let mut running = Vec::new();
    for _ in 0..RATE * SECONDS {
        ticks.tick().await;
        let asking = Arc::clone(&asking);
        running.push(tokio::spawn(async move { asking.once().await }));
    }
    let mut times = Vec::with_capacity(running.len());
    for one in running {
        times.push(one.await?);
    }
    times.sort();
    Ok(Measured { per_second, median: times[times.len() / 2], p99: times[times.len() * 99 / 100] })
}

/// Requests as fast as they are answered, from [`CLIENTS`] at the same time. Each must succeed.
pub(super) async fn per_second<F>(
    once: impl Fn() -> F + Clone + Send + Sync + 'static,
) -> Result<f64, Box<dyn Error>>
where
    F: Future<Output = bool> + Send,
{
    let started = Instant::now();
    let clients = (0..CLIENTS).map(|_| {
        let once = once.clone();
        tokio::spawn(async move {
            for _ in 0..REQUESTS / CLIENTS {
                assert!(once().await, "refused");
            }
        })
    });
    for client in clients.collect::<Vec<_>>() {
        client.await?;
    }
    #[expect(clippy::cast_precision_loss, reason = "a few thousand requests")]
    Ok(REQUESTS as f64 / started.elapsed().as_secs_f64())
}

/// A duration as the table shows it.
pub(super) fn ms(duration: Duration) -> String {
    format!("{:.1} ms", duration.as_secs_f64() * 1e3)
}

struct Asking {
    client: Client,
    url: String,
    secret: &'static str,
    ask: Ask,
    establishments: u32,
    mappings: u32,
    answered: AtomicU64,
}

impl Asking {
    /// Another user each time, spread over all establishments.
    async fn once(&self) -> Duration {
        let number = u32::try_from(self.answered.fetch_add(1, Ordering::Relaxed)).unwrap_or(0);
        let scattered = number.wrapping_mul(2_654_435_761);
        let establishment = scattered % self.establishments;
        let user = account(establishment, (scattered >> 7) % self.mappings).to_lowercase();
        let request = match self.ask {
            Ask::Llng => {
                let url = format!("{}/cas/v1/llng/userdb", self.url);
                self.client.post(url).body(format!("{{\"user\":\"{user}\",\"useMail\":false}}"))
            }
            Ask::Attributes => {
                self.client.get(format!("{}/cas/v1/attributes?username={user}", self.url))
            }
            Ask::InEstablishment => self.client.get(format!(
                "{}/cas/v1/etablissements/{}/attributes?username={user}",
                self.url,
                uai(establishment),
            )),
            Ask::Nobody => {
                self.client.get(format!("{}/cas/v1/attributes?username=nobody{number}", self.url))
            }
        };
        let started = Instant::now();
        let answer = request.bearer_auth(self.secret).send().await;
        let text = match answer {
            Ok(answer) => answer.text().await.unwrap_or_default(),
            Err(error) => error.to_string(),
        };
        let took = started.elapsed();
        let found = text.contains("\"idPronote\":[\"") || text.contains("\"idPronote\":\"");
        let expected = !matches!(self.ask, Ask::Nobody);
        assert_eq!(found, expected, "{text}");
        took
    }
}
