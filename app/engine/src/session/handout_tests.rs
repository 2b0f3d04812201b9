use super::super::tests::{load, session};
use super::*;
use domain::ent_key::CasKey;
use domain::files::open;
use domain::task::run;
use engine::Request;

const ACCOUNTS: &str = "Nom;Prénom;Profil;Login;Identifiant ENT;Classe;Mot de passe\n\
    FICTIF;Zoé;Elève;zoe.f;TAA1;6A;s3cret-1\nDUPONT;Paul;Elève;paul.d;TAA2;5B;s3cret-2\n";
const EXPORT: &str =
    "<R UAI='0990001N'><Eleve IDPN='A2B3C4D5E7F8H9JK' Nom='ABSENTE' Prenom='Inès'/></R>";

fn with_accounts() -> Session {
    let mut session = session(CasKey::EntId);
    let read = run(open(ACCOUNTS.as_bytes()).unwrap().handout().unwrap());
    let fingerprint = Fingerprint::of(ACCOUNTS.as_bytes());
    session.add_handout("comptes.csv".to_owned(), fingerprint, false, read);
    session
}

fn ask(session: &mut Session, request: HandoutRequest) -> HandoutAnswer {
    match session.answer(Request::Handout(request)) {
        Ok(Answer::Handout(answer)) => answer,
        other => panic!("{other:?}"),
    }
}

fn view(session: &mut Session, request: HandoutRequest) -> HandoutView {
    match ask(session, request) {
        HandoutAnswer::Overview(view) => view,
        other => panic!("{other:?}"),
    }
}

fn letters(session: &mut Session, class: &str) -> Vec<String> {
    let filter = HandoutFilter { class: Some(class.to_owned()), ..HandoutFilter::default() };
    let model = "{prenom} : {mot_de_passe}".to_owned();
    match ask(session, HandoutRequest::Letters { filter, model, establishment: String::new() }) {
        HandoutAnswer::Letters(letters) => letters.into_iter().map(|one| one.text).collect(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn only_the_letters_that_were_asked_for_are_wiped() {
    let mut session = with_accounts();
    assert_eq!(letters(&mut session, "6A"), ["Zoé : s3cret-1"]);
    let view = view(&mut session, HandoutRequest::Printed);
    assert_eq!((view.printed, view.with_password), (1, 1));
    assert_eq!(letters(&mut session, "6A"), ["Zoé : "]);
    assert_eq!(letters(&mut session, "5B"), ["Paul : s3cret-2"]);
}

#[test]
fn leaving_the_screen_forgets_everything() {
    let mut session = with_accounts();
    session.answer(Request::Handout(HandoutRequest::Wipe)).unwrap();
    assert_eq!(view(&mut session, HandoutRequest::Overview), HandoutView::default());
}

#[test]
fn no_row_holds_a_password() {
    let mut session = with_accounts();
    let request = HandoutRequest::Rows { filter: HandoutFilter::default(), offset: 0, limit: 50 };
    let rows = format!("{:?}", ask(&mut session, request));
    assert!(rows.contains("FICTIF Zoé") && !rows.contains("s3cret"), "{rows}");
}

#[test]
fn what_is_compared_is_both_sides_without_passwords() {
    let mut session = with_accounts();
    assert!(session.to_compare().is_none());
    load(&mut session, EXPORT);
    let (pronote, directory) = session.to_compare().unwrap();
    assert_eq!((pronote.len(), directory.len()), (1, 2));
    assert!(!format!("{directory:?}").contains("s3cret"));
}
