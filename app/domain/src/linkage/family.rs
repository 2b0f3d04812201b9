//! What relatives say of a pair: once a pupil is linked, their guardians are among two or four accounts
//! instead of hundreds, and a linked guardian speaks for the children.

use crate::category::Category;
use crate::linkage::compare::Agreement;
use crate::linkage::kinship::Kinship;
use crate::person::{EntAccount, PronoteAccount};
use crate::pronote_id::PronoteId;
use foldhash::{HashMap, HashMapExt};

/// The families of both sides.
#[derive(Debug)]
pub struct Families {
    /// Of a guardian's row the pupils' rows, of a pupil's row the guardians'.
    relatives: Vec<Vec<usize>>,
    first_relatives: Vec<usize>,
    kinship: Kinship,
    /// Accounts of the directory that could be somebody's relative.
    members: f64,
}

impl Families {
    /// The families that both sides tell.
    pub fn of(pronote: &[PronoteAccount], directory: &[EntAccount]) -> Self {
        let mut row_of: HashMap<&PronoteId, usize> = HashMap::new();
        for (row, account) in pronote.iter().enumerate() {
            row_of.insert(&account.id, row);
        }
        let mut relatives = vec![Vec::new(); pronote.len()];
        for (row, account) in pronote.iter().enumerate() {
            for child in &account.children {
                if let Some(&pupil) = row_of.get(child) {
                    relatives[row].push(pupil);
                    relatives[pupil].push(row);
                }
            }
        }
        let kinship = Kinship::of(directory);
        let is_member = |account: &&EntAccount| {
            matches!(account.category, Some(Category::Student | Category::Guardian))
        };
        let members =
            if kinship.is_empty() { 0 } else { directory.iter().filter(is_member).count() };
        Self {
            first_relatives: first_relatives(&relatives),
            relatives,
            kinship,
            members: f64::from(u32::try_from(members).unwrap_or(u32::MAX)),
        }
    }

    /// Whether the directory tells nothing of families.
    pub fn are_unknown(&self) -> bool {
        self.kinship.is_empty()
    }

    /// The rows of a row's children or guardians.
    pub fn relatives(&self, row: usize) -> &[usize] {
        &self.relatives[row]
    }

    /// The first row of the family that a row belongs to: those whom children and guardians connect.
    pub fn first_relative(&self, row: usize) -> usize {
        self.first_relatives[row]
    }

    /// Whether a linked relative of the row is a relative of the account.
    pub fn agreement(&self, row: usize, account: usize, linked: &[Option<usize>]) -> Agreement {
        let theirs = self.kinship.relatives(account);
        let mut known = self.linked_relatives(row, linked).peekable();
        if theirs.is_empty() || known.peek().is_none() {
            Agreement::Missing
        } else if known.any(|relative| theirs.contains(&relative)) {
            Agreement::Same
        } else {
            Agreement::Different
        }
    }

    /// How likely a stranger is a relative of the same account: the fewest relatives that one of those
    /// in common has, among all who could be one.
    pub fn chance(&self, row: usize, account: usize, linked: &[Option<usize>]) -> f64 {
        let theirs = self.kinship.relatives(account);
        let shared = self.linked_relatives(row, linked).filter(|one| theirs.contains(one));
        let fewest = shared.map(|relative| self.kinship.relatives(relative).len()).min();
        let fewest = fewest.and_then(|count| u32::try_from(count).ok()).unwrap_or(1);
        f64::from(fewest) / self.members.max(1.0)
    }

    /// The pairs to which linked relatives point: rows that are not linked yet, with the accounts
    /// related to those of their relatives.
    pub fn found(&self, linked: &[Option<usize>]) -> Vec<(usize, usize)> {
        let mut found = Vec::new();
        for row in (0..linked.len()).filter(|&row| linked[row].is_none()) {
            for relative in self.linked_relatives(row, linked) {
                found
                    .extend(self.kinship.relatives(relative).iter().map(|&account| (row, account)));
            }
        }
        found
    }

    fn linked_relatives<'f>(
        &'f self,
        row: usize,
        linked: &'f [Option<usize>],
    ) -> impl Iterator<Item = usize> + 'f {
        self.relatives[row].iter().filter_map(|&relative| linked[relative])
    }
}

/// For each row the first one of those that relatives connect with it.
fn first_relatives(relatives: &[Vec<usize>]) -> Vec<usize> {
    let mut first = vec![usize::MAX; relatives.len()];
    let mut waiting = Vec::new();
    for row in 0..relatives.len() {
        waiting.push(row);
        while let Some(member) = waiting.pop() {
            if first[member] == usize::MAX {
                first[member] = row;
                waiting.extend(&relatives[member]);
            }
        }
    }
    first
}
