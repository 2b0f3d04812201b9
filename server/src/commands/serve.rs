//! `raccord serve`: opens the store, serves until it is told to stop.

use crate::{
    AppState, Limits, PasskeySite, Passwords, assets::Assets, backups::Backups,
    cas::pusher::Pusher, clock::SystemClock, config::Serve, portal::Portal, rates::Rates, store,
};
use std::{error::Error, io, sync::Arc, time::Duration};
use tokio::{
    net::TcpListener,
    signal::unix::{SignalKind, signal},
};

pub(super) async fn run(settings: Serve) -> Result<(), Box<dyn Error>> {
    let stopped = stopped()?;
    let tls = match (settings.tls_certificate.clone(), settings.tls_key.clone()) {
        (Some(certificate), Some(key)) => Some(crate::certificate(certificate, key).await?),
        _ => None,
    };
    let public_url = settings.public_url();
    let state = AppState {
        store: store::open(&settings.database.database).await?,
        clock: Arc::new(SystemClock),
        passwords: Passwords::new()?,
        passkeys: PasskeySite::of(&public_url),
        portal: Portal::new()?,
        sign_in_portal: settings.sign_in_portal(),
        secret_uses: Arc::default(),
        rates: Arc::new(Rates::of(&settings.policy())),
        metrics: Arc::default(),
        policy: settings.policy(),
        about: Arc::new(settings.about()),
        assets: Arc::new(Assets::embedded()),
        public_url,
    };
    if let Some(folder) = settings.backup_folder {
        let every = Duration::from_hours(settings.backup_every.into());
        let backups = Backups::new(folder, settings.backup_keep.into());
        tokio::spawn(backups.run(state.clone(), every));
    }
    tokio::spawn(Pusher::new()?.run(state.clone()));
    let listener = TcpListener::bind(settings.address.listen).await?;
    if let Some(link) = crate::setup_link(&state).await? {
        welcome(&link);
    }
    tracing::info!(address = %listener.local_addr()?, "listening");
    crate::serve(listener, tls, Limits::default(), state, stopped).await?;
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
