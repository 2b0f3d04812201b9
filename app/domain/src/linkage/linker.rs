//! The run of a linkage, in slices: take in both sides, find candidate pairs, learn how true pairs
//! agree, decide; then again with what the families of those linked say, until nothing changes.

use crate::birth_date::BirthDate;
use crate::category::Category;
use crate::linkage::assign::{best, is_only_namesake, lead};
use crate::linkage::block::{Blocks, Known};
use crate::linkage::compare::{Agreement, Comparison, category_agreement};
use crate::linkage::decide::{Case, Doubt, Outcome, WORTH_A_LOOK, doubts};
use crate::linkage::explain::{Reason, reasons};
use crate::linkage::family::Families;
use crate::linkage::frequencies::Frequencies;
use crate::linkage::home::Home;
use crate::linkage::household::Households;
use crate::linkage::identifiers::{Identifiers, identifier_agreement};
use crate::linkage::learn::{Presence, ROUNDS, Tally};
use crate::linkage::lexicon::NameId;
use crate::linkage::pairs::{Pair, Pairs, Partners, sorted};
use crate::linkage::record::{Record, Registry};
use crate::linkage::weigh::{Chances, Logarithms, Model, Weight};
use crate::person::{EntAccount, Identity, PronoteAccount};
use crate::task::{Progress, Task};
use foldhash::{HashMap, HashMapExt};

/// What is to be linked. Both lists sorted, so that the order of files and lines means nothing.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// PRONOTE's side: a link is found for each.
    pub pronote: &'a [PronoteAccount],
    /// The portal's side.
    pub directory: &'a [EntAccount],
    /// Pairs that stand already (a row of `pronote`, a place of `directory`): they are taken as
    /// true, and their accounts as held.
    pub settled: &'a [(usize, usize)],
    /// Places of `directory` that hold an identifier of somebody who is not in `pronote`.
    pub held: &'a [usize],
}

/// What was found for one PRONOTE account.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// Automatic, suggested or none. Automatic and suggested have a candidate.
    pub outcome: Outcome,
    /// The likeliest accounts, best first. Where the outcome is none they are long shots: a person who
    /// looks for somebody may know better.
    pub candidates: Vec<Candidate>,
    /// Why the best candidate is not automatic.
    pub doubts: Vec<Doubt>,
    /// The best candidate has the same names, and nobody else of the establishment has them.
    pub only_namesake: bool,
}

/// A portal account that may be the person.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// Its place in the directory.
    pub account: usize,
    /// The comparison behind the weight.
    pub comparison: Comparison,
    /// The weight, field by field.
    pub weight: Weight,
    /// Probability that it is the right one.
    pub posterior: f64,
}

/// Candidates kept for a person to choose from.
pub const MAX_CANDIDATES: usize = 5;

/// Links, in slices.
pub struct Linker<'a> {
    input: Input<'a>,
    registry: Registry<'a>,
    rows: Vec<Record>,
    accounts: Vec<Record>,
    /// The places of the accounts, those of one name beside each other.
    by_name: Vec<u32>,
    frequencies: Option<Frequencies>,
    blocks: Option<Blocks>,
    found: Vec<Pair>,
    pairs: Pairs,
    model: Model,
    presence: Presence,
    partners: Partners,
    home: Home,
    families: Families,
    identifiers: Identifiers,
    /// The rows that share an identifier with an account, by its place.
    identified: HashMap<u32, Vec<u32>>,
    households: Households,
    /// By category, whether both sides tell most birth dates.
    have_dates: [bool; Category::ALL.len()],
    /// The account of each row that is settled or automatic.
    linked: Vec<Option<usize>>,
    held: Vec<bool>,
    /// Accounts that stand for a row: settled or automatic.
    taken: Vec<bool>,
    stage: Stage,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    /// The directory is taken in, from this place on.
    TakeIn(usize),
    /// Names are looked up among each other.
    Count,
    /// Candidates are found, for the accounts from this place on.
    Find(usize),
    /// The model is learnt: rounds done.
    Learn(usize),
    /// Pairs are decided: rounds done.
    Decide(usize),
    /// Those without a likely account are looked for once more.
    LookAgain,
    Done,
}

