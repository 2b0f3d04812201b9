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
    last_name_level,
};
use crate::linkage::frequencies::{Frequencies, NameTable};
use crate::linkage::lexicon::{Lexicon, NameId};
use crate::linkage::neighbours::{Keys, Near, Neighbours};
use crate::linkage::record::{Names, Record, Registry};
use foldhash::{HashMap, HashMapExt};

/// The rows of PRONOTE's side, filed, and what was found out about pairs of names.
pub struct Blocks {
    rows_by_last: HashMap<NameId, Vec<u32>>,
    rows_by_first: HashMap<NameId, Vec<u32>>,
    rows_by_date: HashMap<BirthDate, Vec<u32>>,
    first_names: Neighbours,
    crossed: HashMap<NameId, Box<[Near]>>,
    levels: HashMap<(Part, NameId, NameId), NameLevel>,
    keys: Keys,
    /// For each row the last account that has looked at it.
    seen: Vec<u32>,
}

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
        let mut blocks = Self {
            rows_by_last: HashMap::new(),
            rows_by_first: HashMap::new(),
            rows_by_date: HashMap::new(),
            first_names: Neighbours::of(&registry.first),
            crossed: HashMap::new(),
            levels: HashMap::new(),
            keys: Keys::default(),
            seen: vec![u32::MAX; rows.len()],
        };
        for (place, row) in (0..).zip(rows) {
            blocks.rows_by_last.entry(row.last).or_default().push(place);
            blocks.rows_by_first.entry(row.first).or_default().push(place);
            if let Some(date) = row.birth_date {
                blocks.rows_by_date.entry(date).or_default().push(place);
            }
        }
        blocks
    }

    /// The rows that this account may belong to, with how the names agree, in no order.
    pub fn candidates(
        &mut self,
        place: u32,
        account: &Record,
        known: &Known<'_>,
        found: &mut Vec<(u32, Names)>,
    ) {
        found.clear();
        for near in known.frequencies.last.near(account.last) {
            let rows = self.rows_by_last.get(&near.id).map_or(0, Vec::len);
            for at in 0..rows {
                if found.len() >= HOPELESS {
                    break;
                }
                let row = self.rows_by_last[&near.id][at];
                self.look(
                    place,
                    row,
                    account,
                    known,
                    |names, dates| {
                        names.swapped
                            || names.first < NameLevel::Different
                            || names.first == NameLevel::Missing
                            || dates <= DateLevel::OneDigitOfYear
                    },
                    found,
                );
            }
        }
        for near in self.crossed(account.last, known.registry) {
            let rows = self.rows_by_first.get(&near.id).map_or(0, Vec::len);
            for at in 0..rows {
                let row = self.rows_by_first[&near.id][at];
                self.look(place, row, account, known, |names, _| names.swapped, found);
            }
        }
        let Some(date) = account.birth_date else { return };
        let rows = self.rows_by_date.get(&date).map_or(0, Vec::len);
        for at in 0..rows {
            let row = self.rows_by_date[&date][at];
            self.look(
                place,
                row,
                account,
                known,
                |names, _| names.swapped || names.first.min(names.last) != NameLevel::Different,
                found,
            );
        }
    }

    /// How the names of a row and of an account agree.
    pub fn names(&mut self, row: &Record, account: &Record, known: &Known<'_>) -> Names {
        let straight = (
            self.level(Part::Last, row.last, account.last, known),
            self.level(Part::First, row.first, account.first, known),
        );
        if straight.0.max(straight.1) < NameLevel::Initials {
            return Names { last: straight.0, first: straight.1, swapped: false };
        }
        let crossed = (
            self.level(Part::LastWithFirst, row.last, account.first, known),
            self.level(Part::FirstWithLast, row.first, account.last, known),
        );
        let swapped = is_swapped(straight, crossed);
        let (last, first) = if swapped { better_first(crossed) } else { straight };
        Names { last, first, swapped }
    }

    fn look(
        &mut self,
        place: u32,
        row: u32,
        account: &Record,
        known: &Known<'_>,
        is_worth_it: impl Fn(Names, DateLevel) -> bool,
        found: &mut Vec<(u32, Names)>,
    ) {
        if self.seen[row as usize] == place {
            return;
        }
        let record = &known.rows[row as usize];
        let names = self.names(record, account, known);
        if is_worth_it(names, date_level(record.birth_date, account.birth_date)) {
            self.seen[row as usize] = place;
            found.push((row, names));
        }
    }

    /// The first names of PRONOTE's side that are like a last name of the directory.
    fn crossed(&mut self, last: NameId, registry: &Registry<'_>) -> Box<[Near]> {
        if let Some(near) = self.crossed.get(&last) {
            return near.clone();
        }
        let forms = &registry.last.get(last).forms;
        let mut near = self.first_names.near(forms, &registry.first, &mut self.keys);
        near.retain(|near| near.level <= NameLevel::Typo);
        let near = near.into_boxed_slice();
        self.crossed.insert(last, near.clone());
        near
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
        *self.levels.entry((part, a, b)).or_insert_with(|| match part {
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
