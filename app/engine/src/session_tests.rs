use super::*;
use domain::category::Category;
use domain::files::ent_accounts::Purpose;
use domain::files::open;
use domain::linkage::Linker;
use domain::problem::ProblemKind;
use domain::reconciliation::{Certainty, Decision, Filter, Scope, Show, Sort, StepState, Way};
use domain::task;
use engine::{
    Act, ActView, DetailView, DoneView, NotReopened, PairView, RefusalView, RowsQuery, RowsView,
    SearchQuery, SearchView, SendingView, StepAnswer, StepRequest,
};

const UAI: &str = "0990001N";
const EXPORT: &str = "<R UAI='0990001N'><Eleves>\
    <Eleve IDPN='A2B3C4D5E7F8H9JK' Nom='FICTIF' Prenom='Zoé' DateNaissance='2013-05-09' Classe='6A'/>\
    <Eleve IDPN='B4C5D7E8F9H2J3KM' Nom='DUPONT' Prenom='Paul' DateNaissance='2012-01-30' Classe='5B'/>\
    </Eleves></R>";
const DIRECTORY: &str = "Nom;Prénom;Profil;Login;Identifiant ENT;Classe;Date de naissance;Mot de passe\n\
    FICTIF;Zoé;Elève;zoe.fictif;TAA10001;6A;;s3cret\n\
    DUPOND;Paule;Elève;paule.dupond;TAA10002;5B;;s3cret\n";

