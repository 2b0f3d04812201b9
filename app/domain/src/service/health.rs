//! One word for how an establishment stands, by stated rules: what a head of school reads first.

use crate::timetable::day::Day;
use serde::{Deserialize, Serialize};

/// The word, worst first among those that can stand together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Health {
    /// "à faire": nothing is stored yet.
    ToDo,
    /// "en retard": the rentrée has passed without a complete import.
    Late,
    /// "en cours": an import has begun and has steps left.
    InProgress,
    /// "à vérifier": there is a [`Doubt`].
    ToCheck,
    /// "à jour".
    UpToDate,
}

impl Health {
    /// All words, in their order.
    pub const ALL: [Self; 5] =
        [Self::ToDo, Self::Late, Self::InProgress, Self::ToCheck, Self::UpToDate];
}

/// What somebody has to look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Doubt {
    /// PRONOTE has another version since the last complete import: its exports may differ.
    NewVersion,
    /// The last validation of a category removed or changed more than goes through unasked
    /// (`reconciliation::Effect::hold`): somebody typed that it was meant.
    MassChange,
    /// Accounts were put aside.
    PutAside,
    /// More than [`TOLERATED_PERCENT`] of the accounts are not recognised.
    TooManyUnknown,
}

/// What the rules look at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Facts {
    /// Today; none where it is not known.
    pub today: Option<Day>,
    /// First day of the school year.
    pub year_start: Option<Day>,
    /// Stored mappings.
    pub stock: u32,
    /// The last complete import.
    pub last_complete: Option<Day>,
    /// An import is open whose steps are not all validated.
    pub open: bool,
    /// Accounts recognised by the last imports.
    pub recognised: u32,
    /// Accounts that they did not recognise.
    pub not_recognised: u32,
    /// Accounts that somebody put aside.
    pub to_review: u32,
    /// PRONOTE's version became another one since the last complete import.
    pub new_version: bool,
    /// A category's last validation was a mass change.
    pub mass_change: bool,
}

/// Days after the rentrée until which a complete import is not late: two working weeks.
pub const GRACE: i32 = 14;

/// Days before the rentrée from which a complete import counts for the year: bases are prepared in
/// August.
const EARLY: i32 = 31;

/// Days after which a year is over: the next rentrée has to be told.
const YEAR: i32 = 340;

/// Share of accounts that may stay without a link, in percent: contacts without access, departures.
pub const TOLERATED_PERCENT: u32 = 10;

/// How an establishment stands.
pub fn health(facts: &Facts) -> Health {
    if facts.stock == 0 {
        return Health::ToDo;
    }
    if is_late(facts) {
        return Health::Late;
    }
    if facts.open {
        return Health::InProgress;
    }
    if doubts(facts).next().is_some() { Health::ToCheck } else { Health::UpToDate }
}

/// What somebody has to look at, gravest first.
pub fn doubts(facts: &Facts) -> impl Iterator<Item = Doubt> + use<> {
    let all = u64::from(facts.recognised) + u64::from(facts.not_recognised);
    let too_many = u64::from(facts.not_recognised) * 100 > all * u64::from(TOLERATED_PERCENT);
    let found = [
        (facts.new_version, Doubt::NewVersion),
        (facts.mass_change, Doubt::MassChange),
        (facts.to_review > 0, Doubt::PutAside),
        (too_many, Doubt::TooManyUnknown),
    ];
    found.into_iter().filter_map(|(is_there, doubt)| is_there.then_some(doubt))
}

/// The first day of the school year, as long as it is this year's: last year's says nothing any more.
pub fn current_year(today: Option<Day>, year_start: Option<Day>) -> Option<Day> {
    let (today, start) = (today?, year_start?);
    (today.since(start) < YEAR).then_some(start)
}

fn is_late(facts: &Facts) -> bool {
    let start = current_year(facts.today, facts.year_start);
    let (Some(today), Some(start)) = (facts.today, start) else { return false };
    let done = facts.last_complete.is_some_and(|day| day.since(start) >= -EARLY);
    today.since(start) > GRACE && !done
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Option<Day> {
        Day::parse(text)
    }

    /// A school in good order on 1 October.
    fn facts() -> Facts {
        Facts {
            today: day("2026-10-01"),
            year_start: day("2026-09-01"),
            stock: 1_500,
            last_complete: day("2026-09-02"),
            recognised: 950,
            not_recognised: 50,
            ..Facts::default()
        }
    }

    #[track_caller]
    fn check(change: impl FnOnce(&mut Facts), expected: Health) {
        let mut facts = facts();
        change(&mut facts);
        assert_eq!(health(&facts), expected);
    }

    #[test]
    fn in_good_order_it_is_up_to_date() {
        check(|_| (), Health::UpToDate);
        check(|f| f.year_start = None, Health::UpToDate);
        check(|f| f.last_complete = day("2026-08-20"), Health::UpToDate);
    }

    #[test]
    fn nothing_stored_is_to_do_whatever_the_date() {
        check(|f| (f.stock, f.last_complete) = (0, None), Health::ToDo);
    }

    #[test]
    fn after_the_rentree_last_years_import_is_late() {
        check(|f| f.last_complete = day("2025-09-02"), Health::Late);
        check(|f| f.last_complete = None, Health::Late);
        check(|f| (f.last_complete, f.today) = (None, day("2026-09-15")), Health::UpToDate);
    }

    #[test]
    fn last_years_date_says_nothing() {
        check(|f| (f.year_start, f.last_complete) = (day("2025-09-01"), None), Health::UpToDate);
        assert_eq!(current_year(day("2026-10-01"), day("2025-09-01")), None);
        assert_eq!(current_year(day("2026-08-01"), day("2026-09-01")), day("2026-09-01"));
    }

    #[test]
    fn an_import_that_is_begun_is_in_progress() {
        check(|f| f.open = true, Health::InProgress);
    }

    #[test]
    fn what_was_put_aside_or_is_too_much_is_to_check() {
        check(|f| f.to_review = 1, Health::ToCheck);
        check(|f| f.not_recognised = 200, Health::ToCheck);
    }

    #[test]
    fn a_new_version_and_a_mass_change_are_to_check() {
        check(|f| f.new_version = true, Health::ToCheck);
        check(|f| f.mass_change = true, Health::ToCheck);
        check(|f| (f.new_version, f.open) = (true, true), Health::InProgress);
    }

    #[test]
    fn every_doubt_is_told_the_gravest_first() {
        let facts = Facts { new_version: true, to_review: 1, not_recognised: 500, ..facts() };
        let expected = [Doubt::NewVersion, Doubt::PutAside, Doubt::TooManyUnknown];
        assert!(doubts(&facts).eq(expected));
    }
}