/// Accounts taken in or looked at in one slice.
const SLICE: usize = 500;

/// Rounds of deciding: families of more generations are in no school.
const MAX_ROUNDS: usize = 6;

/// Probability below which a row's best account is no answer yet.
const UNLIKELY: f64 = 0.1;

/// Accounts of a last name among which a person finds somebody.
const FEW_NAMESAKES: u32 = 30;

/// Rows kept per account: beyond, they are as many namesakes that nothing tells apart.
const MAX_ROWS: usize = 100;

/// Progress that the steps after the finding of candidates count for, in accounts.
const AFTERWARDS: usize = 1000;

impl<'a> Linker<'a> {
    /// Starts linking.
    pub fn new(input: Input<'a>) -> Self {
        let mut linked = vec![None; input.pronote.len()];
        let mut held = vec![false; input.directory.len()];
        let mut taken = held.clone();
        for &(row, account) in input.settled {
            linked[row] = Some(account);
            taken[account] = true;
        }
        for &account in input.held {
            held[account] = true;
        }
        let mut registry = Registry::default();
        let rows = input.pronote.iter().map(|account| registry.pronote(account)).collect();
        Self {
            registry,
            rows,
            accounts: Vec::with_capacity(input.directory.len()),
            by_name: Vec::new(),
            frequencies: None,
            blocks: None,
            found: Vec::new(),
            pairs: Pairs::default(),
            model: Model::default(),
            presence: Presence::stated(input.pronote.len(), input.directory.len()),
            partners: Partners::default(),
            home: Home::default(),
            families: Families::of(input.pronote, input.directory),
            identifiers: Identifiers::of(input.pronote),
            identified: HashMap::new(),
            households: Households::default(),
            have_dates: Category::ALL.map(|category| have_dates(input, category)),
            linked,
            held,
            taken,
            stage: Stage::TakeIn(0),
            input,
        }
    }

    fn take_in(&mut self, from: usize) -> Stage {
        let to = (from + SLICE).min(self.input.directory.len());
        for place in from..to {
            let account = &self.input.directory[place];
            self.accounts.push(self.registry.portal(account));
            let rows = self.identifiers.rows_of(account);
            if !rows.is_empty() {
                self.identified.insert(index(place), rows);
            }
        }
        if to == self.input.directory.len() { Stage::Count } else { Stage::TakeIn(to) }
    }

    fn count(&mut self) -> Stage {
        self.frequencies = Some(Frequencies::of(&self.registry, &self.rows, &self.accounts));
        self.blocks = Some(Blocks::of(&self.registry, &self.rows));
        let first = |place: u32| self.accounts[place as usize].first.index();
        let last = |place: u32| self.accounts[place as usize].last.index();
        let places = (0..index(self.accounts.len())).collect();
        let by_first = sorted(places, self.registry.first.count(), first);
        self.by_name = sorted(by_first, self.registry.last.count(), last);
        Stage::Find(0)
    }

    fn find(&mut self, from: usize) -> Stage {
        let to = (from + SLICE).min(self.accounts.len());
        let (Some(frequencies), Some(blocks)) = (&self.frequencies, &mut self.blocks) else {
            return Stage::Done;
        };
        let known = Known { registry: &self.registry, frequencies, rows: &self.rows };
        let mut found = Vec::new();
        let mut pairs = Vec::new();
        for &place in &self.by_name[from..to] {
            let account = &self.accounts[place as usize];
            blocks.candidates(place, account, &known, &mut found);
            for &row in self.identified.get(&place).into_iter().flatten() {
                if !found.iter().any(|(other, _)| *other == row) {
                    found.push((row, blocks.names(&self.rows[row as usize], account, &known)));
                }
            }
            pairs.extend(found.iter().map(|&(row, names)| {
                let record = &self.rows[row as usize];
                let comparison = self.registry.compare(record, account, names);
                Pair { row, account: place, comparison, bits: 0.0, posterior: 0.0 }
            }));
            if pairs.len() > MAX_ROWS {
                pairs.sort_by_key(|pair| (pair.comparison, pair.row));
                pairs.truncate(MAX_ROWS);
            }
            self.found.append(&mut pairs);
        }
        if to < self.accounts.len() {
            return Stage::Find(to);
        }
        let found = std::mem::take(&mut self.found);
        self.pairs = Pairs::of(found, self.rows.len(), self.accounts.len());
        self.home = Home::of(&self.pairs, &self.accounts);
        for pair in self.pairs.as_mut_slice() {
            if !self.identifiers.is_empty() {
                pair.comparison.identifier = identifier_agreement(
                    &self.input.pronote[pair.row as usize],
                    &self.input.directory[pair.account as usize],
                );
            }
            pair.comparison.establishment =
                self.home.agreement(&self.accounts[pair.account as usize]);
        }
        self.households = Households::of(
            &self.pairs,
            &self.rows,
            &self.accounts,
            &self.families,
            &frequencies.last,
        );
        self.weigh();
        Stage::Learn(0)
    }

