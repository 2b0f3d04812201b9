//! One import in progress: what stands for each PRONOTE account.

use crate::category::Category;
use crate::ent_key::{CasKey, EntKey, LoginSalt};
use crate::linkage::{Candidate, Input, Link, Outcome};
use crate::person::{EntAccount, NoKey, PronoteAccount};
use crate::pronote_id::PronoteId;
use crate::reconciliation::alias::Aliased;
use crate::reconciliation::carry::Carried;
use crate::reconciliation::decision::{Decision, Partner, Standing, StepCounts};
use crate::reconciliation::former_portal::Portal;
use crate::reconciliation::history::{Change, History, Step};
use crate::reconciliation::keys::Keys;
use crate::reconciliation::outline::Outline;
use crate::reconciliation::sources::Mode;
use crate::reconciliation::stored::Stored;
use foldhash::{HashMap, HashMapExt, HashSet};
use std::sync::Arc;

/// What an import is about, before anything is linked.
#[derive(Clone, Debug)]
pub struct Setting {
    /// Complete or partial.
    pub mode: Mode,
    /// PRONOTE's side, sorted.
    pub pronote: Vec<PronoteAccount>,
    /// The portal's side, sorted.
    pub directory: Arc<Vec<EntAccount>>,
    /// The key of each account of the directory, or why it has none.
    pub keys: Arc<Keys>,
    /// What the server holds.
    pub stored: Stored,
    /// Whose accounts the stored ones are.
    pub portal: Portal,
}

/// One import in progress.
#[derive(Clone, Debug)]
pub struct Run {
    pub(super) setting: Setting,
    pub(super) outline: Outline,
    /// Whether anything was stored for a category when the run began.
    pub(super) has_stored: [bool; 6],
    pub(super) links: Vec<Link>,
    /// The spelling under which a row was searched again, and what was found under its own.
    pub(super) aliases: HashMap<usize, Aliased>,
    /// What stood before anybody acted.
    pub(super) at_first: Vec<Standing>,
    /// What the server was told last of each row, or what stood at first.
    pub(super) told: Vec<Standing>,
    pub(super) standings: Vec<Standing>,
    /// The row that has each key.
    holders: HashMap<EntKey, usize>,
    pub(super) history: History,
    /// The rows of each identifier of PRONOTE's side.
    pub(super) rows_of_id: HashMap<PronoteId, Vec<usize>>,
    /// The steps that were validated in this import.
    pub(super) validated: [bool; 6],
    /// Rows whose carried decision could not be taken again.
    pub(super) contested: Vec<usize>,
}

/// What a person can do with a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// This account is the right one.
    Accept {
        /// Its place in the directory.
        account: usize,
    },
    /// None of the accounts is the right one.
    Refuse,
    /// Put aside.
    Review,
    /// As the engine left it.
    Reset,
}

/// Why an act was not done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The account belongs to somebody else; it can be exchanged knowingly.
    Taken(Holder),
    /// The account has no key to send.
    NoKey(NoKey),
    /// Another row with the same PRONOTE identifier has a pair already.
    SharedId,
}

/// Who has an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Holder {
    /// Another row of this run.
    Row(usize),
    /// A stored identifier of somebody who is not in the files.
    Stored(PronoteId),
}

impl Setting {
    /// Prepares an import; the keys are computed here, logins go no further.
    pub fn new(
        mode: Mode,
        pronote: Vec<PronoteAccount>,
        directory: Arc<Vec<EntAccount>>,
        (cas_key, salt): (CasKey, &LoginSalt),
        stored: Stored,
    ) -> Self {
        let keys = Arc::new(Keys::of(&directory, cas_key, salt));
        Self { mode, pronote, directory, keys, stored, portal: Portal::Same }
    }

    /// Rows whose pair is stored and whose account is in the directory.
    pub fn settled(&self) -> Vec<(usize, usize)> {
        let rows = self.pronote.iter().enumerate().filter(|(_, account)| !account.shared_id);
        rows.filter_map(|(row, account)| {
            Some((row, self.keys.place_of(self.stored.key_of(&account.id)?)?))
        })
        .collect()
    }

    /// Accounts that hold a stored identifier of somebody who is not in the files. A complete import
    /// frees those of its own categories; taking one is still for a person to decide.
    pub fn held(&self) -> Vec<usize> {
        let present: HashSet<&PronoteId> = self.pronote.iter().map(|account| &account.id).collect();
        let of_others = self.stored.iter().filter(|mapping| !present.contains(&mapping.id));
        let mut held: Vec<usize> =
            of_others.flat_map(|mapping| self.keys.places_of(&mapping.key)).collect();
        held.sort_unstable();
        held
    }

