//! Candidate pairs without comparing everybody with everybody.
//!
//! The rows of PRONOTE's side are filed; the accounts of the directory pass by one after the other. An
//! account and a row are a candidate pair when their last names are like each other, exactly or within
//! a letter, and something else speaks for them too; or their birth dates agree and a name is like the
//! other; or their names stand in each other's column. How many true pairs are found so is printed by
//! `make evaluate`.

use crate::birth_date::BirthDate;
use crate::linkage::compare::{
    DateLevel, NameLevel, better_first, date_level, first_name_level, is_only_spelling, is_swapped,
    last_name_level, may_be_swapped,
};
use crate::linkage::frequencies::{Frequencies, NameTable};
use crate::linkage::lexicon::{Lexicon, NameId};
use crate::linkage::neighbours::{Keys, Near};
use crate::linkage::record::{Names, Record, Registry};
use foldhash::{HashMap, HashMapExt};

/// The rows of PRONOTE's side, filed, and what was found out about pairs of names.
pub struct Blocks {
    filed: Filed,
    crossed: Crossed,
    keys: Keys,
    look: Look,
}

/// The rows by what they are found by.
#[derive(Default)]
struct Filed {
    /// By the place of the last name.
    last_names: Vec<Vec<u32>>,
    /// By the place of the first name.
    first_names: Vec<Vec<u32>>,
    dates: HashMap<BirthDate, Vec<u32>>,
}

/// What was found out about pairs of names, and which rows were looked at.
struct Look {
    levels: Levels,
    /// For each row the last account that has looked at it.
    seen: Vec<u32>,
}

/// The first names of PRONOTE's side that are like a last name of the directory: that of the account
/// which passed by last. Accounts of one last name pass by one after the other.
#[derive(Default)]
struct Crossed {
    last: Option<NameId>,
    near: Vec<Near>,
}

/// How pairs of names agree that were compared lately. Accounts of like names pass by one after the
/// other, so that few are compared twice; and the memory does not grow with the directory.
struct Levels(Box<[u64]>);

/// Rows that may all be the account by their names: more of them are not looked at, but for those of the
/// same birth date. Among so many namesakes nothing is ever automatic.
const HOPELESS: usize = 1000;

/// Which columns a level is of: PRONOTE's side first.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Part {
    Last,
    First,
    LastWithFirst,
    FirstWithLast,
}

impl Blocks {
    /// Files the rows.
    pub fn of(registry: &Registry<'_>, rows: &[Record]) -> Self {
        let mut filed = Filed {
            last_names: vec![Vec::new(); registry.last.count()],
            first_names: vec![Vec::new(); registry.first.count()],
            dates: HashMap::new(),
        };
        for (place, row) in (0..).zip(rows) {
            filed.last_names[row.last.index()].push(place);
            filed.first_names[row.first.index()].push(place);
            if let Some(date) = row.birth_date {
                filed.dates.entry(date).or_default().push(place);
            }
        }
        Self {
            filed,
            crossed: Crossed::default(),
            keys: Keys::default(),
            look: Look { levels: Levels::new(), seen: vec![u32::MAX; rows.len()] },
        }
    }

    /// The rows that this account may belong to, with how the names agree, in no order. Accounts of one
    /// last name are best asked about one after the other.
    pub fn candidates(
        &mut self,
        place: u32,
        account: &Record,
        known: &Known<'_>,
        found: &mut Vec<(u32, Names)>,
    ) {
        found.clear();
        let Self { filed, look, .. } = self;
        let mut by_last = Looker { place, account, known, look, found };
        for near in known.frequencies.last.near(account.last) {
            for &row in &filed.last_names[near.id.index()] {
                if by_last.found.len() >= HOPELESS {
                    break;
                }
                by_last.at(row, Some(near.level), |names, dates| {
                    names.swapped
                        || names.first < NameLevel::Different
                        || names.first == NameLevel::Missing
                        || dates <= DateLevel::OneDigitOfYear
                });
            }
        }
        self.look_up_crossed(account.last, known);
        let Self { filed, look, crossed, .. } = self;
        let mut others = Looker { place, account, known, look, found };
        for near in &crossed.near {
            for &row in &filed.first_names[near.id.index()] {
                // Both columns must cross: seen from the other side, the other one would have led here.
                others.at(row, None, |names, _| names.swapped && names.first <= NameLevel::Typo);
            }
        }
        let of_date = account.birth_date.and_then(|date| filed.dates.get(&date));
        for &row in of_date.into_iter().flatten() {
            others.at(row, None, |names, _| {
                names.swapped || names.first.min(names.last) != NameLevel::Different
            });
        }
    }

    /// How the names of a row and of an account agree.
    pub fn names(&mut self, row: &Record, account: &Record, known: &Known<'_>) -> Names {
        self.look.names(row, account, None, known)
    }

    /// Finds the first names of PRONOTE's side that are like a last name of the directory.
    fn look_up_crossed(&mut self, last: NameId, known: &Known<'_>) {
        if self.crossed.last != Some(last) {
            let forms = &known.registry.last.get(last).forms;
            let first_names = known.frequencies.first.neighbours();
            let mut near = first_names.near(forms, &known.registry.first, &mut self.keys);
            near.retain(|near| near.level <= NameLevel::Typo);
            self.crossed = Crossed { last: Some(last), near };
        }
    }
}

