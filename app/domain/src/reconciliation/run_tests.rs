use super::*;
use crate::birth_date::BirthDate;
use crate::linkage::Linker;
use crate::person::{EntId, Identity};
use crate::reconciliation::stored::StoredMapping;
use crate::reconciliation::{SentDecision, StepState};
use crate::task;
use proptest::prelude::*;
use std::sync::Arc;

pub(in crate::reconciliation) const STEP: Category = Category::Teacher;

fn identity(name: &str) -> Identity {
    let (first_name, last_name) = name.split_once(' ').unwrap();
    Identity { last_name: last_name.into(), first_name: first_name.into(), ..Identity::default() }
}

pub(in crate::reconciliation) fn teacher(id: &str, name: &str) -> PronoteAccount {
    PronoteAccount {
        category: STEP,
        id: PronoteId::parse(id).unwrap(),
        identity: identity(name),
        class: None,
        cas_id: None,
        national_id: None,
        siecle_id: None,
        children: Vec::new(),
        legal_rank: None,
        shared_id: false,
    }
}

pub(in crate::reconciliation) fn account(id: &str, name: &str) -> EntAccount {
    EntAccount {
        ent_id: EntId::parse(id),
        category: Some(STEP),
        identity: identity(name),
        ..EntAccount::default()
    }
}

pub(in crate::reconciliation) fn mapping(key: &str, id: &str) -> StoredMapping {
    StoredMapping {
        category: STEP,
        key: EntKey::parse(key).unwrap(),
        id: PronoteId::parse(id).unwrap(),
    }
}

/// Three teachers of whom one has the very same names in the portal, among strangers that make the
/// names rare enough to be certain.
pub(in crate::reconciliation) fn setting(stored: &[StoredMapping]) -> Setting {
    let pronote = ["P1 Anne LEROY", "P2 Paul DUPONT", "P3 Zoé FICTIF"].map(|line| {
        let (id, name) = line.split_once(' ').unwrap();
        teacher(id, name)
    });
    let mut directory = vec![
        account("K1", "Anne LEROY"),
        account("K2", "Paula DUPOND"),
        account("K3", "Marc AUTRE"),
    ];
    directory
        .extend((0..300).map(|n| account(&format!("S{n:03}"), &format!("Inès{n} QUELCONQUE{n}"))));
    let salt = LoginSalt::new([0; LoginSalt::LEN]);
    let stored = stored.iter().cloned().collect();
    Setting::new(Mode::Complete, pronote.to_vec(), directory.into(), (CasKey::EntId, &salt), stored)
}

pub(in crate::reconciliation) fn run_of(setting: Setting) -> Run {
    let (settled, held) = (setting.settled(), setting.held());
    let links = task::run(Linker::new(setting.linkage_input(&settled, &held)));
    Run::new(setting, links, &[])
}

pub(in crate::reconciliation) fn run() -> Run {
    run_of(setting(&[]))
}

pub(in crate::reconciliation) fn validate(run: &mut Run) {
    let sending = run.sending(STEP);
    run.validated(STEP, sending, &[]);
}

pub(in crate::reconciliation) fn decisions(run: &Run) -> Vec<Decision> {
    run.standings.iter().map(|standing| standing.decision).collect()
}

pub(in crate::reconciliation) fn sent(run: &Run) -> Vec<(String, String, SentDecision)> {
    let pairs = run.sending(STEP).pairs;
    pairs.into_iter().map(|(p, _)| (p.key.to_string(), p.id.to_string(), p.decision)).collect()
}

pub(in crate::reconciliation) fn pair(
    key: &str,
    id: &str,
    decision: SentDecision,
) -> (String, String, SentDecision) {
    (key.to_owned(), id.to_owned(), decision)
}

#[test]
fn what_the_engine_is_sure_of_stands_at_once() {
    use Decision as D;
    assert_eq!(decisions(&run()), [D::Automatic, D::Undecided, D::Undecided]);
    assert_eq!(sent(&run()), [pair("K1", "P1", SentDecision::Automatic)]);
    let counts = run().counts(STEP);
    assert_eq!((counts.recognised(), counts.unrecognised()), (1, 2));
}

#[test]
fn a_proposed_account_is_confirmed_and_a_searched_one_is_manual() {
    let mut run = run();
    run.act(1, Act::Accept { account: 1 }, false).unwrap();
    run.act(2, Act::Accept { account: 2 }, false).unwrap();
    assert_eq!(
        sent(&run),
        [
            pair("K1", "P1", SentDecision::Automatic),
            pair("K2", "P2", SentDecision::Confirmed),
            pair("K3", "P3", SentDecision::Manual),
        ]
    );
}