    fn learn(&mut self, round: usize) -> Stage {
        let mut tally = Tally::default();
        for pair in self.pairs.as_slice() {
            tally.add(&pair.comparison, pair.posterior);
        }
        let Some(model) = tally.model() else { return Stage::Decide(0) };
        self.model = model;
        self.presence = self.presence.learnt(self.input.pronote, &self.partners);
        self.weigh();
        if round + 1 < ROUNDS { Stage::Learn(round + 1) } else { Stage::Decide(0) }
    }

    /// Weighs all pairs by the model as it is, and estimates their probabilities.
    fn weigh(&mut self) {
        let mut pairs = std::mem::take(&mut self.pairs);
        let mut logarithms = Logarithms::default();
        for pair in pairs.as_mut_slice() {
            pair.bits = self.weight(pair, &mut logarithms).total();
        }
        let presence = |row: usize| self.presence.rows[self.input.pronote[row].category.index()];
        self.partners = pairs.estimate(presence, self.presence.accounts, |pair| self.is_open(pair));
        self.pairs = pairs;
    }

    fn weight(&self, pair: &Pair, logarithms: &mut Logarithms) -> Weight {
        self.model.weigh(&pair.comparison, &self.chances(pair), logarithms)
    }

    fn chances(&self, pair: &Pair) -> Chances {
        let &Pair { row, account, ref comparison, .. } = pair;
        let (row_record, record) = (&self.rows[row as usize], &self.accounts[account as usize]);
        let Some(frequencies) = &self.frequencies else { return Chances::NONE };
        let (last_name, first_name) = if comparison.swapped {
            (
                frequencies.crossed(&self.registry.last, record.last),
                frequencies.crossed(&self.registry.first, record.first),
            )
        } else {
            (
                frequencies.last_name(row_record.last, record.last, comparison.last_name),
                frequencies.first_name(row_record.first, record.first, comparison.first_name),
            )
        };
        Chances {
            last_name,
            first_name,
            birth_date: frequencies.birth_date(record.birth_date, comparison),
            class: frequencies.class(self.registry.classmates(record)),
            category: frequencies.category(record.category),
            establishment: self.home.share(),
            family: self.families.chance(row as usize, account as usize, &self.linked),
        }
    }

    /// Decides what can be decided, and looks what the families of those linked say then.
    fn decide(&mut self, round: usize) -> Stage {
        let open = (0..self.rows.len()).filter(|&row| self.linked[row].is_none());
        let decided: Vec<(usize, usize)> = open
            .filter_map(|row| {
                let (account, case) = self.case(row)?;
                doubts(&case).is_empty().then_some((row, account))
            })
            .collect();
        for &(row, account) in &decided {
            self.linked[row] = Some(account);
            self.taken[account] = true;
        }
        if round + 1 == MAX_ROUNDS || (decided.is_empty() && round > 0) {
            return Stage::LookAgain;
        }
        if self.families.are_unknown() {
            self.weigh();
        } else {
            self.ask_families();
        }
        Stage::Decide(round + 1)
    }

