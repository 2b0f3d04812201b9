//! What does not change while a person decides: kinds of rows, families, homonyms, words to filter
//! by. Computed once per run, so that lists of thousands of rows answer at every keystroke.

use crate::category::Category;
use crate::fold::fold;
use crate::linkage::kinship::Kinship;
use crate::linkage::{Link, Outcome, Reason};
use crate::name::NameKey;
use crate::person::Identity;
use crate::pronote_id::PronoteId;
use crate::reconciliation::run::Setting;
use foldhash::{HashMap, HashMapExt, HashSet};

/// A set of reasons, of one category: rows of a kind are alike in all that the linkage looks at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Kind {
    pub(super) reasons: Vec<Reason>,
    /// Rows that were left to a person when the run began.
    pub(super) size: usize,
}

/// Those who have the same words in their names, within a category.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Namesakes {
    pub(super) rows: Vec<usize>,
    pub(super) accounts: Vec<usize>,
}

#[derive(Clone, Debug, Default)]
pub(super) struct Outline {
    pub(super) kinds: Vec<Kind>,
    /// The kind of each row that has a candidate.
    pub(super) kind_of: Vec<Option<usize>>,
    /// Last name and first name, folded: how a French reader sorts.
    pub(super) sort_keys: Vec<String>,
    /// Name, class and identifier, folded: what a filter looks into.
    pub(super) words: Vec<String>,
    pub(super) children: Vec<Vec<usize>>,
    pub(super) guardians: Vec<Vec<usize>>,
    pub(super) kinship: Kinship,
    /// By category and name, only where a name stands for several people of one side.
    pub(super) namesakes: Vec<Namesakes>,
    pub(super) namesakes_of: Vec<Option<usize>>,
    /// Every identifier of PRONOTE's side.
    pub(super) ids: HashSet<PronoteId>,
    numbers: HashMap<(Category, Vec<Reason>), usize>,
}

impl Outline {
    pub(super) fn of(setting: &Setting, links: &[Link]) -> Self {
        let mut outline = Self {
            kind_of: vec![None; links.len()],
            kinship: Kinship::of(&setting.directory),
            ids: setting.pronote.iter().map(|account| account.id.clone()).collect(),
            ..Self::default()
        };
        for account in &setting.pronote {
            let key = sort_key(&account.identity);
            let class = account.class.as_deref().map(fold).unwrap_or_default();
            outline.words.push(format!("{key} {class} {}", fold(account.id.as_str())));
            outline.sort_keys.push(key);
        }
        outline.find_families(setting);
        outline.find_namesakes(setting);
        for (row, link) in links.iter().enumerate() {
            outline.classify(setting.pronote[row].category, row, link);
        }
        outline
    }

    /// Notes the kind of a row, again when it was linked under another spelling.
    pub(super) fn classify(&mut self, category: Category, row: usize, link: &Link) {
        if let Some(former) = self.kind_of[row].take()
            && link.outcome != Outcome::Automatic
        {
            self.kinds[former].size = self.kinds[former].size.saturating_sub(1);
        }
        let Some(best) = link.best() else { return };
        let mut reasons = link.reasons(best);
        reasons.sort();
        reasons.dedup();
        let next = self.kinds.len();
        let number = *self.numbers.entry((category, reasons.clone())).or_insert(next);
        if number == next {
            self.kinds.push(Kind { reasons, size: 0 });
        }
        self.kinds[number].size += usize::from(link.outcome != Outcome::Automatic);
        self.kind_of[row] = Some(number);
    }

    fn find_families(&mut self, setting: &Setting) {
        let rows = setting.pronote.len();
        let pupils: HashMap<&PronoteId, usize> = setting
            .pronote
            .iter()
            .enumerate()
            .filter(|(_, account)| account.category == Category::Student)
            .map(|(row, account)| (&account.id, row))
            .collect();
        self.children = vec![Vec::new(); rows];
        self.guardians = vec![Vec::new(); rows];
        for (row, account) in setting.pronote.iter().enumerate() {
            for pupil in account.children.iter().filter_map(|id| pupils.get(id).copied()) {
                self.children[row].push(pupil);
                self.guardians[pupil].push(row);
            }
        }
    }

    fn find_namesakes(&mut self, setting: &Setting) {
        let mut by_name: HashMap<(Category, NameKey), Namesakes> = HashMap::new();
        for (row, account) in setting.pronote.iter().enumerate() {
            let key = NameKey::of(&account.identity);
            if !key.is_empty() {
                by_name.entry((account.category, key)).or_default().rows.push(row);
            }
        }
        let sums: HashSet<u64> =
            setting.pronote.iter().map(|account| NameKey::sum_of(&account.identity)).collect();
        for (place, account) in setting.directory.iter().enumerate() {
            let Some(category) = account.category else { continue };
            if !sums.contains(&NameKey::sum_of(&account.identity)) {
                continue;
            }
            let key = (category, NameKey::of(&account.identity));
            if let Some(namesakes) = by_name.get_mut(&key) {
                namesakes.accounts.push(place);
            }
        }
        let mut namesakes: Vec<Namesakes> = by_name
            .into_values()
            .filter(|namesakes| namesakes.rows.len() > 1 || namesakes.accounts.len() > 1)
            .collect();
        namesakes.sort_by(|a, b| self.sort_keys[a.rows[0]].cmp(&self.sort_keys[b.rows[0]]));
        self.namesakes_of = vec![None; setting.pronote.len()];
        for (number, namesakes) in namesakes.iter().enumerate() {
            for &row in &namesakes.rows {
                self.namesakes_of[row] = Some(number);
            }
        }
        self.namesakes = namesakes;
    }
}

fn sort_key(identity: &Identity) -> String {
    format!("{} {}", fold(&identity.last_name), fold(&identity.first_name))
}
