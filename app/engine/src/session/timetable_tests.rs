use super::super::tests::{link, load, session};
use super::*;
use domain::ent_key::CasKey;
use domain::files::open;
use domain::task::run;
use domain::timetable::portal::How;
use engine::{AnnounceAnswer, AnnounceRequest, GroupsView, Request};

const TIMETABLE: &str = include_str!("../../../domain/tests/data/timetable/edt-1.1.xml");
const DIRECTORY: &str = "Nom;Prénom;Profil;Login;Identifiant ENT;Classe;Date de naissance\n\
    FICTIF-DUPONT;Zoé;Elève;zoe;TAA1;6 A,ANGLAIS 1;09/05/2013\n\
    FICTIF-DUPONT;Émile;Elève;emile;TAA2;6B,ANGLAIS 1;09/05/2013\n";

fn with_timetable() -> Session {
    let mut session = session(CasKey::EntId);
    let source = load(&mut session, TIMETABLE).source.unwrap();
    let table = run(open(TIMETABLE.as_bytes()).unwrap().timetable().unwrap());
    session.add_timetable(source, table);
    session
}

fn ask(session: &mut Session, request: TimetableRequest) -> TimetableAnswer {
    match session.answer(Request::Timetable(request)) {
        Ok(Answer::Timetable(answer)) => answer,
        other => panic!("{other:?}"),
    }
}

fn groups(session: &mut Session, request: TimetableRequest) -> Option<GroupsView> {
    match ask(session, request) {
        TimetableAnswer::Groups(groups) => groups,
        other => panic!("{other:?}"),
    }
}

fn portal_of(view: &GroupsView, name: &str) -> Option<(String, How)> {
    view.rows.iter().find(|row| row.name == name).unwrap().portal.clone()
}

#[test]
fn a_timetable_leaves_with_its_file() {
    let mut session = with_timetable();
    let TimetableAnswer::Summary(Some(view)) = ask(&mut session, TimetableRequest::Summary) else {
        panic!("no timetable");
    };
    assert_eq!((view.courses, view.sessions), (7, 24));
    assert_eq!(view.weeks.first().unwrap(), &(1, "2024-09-02".to_owned()));
    session.answer(Request::Unload { source: view.source }).unwrap();
    assert_eq!(ask(&mut session, TimetableRequest::Summary), TimetableAnswer::Summary(None));
}

/// A work file holds the people of the export, not its timetable.
#[test]
fn an_export_that_is_known_brings_its_timetable() {
    let mut session = session(CasKey::EntId);
    load(&mut session, TIMETABLE);
    let (fingerprint, table) = (Fingerprint::of(TIMETABLE.as_bytes()), || {
        run(open(TIMETABLE.as_bytes()).unwrap().timetable().unwrap())
    });
    assert!(session.timetable_of_known(Fingerprint::of(b"other"), table()).is_none());
    let Some(Answer::File(view)) = session.timetable_of_known(fingerprint, table()) else {
        panic!("not taken");
    };
    assert!(view.source.is_some());
    assert!(session.timetable_of_known(fingerprint, table()).is_none());
}

#[test]
fn groups_correspond_by_name_and_by_the_pupils_that_are_linked() {
    let mut session = with_timetable();
    assert_eq!(groups(&mut session, TimetableRequest::Groups), None);
    load(&mut session, DIRECTORY);
    let before = groups(&mut session, TimetableRequest::Groups).unwrap();
    assert_eq!(portal_of(&before, "6A"), Some(("6 A".to_owned(), How::Folded)));
    assert_eq!(portal_of(&before, "6AB AGL GR1"), None);
    link(&mut session);
    let after = groups(&mut session, TimetableRequest::Groups).unwrap();
    let members = How::Members { common: 2, all: 2 };
    assert_eq!(portal_of(&after, "6AB AGL GR1"), Some(("ANGLAIS 1".to_owned(), members)));
    let choice = TimetableRequest::ChooseGroup { name: "6A".to_owned(), portal: None };
    let chosen = groups(&mut session, choice).unwrap();
    assert_eq!(portal_of(&chosen, "6A"), None);
}

#[test]
fn who_is_linked_is_announced_as_pronote_knows_them() {
    let mut session = with_timetable();
    load(&mut session, DIRECTORY);
    link(&mut session);
    let request = AnnounceRequest {
        partner: "KOSMOS".to_owned(),
        school: "Collège des Essais".to_owned(),
        date: "2026-09-02T08:00:00Z".to_owned(),
        seed: None,
    };
    let Ok(Answer::Announced(AnnounceAnswer::File { bytes, counts, .. })) =
        session.announce(&request, b"")
    else {
        panic!("no file");
    };
    assert_eq!(counts, [0, 2, 0, 0, 0, 0]);
    assert!(String::from_utf8(bytes).unwrap().contains("ID_Partenaire=\"TAA1\""));
}
