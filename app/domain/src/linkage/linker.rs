//! The run of a linkage, in slices: index the directory, link the pupils, then everybody else, who
//! may be found through their children.

use crate::birth_date::BirthDate;
use crate::category::Category;
use crate::linkage::assign::Wishes;
use crate::linkage::block::Blocks;
use crate::linkage::compare::{Agreement, Comparison, DateLevel, compare};
use crate::linkage::decide::{Case, Doubt, Outcome, WORTH_A_LOOK, doubts, posteriors, prior};
use crate::linkage::explain::{Reason, reasons};
use crate::linkage::kinship::Kinship;
use crate::linkage::normalise::Normalised;
use crate::linkage::weigh::{Frequencies, Weight};
use crate::name::NameKey;
use crate::person::{EntAccount, PronoteAccount};
use crate::pronote_id::PronoteId;
use crate::task::{Progress, Task};
use std::collections::HashMap;

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
    /// The likeliest accounts, best first.
    pub candidates: Vec<Candidate>,
    /// Why the best candidate is not automatic.
    pub doubts: Vec<Doubt>,
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
    pronote: Vec<Normalised>,
    directory: Vec<Normalised>,
    kinship: Kinship,
    frequencies: Frequencies,
    blocks: Blocks,
    homonyms: HashMap<NameKey, Vec<usize>>,
    rows_by_id: HashMap<&'a PronoteId, usize>,
    /// The account of each row that is settled or automatic.
    linked: Vec<Option<usize>>,
    held: Vec<bool>,
    links: Vec<Option<Link>>,
    stage: Stage,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Stage {
    Index,
    Compare(Wave, usize),
    Done,
}

/// Pupils first: their links tell guardians apart.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wave {
    Pupils,
    Others,
}

/// Accounts indexed or rows compared in one slice.
const SLICE: usize = 200;

impl<'a> Linker<'a> {
    /// Starts linking.
    pub fn new(input: Input<'a>) -> Self {
        let mut linked = vec![None; input.pronote.len()];
        let mut held = vec![false; input.directory.len()];
        for &(row, account) in input.settled {
            linked[row] = Some(account);
            held[account] = true;
        }
        for &account in input.held {
            held[account] = true;
        }
        let mut frequencies = Frequencies::default();
        let pronote: Vec<Normalised> = input.pronote.iter().map(Normalised::of_pronote).collect();
        for person in &pronote {
            frequencies.add_pronote(person);
        }
        Self {
            pronote,
            directory: Vec::with_capacity(input.directory.len()),
            kinship: Kinship::of(input.directory),
            frequencies,
            blocks: Blocks::default(),
            homonyms: HashMap::new(),
            rows_by_id: input.pronote.iter().enumerate().map(|(row, a)| (&a.id, row)).collect(),
            linked,
            held,
            links: vec![None; input.pronote.len()],
            stage: Stage::Index,
            input,
        }
    }

    fn index(&mut self) -> bool {
        let from = self.directory.len();
        let to = (from + SLICE).min(self.input.directory.len());
        for place in from..to {
            let account = Normalised::of_ent(&self.input.directory[place]);
            self.frequencies.add(&account);
            self.blocks.add(&account);
            self.homonyms.entry(account.key.clone()).or_default().push(place);
            self.directory.push(account);
        }
        to == self.input.directory.len()
    }

    fn compare_row(&mut self, row: usize) {
        let person = &self.pronote[row];
        let mut places = self.blocks.candidates(person);
        places.extend(self.accounts_around(row));
        places.sort_unstable();
        places.dedup();
        let is_known = |name: &str| self.frequencies.is_known_first_name(name);
        let mut candidates: Vec<Candidate> = places
            .into_iter()
            .map(|account| {
                let other = &self.directory[account];
                let mut comparison = compare(person, other, &is_known);
                comparison.children = self.children_agreement(row, account);
                let siblings = self.guardians_of_the_shared_child(row, account);
                let weight = self.frequencies.weigh(comparison, other, siblings);
                Candidate { account, comparison, weight, posterior: 0.0 }
            })
            .collect();
        candidates.sort_by(|a, b| {
            b.weight.total().total_cmp(&a.weight.total()).then(a.account.cmp(&b.account))
        });
        let weights: Vec<f64> = candidates.iter().map(|c| c.weight.total()).collect();
        let category = self.input.pronote[row].category;
        let accounts = self.frequencies.compatible(category);
        for (candidate, posterior) in
            candidates.iter_mut().zip(posteriors(&weights, accounts, prior(category)))
        {
            candidate.posterior = posterior;
        }
        self.links[row] = Some(Link { outcome: Outcome::None, candidates, doubts: Vec::new() });
    }

    /// The guardians' accounts around the linked children of a guardian.
    fn accounts_around(&self, row: usize) -> Vec<usize> {
        let pupils = self.linked_children(row);
        pupils.flat_map(|pupil| self.kinship.guardians(pupil).iter().copied()).collect()
    }