    /// What the linkage needs of it.
    pub fn linkage_input<'a>(
        &'a self,
        settled: &'a [(usize, usize)],
        held: &'a [usize],
    ) -> Input<'a> {
        Input { pronote: &self.pronote, directory: &self.directory, settled, held }
    }
}

impl Run {
    /// Starts from what was stored and what the engine found, then applies the decisions carried over
    /// from an earlier linkage.
    pub fn new(setting: Setting, links: Vec<Link>, carried: &[Carried]) -> Self {
        let mut has_stored = [false; 6];
        for mapping in setting.stored.iter() {
            has_stored[mapping.category.index()] = true;
        }
        let mut run = Self {
            outline: Outline::of(&setting, &links),
            has_stored,
            aliases: HashMap::new(),
            at_first: Vec::new(),
            told: Vec::new(),
            standings: vec![Standing::UNDECIDED; setting.pronote.len()],
            holders: HashMap::new(),
            history: History::default(),
            rows_of_id: HashMap::new(),
            validated: [false; 6],
            contested: Vec::new(),
            links,
            setting,
        };
        for (row, account) in run.setting.pronote.iter().enumerate() {
            run.rows_of_id.entry(account.id.clone()).or_default().push(row);
        }
        for row in 0..run.standings.len() {
            if let Some(kept) = run.kept(row) {
                run.set(row, kept);
            }
        }
        let wanted = run.automatic_keys();
        for row in 0..run.standings.len() {
            if let Some(account) = run.automatic(row, &wanted) {
                run.set(row, Standing::with(Decision::Automatic, account));
            }
        }
        run.at_first.clone_from(&run.standings);
        run.told.clone_from(&run.standings);
        run.carry_over(carried);
        run
    }

    /// What the import is about.
    pub fn setting(&self) -> &Setting {
        &self.setting
    }

    /// What the engine found for a row.
    pub fn link(&self, row: usize) -> &Link {
        &self.links[row]
    }

    /// What stands for a row.
    pub fn standing(&self, row: usize) -> &Standing {
        &self.standings[row]
    }

