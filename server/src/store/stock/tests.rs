//! Written small: `a1` is the pair of the account "a" and the identifier "1", `Ta1` the same stored
//! in the step of the teachers, `a1=` a pair that is kept.

use super::*;
use Category::{Student, Teacher};
use Mode::{Complete, Partial};
use proptest::prelude::*;

/// Compares with `+` added, `~` exchanged, `>` moved, `=` unchanged, `<` displaced, `-` removed.
#[track_caller]
fn check(stored: &str, step: &str, mode: Mode, expected: &str) {
    let difference = difference(&mappings(stored), &pairs(step), Teacher, mode);
    let shown = difference.map_or_else(|KeptNotStored| "kept?".to_owned(), |d| show(&d));
    assert_eq!(shown, expected);
}

#[test]
fn what_is_not_stored_is_added() {
    check("", "a1 b2", Complete, "+a1 +b2");
    check("Ta1", "a1 b2", Partial, "+b2 =a1");
}

#[test]
fn the_same_set_changes_nothing() {
    check("Ta1 Tb2", "b2 a1", Complete, "=b2 =a1");
    check("Ta1 Tb2", "a1= b2=", Complete, "=a1 =b2");
}

#[test]
fn complete_removes_what_the_step_does_not_have() {
    check("Ta1 Tb2", "a1", Complete, "=a1 -b2");
    check("Ta1 Tb2", "", Complete, "-a1 -b2");
}

#[test]
fn partial_removes_nothing() {
    check("Ta1 Tb2", "c3", Partial, "+c3");
    check("Ta1 Tb2", "", Partial, "");
}

#[test]
fn other_categories_are_left_alone() {
    check("Ta1 Sb2", "", Complete, "-a1");
    check("Ta1 Sb2", "a1 c3", Complete, "+c3 =a1");
}

#[test]
fn another_identifier_for_the_same_account_is_an_exchange() {
    check("Ta1", "a2", Complete, "~a2 <a1");
    check("Ta1", "a2", Partial, "~a2 <a1");
}

#[test]
fn another_account_for_the_same_identifier_is_an_exchange() {
    check("Ta1", "b1", Complete, "~b1 <a1");
    check("Ta1", "b1", Partial, "~b1 <a1");
}

#[test]
fn two_accounts_can_swap_their_identifiers() {
    check("Ta1 Tb2", "a2 b1", Complete, "~a2 ~b1 <a1 <b2");
    check("Ta1 Tb2", "a2 b1", Partial, "~a2 ~b1 <a1 <b2");
}

#[test]
fn a_pair_that_displaces_two_counts_once() {
    check("Ta1 Tb2", "a2", Complete, "~a2 <a1 <b2");
    check("Ta1 Tb2", "a2", Partial, "~a2 <a1 <b2");
}

#[test]
fn a_holder_in_another_category_is_displaced_too() {
    check("Sa1", "a2", Complete, "~a2 <a1");
    check("Sa1", "b1", Partial, "~b1 <a1");
}

#[test]
fn the_same_pair_of_another_category_moves() {
    check("Sa1", "a1", Complete, ">a1");
    check("Sa1", "a1=", Partial, ">a1");
}

#[test]
fn only_a_stored_pair_can_be_kept() {
    check("", "a1=", Complete, "kept?");
    check("Ta1", "a2=", Complete, "kept?");
    check("Ta1", "b1=", Partial, "kept?");
}

#[test]
fn a_stored_pair_keeps_its_first_decision() {
    let mut step = pairs("a1");
    step[0].decision = Decision::Manual;
    let difference = difference(&mappings("Ta1"), &step, Teacher, Complete).unwrap();
    assert_eq!(difference.unchanged, mappings("Ta1"));
}

#[test]
fn changes_tell_each_account_before_and_after() {
    let stored = mappings("Ta1 Tb2 Tc3 Sd4");
    let difference = difference(&stored, &pairs("a2 d4 e5"), Teacher, Complete).unwrap();
    let shown: Vec<_> = difference.changes(Teacher).iter().map(show_change).collect();
    assert_eq!(shown, ["Ta1 → Ta2", "Tb2 → ", "Tc3 → ", "Sd4 → Td4", " → Te5"]);
}