#[test]
fn a_refused_row_sends_nothing() {
    let mut run = run();
    run.act(0, Act::Refuse, false).unwrap();
    assert!(sent(&run).is_empty());
    run.act(0, Act::Reset, false).unwrap();
    assert_eq!(decisions(&run)[0], Decision::Automatic);
}

#[test]
fn an_account_that_is_taken_is_exchanged_only_knowingly() {
    let mut run = run();
    let taken = run.act(2, Act::Accept { account: 0 }, false);
    assert_eq!(taken, Err(Refusal::Taken(Holder::Row(0))));
    assert_eq!(decisions(&run)[0], Decision::Automatic);
    run.act(2, Act::Accept { account: 0 }, true).unwrap();
    assert_eq!(sent(&run), [pair("K1", "P3", SentDecision::Manual)]);
    assert_eq!(run.undo(), [0, 2]);
    assert_eq!(sent(&run), [pair("K1", "P1", SentDecision::Automatic)]);
    run.redo();
    assert_eq!(sent(&run), [pair("K1", "P3", SentDecision::Manual)]);
}

#[test]
fn what_is_stored_is_kept() {
    let mut run = run_of(setting(&[mapping("K3", "P2")]));
    assert_eq!(decisions(&run)[1], Decision::Kept);
    assert_eq!(
        sent(&run),
        [pair("K1", "P1", SentDecision::Automatic), pair("K3", "P2", SentDecision::Kept)]
    );
    assert_eq!(run.sending(STEP).exchanges, 0);
    run.act(1, Act::Accept { account: 1 }, false).unwrap();
    assert_eq!(run.sending(STEP).exchanges, 1);
}

#[test]
fn a_stored_key_that_is_not_in_the_directory_is_kept_too() {
    let run = run_of(setting(&[mapping("ABSENT", "P2")]));
    assert_eq!(sent(&run)[1], pair("ABSENT", "P2", SentDecision::Kept));
}

#[test]
fn an_account_of_somebody_who_is_not_in_the_files_is_not_given_away() {
    let mut run = run_of(setting(&[mapping("K1", "P9")]));
    assert_eq!(decisions(&run)[0], Decision::Undecided);
    let holder = Holder::Stored(PronoteId::parse("P9").unwrap());
    assert_eq!(run.act(0, Act::Accept { account: 0 }, false), Err(Refusal::Taken(holder)));
    run.act(0, Act::Accept { account: 0 }, true).unwrap();
    assert_eq!(run.sending(STEP).exchanges, 1);
}

#[test]
fn an_account_without_key_cannot_be_chosen() {
    let mut setting = setting(&[]);
    setting.keys = Arc::new(setting.keys.with(2, Err(NoKey::Missing)));
    let mut run = run_of(setting);
    assert_eq!(run.act(2, Act::Accept { account: 2 }, true), Err(Refusal::NoKey(NoKey::Missing)));
}

#[test]
fn one_portal_account_on_two_lines_goes_to_neither_without_asking() {
    let mut setting = setting(&[]);
    setting
        .pronote
        .push(PronoteAccount { category: Category::Staff, ..teacher("P4", "Anne LEROY") });
    let directory = Arc::make_mut(&mut setting.directory);
    directory.push(EntAccount { category: Some(Category::Staff), ..account("K1", "Anne LEROY") });
    setting.keys = Arc::new(setting.keys.with(3, setting.keys[0].clone()));
    // Each of the two lines is sure for itself.
    let born = BirthDate::parse("11/02/1975");
    for row in [0, 3] {
        setting.pronote[row].identity.birth_date = born;
        directory[row].identity.birth_date = born;
    }
    let run = run_of(setting);
    assert_eq!(decisions(&run)[0], Decision::Undecided);
    assert_eq!(decisions(&run)[3], Decision::Undecided);
}

#[test]
fn a_validated_step_says_so_until_something_changes() {
    let mut run = run();
    assert_eq!(run.state(Category::Student), StepState::Empty);
    assert_eq!(run.state(STEP), StepState::Open);
    validate(&mut run);
    assert_eq!(run.state(STEP), StepState::Validated);
    assert!(!run.has_unsent_decisions());
    run.act(1, Act::Accept { account: 1 }, false).unwrap();
    assert_eq!(run.state(STEP), StepState::Changed);
    assert!(run.has_unsent_decisions());
    run.undo();
    assert_eq!(run.state(STEP), StepState::Validated);
    assert!(!run.has_unsent_decisions());
}

#[test]
fn what_is_decided_while_a_step_is_being_validated_is_not_taken_for_sent() {
    let mut run = run();
    let sent = run.sending(STEP);
    run.act(1, Act::Accept { account: 1 }, false).unwrap();
    run.validated(STEP, sent, &[]);
    assert_eq!(run.state(STEP), StepState::Changed);
    assert!(run.has_unsent_decisions());
}

