use super::*;
use domain::category::Category;
use domain::files::ent_accounts::Purpose;
use domain::files::open;
use domain::linkage::Linker;
use domain::problem::ProblemKind;
use domain::reconciliation::{Decision, StepState};
use domain::task;
use engine::{DetailView, ListKind, OverviewView, PairView, RowsQuery, RowsView, SendingView};

const UAI: &str = "0990001N";
const EXPORT: &str = "<R UAI='0990001N'><Eleves>\
    <Eleve IDPN='A2B3C4D5E7F8H9JK' Nom='FICTIF' Prenom='Zoé' DateNaissance='2013-05-09' Classe='6A'/>\
    <Eleve IDPN='B4C5D7E8F9H2J3KM' Nom='DUPONT' Prenom='Paul' DateNaissance='2012-01-30' Classe='5B'/>\
    </Eleves></R>";
const DIRECTORY: &str = "Nom;Prénom;Profil;Login;Identifiant ENT;Classe;Date de naissance;Mot de passe\n\
    FICTIF;Zoé;Elève;zoe.fictif;TAA10001;6A;09/05/2013;s3cret\n\
    DUPOND;Paule;Elève;paule.dupond;TAA10002;5B;;s3cret\n";

fn session(cas_key: CasKey) -> Session {
    let mut session = Session::default();
    let salt = LoginSalt::new([1; LoginSalt::LEN]).to_text();
    let opening = Opening {
        uai: UAI.to_owned(),
        cas_key,
        login_salt: salt,
        stock: Vec::new(),
        validated: Vec::new(),
        last_import: None,
    };
    session.answer(Request::Open(opening)).unwrap();
    session
}

fn load(session: &mut Session, text: &str) -> FileView {
    let fingerprint = Fingerprint::of(text.as_bytes());
    let read = task::run(open(text.as_bytes()).unwrap().reader(Purpose::Linkage));
    let opened = session.opened().unwrap();
    match session.add(opened, "fichier".to_owned(), fingerprint, read).unwrap() {
        Answer::File(view) => *view,
        other => panic!("{other:?}"),
    }
}

fn link(session: &mut Session) -> OverviewView {
    let (edition, setting) = session.setting(Mode::Complete).unwrap();
    let (settled, held) = (setting.settled(), setting.held());
    let links = task::run(Linker::new(setting.linkage_input(&settled, &held)));
    overview(session.linked(edition, setting, links))
}

fn ready() -> Session {
    let mut session = session(CasKey::EntId);
    load(&mut session, EXPORT);
    load(&mut session, DIRECTORY);
    link(&mut session);
    session
}

fn overview(answer: Result<Answer, Failure>) -> OverviewView {
    match answer {
        Ok(Answer::Overview(view)) => *view,
        other => panic!("{other:?}"),
    }
}

fn rows(session: &mut Session, list: ListKind, filter: &str) -> RowsView {
    let filter = filter.to_owned();
    let query = RowsQuery { category: Category::Student, list, filter, offset: 0, limit: 10 };
    match session.answer(Request::Rows(query)) {
        Ok(Answer::Rows(view)) => view,
        other => panic!("{other:?}"),
    }
}

fn detail(session: &mut Session, row: u32) -> DetailView {
    match session.answer(Request::Detail { row }) {
        Ok(Answer::Detail(view)) => *view,
        other => panic!("{other:?}"),
    }
}

fn sending(session: &mut Session) -> SendingView {
    match session.answer(Request::Sending { category: Category::Student }) {
        Ok(Answer::Sending(view)) => view,
        other => panic!("{other:?}"),
    }
}

#[test]
fn nothing_is_answered_before_an_import_is_open() {
    let mut session = Session::default();
    assert_eq!(session.answer(Request::Overview), Err(Failure::OutOfOrder));
    assert!(session.setting(Mode::Complete).is_err());
}

#[test]
fn both_files_make_a_linkage_possible() {
    let mut session = session(CasKey::EntId);
    let file = load(&mut session, EXPORT);
    assert_eq!(file.records, [0, 2, 0, 0, 0, 0]);
    assert!(!overview(session.answer(Request::Overview)).can_link);
    load(&mut session, DIRECTORY);
    let view = overview(session.answer(Request::Overview));
    assert!(view.can_link && view.steps.is_empty());
    let pupils = link(&mut session).steps[1];
    assert_eq!((pupils.counts.automatic, pupils.counts.undecided), (0, 2));
    assert_eq!(pupils.suggested, 2);
}