#[test]
fn only_files_of_pronote_are_a_source() {
    let source =
        |kind, count| Source { kind, sha256: String::new(), records: vec![(Teacher, count)] };
    assert!(has_record(&[source(SourceKind::Identifiers, 1)], Teacher));
    assert!(has_record(&[source(SourceKind::Timetable, 1)], Teacher));
    assert!(!has_record(&[source(SourceKind::EntAccounts, 1)], Teacher));
    assert!(!has_record(&[source(SourceKind::Identifiers, 0)], Teacher));
    assert!(!has_record(&[source(SourceKind::Identifiers, 1)], Student));
}

proptest! {
    #[test]
    fn a_second_time_changes_nothing(stored in any_stock(), step in any_step(), mode in any_mode()) {
        let once = apply(&stored, &difference(&stored, &step, Teacher, mode).unwrap());
        let again = difference(&once, &step, Teacher, mode).unwrap();
        prop_assert!(!again.changes_something(), "{}", show(&again));
    }

    #[test]
    fn keys_and_identifiers_stay_unique(stored in any_stock(), step in any_step(), mode in any_mode()) {
        let after = apply(&stored, &difference(&stored, &step, Teacher, mode).unwrap());
        let keys: HashSet<_> = after.iter().map(|m| &m.pair.ent_key).collect();
        let ids: HashSet<_> = after.iter().map(|m| &m.pair.pronote_id).collect();
        prop_assert_eq!((keys.len(), ids.len()), (after.len(), after.len()));
    }

    #[test]
    fn every_pair_of_the_step_is_stored(stored in any_stock(), step in any_step(), mode in any_mode()) {
        let after = apply(&stored, &difference(&stored, &step, Teacher, mode).unwrap());
        for pair in &step {
            prop_assert!(after.iter().any(|m| same(&m.pair, pair) && m.category == Teacher));
        }
    }

    #[test]
    fn a_complete_step_is_the_whole_category(stored in any_stock(), step in any_step()) {
        let after = apply(&stored, &difference(&stored, &step, Teacher, Complete).unwrap());
        prop_assert_eq!(after.iter().filter(|m| m.category == Teacher).count(), step.len());
    }

    #[test]
    fn partial_takes_only_from_those_that_share(stored in any_stock(), step in any_step()) {
        let difference = difference(&stored, &step, Teacher, Partial).unwrap();
        prop_assert!(difference.removed.is_empty());
        prop_assert!(difference.displaced.iter().all(|m| shares(m, &step)));
    }

    #[test]
    fn other_categories_lose_only_what_is_shared(stored in any_stock(), step in any_step()) {
        let difference = difference(&stored, &step, Teacher, Complete).unwrap();
        prop_assert!(difference.leaving().all(|m| m.category == Teacher || shares(m, &step)));
    }

    #[test]
    fn changes_lead_from_the_old_stock_to_the_new(
        stored in any_stock(), step in any_step(), mode in any_mode()
    ) {
        let difference = difference(&stored, &step, Teacher, mode).unwrap();
        let changes = difference.changes(Teacher);
        let formers: Vec<_> = changes.iter().filter_map(|c| c.former.clone()).collect();
        let mut replayed: Vec<_> = stored.iter().filter(|m| !formers.contains(m)).cloned().collect();
        replayed.extend(changes.into_iter().filter_map(|c| c.new));
        prop_assert_eq!(sorted(replayed), sorted(apply(&stored, &difference)));
    }
}

/// What the store does with a difference.
fn apply(stored: &[Mapping], difference: &Difference) -> Vec<Mapping> {
    let leaving: Vec<_> = difference.leaving().collect();
    let mut after: Vec<_> = stored.iter().filter(|m| !leaving.contains(m)).cloned().collect();
    for mapping in &mut after {
        if difference.moved.contains(mapping) {
            mapping.category = Teacher;
        }
    }
    after.extend(
        difference.entering().map(|pair| Mapping { category: Teacher, pair: pair.clone() }),
    );
    after
}