    /// Whoever has no likely account is shown those of the same birth date, whatever their names, and
    /// those of a like last name, whatever else: a person may know why. Nothing is decided by it.
    fn look_again(&mut self) -> Stage {
        let Some(frequencies) = &self.frequencies else { return Stage::Done };
        let mut by_date: HashMap<BirthDate, Vec<usize>> = HashMap::new();
        let mut by_name: HashMap<NameId, Vec<usize>> = HashMap::new();
        for row in (0..self.rows.len()).filter(|&row| self.linked[row].is_none()) {
            let best = best(self.pairs.of_row(row), |pair| self.is_open(pair));
            if best.is_some_and(|best| self.is_open(best) && best.posterior >= UNLIKELY) {
                continue;
            }
            if let Some(date) = self.rows[row].birth_date {
                by_date.entry(date).or_default().push(row);
            }
            by_name.entry(self.rows[row].last).or_default().push(row);
        }
        let mut found = Vec::new();
        for (place, account) in self.accounts.iter().enumerate() {
            if self.taken[place] {
                continue;
            }
            let same_date = account.birth_date.and_then(|date| by_date.get(&date));
            let near = frequencies.last.near(account.last).iter();
            let rare = near.filter(|near| frequencies.last.bearers(near.id) <= FEW_NAMESAKES);
            let same_name = rare.filter_map(|near| by_name.get(&near.id));
            let rows = same_date.into_iter().chain(same_name).flatten().copied();
            let fits = |row: &usize| {
                let category = self.rows[*row].category;
                category_agreement(category, account.category) != Agreement::Different
            };
            found.extend(rows.filter(fits).map(|row| (row, place)));
        }
        if !found.is_empty() {
            self.add(found);
            self.weigh();
        }
        Stage::Done
    }

    /// Compares the families of all pairs, and makes pairs of those who are found through them.
    fn ask_families(&mut self) {
        self.add(self.families.found(&self.linked));
        let mut pairs = std::mem::take(&mut self.pairs);
        for pair in pairs.as_mut_slice() {
            pair.comparison.family =
                self.families.agreement(pair.row as usize, pair.account as usize, &self.linked);
        }
        self.pairs = pairs;
        self.weigh();
    }

    /// Adds candidate pairs of a row and a place in the directory.
    fn add(&mut self, found: Vec<(usize, usize)>) {
        let (Some(frequencies), Some(blocks)) = (&self.frequencies, &mut self.blocks) else {
            return;
        };
        let known = Known { registry: &self.registry, frequencies, rows: &self.rows };
        let mut all = std::mem::take(&mut self.pairs).into_vec();
        for (row, account) in found {
            let (record, other) = (&self.rows[row], &self.accounts[account]);
            let names = blocks.names(record, other, &known);
            let mut comparison = self.registry.compare(record, other, names);
            comparison.establishment = self.home.agreement(other);
            let (row, account) = (index(row), index(account));
            all.push(Pair { row, account, comparison, bits: 0.0, posterior: 0.0 });
        }
        self.pairs = Pairs::of(all, self.rows.len(), self.accounts.len());
    }

    /// Whether neither side of a pair is linked with somebody else.
    fn is_open(&self, pair: &Pair) -> bool {
        let (row, account) = (pair.row as usize, pair.account as usize);
        match self.linked[row] {
            Some(linked) => linked == account,
            None => !self.taken[account],
        }
    }

    /// The best account of a row, and what is to be said of it.
    fn case(&self, row: usize) -> Option<(usize, Case)> {
        let is_open = |pair: &Pair| self.is_open(pair);
        let best = best(self.pairs.of_row(row), is_open)?;
        let account = best.account as usize;
        let lead = lead(best, &self.pairs, is_open);
        let is_own = self.linked[row] == Some(account);
        let circumstances = [
            (Doubt::SharedId, self.input.pronote[row].shared_id),
            (Doubt::Held, (self.held[account] || self.taken[account]) && !is_own),
            (Doubt::Homonym, lead.homonym),
        ];
        let circumstances = circumstances.into_iter().filter(|(_, holds)| *holds);
        let case = Case {
            category: self.input.pronote[row].category,
            comparison: best.comparison,
            posterior: best.posterior,
            above_runner_up: lead.over_runner_up,
            above_rival: lead.over_rival,
            placeholder_date: self.rows[row].birth_date.is_some_and(BirthDate::is_placeholder),
            others_have_dates: self.have_dates[self.input.pronote[row].category.index()],
            household: self.households.of_row(row),
            circumstances: circumstances.map(|(doubt, _)| doubt).collect(),
        };
        Some((account, case))
    }

