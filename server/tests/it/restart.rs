//! What was answered as saved is there after a restart.

use crate::{
    school::{HERE, School},
    steps::{start_import, stock, validate},
};
use axum::http::StatusCode;
use domain::uai::Uai;
use server::{
    Limits,
    store::{Establishments as _, SqliteStore},
};
use std::time::Duration;
use tokio::{net::TcpListener, sync::oneshot, time::timeout};

#[tokio::test]
async fn a_restart_keeps_everything() {
    let school = School::open().await;
    let mut browser = school.with_establishment().await;
    let import = start_import(&mut browser, HERE, "complete").await;
    validate(&mut browser, HERE, &import, "teacher", "0", "a1 b2").await.check(StatusCode::OK);
    let status = format!("/api/establishments/{HERE}/status");
    let before = browser.get(&status).await.check(StatusCode::OK);

    let school = school.restarted().await;
    let mut again = school.visitor();
    again.cookie = browser.cookie;
    assert_eq!(again.get(&status).await.check(StatusCode::OK), before);
    assert_eq!(stock(&mut again).await, ["teacher a1", "teacher b2"]);
    assert!(server::setup_link(&school.state).await.unwrap().is_none());
}

/// As after `kill -9`: nobody closes the store, and only what is in its files is left.
#[tokio::test]
async fn a_sudden_end_loses_nothing_that_was_answered() {
    let school = School::open().await;
    let mut browser = school.with_establishment().await;
    let import = start_import(&mut browser, HERE, "complete").await;
    validate(&mut browser, HERE, &import, "teacher", "0", "a1 b2").await.check(StatusCode::OK);

    let left = tempfile::tempdir().unwrap();
    for file in ["raccord.db", "raccord.db-wal"] {
        std::fs::copy(school.folder.path().join(file), left.path().join(file)).unwrap();
    }
    let address = format!("sqlite:{}", left.path().join("raccord.db").display());
    let store = SqliteStore::open(&address).await.unwrap();
    let uai = Uai::parse(HERE).unwrap();
    assert_eq!(store.establishment(&uai).await.unwrap().unwrap().stock, 2);
}

#[tokio::test]
async fn the_server_stops_when_it_is_told_to() {
    let school = School::open().await;
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let (stop, stopped) = oneshot::channel();
    let serving = server::serve(listener, None, Limits::default(), school.state.clone(), async {
        stopped.await.unwrap();
    });
    let serving = tokio::spawn(serving);
    stop.send(()).unwrap();
    timeout(Duration::from_secs(5), serving).await.unwrap().unwrap().unwrap();
    assert!(school.state.store.ready().await.is_err());
}