#[test]
fn a_refused_file_comes_back_with_its_kind_and_its_reason() {
    let mut session = session(CasKey::EntId);
    let file = load(&mut session, &EXPORT.replace("0990001N", "0990002P"));
    assert_eq!(file.source, None);
    assert!(file.kind.is_some());
    assert!(matches!(file.problems[0].kind, ProblemKind::OtherEstablishment { .. }));
    assert!(overview(session.answer(Request::Overview)).files.is_empty());
}

#[test]
fn rows_are_filtered_by_name_and_class() {
    let mut session = ready();
    let all = rows(&mut session, ListKind::Unrecognised, "");
    assert_eq!(
        all.rows.iter().map(|r| r.last_name.as_str()).collect::<Vec<_>>(),
        ["DUPONT", "FICTIF"]
    );
    assert_eq!(rows(&mut session, ListKind::Unrecognised, "zoe").total, 1);
    assert_eq!(rows(&mut session, ListKind::Unrecognised, "5b").total, 1);
    assert_eq!(rows(&mut session, ListKind::Recognised, "").total, 0);
}

#[test]
fn a_decision_moves_a_row_and_undo_moves_it_back() {
    let mut session = ready();
    let row = rows(&mut session, ListKind::Unrecognised, "fictif").rows[0].row;
    let candidate = detail(&mut session, row).candidates[0].account.account;
    let act = Request::Act { row, act: Act::Accept { account: candidate }, exchange: false };
    assert!(matches!(session.answer(act), Ok(Answer::Act(ActView::Done(_)))));
    let recognised = rows(&mut session, ListKind::Recognised, "");
    assert_eq!(recognised.rows[0].decision, Decision::Confirmed);
    let view = overview(session.answer(Request::Undo));
    assert!(view.history.can_redo && !view.history.can_undo);
    assert_eq!(rows(&mut session, ListKind::Recognised, "").total, 0);
}

#[test]
fn what_is_sent_is_pairs_and_the_names_stay_beside_them() {
    let mut session = ready();
    session
        .answer(Request::Act { row: 0, act: Act::Accept { account: 0 }, exchange: false })
        .unwrap();
    let sent = sending(&mut session);
    assert_eq!(
        sent.pairs,
        [PairView {
            ent_key: "TAA10001".to_owned(),
            pronote_id: "A2B3C4D5E7F8H9JK".to_owned(),
            decision: domain::reconciliation::SentDecision::Confirmed,
            name: "FICTIF Zoé".to_owned(),
        }]
    );
    let after = Request::Validated { number: sent.number, leaving: Vec::new() };
    assert_eq!(overview(session.answer(after)).steps[1].state, StepState::Validated);
}

#[test]
fn other_files_make_the_linkage_outdated_and_keep_the_decisions() {
    let mut session = ready();
    session
        .answer(Request::Act { row: 0, act: Act::Accept { account: 0 }, exchange: false })
        .unwrap();
    let sent = sending(&mut session);
    session.answer(Request::Validated { number: sent.number, leaving: Vec::new() }).unwrap();
    let source = overview(session.answer(Request::Overview)).files[1].source.unwrap();
    let view = overview(session.answer(Request::Unload { source }));
    assert!(view.outdated && view.steps.is_empty());
    let asked = session.answer(Request::Sending { category: Category::Student });
    assert_eq!(asked, Err(Failure::OutOfOrder));
    load(&mut session, DIRECTORY);
    let view = link(&mut session);
    assert!(!view.outdated);
    assert_eq!((view.steps[1].counts.kept, view.steps[1].counts.confirmed), (0, 1));
    assert_eq!(view.steps[1].state, StepState::Validated);
}

#[test]
fn work_for_another_import_is_of_no_use() {
    let mut session = ready();
    let (edition, setting) = session.setting(Mode::Complete).unwrap();
    let opened = session.opened().unwrap();
    let salt = LoginSalt::new([1; LoginSalt::LEN]).to_text();
    let (uai, cas_key) = ("0990002P".to_owned(), CasKey::EntId);
    let (stock, validated, last_import) = (Vec::new(), Vec::new(), None);
    let opening = Opening { uai, cas_key, login_salt: salt, stock, validated, last_import };
    session.answer(Request::Open(opening)).unwrap();
    let read =
        task::run(domain::files::open(DIRECTORY.as_bytes()).unwrap().reader(Purpose::Linkage));
    let added = session.add(opened, "b".to_owned(), Fingerprint::of(DIRECTORY.as_bytes()), read);
    assert_eq!(added, Err(Failure::Cancelled));
    assert_eq!(session.linked(edition, setting, Vec::new()), Err(Failure::Cancelled));
}

