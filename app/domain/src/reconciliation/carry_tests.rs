use super::*;
use crate::person::PronoteAccount;
use crate::reconciliation::run::tests::{
    STEP, decisions, mapping, pair, run, run_of, sent, setting, teacher,
};
use crate::reconciliation::{SentDecision, StoredMapping};
use std::sync::Arc;

/// The decisions of `first`, in a new linkage of the same people over another stock.
fn again(first: &Run, stored: &[StoredMapping]) -> Run {
    let fresh = run_of(setting(stored));
    Run::new(fresh.setting.clone(), fresh.links.clone(), &first.carried())
}

fn accept(run: &mut Run, row: usize, account: usize) {
    run.act(row, Act::Accept { account }, true).unwrap();
}

#[test]
fn decisions_survive_a_new_linkage() {
    let mut first = run();
    first.act(0, Act::Refuse, false).unwrap();
    accept(&mut first, 2, 2);
    let second = again(&first, &[]);
    assert_eq!(decisions(&second), decisions(&first));
    assert!(!second.can_undo() && second.contested().is_empty());
}

#[test]
fn an_account_taken_from_an_automatic_pair_stays_taken() {
    let mut first = run();
    accept(&mut first, 2, 0);
    let second = again(&first, &[]);
    assert_eq!(sent(&second), [pair("K1", "P3", SentDecision::Manual)]);
}

#[test]
fn a_refusal_makes_room_whatever_the_order_of_the_rows() {
    let mut setting = setting(&[]);
    setting.pronote.reverse();
    let mut first = run_of(setting.clone());
    first.act(2, Act::Refuse, false).unwrap();
    accept(&mut first, 0, 0);
    let links = first.links.clone();
    let second = Run::new(setting, links, &first.carried());
    assert_eq!(decisions(&second), decisions(&first));
}

#[test]
fn what_was_knowingly_taken_from_the_stock_stays_taken() {
    let stored = [mapping("K1", "P9"), mapping("K2", "P2")];
    let mut first = run_of(setting(&stored));
    accept(&mut first, 0, 0);
    accept(&mut first, 2, 1);
    let second = again(&first, &stored);
    assert_eq!(sent(&second), sent(&first));
    assert!(second.contested().is_empty());
}

#[test]
fn what_another_administrator_stored_meanwhile_is_not_taken_unasked() {
    let mut first = run();
    accept(&mut first, 2, 2);
    let second = again(&first, &[mapping("K3", "P2")]);
    assert_eq!(decisions(&second)[1], Decision::Kept);
    assert_eq!(decisions(&second)[2], Decision::ToReview);
    assert_eq!(second.contested(), [2]);
    let second = again(&first, &[mapping("K3", "P9")]);
    assert_eq!(second.contested(), [2]);
}

#[test]
fn an_account_that_left_the_directory_is_put_aside() {
    let mut first = run();
    accept(&mut first, 2, 2);
    let mut setting = setting(&[]);
    let unknown = crate::ent_key::EntKey::parse("K9").unwrap();
    setting.keys = Arc::new(setting.keys.with(2, Ok(unknown)));
    let fresh = run_of(setting);
    let second = Run::new(fresh.setting.clone(), fresh.links.clone(), &first.carried());
    assert_eq!(decisions(&second)[2], Decision::ToReview);
    assert_eq!(second.contested(), [2]);
}

#[test]
fn people_who_share_an_identifier_keep_their_own_decisions() {
    let mut shared = setting(&[]);
    shared.pronote[1].shared_id = true;
    shared.pronote.insert(2, PronoteAccount { shared_id: true, ..teacher("P2", "Paule DUPONT") });
    let mut first = run_of(shared.clone());
    first.act(1, Act::Refuse, false).unwrap();
    accept(&mut first, 2, 1);
    let second = Run::new(shared, first.links.clone(), &first.carried());
    assert_eq!(decisions(&second), decisions(&first));
    assert_eq!(second.sending(STEP).pairs.len(), first.sending(STEP).pairs.len());
}
