//! Written small: `a1` is the account "a" with the identifier "1" of the teachers, `a:1>2` a change of
//! "a" from 1 to 2, `a:>1` one from nothing.

use super::*;
use crate::store::stock::Pair;
use api::{Category, Decision};
use proptest::prelude::*;
use std::collections::BTreeMap;

/// Shows `+` restored, `-` leaving, `!` left alone.
#[track_caller]
fn check(changes: &str, stored: &str, expected: &str) {
    let changes = net(read_changes(changes));
    let stored: Vec<_> = stored.split_whitespace().map(mapping).collect();
    let reversal = reversal(&changes, &stored, &BTreeSet::new());
    let show = |sign: char, m: &Mapping| format!("{sign}{}{}", m.pair.ent_key, m.pair.pronote_id);
    let mut shown: Vec<_> = reversal.restored.iter().map(|m| show('+', m)).collect();
    shown.extend(reversal.leaving.iter().map(|m| show('-', m)));
    shown.extend(reversal.left.iter().map(|key| format!("!{key}")));
    assert_eq!(shown.join(" "), expected);
}

#[test]
fn what_was_added_goes_and_what_was_removed_comes_back() {
    check("a:>1", "a1", "-a1");
    check("a:1>", "", "+a1");
    check("a:1>2", "a2", "+a1 -a2");
}

#[test]
fn others_stay() {
    check("a:>1", "a1 b2", "-a1");
    check("", "a1", "");
}

#[test]
fn a_swap_goes_back() {
    check("a:1>2 b:2>1", "a2 b1", "+a1 +b2 -a2 -b1");
}

#[test]
fn an_identifier_that_moved_to_another_account_goes_back() {
    check("a:1> b:>1", "b1", "+a1 -b1");
}

#[test]
fn what_was_changed_again_later_is_left() {
    check("a:>1", "a2", "!a");
    check("a:>1", "", "!a");
    check("a:1>", "a2", "!a");
    check("a:1>2", "a3", "!a");
}

#[test]
fn what_another_import_confirmed_since_is_left() {
    let changes = net(read_changes("a:>1 b:>2"));
    let stored = [mapping("a1"), mapping("b2")];
    let confirmed = BTreeSet::from([EntKey::parse("a").unwrap()]);
    let reversal = reversal(&changes, &stored, &confirmed);
    assert_eq!(reversal.leaving, [mapping("b2")]);
    assert_eq!(reversal.left, [EntKey::parse("a").unwrap()]);
}

#[test]
fn an_identifier_that_somebody_else_has_by_now_is_not_taken() {
    check("a:1>", "b1", "!a");
    check("a:1>2", "a2 b1", "!a");
}

#[test]
fn what_stays_keeps_its_identifier_from_others() {
    // b cannot get 2 back, for c has it; so a cannot get 1 back, for b keeps it.
    check("a:1> b:2>1", "b1 c2", "!a !b");
}

#[test]
fn two_validations_of_a_step_count_as_one() {
    check("a:>1 a:1>2", "a2", "-a2");
    check("a:1>2 a:2>1", "a1", "");
    check("a:>1 a:1>", "", "");
}

proptest! {
    #[test]
    fn to_undo_at_once_gives_the_stock_before(before in stock(), after in stock()) {
        let changes = changes_between(&before, &after);
        let reversal = reversal(&changes, &after.values().cloned().collect::<Vec<_>>(), &BTreeSet::new());
        prop_assert_eq!(&reversal.left, &Vec::<EntKey>::new());
        prop_assert_eq!(apply(&after, &reversal), before);
    }

    #[test]
    fn identifiers_stay_unique_whatever_came_later(
        before in stock(), after in stock(), now in stock()
    ) {
        let changes = changes_between(&before, &after);
        let reversal = reversal(&changes, &now.values().cloned().collect::<Vec<_>>(), &BTreeSet::new());
        let undone = apply(&now, &reversal);
        let ids: HashSet<_> = undone.values().map(|m| m.pair.pronote_id.clone()).collect();
        prop_assert_eq!(ids.len(), undone.len());
    }
}

type Stock = BTreeMap<String, Mapping>;

fn stock() -> impl Strategy<Value = Stock> {
    let ids = Just(('1'..='6').collect::<Vec<_>>()).prop_shuffle();
    let keys = Just(('a'..='f').collect::<Vec<_>>()).prop_shuffle();
    (keys, ids, 0..=6_usize).prop_map(|(keys, ids, count)| {
        let drawn = keys.into_iter().zip(ids).take(count);
        drawn.map(|(key, id)| (key.to_string(), mapping(&format!("{key}{id}")))).collect()
    })
}

fn changes_between(before: &Stock, after: &Stock) -> Vec<Change> {
    let keys: BTreeSet<_> = before.keys().chain(after.keys()).collect();
    let change = |key: &String| Change {
        ent_key: EntKey::parse(key).unwrap(),
        former: before.get(key).cloned(),
        new: after.get(key).cloned(),
    };
    net(keys.into_iter().map(change))
}

fn apply(stock: &Stock, reversal: &Reversal) -> Stock {
    let mut after = stock.clone();
    for mapping in &reversal.leaving {
        after.remove(mapping.pair.ent_key.as_str());
    }
    for mapping in &reversal.restored {
        after.insert(mapping.pair.ent_key.as_str().to_owned(), mapping.clone());
    }
    after
}

fn read_changes(text: &str) -> Vec<Change> {
    let side = |key: &str, id: &str| (!id.is_empty()).then(|| mapping(&format!("{key}{id}")));
    let read = |word: &str| {
        let (key, sides) = word.split_once(':').unwrap();
        let (former, new) = sides.split_once('>').unwrap();
        Change {
            ent_key: EntKey::parse(key).unwrap(),
            former: side(key, former),
            new: side(key, new),
        }
    };
    text.split_whitespace().map(read).collect()
}

fn mapping(word: &str) -> Mapping {
    Mapping {
        category: Category::Teacher,
        pair: Pair {
            ent_key: EntKey::parse(&word[..1]).unwrap(),
            pronote_id: PronoteId::parse(&word[1..]).unwrap(),
            decision: Decision::Automatic,
        },
    }
}