#[test]
fn what_is_closed_is_forgotten() {
    let mut session = ready();
    assert_eq!(session.answer(Request::Close), Ok(Answer::Closed));
    assert_eq!(session.answer(Request::Overview), Err(Failure::OutOfOrder));
}

#[test]
fn a_login_is_sent_as_a_digest() {
    let mut session = session(CasKey::Login);
    load(&mut session, EXPORT);
    load(&mut session, DIRECTORY);
    link(&mut session);
    session
        .answer(Request::Act { row: 0, act: Act::Accept { account: 0 }, exchange: false })
        .unwrap();
    let key = sending(&mut session).pairs.remove(0).ent_key;
    assert!(key.starts_with("h:") && !key.contains("zoe"), "{key}");
}

#[test]
fn a_search_tells_who_has_the_account() {
    let mut session = ready();
    session
        .answer(Request::Act { row: 0, act: Act::Accept { account: 0 }, exchange: false })
        .unwrap();
    let query = Request::Search { query: "fictif".to_owned(), limit: 5 };
    let Ok(Answer::Found(found)) = session.answer(query) else { panic!("nothing found") };
    assert!(found[0].holder.is_some());
    let taken = Request::Act { row: 1, act: Act::Accept { account: 0 }, exchange: false };
    assert!(matches!(
        session.answer(taken),
        Ok(Answer::Act(ActView::Refused(RefusalView::Taken(_))))
    ));
}

#[test]
fn numbers_of_nobody_are_refused() {
    let mut session = ready();
    assert_eq!(session.answer(Request::Detail { row: 99 }), Err(Failure::OutOfOrder));
    let act = Request::Act { row: 0, act: Act::Accept { account: 99 }, exchange: false };
    assert_eq!(session.answer(act), Err(Failure::OutOfOrder));
}

#[test]
fn no_answer_holds_a_password() {
    let mut session = ready();
    let answers = [
        format!("{:?}", session.answer(Request::Overview)),
        format!("{:?}", detail(&mut session, 0)),
        format!("{:?}", rows(&mut session, ListKind::Unrecognised, "")),
    ];
    let answers = answers.concat();
    assert!(!answers.contains("s3cret"));
}

#[test]
fn an_encrypted_file_waits_for_its_key_unless_it_is_another_school_s() {
    let mut session = session(CasKey::EntId);
    let sealed = |uai: &str| {
        format!("<EXPORT_INDEX_EDUCATION><UAI>{uai}</UAI></EXPORT_INDEX_EDUCATION>").into_bytes()
    };
    let mut load = |bytes: Vec<u8>| {
        let problem = open(&bytes).unwrap_err();
        let opened = session.opened().unwrap();
        let (name, fingerprint) = ("chiffré.xml".to_owned(), Fingerprint::of(&bytes));
        match session.wait(opened, name, fingerprint, bytes.into(), problem) {
            Ok(Answer::File(view)) => *view,
            other => panic!("{other:?}"),
        }
    };
    let elsewhere = load(sealed("0990002P"));
    assert_eq!(elsewhere.waiting, None);
    assert!(matches!(elsewhere.problems[0].kind, ProblemKind::OtherEstablishment { .. }));
    load(sealed(UAI));
    let again = load(sealed(UAI));
    let waiting = overview(session.answer(Request::Overview)).waiting;
    assert_eq!(waiting.len(), 1);
    assert_eq!(Some(waiting[0].number), again.waiting);
    let dismissed = session.answer(Request::Dismiss { waiting: waiting[0].number });
    assert!(overview(dismissed).waiting.is_empty());
}

#[test]
fn what_does_not_make_sense_is_told_before_the_linkage() {
    let mut session = session(CasKey::EntId);
    load(&mut session, &EXPORT.replace("Eleve", "Professeur"));
    load(&mut session, DIRECTORY);
    let Ok(Answer::Check(check)) = session.answer(Request::Check { mode: Mode::Complete }) else {
        panic!("not checked");
    };
    assert_eq!(check.concerns, [domain::reconciliation::Concern::TeachersOnly]);
    assert_eq!((check.cas_ids.linked, check.cas_ids.none), (0, 2));
}

#[test]
fn an_unknown_word_is_asked_once() {
    let mut session = session(CasKey::EntId);
    load(&mut session, &DIRECTORY.replace("Elève", "Invité"));
    let words = overview(session.answer(Request::Overview)).words;
    assert_eq!((words[0].word.as_str(), words[0].count, words[0].category), ("Invité", 2, None));
    let category = Some(Category::Staff);
    let said = Request::Say { side: words[0].side, word: words[0].word.clone(), category };
    assert_eq!(overview(session.answer(said)).words[0].category, category);
}