    /// The rows of a step, in the order of the accounts.
    pub fn rows(&self, category: Category) -> impl Iterator<Item = usize> + '_ {
        let rows = self.setting.pronote.iter().enumerate();
        rows.filter(move |(_, account)| account.category == category).map(|(row, _)| row)
    }

    /// The counts of a step.
    pub fn counts(&self, category: Category) -> StepCounts {
        let mut counts = StepCounts::default();
        for row in self.rows(category) {
            counts.add(self.standings[row].decision);
        }
        counts
    }

    /// Who has an account, if anybody.
    pub fn holder(&self, account: usize) -> Option<Holder> {
        let key = self.setting.keys[account].as_ref().ok()?;
        if let Some(&row) = self.holders.get(key) {
            return Some(Holder::Row(row));
        }
        let id = self.setting.stored.id_of(key)?;
        (!self.outline.ids.contains(id)).then(|| Holder::Stored(id.clone()))
    }

    /// Does what a person wants. With `exchange`, an account that belongs to somebody else is taken
    /// from them; the row that loses it is undecided again.
    ///
    /// # Errors
    /// Why nothing was done.
    pub fn act(&mut self, row: usize, act: Act, exchange: bool) -> Result<(), Refusal> {
        let mut changes = Vec::new();
        let after = match act {
            Act::Refuse => Standing::alone(Decision::Refused),
            Act::Review => Standing::alone(Decision::ToReview),
            Act::Reset => self.reset(row),
            Act::Accept { account } => {
                self.setting.keys[account].as_ref().map_err(|no_key| Refusal::NoKey(*no_key))?;
                if self.id_is_used_elsewhere(row) {
                    return Err(Refusal::SharedId);
                }
                match self.holder(account) {
                    Some(Holder::Row(other)) if other != row => {
                        if !exchange {
                            return Err(Refusal::Taken(Holder::Row(other)));
                        }
                        changes.push(self.change(other, Standing::UNDECIDED));
                    }
                    Some(Holder::Stored(id)) if !exchange => {
                        return Err(Refusal::Taken(Holder::Stored(id)));
                    }
                    _ => {}
                }
                let proposed = self.is_proposed(row, account);
                let decision = if proposed { Decision::Confirmed } else { Decision::Manual };
                Standing::with(decision, account)
            }
        };
        changes.push(self.change(row, after));
        self.commit(Step { changes });
        Ok(())
    }

    /// Does the changes of an act and remembers them; changes that change nothing are left out.
    pub(super) fn commit(&mut self, mut step: Step) {
        step.changes.retain(|change| change.before != change.after);
        if step.changes.is_empty() {
            return;
        }
        for change in &step.changes {
            self.set(change.row, change.after.clone());
        }
        self.history.push(step);
    }

    /// Whether the engine, or a settled relative, proposes an account for a row.
    pub(super) fn is_proposed(&self, row: usize, account: usize) -> bool {
        let is_it = |candidate: &Candidate| candidate.account == account;
        self.links[row].candidates.iter().any(is_it) || self.relatives(row).iter().any(is_it)
    }

    /// Takes the last act back; the rows concerned, none when there is nothing to take back.
    pub fn undo(&mut self) -> Vec<usize> {
        let step = self.history.undo().cloned();
        let changes = step.map(|step| step.changes).unwrap_or_default();
        // All rows let go first: an exchange gives an account back and forth.
        for change in &changes {
            self.set(change.row, Standing::UNDECIDED);
        }
        for change in &changes {
            self.set(change.row, change.before.clone());
        }
        changes.into_iter().map(|change| change.row).collect()
    }

    /// Does again the act taken back last.
    pub fn redo(&mut self) -> Vec<usize> {
        let step = self.history.redo().cloned();
        let changes = step.map(|step| step.changes).unwrap_or_default();
        for change in &changes {
            self.set(change.row, Standing::UNDECIDED);
        }
        for change in &changes {
            self.set(change.row, change.after.clone());
        }
        changes.into_iter().map(|change| change.row).collect()
    }

    /// Whether there is an act to take back.
    pub fn can_undo(&self) -> bool {
        self.history.can_undo()
    }

    /// Whether there is an act to do again.
    pub fn can_redo(&self) -> bool {
        self.history.can_redo()
    }

    /// Whether anything was decided that no validated step holds.
    pub fn has_unsent_decisions(&self) -> bool {
        self.standings != self.told
    }

    /// The key of a standing's account.
    pub fn key_of<'a>(&'a self, standing: &'a Standing) -> Option<&'a EntKey> {
        match standing.partner.as_ref()? {
            Partner::Account(account) => self.setting.keys[*account].as_ref().ok(),
            Partner::Absent(key) => Some(key),
        }
    }

    /// The account of the directory that has a key: the first of those that share it.
    pub fn account_of_key(&self, key: &EntKey) -> Option<usize> {
        self.setting.keys.place_of(key)
    }

    fn change(&self, row: usize, after: Standing) -> Change {
        Change { row, before: self.standings[row].clone(), after }
    }

    fn set(&mut self, row: usize, standing: Standing) {
        if let Some(key) = self.key_of(&self.standings[row]).cloned()
            && self.holders.get(&key) == Some(&row)
        {
            self.holders.remove(&key);
        }
        if let Some(key) = self.key_of(&standing).cloned() {
            self.holders.insert(key, row);
        }
        self.standings[row] = standing;
    }

    /// What is stored for a row, as its standing.
    fn kept(&self, row: usize) -> Option<Standing> {
        let account = &self.setting.pronote[row];
        let key = self.setting.stored.key_of(&account.id).filter(|_| !account.shared_id)?;
        let partner = match self.setting.keys.place_of(key) {
            Some(place) => Partner::Account(place),
            None if self.setting.portal == Portal::Changed => return None,
            None => Partner::Absent(key.clone()),
        };
        Some(Standing { decision: Decision::Kept, partner: Some(partner) })
    }

    /// How many automatic links want each key: a portal account that stands on two lines (a teacher
    /// who is a parent) may be found for two PRONOTE accounts, and can be given to one only.
    fn automatic_keys(&self) -> HashMap<EntKey, usize> {
        let mut wanted = HashMap::new();
        for link in self.links.iter().filter(|link| link.outcome == Outcome::Automatic) {
            let key = link.best().and_then(|best| self.setting.keys[best.account].as_ref().ok());
            if let Some(key) = key {
                *wanted.entry(key.clone()).or_default() += 1;
            }
        }
        wanted
    }

    fn automatic(&self, row: usize, wanted: &HashMap<EntKey, usize>) -> Option<usize> {
        let link = &self.links[row];
        if link.outcome != Outcome::Automatic || self.standings[row] != Standing::UNDECIDED {
            return None;
        }
        let account = link.best()?.account;
        let key = self.setting.keys[account].as_ref().ok()?;
        (wanted.get(key) == Some(&1) && self.holder(account).is_none()).then_some(account)
    }

    /// What stood for a row before anybody acted, as far as its account is still free.
    fn reset(&self, row: usize) -> Standing {
        let first = &self.at_first[row];
        let holder = self.key_of(first).and_then(|key| self.holders.get(key));
        let free = holder.is_none_or(|&holder| holder == row);
        if free { first.clone() } else { Standing::UNDECIDED }
    }

    fn id_is_used_elsewhere(&self, row: usize) -> bool {
        let account = &self.setting.pronote[row];
        account.shared_id
            && self.rows_of_id[&account.id]
                .iter()
                .any(|&other| other != row && self.standings[other].decision.is_recognised())
    }
}

#[cfg(test)]
#[path = "run_tests.rs"]
pub(super) mod tests;
