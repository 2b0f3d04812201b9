//! One account, one person: how far ahead of all others a pair is, on both sides.
//!
//! No tie is broken and no assignment is completed: where accounts are missing, the arrangement that is
//! best as a whole is wrong exactly for those who have none.

use crate::linkage::compare::{Agreement, Comparison, DateLevel, NameLevel};
use crate::linkage::pairs::{Pair, Pairs};

/// How far ahead of the next a pair is, in bits; infinite where there is no other.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Lead {
    /// Ahead of the row's next account of the right category.
    pub over_runner_up: f64,
    /// Ahead of the next row that wants the account.
    pub over_rival: f64,
    /// Somebody else has the same names, on either side, and nothing tells the two apart.
    pub homonym: bool,
}

/// The row's best account: of those that are open and of the right category the heaviest, else the
/// heaviest of all.
pub fn best(pairs: &[Pair], is_open: impl Fn(&Pair) -> bool) -> Option<&Pair> {
    let rank = |pair: &Pair| (is_open(pair), fits(pair));
    pairs.iter().max_by(|a, b| {
        let heavier = a.bits.total_cmp(&b.bits).then(b.account.cmp(&a.account));
        rank(a).cmp(&rank(b)).then(heavier)
    })
}

/// The lead of a pair over those that are still open: whoever is linked elsewhere competes no more. A
/// homonym is one all the same.
pub fn lead(pair: &Pair, pairs: &Pairs, is_open: impl Fn(&Pair) -> bool) -> Lead {
    let mut lead =
        Lead { over_runner_up: f64::INFINITY, over_rival: f64::INFINITY, homonym: false };
    let others = pairs.of_row(pair.row as usize).iter().filter(|one| one.account != pair.account);
    for other in others.filter(|other| fits(other) && !is_left_behind(other, pair)) {
        lead.homonym |= could_be_the_same(other);
        if is_open(other) {
            lead.over_runner_up = lead.over_runner_up.min(pair.bits - other.bits);
        }
    }
    let rivals = pairs.of_account(pair.account as usize).filter(|one| one.row != pair.row);
    for rival in rivals.filter(|rival| fits(rival)) {
        lead.homonym |= could_be_the_same(rival);
        if is_open(rival) {
            lead.over_rival = lead.over_rival.min(pair.bits - rival.bits);
        }
    }
    lead
}

/// Whether the names are the same and nobody else of the establishment has them, on either side, though
/// other establishments may: what a person would accept at a glance, and names alone do not prove.
pub fn is_only_namesake(pair: &Pair, pairs: &Pairs) -> bool {
    let namesakes_of = |one: &Pair| {
        let comparison = &one.comparison;
        comparison.last_name.max(comparison.first_name) <= NameLevel::Reordered
            && comparison.establishment != Agreement::Different
            && fits(one)
    };
    let comparison = &pair.comparison;
    let contradicts =
        [comparison.identifier, comparison.class, comparison.civility, comparison.family]
            .contains(&Agreement::Different)
            || matches!(comparison.birth_date, DateLevel::Near | DateLevel::Different);
    namesakes_of(pair)
        && comparison.category == Agreement::Same
        && !contradicts
        && pairs.of_row(pair.row as usize).iter().filter(|one| namesakes_of(one)).count() == 1
        && pairs.of_account(pair.account as usize).filter(|one| namesakes_of(one)).count() == 1
}

/// Whether the categories allow that it is the person.
fn fits(pair: &Pair) -> bool {
    pair.comparison.category != Agreement::Different
}

/// Whether an account is the one that its owner left behind: the same names and birth date, and only the
/// other one is in the class. It is reported as a second account, and takes nothing from the first.
fn is_left_behind(other: &Pair, pair: &Pair) -> bool {
    let same_person = |comparison: &Comparison| {
        comparison.last_name.max(comparison.first_name) <= NameLevel::Reordered
            && comparison.birth_date == DateLevel::Same
            && comparison.category == Agreement::Same
    };
    other.row == pair.row
        && same_person(&other.comparison)
        && same_person(&pair.comparison)
        && pair.comparison.class == Agreement::Same
        && other.comparison.class == Agreement::Missing
}

/// Same names, and neither birth date nor family contradicts.
fn could_be_the_same(pair: &Pair) -> bool {
    let comparison = &pair.comparison;
    comparison.last_name.max(comparison.first_name) <= NameLevel::Reordered
        && matches!(
            comparison.birth_date,
            DateLevel::Same | DateLevel::DayMonthSwapped | DateLevel::OneDigit | DateLevel::Missing
        )
        && comparison.family != Agreement::Different
}
