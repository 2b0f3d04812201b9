//! How often values agree by chance, counted in the files themselves: a rare name says more than a
//! frequent one, and a large directory holds more look-alikes than a small one.

use crate::birth_date::BirthDate;
use crate::category::Category;
use crate::linkage::compare::{
    Comparison, DateLevel, NameLevel, date_level, first_name_level, is_only_spelling,
};
use crate::linkage::lexicon::{Lexicon, NameId, Side};
use crate::linkage::neighbours::{Keys, Near, Neighbours};
use crate::linkage::record::{Record, Registry};
use foldhash::{HashMap, HashMapExt};

/// Levels at which a name can be found like another.
const LEVELS: usize = NameLevel::Misspelt as usize + 1;

/// Accounts that bear a name, by the level up to which it is like.
type Mass = [u32; LEVELS];

/// For each name of the directory the names of PRONOTE's side that are like it, and how many accounts
/// bear one of these.
#[derive(Debug, Default)]
pub struct NameTable {
    neighbours: Neighbours,
    near: Vec<Box<[Near]>>,
    /// Of a name of PRONOTE's side: accounts of the directory that bear one like it.
    in_directory: Vec<Mass>,
    /// Of a name of the directory: accounts of PRONOTE that bear one like it.
    in_pronote: Vec<Mass>,
}

/// What is counted of both sides together.
#[derive(Debug)]
pub struct Frequencies {
    /// Last names.
    pub last: NameTable,
    /// First names.
    pub first: NameTable,
    accounts: f64,
    /// By date, how many of each side have it.
    dates: HashMap<BirthDate, [u32; 2]>,
    dated: f64,
    date_levels: [f64; DateLevel::COUNT],
    /// How likely two different people of one last name have the same birth date.
    twins: f64,
    categories: [f64; Category::ALL.len()],
    classed: f64,
}

/// Whoever is alone of a name is counted as half a bearer: rare, not impossible.
const HALF: f64 = 0.5;

/// A pair of different people is as alike in its names as the most alike spellings at least this
/// often, whatever the files say.
const LEAST_MISSPELT: f64 = 0.0005;

/// Twins before any are counted: of the pairs of one last name in a school, one in fifty; that many
/// pairs seen.
const TWINS: f64 = 0.02;
const TWINS_PRIOR: f64 = 100.0;

/// Pairs of dates looked at to learn how often two people's dates are alike.
const DATE_SAMPLE: usize = 60_000;

/// What the sample of dates starts from: the chances in a school of four age groups, as this many
/// pairs.
const DATE_PRIOR: f64 = 2_000.0;
const DATE_CHANCES: [f64; DateLevel::COUNT] =
    [1.0 / 1460.0, 0.4 / 1460.0, 10.0 / 1460.0, 3.0 / 1460.0, 0.03, 0.96, 0.0];

impl NameTable {
    /// Looks all names of the directory up among those of PRONOTE's side. `are_two` tells of two names
    /// that they are two, however alike.
    pub fn of(lexicon: &Lexicon<'_>, are_two: impl Fn(NameId, NameId) -> bool) -> Self {
        let mut keys = Keys::default();
        let mut table = Self {
            neighbours: Neighbours::of(lexicon),
            near: Vec::with_capacity(lexicon.count()),
            in_directory: vec![Mass::default(); lexicon.count()],
            in_pronote: vec![Mass::default(); lexicon.count()],
        };
        for (id, name) in lexicon.iter() {
            let bearers = name.bearers(Side::Directory);
            if bearers == 0 {
                table.near.push(Box::default());
                continue;
            }
            let mut near = table.neighbours.near(&name.forms, lexicon, &mut keys);
            near.retain(|near| !(is_only_spelling(near.level) && are_two(near.id, id)));
            for Near { id: pronote, level } in &near {
                let level = *level as usize;
                table.in_directory[pronote.index()][level] += bearers;
                table.in_pronote[id.index()][level] += lexicon.get(*pronote).bearers(Side::Pronote);
            }
            table.near.push(near.into_boxed_slice());
        }
        for mass in table.in_directory.iter_mut().chain(&mut table.in_pronote) {
            for level in 1..LEVELS {
                mass[level] += mass[level - 1];
            }
        }
        table
    }

    /// The names of PRONOTE's side, filed.
    pub fn neighbours(&self) -> &Neighbours {
        &self.neighbours
    }

    /// The names of PRONOTE's side that are like a name of the directory, in the order of their places.
    pub fn near(&self, name: NameId) -> &[Near] {
        &self.near[name.index()]
    }

