//! The program: reads what the operator says, opens the store, serves until it is told to stop.

#![forbid(unsafe_code)]

use clap::Parser as _;
use server::{
    AppState, Passwords,
    assets::Assets,
    clock::SystemClock,
    config::{Cli, Command, Serve},
    logs,
    store::SqliteStore,
};
use std::{error::Error, io, process::ExitCode, sync::Arc};
use tokio::{
    net::TcpListener,
    signal::unix::{SignalKind, signal},
};

#[tokio::main]
async fn main() -> ExitCode {
    let Command::Serve(settings) = Cli::parse().command();
    logs::start();
    match serve(settings).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!(%error, "the server stops");
            ExitCode::FAILURE
        }
    }
}

async fn serve(settings: Serve) -> Result<(), Box<dyn Error>> {
    let stopped = stopped()?;
    let state = AppState {
        store: Arc::new(SqliteStore::open(&settings.database).await?),
        clock: Arc::new(SystemClock),
        passwords: Passwords::new()?,
        assets: Arc::new(Assets::embedded()),
        public_url: settings.public_url(),
    };
    let listener = TcpListener::bind(settings.listen).await?;
    if let Some(link) = server::setup_link(&state).await? {
        welcome(&link);
    }
    tracing::info!(address = %listener.local_addr()?, "listening");
    server::serve(listener, state, stopped).await?;
    tracing::info!("stopped");
    Ok(())
}

/// Ends with the first SIGINT or SIGTERM.
fn stopped() -> io::Result<impl Future<Output = ()>> {
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
        tracing::info!("stopping");
    })
}

/// To standard output and not to the log: whoever reads it may make the first account.
fn welcome(link: &str) {
    println!(
        "
  Raccord n'a pas encore de compte. Ouvrez ce lien pour créer le premier :

    {link}

  Il ne sert qu'une fois. Un nouveau démarrage le remplace.
"
    );
}
