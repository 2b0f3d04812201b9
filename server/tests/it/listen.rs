//! Connections of the real server: TLS from certificate files, and clients that take their time.

use crate::school::School;
use rcgen::{CertifiedKey, generate_simple_self_signed};
use reqwest::{Certificate, Client};
use server::{Limits, certificate, serve};
use std::{fs, net::SocketAddr, time::Duration};
use tempfile::TempDir;
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::{TcpListener, TcpStream},
    time::timeout,
};

/// Much longer than what is tried here takes.
const PATIENCE: Duration = Duration::from_secs(10);

/// A school that is served with these limits, in the clear.
async fn served(limits: Limits) -> (School, SocketAddr) {
    let school = School::open().await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(serve(listener, None, limits, school.state.clone(), std::future::pending()));
    (school, address)
}

/// What comes back until the connection ends.
async fn said_to(address: SocketAddr, text: &str) -> String {
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(text.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    timeout(PATIENCE, stream.read_to_end(&mut answer)).await.unwrap().unwrap();
    String::from_utf8(answer).unwrap()
}

#[tokio::test]
async fn tls_comes_from_certificate_files() {
    let school = School::open().await;
    let folder = TempDir::new().unwrap();
    let names = vec!["localhost".to_owned()];
    let CertifiedKey { cert, signing_key } = generate_simple_self_signed(names).unwrap();
    let (certificate_file, key) = (folder.path().join("cert.pem"), folder.path().join("key.pem"));
    fs::write(&certificate_file, cert.pem()).unwrap();
    fs::write(&key, signing_key.serialize_pem()).unwrap();
    let missing = certificate(folder.path().join("none.pem"), key.clone()).await;
    assert!(missing.is_err());
    let tls = certificate(certificate_file, key).await.unwrap();

    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let limits = Limits::default();
    tokio::spawn(serve(listener, Some(tls), limits, school.state.clone(), std::future::pending()));
    let root = Certificate::from_pem(cert.pem().as_bytes()).unwrap();
    let client = Client::builder().tls_certs_only([root]).no_proxy().build().unwrap();
    let url = format!("https://localhost:{}/healthz", address.port());
    let answer = client.get(&url).send().await.unwrap();
    assert_eq!(answer.status(), 200);
    let stranger = Client::builder().no_proxy().build().unwrap();
    assert!(stranger.get(&url).send().await.is_err(), "the certificate is nobody's");
    assert!(client.get(url.replace("https", "http")).send().await.is_err());
}

#[tokio::test]
async fn a_header_that_never_ends_ends_the_connection() {
    let limits = Limits { header: Duration::from_millis(200), ..Limits::default() };
    let (_school, address) = served(limits).await;
    let answer = said_to(address, "GET /healthz HTTP/1.1\r\nHost: x\r\nX-Slow: ").await;
    assert!(!answer.starts_with("HTTP/1.1 200"), "{answer}");
    assert_eq!(said_to(address, "").await, "");
}

#[tokio::test]
async fn a_body_that_never_ends_is_answered() {
    let limits = Limits { request: Duration::from_millis(200), ..Limits::default() };
    let (_school, address) = served(limits).await;
    let head = "POST /api/setup HTTP/1.1\r\nHost: x\r\nSec-Fetch-Site: same-origin\r\n\
                X-Raccord-Csrf: anonymous\r\nContent-Type: application/json\r\n\
                Content-Length: 1000\r\nConnection: close\r\n\r\n{";
    let answer = said_to(address, head).await;
    assert!(answer.starts_with("HTTP/1.1 408"), "{answer}");
}
