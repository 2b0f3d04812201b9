//! How fast CAS servers and administrators are answered, over HTTP on this machine, client included:
//! requests per second, and how long they take at a steady rate.
//!
//! ```text
//! cargo run --release -p server --example load -- --database sqlite:… [--establishments 10] [--mappings 1500]
//! ```
//!
//! The database must be empty: it is filled with invented identifiers first. On PostgreSQL:
//! `--database postgres://… --establishments 10000`. With `--filled`, CAS servers ask once more about what
//! an earlier run has left there.

mod administrator;
mod fill;
mod measure;

use administrator::Administrator;
use measure::{Ask, Measured};
use server::{
    AppState, Limits, PasskeySite, Passwords,
    assets::Assets,
    clock::SystemClock,
    config::{Policy, PublicUrl},
    portal::Portal,
    store::{self, Store},
};
use std::{error::Error, sync::Arc, time::Instant};
use tokio::net::TcpListener;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<_> = std::env::args().skip(1).collect();
    let value = |name: &str| {
        let at = arguments.iter().position(|argument| argument == name)?;
        arguments.get(at + 1).cloned()
    };
    let database = value("--database").ok_or("--database is missing")?;
    let number = |name: &str, or: u32| value(name).map_or(Ok(or), |text| text.parse());
    let establishments = number("--establishments", 10)?;
    let mappings = number("--mappings", 1_500)?;

    // What the Pusher installs in the real server, for the client here.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let store = store::open(&database).await?;
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let url = format!("http://{}", listener.local_addr()?);
    let public_url: PublicUrl = url.parse()?;
    let state = AppState {
        store: Arc::clone(&store),
        clock: Arc::new(SystemClock),
        passwords: Passwords::new()?,
        passkeys: PasskeySite::of(&public_url),
        portal: Portal::new()?,
        sign_in_portal: None,
        about: Arc::default(),
        secret_uses: Arc::default(),
        rates: Arc::default(),
        metrics: Arc::default(),
        policy: Policy::default(),
        assets: Arc::new(Assets::default()),
        public_url,
    };
    let link = server::setup_link(&state).await?;
    let limits = Limits::default();
    tokio::spawn(server::serve(listener, None, limits, state, std::future::pending()));

    if !arguments.iter().any(|argument| argument == "--filled") {
        let link = link.ok_or("the database is not empty")?;
        let administrator = Administrator::first(&url, &link).await?;
        fill_it(&*store, &database, establishments, mappings).await?;
        administrator::steps(&administrator).await?;
        administrator::history(&administrator, &fill::uai(0)).await?;
        administrator::status(&administrator, &fill::uai(0), &database).await?;
    }

    println!("{:<38} {:>10} {:>22} {:>8}", "", "requests/s", "at 500/s: median", "p99");
    for ask in Ask::ALL {
        let Measured { per_second, median, p99 } =
            measure::measure(&url, ask, establishments, mappings).await?;
        let name = ask.name();
        println!(
            "{name:<38} {per_second:>10.0} {:>22} {:>8}",
            measure::ms(median),
            measure::ms(p99)
        );
    }
    println!("memory, at its highest, client included: {}", highest_memory()?);
    Ok(())
}

async fn fill_it(
    store: &dyn Store,
    database: &str,
    establishments: u32,
    mappings: u32,
) -> Result<(), Box<dyn Error>> {
    fill::schools(store, establishments).await?;
    let started = Instant::now();
    fill::mappings(database, mappings).await?;
    let rows = u64::from(establishments) * u64::from(mappings);
    println!(
        "{rows} mappings of {establishments} establishments, filled in {:.0?}",
        started.elapsed()
    );
    Ok(())
}

fn highest_memory() -> Result<String, Box<dyn Error>> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    Ok(line.ok_or("no memory")?.trim().to_owned())
}