/// An account that is looking for its row.
struct Looker<'l> {
    place: u32,
    account: &'l Record,
    known: &'l Known<'l>,
    look: &'l mut Look,
    found: &'l mut Vec<(u32, Names)>,
}

impl Looker<'_> {
    /// Looks at a row, whose last name agrees so as far as that is known.
    fn at(
        &mut self,
        row: u32,
        last: Option<NameLevel>,
        is_worth_it: impl Fn(Names, DateLevel) -> bool,
    ) {
        if self.look.seen[row as usize] == self.place {
            return;
        }
        let record = &self.known.rows[row as usize];
        let names = self.look.names(record, self.account, last, self.known);
        if is_worth_it(names, date_level(record.birth_date, self.account.birth_date)) {
            self.look.seen[row as usize] = self.place;
            self.found.push((row, names));
        }
    }
}

impl Look {
    fn names(
        &mut self,
        row: &Record,
        account: &Record,
        last: Option<NameLevel>,
        known: &Known<'_>,
    ) -> Names {
        let straight = (
            last.unwrap_or_else(|| self.level(Part::Last, row.last, account.last, known)),
            self.level(Part::First, row.first, account.first, known),
        );
        let as_they_stand = Names { last: straight.0, first: straight.1, swapped: false };
        if straight.0.max(straight.1) < NameLevel::Initials {
            return as_they_stand;
        }
        // Most names have nothing of the other column's: the second comparison then changes nothing.
        let one = self.level(Part::FirstWithLast, row.first, account.last, known);
        if !may_be_swapped(straight, one) {
            return as_they_stand;
        }
        let crossed = (self.level(Part::LastWithFirst, row.last, account.first, known), one);
        let swapped = is_swapped(straight, crossed);
        let (last, first) = if swapped { better_first(crossed) } else { straight };
        Names { last, first, swapped }
    }

    fn level(&mut self, part: Part, a: NameId, b: NameId, known: &Known<'_>) -> NameLevel {
        let (tables, registry) = (known.frequencies, known.registry);
        let near = |table: &NameTable| table.level(a, b);
        let level = match part {
            Part::Last => near(&tables.last),
            Part::First => near(&tables.first),
            Part::LastWithFirst | Part::FirstWithLast => None,
        };
        if let Some(level) = level {
            return level;
        }
        self.levels.get(part, a, b, || match part {
            Part::Last => last_name_level(&registry.last.get(a).forms, &registry.last.get(b).forms),
            Part::First => first_names(&registry.first, a, b),
            Part::LastWithFirst => {
                last_name_level(&registry.last.get(a).forms, &registry.first.get(b).forms)
            }
            Part::FirstWithLast => {
                last_name_level(&registry.first.get(a).forms, &registry.last.get(b).forms)
            }
        })
    }
}

impl Levels {
    /// How many are kept: two megabytes of them.
    const BITS: u32 = 18;

    /// Bits of a level and of a part within an entry; the names have the others.
    const BITS_OF_LEVEL: u32 = 4;
    const BITS_OF_PART: u32 = 2;
    const BITS_OF_NAME: u32 = (u64::BITS - Self::BITS_OF_LEVEL - Self::BITS_OF_PART) / 2;

    fn new() -> Self {
        Self(vec![u64::MAX; 1 << Self::BITS].into_boxed_slice())
    }

    fn get(
        &mut self,
        part: Part,
        a: NameId,
        b: NameId,
        compare: impl FnOnce() -> NameLevel,
    ) -> NameLevel {
        let [a, b] = [a, b].map(|name| name.index() as u64);
        let pair = (a << Self::BITS_OF_NAME | b) << Self::BITS_OF_PART | part as u64;
        // Multiplying by an odd number near 2^64 divided by the golden section spreads what is alike.
        let place = pair.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (u64::BITS - Self::BITS);
        let entry = &mut self.0[place as usize];
        if *entry >> Self::BITS_OF_LEVEL != pair {
            *entry = pair << Self::BITS_OF_LEVEL | compare() as u64;
        }
        NameLevel::ALL[(*entry & ((1 << Self::BITS_OF_LEVEL) - 1)) as usize]
    }
}

/// What blocking goes by.
#[derive(Clone, Copy)]
pub struct Known<'k> {
    /// The texts.
    pub registry: &'k Registry<'k>,
    /// The names that are near each other.
    pub frequencies: &'k Frequencies,
    /// The rows of PRONOTE's side.
    pub rows: &'k [Record],
}

fn first_names(lexicon: &Lexicon<'_>, a: NameId, b: NameId) -> NameLevel {
    let (x, y) = (lexicon.get(a), lexicon.get(b));
    let [form, other] = [x, y].map(|name| name.forms.first());
    let (Some(form), Some(other)) = (form, other) else { return NameLevel::Missing };
    match first_name_level(form, other) {
        level if is_only_spelling(level) && x.is_known() && y.is_known() => NameLevel::Different,
        level => level,
    }
}