fn shares(mapping: &Mapping, step: &[Pair]) -> bool {
    let pair = &mapping.pair;
    step.iter().any(|p| p.ent_key == pair.ent_key || p.pronote_id == pair.pronote_id)
}

fn same(one: &Pair, other: &Pair) -> bool {
    one.ent_key == other.ent_key && one.pronote_id == other.pronote_id
}

fn sorted(mut mappings: Vec<Mapping>) -> Vec<Mapping> {
    mappings.sort_by(|a, b| a.pair.ent_key.cmp(&b.pair.ent_key));
    mappings
}

/// Accounts and identifiers drawn from so few that they collide.
fn any_pairs() -> impl Strategy<Value = Vec<Pair>> {
    let keys = Just(('a'..='h').collect::<Vec<_>>()).prop_shuffle();
    let ids = Just(('1'..='8').collect::<Vec<_>>()).prop_shuffle();
    (keys, ids, 0..=8_usize).prop_map(|(keys, ids, count)| {
        let drawn = keys.into_iter().zip(ids).take(count);
        drawn.map(|(key, id)| pair(key, id, false)).collect()
    })
}

fn any_step() -> impl Strategy<Value = Vec<Pair>> {
    any_pairs()
}

fn any_stock() -> impl Strategy<Value = Vec<Mapping>> {
    let categories = prop::collection::vec(prop::sample::select(vec![Teacher, Student]), 8);
    (any_pairs(), categories).prop_map(|(pairs, categories)| {
        let stored = pairs.into_iter().zip(categories);
        stored.map(|(pair, category)| Mapping { category, pair }).collect()
    })
}

fn any_mode() -> impl Strategy<Value = Mode> {
    prop::sample::select(vec![Complete, Partial])
}

fn mappings(text: &str) -> Vec<Mapping> {
    let read = |word: &str| Mapping {
        category: if word.starts_with('T') { Teacher } else { Student },
        pair: pairs(&word[1..]).remove(0),
    };
    text.split_whitespace().map(read).collect()
}

fn pairs(text: &str) -> Vec<Pair> {
    let read = |word: &str| {
        let mut signs = word.chars();
        let (key, id) = (signs.next().unwrap(), signs.next().unwrap());
        pair(key, id, signs.next() == Some('='))
    };
    text.split_whitespace().map(read).collect()
}

fn pair(key: char, id: char, kept: bool) -> Pair {
    Pair {
        ent_key: EntKey::parse(&key.to_string()).unwrap(),
        pronote_id: PronoteId::parse(&id.to_string()).unwrap(),
        decision: if kept { Decision::Kept } else { Decision::Automatic },
    }
}

fn show(difference: &Difference) -> String {
    let mut shown = Vec::new();
    let mut tell =
        |sign, pair: &Pair| shown.push(format!("{sign}{}{}", pair.ent_key, pair.pronote_id));
    difference.added.iter().for_each(|p| tell('+', p));
    difference.exchanged.iter().for_each(|p| tell('~', p));
    difference.moved.iter().for_each(|m| tell('>', &m.pair));
    difference.unchanged.iter().for_each(|m| tell('=', &m.pair));
    difference.displaced.iter().for_each(|m| tell('<', &m.pair));
    difference.removed.iter().for_each(|m| tell('-', &m.pair));
    shown.join(" ")
}

fn show_change(change: &Change) -> String {
    let tell = |mapping: &Option<Mapping>| {
        mapping.as_ref().map_or_else(String::new, |m| {
            let step = if m.category == Teacher { 'T' } else { 'S' };
            format!("{step}{}{}", m.pair.ent_key, m.pair.pronote_id)
        })
    };
    format!("{} → {}", tell(&change.former), tell(&change.new))
}
