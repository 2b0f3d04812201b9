//! The audit trail: one act, one entry, in the transaction of the act itself; and the chain that shows
//! whether anything was changed or taken out since.

use super::{Hash, StoreError};
use api::{AuditAction, AuditDetails, AuditEntry, Page, Paging};
use async_trait::async_trait;
use domain::uai::Uai;
use jiff::Timestamp;
use sha2::{Digest as _, Sha256};

/// What was done.
#[async_trait]
pub trait Audit: Send + Sync + 'static {
    /// What was done in an establishment, or everywhere, newest first.
    async fn audit(
        &self,
        uai: Option<&Uai>,
        paging: Paging,
    ) -> Result<Page<AuditEntry>, StoreError>;

    /// Writes down an act that changes nothing else.
    async fn record(&self, act: &Act<'_>) -> Result<(), StoreError>;

    /// Walks the whole chain.
    async fn verify_audit(&self) -> Result<Chain, StoreError>;
}

/// Who does something, and when.
#[derive(Clone, Copy, Debug)]
pub struct By<'a> {
    /// The account; none for the operator.
    pub account: Option<&'a str>,
    /// When.
    pub at: Timestamp,
}

/// Something that is done.
#[derive(Clone, Debug)]
pub struct Act<'a> {
    /// Who does it.
    pub by: By<'a>,
    /// Where; none when it is about the server as a whole.
    pub uai: Option<&'a Uai>,
    /// What.
    pub action: AuditAction,
    /// The rest; its account is a number.
    pub details: AuditDetails,
}

/// An entry as it is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// From 1, without a gap.
    pub number: u64,
    /// As stored.
    pub at: String,
    /// Number of the account.
    pub account_id: Option<String>,
    /// UAI.
    pub uai: Option<String>,
    /// The wire's word.
    pub action: String,
    /// JSON.
    pub details: String,
    /// Of the entry and the hash before it.
    pub hash: Hash,
}

/// What the chain shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Chain {
    /// Every entry is where it was written, as it was written.
    Whole {
        /// How many there are.
        entries: u64,
        /// The last hash: noted elsewhere, it shows later that nothing was cut off the end.
        last: Hash,
    },
    /// The entry with this number is missing, or is not what was written.
    Broken(u64),
}

/// The hash before the first entry.
pub const START: Hash = [0; 32];

/// The hash of an entry that follows another. Each part is preceded by its length, so that no two
/// entries read alike.
pub fn chained(before: &Hash, entry: &Entry) -> Hash {
    let mut digest = Sha256::new();
    digest.update(before);
    digest.update(entry.number.to_be_bytes());
    for part in [
        Some(entry.at.as_str()),
        entry.account_id.as_deref(),
        entry.uai.as_deref(),
        Some(&entry.action),
        Some(&entry.details),
    ] {
        // What is absent differs from what is empty.
        digest.update(part.map_or(u64::MAX, |part| part.len() as u64).to_be_bytes());
        digest.update(part.unwrap_or_default());
    }
    digest.finalize().into()
}

/// Walks entries in their order, in as many parts as they come.
#[derive(Debug)]
pub struct Walk {
    entries: u64,
    last: Hash,
}

impl Walk {
    /// Before the first entry.
    pub fn start() -> Self {
        Self { entries: 0, last: START }
    }

    /// The next entry.
    ///
    /// # Errors
    /// The number at which the chain is broken.
    pub fn step(&mut self, entry: &Entry) -> Result<(), u64> {
        let number = self.entries + 1;
        if entry.number != number || chained(&self.last, entry) != entry.hash {
            return Err(number);
        }
        (self.entries, self.last) = (number, entry.hash);
        Ok(())
    }

    /// After the last one.
    pub fn end(self) -> Chain {
        Chain::Whole { entries: self.entries, last: self.last }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Three entries in a chain.
    fn entries() -> Vec<Entry> {
        let mut last = START;
        let entry = |number| {
            let mut entry = Entry {
                number,
                at: format!("2026-11-20T08:00:0{number}.000Z"),
                account_id: Some("ada".to_owned()),
                uai: (number == 2).then(|| "0990001N".to_owned()),
                action: "signed_in".to_owned(),
                details: "{}".to_owned(),
                hash: START,
            };
            entry.hash = chained(&last, &entry);
            last = entry.hash;
            entry
        };
        (1..=3).map(entry).collect()
    }

    fn walk(entries: &[Entry]) -> Chain {
        let mut walk = Walk::start();
        let broken = entries.iter().find_map(|entry| walk.step(entry).err());
        broken.map_or_else(|| walk.end(), Chain::Broken)
    }

    #[track_caller]
    fn check(change: impl FnOnce(&mut Vec<Entry>), expected: u64) {
        let mut changed = entries();
        change(&mut changed);
        assert_eq!(walk(&changed), Chain::Broken(expected));
    }

    #[test]
    fn what_was_written_is_whole() {
        let entries = entries();
        let last = entries[2].hash;
        assert_eq!(walk(&entries), Chain::Whole { entries: 3, last });
        assert_eq!(walk(&[]), Chain::Whole { entries: 0, last: START });
    }

    #[test]
    fn any_change_shows() {
        check(|e| e[1].at = "2026-11-20T08:00:09.000Z".to_owned(), 2);
        check(|e| e[1].account_id = None, 2);
        check(|e| e[0].uai = Some(String::new()), 1);
        check(|e| e[2].action = "invited".to_owned(), 3);
        check(|e| e[1].details = "{\"added\":1}".to_owned(), 2);
        check(|e| e[1].hash = [9; 32], 2);
    }

    #[test]
    fn what_is_taken_out_or_put_in_shows() {
        check(|e| drop(e.remove(0)), 1);
        check(|e| drop(e.remove(1)), 2);
        check(|e| e.swap(1, 2), 2);
        check(|e| e.push(e[2].clone()), 4);
    }

    #[test]
    fn a_changed_entry_with_a_new_hash_breaks_the_next() {
        check(
            |e| {
                e[1].details = "{\"added\":1}".to_owned();
                e[1].hash = chained(&e[0].hash, &e[1]);
            },
            3,
        );
    }
}