    /// How many accounts of the directory bear a name like one of PRONOTE's side.
    pub fn bearers(&self, pronote: NameId) -> u32 {
        self.in_directory[pronote.index()][LEVELS - 1]
    }

    /// The level of a pair of names, if they are near.
    pub fn level(&self, pronote: NameId, portal: NameId) -> Option<NameLevel> {
        let near = self.near(portal);
        let place = near.binary_search_by(|near| near.id.cmp(&pronote)).ok()?;
        Some(near[place].level)
    }

    /// Accounts of both sides that bear a name at least so like, besides the two themselves.
    fn others(&self, pronote: NameId, portal: NameId, level: NameLevel) -> f64 {
        let level = (level as usize).min(LEVELS - 1);
        let in_directory = self.in_directory[pronote.index()][level];
        let in_pronote = self.in_pronote[portal.index()][level];
        f64::from((in_directory + in_pronote).saturating_sub(2)) + HALF
    }
}

impl Frequencies {
    /// Counts both sides.
    pub fn of(registry: &Registry<'_>, pronote: &[Record], directory: &[Record]) -> Self {
        let known = |id: NameId| registry.first.get(id).is_known();
        let both_known = |a: NameId, b: NameId| known(a) && known(b);
        let mut dates: HashMap<BirthDate, [u32; 2]> = HashMap::new();
        let mut families = Vec::new();
        let mut categories = [0.0; Category::ALL.len()];
        let mut birth_dates = Vec::new();
        for (side, records) in [(Side::Pronote, pronote), (Side::Directory, directory)] {
            for record in records {
                if let Some(date) = record.birth_date {
                    dates.entry(date).or_default()[side as usize] += 1;
                    families.push((side, date, record.last));
                    birth_dates.push(date);
                }
                if let Some(category) = record.category {
                    categories[category.index()] += 1.0;
                }
            }
        }
        let categorised: f64 = categories.iter().sum();
        Self {
            last: NameTable::of(&registry.last, |_, _| false),
            first: NameTable::of(&registry.first, both_known),
            accounts: count(pronote.len() + directory.len()),
            dated: count(birth_dates.len()),
            date_levels: date_levels(birth_dates, families),
            twins: twins(&registry.first, [pronote, directory]),
            dates,
            categories: categories.map(|accounts| (accounts + HALF) / (categorised + 1.0)),
            classed: f64::from(registry.classed()),
        }
    }

    /// How likely a stranger's last name is as like as this.
    pub fn last_name(&self, pronote: NameId, portal: NameId, level: NameLevel) -> f64 {
        self.name(&self.last, pronote, portal, level)
    }

    /// How likely a stranger's first name is as like as this.
    pub fn first_name(&self, pronote: NameId, portal: NameId, level: NameLevel) -> f64 {
        self.name(&self.first, pronote, portal, level)
    }

    /// How likely two names that stand in each other's column are so by chance: as rare as the rarer
    /// way of reading them.
    pub fn crossed(&self, lexicon: &Lexicon<'_>, name: NameId) -> f64 {
        let bearers: u32 = lexicon.get(name).bearers.iter().sum();
        (f64::from(bearers.saturating_sub(1)) + HALF) / self.accounts
    }

    /// How likely a stranger who is as like otherwise has a birth date that agrees so with this one.
    /// Strangers of one last name and of different first names may be twins.
    pub fn birth_date(&self, date: Option<BirthDate>, comparison: &Comparison) -> f64 {
        let level = comparison.birth_date;
        let chance = self.date_levels[level as usize];
        let Some(bearers) = date.and_then(|date| self.dates.get(&date)) else { return chance };
        if level != DateLevel::Same {
            return chance;
        }
        let others = f64::from(bearers.iter().sum::<u32>().saturating_sub(2)) + HALF;
        let of_one_date = chance.max(others / self.dated.max(1.0));
        let could_be_twins = comparison.last_name <= NameLevel::Misspelt
            && comparison.first_name >= NameLevel::Variant;
        if could_be_twins { of_one_date.max(self.twins) } else { of_one_date }
    }

    /// How likely a stranger is of this category.
    pub fn category(&self, category: Option<Category>) -> f64 {
        category.map_or(1.0, |category| self.categories[category.index()])
    }

    /// How likely a stranger is in a class of so many.
    pub fn class(&self, classmates: u32) -> f64 {
        (f64::from(classmates) / self.classed.max(1.0)).min(1.0)
    }