#[test]
fn a_pair_that_left_the_stock_and_is_brought_back_is_not_said_to_be_kept() {
    let mut run = run_of(setting(&[mapping("K3", "P2")]));
    run.act(1, Act::Refuse, false).unwrap();
    let sending = run.sending(STEP);
    run.validated(STEP, sending, &[PronoteId::parse("P2").unwrap()]);
    run.undo();
    assert_eq!(decisions(&run)[1], Decision::Kept);
    assert_eq!(sent(&run)[1], pair("K3", "P2", SentDecision::Confirmed));
    assert_eq!(run.state(STEP), StepState::Changed);
}

#[test]
fn a_complete_import_removes_what_is_refused_and_nothing_that_waits() {
    let mut run = run_of(setting(&[mapping("K3", "P2"), mapping("K2", "P3")]));
    run.act(1, Act::Review, false).unwrap();
    run.act(2, Act::Refuse, false).unwrap();
    assert_eq!(sent(&run)[1..], [pair("K3", "P2", SentDecision::Kept)]);
}

#[test]
fn a_stored_identifier_that_several_people_share_now_stays() {
    let mut setting = setting(&[mapping("K3", "P2")]);
    setting.pronote[1].shared_id = true;
    setting.pronote.push(PronoteAccount { shared_id: true, ..teacher("P2", "Paule DUPONT") });
    let run = run_of(setting);
    assert_eq!(decisions(&run)[1], Decision::Undecided);
    assert_eq!(sent(&run)[1], pair("K3", "P2", SentDecision::Kept));
}

#[test]
fn a_stored_identifier_that_moved_to_another_step_stays_until_that_step_is_validated() {
    let mut setting = setting(&[mapping("K3", "P2")]);
    setting.pronote[1].category = Category::Staff;
    let mut run = run_of(setting);
    assert_eq!(sent(&run)[1], pair("K3", "P2", SentDecision::Kept));
    validate(&mut run);
    assert_eq!(run.sending(Category::Staff).pairs[0].0.decision, SentDecision::Kept);
}

#[test]
fn an_identifier_that_is_no_longer_in_the_files_goes_with_a_complete_import() {
    assert!(run_of(setting(&[mapping("K3", "P9")])).sending(STEP).pairs.len() == 1);
}

#[test]
fn a_step_that_an_earlier_session_validated_is_known_as_such() {
    let mut run = run_of(setting(&[mapping("K1", "P1")]));
    run.validated_before(&[STEP]);
    assert_eq!(run.state(STEP), StepState::Validated);
    let mut run = run_of(setting(&[mapping("K1", "P1"), mapping("K3", "P9")]));
    run.validated_before(&[STEP]);
    assert_eq!(run.state(STEP), StepState::Changed);
}

#[derive(Clone, Debug)]
enum Move {
    Act(usize, Act, bool),
    Undo,
    Redo,
    Validate,
}

fn moves() -> impl Strategy<Value = Vec<Move>> {
    let act = prop_oneof![
        (0_usize..6).prop_map(|account| Act::Accept { account }),
        Just(Act::Refuse),
        Just(Act::Review),
        Just(Act::Reset),
    ];
    let one = prop_oneof![
        4 => (0_usize..3, act, any::<bool>()).prop_map(|(row, act, exchange)| Move::Act(row, act, exchange)),
        1 => Just(Move::Undo),
        1 => Just(Move::Redo),
        1 => Just(Move::Validate),
    ];
    prop::collection::vec(one, 0..30)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]
    #[test]
    fn whatever_is_done_can_be_undone_and_no_account_has_two_identifiers(moves in moves()) {
        let start = run_of(setting(&[mapping("K3", "P2")]));
        let mut run = start.clone();
        for step in moves {
            match step {
                Move::Act(row, act, exchange) => { let _ = run.act(row, act, exchange); }
                Move::Undo => { run.undo(); }
                Move::Redo => { run.redo(); }
                Move::Validate => validate(&mut run),
            }
            for (key, id, decision) in sent(&run) {
                let stored = run.setting.stored.iter().any(|m| m.key.as_str() == key && m.id.as_str() == id);
                prop_assert!(decision != SentDecision::Kept || stored);
            }
            let keys: Vec<_> = sent(&run).into_iter().map(|(key, ..)| key).collect();
            let different: HashSet<_> = keys.iter().collect();
            prop_assert_eq!(different.len(), keys.len());
        }
        while run.can_undo() {
            run.undo();
        }
        prop_assert_eq!(&run.standings, &start.standings);
        prop_assert_eq!(run.holders, start.holders);
    }
}