    fn link(&self, row: usize, is_settled: bool, logarithms: &mut Logarithms) -> Link {
        let automatic = self.linked[row].filter(|_| !is_settled);
        let mut sorted: Vec<&Pair> = self.pairs.of_row(row).iter().collect();
        sorted.sort_by(|a, b| {
            let heavier = b.bits.total_cmp(&a.bits).then(a.account.cmp(&b.account));
            self.is_open(b).cmp(&self.is_open(a)).then(heavier)
        });
        let doubts = match automatic {
            Some(_) => Vec::new(),
            None => self.case(row).map(|(_, case)| doubts(&case)).unwrap_or_default(),
        };
        let outcome = match sorted.first() {
            Some(_) if automatic.is_some() => Outcome::Automatic,
            Some(best) if best.posterior >= WORTH_A_LOOK => Outcome::Suggested,
            _ => Outcome::None,
        };
        let only_namesake = outcome != Outcome::None
            && sorted.first().is_some_and(|best| is_only_namesake(best, &self.pairs));
        sorted.truncate(MAX_CANDIDATES);
        let candidate = |pair: &Pair| Candidate {
            account: pair.account as usize,
            comparison: pair.comparison,
            weight: self.weight(pair, logarithms),
            posterior: pair.posterior,
        };
        let candidates = sorted.into_iter().map(candidate).collect();
        Link { outcome, candidates, doubts, only_namesake }
    }
}

impl Task for Linker<'_> {
    type Output = Vec<Link>;

    fn advance(&mut self) -> Progress {
        self.stage = match self.stage {
            Stage::TakeIn(from) => self.take_in(from),
            Stage::Count => self.count(),
            Stage::Find(from) => self.find(from),
            Stage::Learn(round) => self.learn(round),
            Stage::Decide(round) => self.decide(round),
            Stage::LookAgain => self.look_again(),
            Stage::Done => Stage::Done,
        };
        let accounts = self.input.directory.len();
        let done = match self.stage {
            Stage::TakeIn(from) => from,
            Stage::Count => accounts,
            Stage::Find(from) => accounts + from,
            Stage::Learn(_) => 2 * accounts,
            Stage::Decide(_) | Stage::LookAgain => 2 * accounts + AFTERWARDS / 2,
            Stage::Done => return Progress::Done,
        };
        Progress::Running { done, total: 2 * accounts + AFTERWARDS }
    }

    fn finish(self) -> Vec<Link> {
        let mut settled = vec![false; self.rows.len()];
        for &(row, _) in self.input.settled {
            settled[row] = true;
        }
        let mut logarithms = Logarithms::default();
        (0..self.rows.len()).map(|row| self.link(row, settled[row], &mut logarithms)).collect()
    }
}

impl Link {
    /// The best candidate; none where all are long shots.
    pub fn best(&self) -> Option<&Candidate> {
        self.candidates.first().filter(|_| self.outcome != Outcome::None)
    }

    /// The reasons of a candidate: those of the best one end with why it is, or is not, automatic.
    pub fn reasons(&self, candidate: &Candidate) -> Vec<Reason> {
        let is_best = self.best().is_some_and(|best| best.account == candidate.account);
        if is_best {
            reasons(&candidate.comparison, &self.doubts)
        } else {
            let mut reasons = reasons(&candidate.comparison, &[]);
            reasons.retain(|reason| *reason != Reason::OnlyOne);
            reasons
        }
    }
}

fn have_dates(input: Input<'_>, category: Category) -> bool {
    let rows = input.pronote.iter().filter(|account| account.category == category);
    let accounts = input.directory.iter().filter(|account| account.category == Some(category));
    are_dated(rows.map(|account| &account.identity))
        && are_dated(accounts.map(|account| &account.identity))
}

fn are_dated<'i>(people: impl Iterator<Item = &'i Identity>) -> bool {
    let (mut told, mut all) = (0, 0);
    for identity in people {
        told += usize::from(identity.birth_date.is_some());
        all += 1;
    }
    2 * told > all
}

/// A place as pairs keep it. No file within the limits of reading has more than 2^32 accounts.
fn index(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}