    fn linked_children(&self, row: usize) -> impl Iterator<Item = usize> + '_ {
        let children = self.input.pronote[row].children.iter();
        children.filter_map(|id| self.linked[*self.rows_by_id.get(id)?])
    }

    fn children_agreement(&self, row: usize, account: usize) -> Agreement {
        let theirs = self.kinship.children(account);
        let mut linked = self.linked_children(row).peekable();
        if theirs.is_empty() || linked.peek().is_none() {
            Agreement::Missing
        } else if linked.any(|pupil| theirs.contains(&pupil)) {
            Agreement::Same
        } else {
            Agreement::Different
        }
    }

    fn guardians_of_the_shared_child(&self, row: usize, account: usize) -> u32 {
        let theirs = self.kinship.children(account);
        let shared = self.linked_children(row).filter(|pupil| theirs.contains(pupil));
        let guardians = shared.map(|pupil| self.kinship.guardians(pupil).len()).min();
        guardians.and_then(|count| u32::try_from(count).ok()).unwrap_or(0)
    }

    /// Decides the rows of a wave, once all of them have been compared.
    fn decide(&mut self, wave: Wave) {
        let mut wishes = Wishes::default();
        for row in self.rows_of(wave) {
            for candidate in self.fitting(row) {
                wishes.add(row, candidate.account, candidate.weight.total());
            }
        }
        for row in self.rows_of(wave) {
            let doubts = self.best_case(row, &wishes).map(|case| doubts(&case));
            let settled = self.linked[row].is_some();
            let Some(link) = &mut self.links[row] else {
                continue;
            };
            let best = link.candidates.first();
            link.outcome = match (&doubts, best) {
                (Some(doubts), Some(_)) if doubts.is_empty() && !settled => Outcome::Automatic,
                (_, Some(best)) if best.posterior >= WORTH_A_LOOK => Outcome::Suggested,
                _ => Outcome::None,
            };
            if link.outcome == Outcome::Automatic {
                self.linked[row] = best.map(|best| best.account);
            }
            link.doubts = doubts.unwrap_or_default();
            link.candidates.truncate(MAX_CANDIDATES);
            if link.outcome == Outcome::None {
                link.candidates.clear();
            }
        }
    }

    fn best_case(&self, row: usize, wishes: &Wishes) -> Option<Case> {
        let candidates = &self.links[row].as_ref()?.candidates;
        let best = candidates.first()?;
        let bits = best.weight.total();
        let runner_up = self.fitting(row).find(|other| other.account != best.account);
        let circumstances = [
            (Doubt::SharedId, self.input.pronote[row].shared_id),
            (Doubt::Held, self.held[best.account] && self.linked[row] != Some(best.account)),
            (Doubt::Homonym, self.has_homonym(row, best)),
        ];
        let circumstances = circumstances.into_iter().filter(|(_, holds)| *holds);
        Some(Case {
            category: self.input.pronote[row].category,
            comparison: best.comparison,
            posterior: best.posterior,
            above_runner_up: runner_up.map_or(f64::INFINITY, |other| bits - other.weight.total()),
            above_rival: wishes.above_rival(row, best.account, bits),
            placeholder_date: self.pronote[row].birth_date.is_some_and(BirthDate::is_placeholder),
            circumstances: circumstances.map(|(doubt, _)| doubt).collect(),
        })
    }

    /// The candidates of the right category, or of none.
    fn fitting(&self, row: usize) -> impl Iterator<Item = &Candidate> {
        let candidates = self.links[row].iter().flat_map(|link| &link.candidates);
        candidates.filter(|candidate| candidate.comparison.category != Agreement::Different)
    }

    /// Whether another account has the names of the best one and could be the same person: fitting
    /// category, no other date, no other children.
    fn has_homonym(&self, row: usize, best: &Candidate) -> bool {
        let account = &self.directory[best.account];
        let homonyms = self.homonyms.get(&account.key).into_iter().flatten();
        homonyms.copied().filter(|&place| place != best.account).any(|place| {
            let comparison = compare(&self.pronote[row], &self.directory[place], &|_| false);
            comparison.category != Agreement::Different
                && comparison.birth_date != DateLevel::Different
                && self.children_agreement(row, place) != Agreement::Different
        })
    }

    fn rows_of(&self, wave: Wave) -> Vec<usize> {
        let rows = 0..self.input.pronote.len();
        rows.filter(|&row| wave.has(self.input.pronote[row].category)).collect()
    }
}

impl Wave {
    fn has(self, category: Category) -> bool {
        (category == Category::Student) == (self == Self::Pupils)
    }

    fn next(self) -> Stage {
        match self {
            Self::Pupils => Stage::Compare(Self::Others, 0),
            Self::Others => Stage::Done,
        }
    }
}

impl Task for Linker<'_> {
    type Output = Vec<Link>;

    fn advance(&mut self) -> Progress {
        match self.stage {
            Stage::Index => {
                if self.index() {
                    self.stage = Stage::Compare(Wave::Pupils, 0);
                }
            }
            Stage::Compare(wave, from) => {
                let to = (from + SLICE).min(self.input.pronote.len());
                for row in from..to {
                    if wave.has(self.input.pronote[row].category) {
                        self.compare_row(row);
                    }
                }
                self.stage = Stage::Compare(wave, to);
                if to == self.input.pronote.len() {
                    self.decide(wave);
                    self.stage = wave.next();
                }
            }
            Stage::Done => return Progress::Done,
        }
        let rows = self.input.pronote.len();
        let done = match self.stage {
            Stage::Index => self.directory.len(),
            Stage::Compare(Wave::Pupils, row) => self.directory.len() + row,
            Stage::Compare(Wave::Others, row) => self.directory.len() + rows + row,
            Stage::Done => return Progress::Done,
        };
        Progress::Running { done, total: self.input.directory.len() + 2 * rows }
    }

    fn finish(self) -> Vec<Link> {
        let nothing =
            || Link { outcome: Outcome::None, candidates: Vec::new(), doubts: Vec::new() };
        self.links.into_iter().map(|link| link.unwrap_or_else(nothing)).collect()
    }
}

impl Link {
    /// The best candidate.
    pub fn best(&self) -> Option<&Candidate> {
        self.candidates.first()
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
