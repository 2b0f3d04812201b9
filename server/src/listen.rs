//! Connections: over TLS where certificate files are given, and with limits for clients that take their
//! time, so that a few of them cannot hold all there are.

use crate::{forget_rates, purge, router, state::AppState};
use axum::{
    extract::{Request, State},
    http::StatusCode,
    middleware::{Next, from_fn_with_state},
    response::{IntoResponse as _, Response},
};
use axum_server::{
    Handle,
    tls_rustls::{RustlsAcceptor, RustlsConfig},
};
use std::{io, net::SocketAddr, path::PathBuf, sync::Arc, time::Duration};
use tokio::{net::TcpListener, task::JoinHandle, time};

/// How often certificate files are read again: whoever renews them need not stop anything.
const READ_AGAIN: Duration = Duration::from_hours(1);

/// How long requests that are under way may take to end when the server stops.
const GRACE: Duration = Duration::from_secs(10);

/// How long a client may take.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// To open the connection, TLS included, and to send the header of a request; as long, a connection
    /// may rest between two.
    pub header: Duration,
    /// For a whole request and its answer: the largest step over a slow line.
    pub request: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self { header: Duration::from_secs(30), request: Duration::from_mins(1) }
    }
}

/// Serves until `shutdown` is done, then lets requests end and closes the store.
///
/// # Errors
/// When the listener fails.
pub async fn serve(
    listener: TcpListener,
    tls: Option<RustlsConfig>,
    limits: Limits,
    state: AppState,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    let store = Arc::clone(&state.store);
    let forgetting =
        [tokio::spawn(purge(state.clone())), tokio::spawn(forget_rates(Arc::clone(&state.rates)))];
    let handle = Handle::<SocketAddr>::new();
    let stopping = handle.clone();
    tokio::spawn(async move {
        shutdown.await;
        // A client that never ends its request must not keep the server from stopping.
        stopping.graceful_shutdown(Some(GRACE));
    });
    let mut server = axum_server::from_tcp(listener.into_std()?)?
        .http1_only()
        .first_request_timeout(limits.header)
        .handle(handle);
    server.http_builder().http1().header_read_timeout(limits.header);
    let service = router(state).layer(from_fn_with_state(limits.request, in_time));
    let service = service.into_make_service_with_connect_info::<SocketAddr>();
    let ended = match tls {
        Some(tls) => {
            let acceptor = RustlsAcceptor::new(tls).handshake_timeout(limits.header);
            server.acceptor(acceptor).serve(service).await
        }
        None => server.serve(service).await,
    };
    forgetting.iter().for_each(JoinHandle::abort);
    store.close().await;
    ended
}

/// A certificate with its chain and its key, in PEM, read again as long as the server lives.
///
/// # Errors
/// When they cannot be read or do not go together.
pub async fn certificate(certificate: PathBuf, key: PathBuf) -> io::Result<RustlsConfig> {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let config = RustlsConfig::from_pem_file(&certificate, &key).await?;
    tokio::spawn(read_again(config.clone(), certificate, key));
    Ok(config)
}

async fn read_again(config: RustlsConfig, certificate: PathBuf, key: PathBuf) {
    let mut hours = time::interval(READ_AGAIN);
    hours.tick().await;
    loop {
        hours.tick().await;
        let read = config.reload_from_pem_file(&certificate, &key).await;
        if let Err(error) = read {
            tracing::error!(%error, "the certificate cannot be read again; the former one is kept");
        }
    }
}

async fn in_time(State(limit): State<Duration>, request: Request, next: Next) -> Response {
    match time::timeout(limit, next.run(request)).await {
        Ok(response) => response,
        Err(_) => StatusCode::REQUEST_TIMEOUT.into_response(),
    }
}
