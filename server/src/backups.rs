//! Copies of the database on a schedule. The newest ones are kept, whoever else writes into the folder.

use crate::{AppState, store::StoreError};
use jiff::Timestamp;
use std::{
    fs::{self, DirBuilder},
    io,
    os::unix::fs::DirBuilderExt as _,
    path::{Path, PathBuf},
    time::Duration,
};
use tokio::time;

/// What the copies' names begin and end with; in between is the time, so that they sort by it.
const NAME: (&str, &str) = ("raccord-", ".db");

/// Where copies go, and how many stay.
#[derive(Debug)]
pub struct Backups {
    folder: PathBuf,
    keep: usize,
}

/// A copy was not made.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// The folder cannot be made or read.
    #[error("the folder of the backups cannot be used: {0}")]
    Folder(#[source] io::Error),
    /// The store did not write it.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Backups {
    /// Copies into a folder, which is made (0700) when it is missing.
    pub fn new(folder: PathBuf, keep: usize) -> Self {
        Self { folder, keep }
    }

    /// Makes a copy now and then at each interval. One that fails is told in the log, and the next one
    /// is made all the same.
    pub async fn run(self, state: AppState, every: Duration) {
        let mut turns = time::interval(every);
        loop {
            turns.tick().await;
            match self.make(&state).await {
                Ok(()) => tracing::info!("a backup was made"),
                Err(error) => tracing::error!(%error, "no backup was made"),
            }
        }
    }

    /// Makes a copy and deletes those that are too many.
    ///
    /// # Errors
    /// See [`BackupError`].
    pub async fn make(&self, state: &AppState) -> Result<(), BackupError> {
        let folder = DirBuilder::new().recursive(true).mode(0o700).create(&self.folder);
        folder.map_err(BackupError::Folder)?;
        let path = self.folder.join(file_name(state.clock.now()));
        state.store.back_up(&path).await?;
        self.prune().map_err(BackupError::Folder)
    }

    fn prune(&self) -> io::Result<()> {
        let mut copies = Vec::new();
        for file in fs::read_dir(&self.folder)? {
            let path = file?.path();
            if is_copy(&path) {
                copies.push(path);
            }
        }
        copies.sort();
        let too_many = copies.len().saturating_sub(self.keep);
        copies[..too_many].iter().try_for_each(fs::remove_file)
    }
}

/// `raccord-20261120T080000.000Z.db`.
fn file_name(at: Timestamp) -> String {
    let time = crate::store::time_text(at).replace(['-', ':'], "");
    format!("{}{time}{}", NAME.0, NAME.1)
}

/// Whether a file is named like our copies; others are left alone.
fn is_copy(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let time = name.strip_prefix(NAME.0).and_then(|name| name.strip_suffix(NAME.1));
    time.is_some_and(|time| {
        time.len() == 20 && time.ends_with('Z') && time.starts_with(|c: char| c.is_ascii_digit())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_sort_by_time() {
        let name = file_name("2026-11-20T08:00:00Z".parse().unwrap());
        assert_eq!(name, "raccord-20261120T080000.000Z.db");
        assert!(name < file_name("2026-11-20T08:00:01Z".parse().unwrap()));
        assert!(is_copy(Path::new("/srv").join(name).as_path()));
    }

    #[test]
    fn only_the_oldest_of_ours_are_deleted() {
        let folder = tempfile::tempdir().unwrap();
        let names: Vec<_> = (1..=4)
            .map(|day| file_name(format!("2026-11-0{day}T00:00:00Z").parse().unwrap()))
            .collect();
        for name in names.iter().map(String::as_str).chain(["raccord-old.db", "raccord.db"]) {
            fs::write(folder.path().join(name), "").unwrap();
        }
        Backups::new(folder.path().to_owned(), 2).prune().unwrap();
        let exists = |name: &str| folder.path().join(name).exists();
        let left: Vec<_> = names.iter().map(|name| exists(name)).collect();
        assert_eq!(left, [false, false, true, true]);
        assert!(exists("raccord-old.db") && exists("raccord.db"));
    }
}