    fn name(&self, table: &NameTable, pronote: NameId, portal: NameId, level: NameLevel) -> f64 {
        let share = table.others(pronote, portal, level) / self.accounts;
        let least = if level == NameLevel::Misspelt { LEAST_MISSPELT } else { 0.0 };
        share.max(least).min(1.0)
    }
}

/// How often two people's dates agree at each level.
///
/// How often they are the same is counted within each side, where all are different people; the other
/// levels come from pairs spread over both.
fn date_levels(
    mut dated: Vec<BirthDate>,
    mut families: Vec<(Side, BirthDate, NameId)>,
) -> [f64; DateLevel::COUNT] {
    let mut found = DATE_CHANCES.map(|chance| chance * DATE_PRIOR);
    let mut pairs = DATE_PRIOR;
    dated.sort_unstable();
    if dated.len() > 1 {
        for taken in 0..DATE_SAMPLE {
            let (one, other) = (spread(2 * taken, dated.len()), spread(2 * taken + 1, dated.len()));
            if one != other {
                found[date_level(Some(dated[one]), Some(dated[other])) as usize] += 1.0;
                pairs += 1.0;
            }
        }
    }
    let mut chances = found.map(|found| found / pairs);
    let (mut same, mut all) = (DATE_CHANCES[0] * DATE_PRIOR, DATE_PRIOR);
    // Twins, and two accounts of one person, are no strangers: one of a last name and a date counts.
    families.sort_unstable();
    families.dedup();
    for side in families.chunk_by(|a, b| a.0 == b.0) {
        all += ordered_pairs(side.len());
        same += side.chunk_by(|a, b| a.1 == b.1).map(|day| ordered_pairs(day.len())).sum::<f64>();
    }
    chances[DateLevel::Same as usize] = same / all;
    chances
}

/// Of the pairs of one last name within a side, the part that has the same birth date and other first
/// names: on the side that has fewer of them, since two accounts of one person, which large directories
/// hold, can look like twins.
fn twins(first_names: &Lexicon<'_>, sides: [&[Record]; 2]) -> f64 {
    let rates = sides.map(|side| {
        let (mut twins, mut pairs) = (TWINS * TWINS_PRIOR, TWINS_PRIOR);
        let dated =
            side.iter().filter_map(|record| Some((record.last, record.birth_date?, record.first)));
        let mut sorted: Vec<(NameId, BirthDate, NameId)> = dated.collect();
        sorted.sort_unstable();
        for one_name in sorted.chunk_by(|a, b| a.0 == b.0) {
            pairs += ordered_pairs(one_name.len());
            let days = one_name.chunk_by(|a, b| a.1 == b.1);
            for same_day in days.filter(|few| few.len() <= MOST_TWINS) {
                twins += 2.0 * count(pairs_of_two_names(first_names, same_day));
            }
        }
        twins / pairs
    });
    rates[0].min(rates[1])
}

fn pairs_of_two_names(
    first_names: &Lexicon<'_>,
    same_day: &[(NameId, BirthDate, NameId)],
) -> usize {
    let differ = |one: NameId, other: NameId| {
        let [x, y] = [one, other].map(|name| first_names.get(name).forms.first());
        x.zip(y).is_some_and(|(x, y)| first_name_level(x, y) == NameLevel::Different)
    };
    let pairs = same_day.iter().enumerate().flat_map(|(at, (.., one))| {
        same_day[at + 1..].iter().filter(move |(.., other)| differ(*one, *other))
    });
    pairs.count()
}

/// More people of one last name and one birth date are no siblings, but a file with a fault.
const MOST_TWINS: usize = 8;

fn ordered_pairs(n: usize) -> f64 {
    count(n) * count(n.saturating_sub(1))
}

/// A place below `length`, far from that of the number before: no chance is needed, and the same files
/// give the same sample. (Steps of the golden section.)
fn spread(number: usize, length: usize) -> usize {
    const GOLDEN: u64 = 0x9E37_79B9_7F4A_7C15;
    let mixed = (number as u64 + 1).wrapping_mul(GOLDEN);
    let scaled = u128::from(mixed ^ (mixed >> 29)).wrapping_mul(length as u128) >> 64;
    usize::try_from(scaled).unwrap_or(0)
}

fn count(n: usize) -> f64 {
    // More than 2^32 accounts fit into no memory.
    f64::from(u32::try_from(n).unwrap_or(u32::MAX))
}