pub(super) fn session(cas_key: CasKey) -> Session {
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

pub(super) fn load(session: &mut Session, text: &str) -> FileView {
    let fingerprint = Fingerprint::of(text.as_bytes());
    let read = task::run(open(text.as_bytes()).unwrap().reader(Purpose::Linkage));
    let opened = session.opened().unwrap();
    match session.add(opened, "fichier".to_owned(), fingerprint, read).unwrap() {
        Answer::File(view) => *view,
        other => panic!("{other:?}"),
    }
}

pub(super) fn link(session: &mut Session) -> OverviewView {
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

fn step(session: &mut Session, request: StepRequest) -> StepAnswer {
    match session.answer(Request::Step(request)) {
        Ok(Answer::Step(answer)) => answer,
        other => panic!("{other:?}"),
    }
}

fn list(show: Show) -> Filter {
    Filter { sort: Sort::Name, ..Filter::new(Category::Student, show) }
}

fn rows(session: &mut Session, show: Show, text: &str) -> RowsView {
    let filter = Filter { text: text.to_owned(), ..list(show) };
    let query = RowsQuery { filter, offset: 0, limit: 10 };
    match step(session, StepRequest::Rows(query)) {
        StepAnswer::Rows(view) => view,
        other => panic!("{other:?}"),
    }
}

fn detail(session: &mut Session, row: u32) -> DetailView {
    match step(session, StepRequest::Detail { row, filter: list(Show::Unrecognised) }) {
        StepAnswer::Detail(view) => *view,
        other => panic!("{other:?}"),
    }
}

fn act(row: u32, act: Act) -> StepRequest {
    StepRequest::Act { row, act, exchange: false, filter: list(Show::Unrecognised) }
}

fn accept(session: &mut Session, row: u32, account: u32) -> DoneView {
    match step(session, act(row, Act::Accept { account })) {
        StepAnswer::Act(ActView::Done(done)) => done,
        other => panic!("{other:?}"),
    }
}

fn search(session: &mut Session, query: SearchQuery) -> SearchView {
    match step(session, StepRequest::Search(SearchQuery { limit: 5, ..query })) {
        StepAnswer::Found(view) => view,
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
    let all = rows(&mut session, Show::Unrecognised, "");
    assert_eq!(
        all.rows.iter().map(|r| r.last_name.as_str()).collect::<Vec<_>>(),
        ["DUPONT", "FICTIF"]
    );
    assert_eq!(rows(&mut session, Show::Unrecognised, "zoe").total, 1);
    assert_eq!(rows(&mut session, Show::Unrecognised, "5b").total, 1);
    assert_eq!(rows(&mut session, Show::Recognised, "").total, 0);
}

#[test]
fn a_decision_moves_a_row_and_undo_moves_it_back() {
    let mut session = ready();
    let row = rows(&mut session, Show::Unrecognised, "fictif").rows[0].row;
    let candidate = detail(&mut session, row).candidates[0].account.account;
    let done = accept(&mut session, row, candidate);
    assert_eq!(done.row, Some((Category::Student, 1 - row)));
    let recognised = rows(&mut session, Show::Recognised, "");
    assert_eq!(recognised.rows[0].decision, Decision::Confirmed);
    let StepAnswer::Done(done) = step(&mut session, StepRequest::Undo) else { panic!() };
    assert!(done.overview.history.can_redo && !done.overview.history.can_undo);
    assert_eq!(done.row, Some((Category::Student, row)));
    assert_eq!(rows(&mut session, Show::Recognised, "").total, 0);
}

#[test]
fn what_is_sent_is_pairs_and_the_names_stay_beside_them() {
    let mut session = ready();
    accept(&mut session, 0, 0);
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
    accept(&mut session, 0, 0);
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
fn a_rehearsal_is_done_again_for_good_with_its_decisions() {
    let mut session = ready();
    let waiting = rows(&mut session, Show::Unrecognised, "").rows[0].row;
    let account = detail(&mut session, waiting).candidates[0].account.account;
    accept(&mut session, waiting, account);
    let number = sending(&mut session).number;
    let told = overview(session.answer(Request::Validated { number, leaving: Vec::new() }));
    let state = |view: &OverviewView| view.steps[Category::Student.index()].state;
    assert_eq!(state(&told), StepState::Validated);
    overview(session.answer(Request::Unvalidated(Vec::new())));
    let again = link(&mut session);
    assert_eq!(state(&again), StepState::Open);
    assert_eq!(again.steps[Category::Student.index()].counts.confirmed, 1);
}

#[test]
fn a_former_portal_s_accounts_are_no_candidates_and_are_not_put_away() {
    let mut session = ready();
    let former = load(&mut session, "Nom;Prénom;Profil;Identifiant ENT\nFICTIF;Zoé;Elève;OLD1\n");
    let source = former.source.unwrap();
    overview(session.answer(Request::ChangePortal(Portal::Changed)));
    let view = overview(session.answer(Request::FormerAccounts { source, is_former: true }));
    assert!(view.files.last().unwrap().is_former);
    assert_eq!(link(&mut session).directory, 2);
    assert_eq!(overview(session.answer(Request::Overview)).portal, Portal::Changed);
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
fn a_login_is_sent_as_a_digest() {
    let mut session = session(CasKey::Login);
    load(&mut session, EXPORT);
    load(&mut session, DIRECTORY);
    link(&mut session);
    accept(&mut session, 0, 0);
    let key = sending(&mut session).pairs.remove(0).ent_key;
    assert!(key.starts_with("h:") && !key.contains("zoe"), "{key}");
}

#[test]
fn a_search_tells_who_has_the_account() {
    let mut session = ready();
    accept(&mut session, 0, 0);
    let query = SearchQuery { text: "fictif".to_owned(), ..SearchQuery::default() };
    let found = search(&mut session, query).found;
    assert!(found[0].holder.is_some());
    let taken = step(&mut session, act(1, Act::Accept { account: 0 }));
    assert!(matches!(taken, StepAnswer::Act(ActView::Refused(RefusalView::Taken(_)))));
}

#[test]
fn a_search_can_be_narrowed_without_a_word() {
    let mut session = ready();
    let of_class = |class: &str| SearchQuery {
        class: Some(class.to_owned()),
        category: Some(Category::Student),
        ..SearchQuery::default()
    };
    assert_eq!(search(&mut session, of_class("5B")).total, 1);
    assert_eq!(search(&mut session, of_class("4C")).total, 0);
    assert_eq!(search(&mut session, SearchQuery::default()).total, 0);
    let StepAnswer::Choices(choices) = step(&mut session, StepRequest::SearchChoices) else {
        panic!()
    };
    assert_eq!(choices.classes, ["5B", "6A"]);
}

#[test]
fn many_rows_are_accepted_and_taken_back_at_once() {
    let mut session = ready();
    let scope = Scope::Above { category: Category::Student, least: Certainty::Possible };
    let StepAnswer::Plan(plan) = step(&mut session, StepRequest::Plan(scope.clone())) else {
        panic!()
    };
    assert_eq!((plan.pairs, plan.sample.len()), (2, 2));
    let StepAnswer::Done(done) = step(&mut session, StepRequest::AcceptAll(scope)) else {
        panic!()
    };
    assert_eq!((done.changed, done.overview.steps[1].counts.confirmed), (2, 2));
    let StepAnswer::Done(done) = step(&mut session, StepRequest::Undo) else { panic!() };
    assert_eq!((done.changed, done.overview.steps[1].counts.confirmed), (2, 0));
}

#[test]
fn the_row_beside_another_one_is_told_without_the_list() {
    let mut session = ready();
    let beside = |row, way| StepRequest::Beside { filter: list(Show::All), row, way };
    let first = step(&mut session, beside(0, Way::First));
    assert_eq!(first, StepAnswer::Row(Some(1)));
    assert_eq!(step(&mut session, beside(1, Way::Next)), StepAnswer::Row(Some(0)));
}

#[test]
fn a_row_is_searched_again_under_another_spelling() {
    let mut session = ready();
    let alias = Alias { last_name: "DUPOND".to_owned(), first_name: "Paule".to_owned() };
    let row = rows(&mut session, Show::All, "dupont").rows[0].row;
    let (edition, run, retry) = session.retry(row, &alias).unwrap();
    let links = task::run(Linker::new(retry.input(&run)));
    session.retried(edition, row, alias, links).unwrap();
    assert_eq!(detail(&mut session, row).alias.unwrap().0, "DUPOND");
    step(&mut session, StepRequest::ForgetAlias { row });
    assert_eq!(detail(&mut session, row).alias, None);
}

fn save(session: &mut Session) -> Vec<u8> {
    let (passphrase, salt, nonce) = ("une phrase".to_owned(), [1; 16], [2; 24]);
    match session.answer(Request::Save { passphrase, salt, nonce }) {
        Ok(Answer::WorkFile(bytes)) => bytes,
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_is_put_away_is_taken_up_on_another_computer_without_the_files() {
    let mut session = ready();
    accept(&mut session, 0, 0);
    let bytes = save(&mut session);
    let mut other = self::session(CasKey::EntId);
    let answer = other.reopen("une autre", &bytes).unwrap();
    assert!(matches!(answer, Answer::NotReopened(NotReopened::Unreadable(_))));
    let answer = other.reopen("une phrase", &bytes).unwrap();
    let Answer::Reopened { overview, mode } = answer else { panic!() };
    assert_eq!((overview.files.len(), mode), (2, Some(Mode::Complete)));
    let view = link(&mut other);
    assert_eq!(view.steps[1].counts.confirmed, 1);
    assert!(view.unsent);
}

#[test]
fn numbers_of_nobody_are_refused() {
    let mut session = ready();
    let asked = StepRequest::Detail { row: 99, filter: list(Show::All) };
    let pairs = StepRequest::AcceptAll(Scope::Pairs(vec![(0, 99)]));
    for request in [asked, act(0, Act::Accept { account: 99 }), pairs] {
        assert_eq!(session.answer(Request::Step(request)), Err(Failure::OutOfOrder));
    }
}

#[test]
fn no_answer_holds_a_password() {
    let mut session = ready();
    let answers = [
        format!("{:?}", session.answer(Request::Overview)),
        format!("{:?}", detail(&mut session, 0)),
        format!("{:?}", rows(&mut session, Show::Unrecognised, "")),
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
        match session.wait(opened, name, fingerprint, bytes, problem) {
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
