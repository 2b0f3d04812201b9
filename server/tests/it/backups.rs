//! Copies of the database while it works, and the way back.

use crate::{
    school::{HERE, School},
    steps::{start_import, stock, validate},
};
use axum::http::StatusCode;
use server::{
    backups::Backups,
    store::{
        OpenError, SqliteStore, Store as _,
        sqlite::{RestoreError, restore},
    },
};
use std::{fs, os::unix::fs::PermissionsExt as _};

#[tokio::test]
async fn a_copy_of_a_working_server_becomes_a_server_again() {
    let school = School::open().await;
    let mut browser = school.with_establishment().await;
    let import = start_import(&mut browser, HERE, "complete").await;
    validate(&mut browser, HERE, &import, "teacher", "0", "a1 b2").await.check(StatusCode::OK);
    let copy = school.folder.path().join("copy.db");
    let store = &school.state.store;
    store.back_up(&copy).await.unwrap();
    assert_eq!(copy.metadata().unwrap().permissions().mode() & 0o777, 0o600);
    store.back_up(&copy).await.unwrap_err();
    validate(&mut browser, HERE, &import, "student", "1", "c3").await.check(StatusCode::OK);

    let address = |name: &str| format!("sqlite:{}", school.folder.path().join(name).display());
    let there = restore(&copy, &address("raccord.db")).await;
    assert!(matches!(there, Err(RestoreError::Exists(_))));
    assert_eq!(restore(&copy, &address("new/raccord.db")).await.unwrap(), 3);
    let restored = SqliteStore::open(&address("new/raccord.db")).await.unwrap();
    let mut elsewhere = school.visitor();
    elsewhere.cookie.clone_from(&browser.cookie);
    elsewhere.router = server::router(server::AppState {
        store: std::sync::Arc::new(restored.clone()),
        ..school.state.clone()
    });
    assert_eq!(stock(&mut elsewhere).await, ["teacher a1", "teacher b2"]);
    restored.close().await;
}

#[tokio::test]
async fn a_damaged_copy_is_not_put_anywhere() {
    let school = School::open().await;
    school.with_establishment().await;
    let copy = school.folder.path().join("copy.db");
    school.state.store.back_up(&copy).await.unwrap();
    let address = format!("sqlite:{}", school.folder.path().join("new/raccord.db").display());

    let whole = fs::read(&copy).unwrap();
    fs::write(&copy, &whole[..whole.len() / 2]).unwrap();
    assert!(matches!(restore(&copy, &address).await, Err(RestoreError::Damaged(_))));
    fs::write(&copy, "no database").unwrap();
    assert!(matches!(restore(&copy, &address).await, Err(RestoreError::Damaged(_))));
    assert!(restore(&school.folder.path().join("missing"), &address).await.is_err());
    assert!(!school.folder.path().join("new/raccord.db").exists());
}

#[tokio::test]
async fn a_copy_whose_audit_trail_was_changed_is_told() {
    let school = School::open().await;
    school.with_establishment().await;
    let write = "UPDATE audit_entry SET action = 'signed_in' WHERE number = 1";
    sqlx::query(write).execute(&school.database().await).await.unwrap();
    let copy = school.folder.path().join("copy.db");
    school.state.store.back_up(&copy).await.unwrap();
    let address = format!("sqlite:{}", school.folder.path().join("new/raccord.db").display());
    let told = restore(&copy, &address).await.unwrap_err().to_string();
    assert!(told.contains("audit entry 1"), "{told}");
    assert!(!school.folder.path().join("new/raccord.db").exists());
}

#[tokio::test]
async fn a_copy_of_a_newer_version_is_refused() {
    let school = School::open().await;
    school.with_establishment().await;
    let newer = "INSERT INTO _sqlx_migrations
                     (version, description, success, checksum, execution_time)
                 VALUES (99991231235959, 'later', TRUE, x'00', 0)";
    sqlx::query(newer).execute(&school.database().await).await.unwrap();
    let copy = school.folder.path().join("copy.db");
    school.state.store.back_up(&copy).await.unwrap();
    let address = format!("sqlite:{}", school.folder.path().join("new/raccord.db").display());
    let refused = restore(&copy, &address).await;
    assert!(matches!(refused, Err(RestoreError::Open(OpenError::Newer(_)))));
}

#[tokio::test]
async fn the_schedule_keeps_the_newest_copies() {
    let school = School::open().await;
    school.with_establishment().await;
    let folder = school.folder.path().join("backups");
    let backups = Backups::new(folder.clone(), 2);
    for _ in 0..3 {
        backups.make(&school.state).await.unwrap();
        school.clock.advance(jiff::SignedDuration::from_hours(24));
    }
    let mut names: Vec<_> =
        fs::read_dir(&folder).unwrap().map(|file| file.unwrap().file_name()).collect();
    names.sort();
    let expected = ["raccord-20261121T080000.000Z.db", "raccord-20261122T080000.000Z.db"];
    assert_eq!(names, expected);
    assert_eq!(folder.metadata().unwrap().permissions().mode() & 0o777, 0o700);
}
